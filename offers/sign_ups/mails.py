"""Which mails a sign-up brings: to staff, and to the person themselves."""

from collections.abc import Iterator
from datetime import timedelta
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from offers.form.questions import WITH_CHOICES
from offers.form.wording import same
from offers.models import Mail, MailOutage, SignUp, SignUpEvent, as_address
from offers.models.mails import patience_ends
from offers.sign_ups.history import write_down

#: How many confirmations one address gets within `WITHIN`: whoever types the address of somebody
#: else again and again cannot flood them.
MOST = 3
WITHIN = timedelta(hours=24)
#: As long as an address can be (RFC 5321).
ADDRESS = 254
BATCH = 500  # rows
RESTORED = "The database was restored from a backup: it may have arrived."


def queue_for(sign_up: SignUp, form_page: Any) -> list[Mail]:
    """Queue the mails of a sign-up, in its transaction. What is taken for spam gets none.

    They are worded when they are sent (`letters.py`), which costs the visitor no time.
    """
    if sign_up.state == SignUp.State.SPAM:
        return []
    written = [
        _mail(sign_up, Mail.Kind.NOTIFICATION, address)
        for address in recipients_of(sign_up, form_page)
    ]
    address = confirmed_to(sign_up) if form_page.confirms else ""
    if address and told_enough(address):
        text = f"No confirmation was sent: the address has had {MOST} of them within a day."
        write_down(SignUpEvent.Kind.MAIL, [(sign_up.pk, text)])
    elif address:
        written.append(_mail(sign_up, Mail.Kind.CONFIRMATION, address))
    return Mail.objects.bulk_create(written)


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
    """Show as failed what a backup has as not yet sent; say how many mails that were."""
    waiting = Mail.objects.filter(state__in={Mail.State.QUEUED, Mail.State.SENDING})
    count = waiting.update(state=Mail.State.FAILED, problem=RESTORED)
    return f"{count} mails that waited in the backup are shown as failed, and not sent."


def named(mail: Mail) -> str:
    """Name a mail in a sentence."""
    what = "The notification" if mail.kind == Mail.Kind.NOTIFICATION else "The confirmation"
    return f"{what} to {mail.to}"


def recipients_of(sign_up: SignUp, form_page: Any) -> list[str]:
    """Give the addresses of staff to tell, each once: those of the form, and by answers."""
    told = form_page.recipients.split()
    if any(question["type"] in WITH_CHOICES for question in sign_up.questions):
        chosen = set(_chosen(sign_up))
        for route in form_page.routes.all():
            if (same(route.question), same(route.answer)) in chosen:
                told += route.recipients.split()
    fit = (address for address in told if len(address) <= ADDRESS)
    return list({address.lower(): address for address in fit}.values())


def confirmed_to(sign_up: SignUp) -> str:
    """Give the address that a confirmation goes to; none where nothing fit was given."""
    address = as_address(sign_up.email)
    return address if len(address) <= ADDRESS else ""


def told_enough(address: str) -> bool:
    """Say whether an address has had all the confirmations it gets for now."""
    since = timezone.now() - WITHIN
    before = Mail.objects.filter(
        to=address, created_at__gt=since, kind=Mail.Kind.CONFIRMATION
    ).order_by()
    return before[:MOST].count() == MOST


def _chosen(sign_up: SignUp) -> Iterator[tuple[str, str]]:
    """Give the choices that were made, each with its question, to be compared."""
    for question in sign_up.questions:
        if question["type"] in WITH_CHOICES:
            answer = sign_up.answers.get(question["name"]) or []
            for chosen in answer if isinstance(answer, list) else [answer]:
                yield same(question["label"]), same(str(chosen))


def _mail(sign_up: SignUp, kind: Mail.Kind, address: str) -> Mail:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return Mail(sign_up=sign_up, kind=kind, to=address, message_id=make_msgid(domain=host))
