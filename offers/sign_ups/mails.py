"""Which mails a sign-up brings: to staff, and to the person themselves."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from offers.form.forgiving import addresses_written
from offers.form.questions import WITH_CHOICES
from offers.form.wording import same
from offers.models import Mail, MailOutage, SignUp, SignUpEvent, as_address
from offers.models.mails import patience_ends
from offers.sign_ups.history import write_down

#: How many confirmations one address gets within `WITHIN`: whoever types the address of somebody
#: else again and again cannot flood them.
MOST = 3
WITHIN = timedelta(hours=24)
ENOUGH = f"No confirmation was sent: the address has had {MOST} of them within a day."
#: As long as an address can be (RFC 5321).
ADDRESS = 254
BATCH = 500  # rows
NOT_SENT = (
    "The database was restored from a backup: mails that waited in it are not sent again; they may "
    "have arrived."
)
RESTORED = "The database was restored from a backup: it may have arrived."


def queue_for(sign_ups: Iterable[SignUp]) -> None:
    """Queue the mails of some sign-ups, in their transaction. Suspected spam brings none.

    They are worded when they are sent (`letters.py`), which costs the visitor no time.
    """
    real = [sign_up for sign_up in sign_ups if sign_up.state != SignUp.State.SPAM]
    mails, refused = mails_of(real)
    write_down(SignUpEvent.Kind.MAIL, refused)
    Mail.objects.bulk_create(mails)


def mails_of(sign_ups: Collection[SignUp]) -> tuple[list[Mail], list[tuple[int, str]]]:
    """Give the mails that some sign-ups bring, not queued yet, and who gets none, and why."""
    told = {sign_up.pk: confirmed_to(sign_up) for sign_up in sign_ups}
    had = confirmations_of_late(set(filter(None, told.values())))
    mails, refused = [], []
    for sign_up in sign_ups:
        mails += [
            _mail(sign_up, Mail.Kind.NOTIFICATION, address) for address in recipients_of(sign_up)
        ]
        address = told[sign_up.pk]
        if address and had[address] < MOST:
            had[address] += 1
            mails.append(_mail(sign_up, Mail.Kind.CONFIRMATION, address))
        elif address:
            refused.append((sign_up.pk, ENOUGH))
    return mails, refused


def send_again(mails: "QuerySet[Mail]", user: Any) -> int:
    """Have some mails sent (again) as soon as can be, whatever came of them so far; give how many.

    What was sent, is being sent or tells of spam is left alone. A server that was away is asked
    again too.
    """
    now, count = timezone.now(), 0
    waiting = mails.filter(state__in={Mail.State.FAILED, Mail.State.QUEUED})
    chosen = list(waiting.exclude(sign_up__state=SignUp.State.SPAM).values_list("pk", flat=True))
    for start in range(0, len(chosen), BATCH):
        with transaction.atomic():
            rows = Mail.objects.select_for_update().filter(pk__in=chosen[start : start + BATCH])
            again = [mail for mail in rows if mail.can_be_sent_again]
            Mail.objects.filter(pk__in=[mail.pk for mail in again]).update(
                state=Mail.State.QUEUED, attempts=0, due_at=now, give_up_at=patience_ends()
            )
            texts = [(mail.sign_up_id, f"{named(mail)} is queued again.") for mail in again]
            write_down(SignUpEvent.Kind.MAIL, texts, user)
        count += len(again)
    MailOutage.objects.update(try_at=now)
    return count


def hold_back() -> str:
    """Show as failed what a backup has as not yet sent; say how many mails that were.

    The history of each sign-up says so in one line, however many mails it has.
    """
    waiting = Mail.objects.filter(state__in={Mail.State.QUEUED, Mail.State.SENDING})
    with transaction.atomic():
        numbers = list(waiting.order_by("sign_up").values_list("sign_up", flat=True).distinct())
        for start in range(0, len(numbers), BATCH):
            lines = ((number, NOT_SENT) for number in numbers[start : start + BATCH])
            write_down(SignUpEvent.Kind.MAIL, lines)
        count = waiting.update(state=Mail.State.FAILED, problem=RESTORED)
    return f"{count} mails that waited in the backup are shown as failed, and not sent."


def named(mail: Mail) -> str:
    """Name a mail in a sentence."""
    what = "The notification" if mail.kind == Mail.Kind.NOTIFICATION else "The confirmation"
    return f"{what} to {mail.to}"


def recipients_of(sign_up: SignUp) -> list[str]:
    """Give the addresses of staff to tell, each once: those of the form, and by answers."""
    told = addresses_written(_form(sign_up).recipients)
    if any(question["type"] in WITH_CHOICES for question in sign_up.questions):
        chosen = set(_chosen(sign_up))
        for route in _form(sign_up).routes.all():
            if (same(route.question), same(route.answer)) in chosen:
                told += addresses_written(route.recipients)
    fit = (address for address in told if len(address) <= ADDRESS)
    return list({address.lower(): address for address in fit}.values())


def confirmed_to(sign_up: SignUp) -> str:
    """Give the address that gets a confirmation; none where none is sent, or none fits."""
    address = as_address(sign_up.email) if _form(sign_up).confirms else ""
    return address if len(address) <= ADDRESS else ""


def confirmations_of_late(addresses: Collection[str]) -> Counter[str]:
    """Count the confirmations that some addresses have had within the time that counts."""
    if not addresses:
        return Counter()
    since = timezone.now() - WITHIN
    sent = Mail.objects.filter(
        to__in=addresses, created_at__gt=since, kind=Mail.Kind.CONFIRMATION
    ).order_by()
    return Counter(dict(sent.values_list("to").annotate(Count("pk"))))


def _chosen(sign_up: SignUp) -> Iterator[tuple[str, str]]:
    """Give the choices that were made, each with its question, to be compared."""
    for question in sign_up.questions:
        if question["type"] in WITH_CHOICES:
            answer = sign_up.answers.get(question["name"]) or []
            for chosen in answer if isinstance(answer, list) else [answer]:
                yield same(question["label"]), same(str(chosen))


def _form(sign_up: SignUp) -> Any:
    """Give the form; mails are only queued while it is there."""
    return sign_up.form


def _mail(sign_up: SignUp, kind: Mail.Kind, address: str) -> Mail:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return Mail(sign_up=sign_up, kind=kind, to=address, message_id=make_msgid(domain=host))
