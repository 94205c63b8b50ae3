"""Suspected spam: it waits in quarantine with its reasons, until staff release or confirm it.

Nothing is thrown away, whoever sends it sees the same thank-you, and no third party is asked.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from offers.form.sign_up_form import SignUpForm
from offers.form.stamp import STAMP, is_fresh, is_ours
from offers.models import Mail, SignUp, SignUpEvent, Suspicion
from offers.sign_ups.handling import batches
from offers.sign_ups.history import write_down
from offers.sign_ups.mails import queue_for
from offers.sign_ups.places import BATCH, telling_of_places
from offers.sign_ups.releasing import without_mails

State = SignUp.State

#: Links in answers that are no answer to a question for a link.
LINKS = 3
WINDOW = timedelta(minutes=10)
_LINK = re.compile(r"https?://|\bwww\.|\[url", re.IGNORECASE)
_WRITTEN = {"singleline", "multiline"}


class Rule(NamedTuple):
    """Something that people hardly ever do, and programs that send spam do often."""

    code: str
    title: str
    #: To staff, of one sign-up: a sentence without anything personal.
    reason: str


TRAP = Rule(
    "trap", "Filled in what people do not see", "The field that people do not see was filled in."
)
FAST = Rule(
    "fast", "Sent too fast", "It was sent within seconds after the form had been put together."
)
UNSTAMPED = Rule(
    "unstamped", "Sent without our form", "It did not come from a form that we had put together."
)
MANY_LINKS = Rule("links", "Many links", f"Its answers hold more than {LINKS} links.")
MANY = Rule(
    "many", "Many from one address", "Many had come from the same internet address just before."
)
RULES = [TRAP, FAST, UNSTAMPED, MANY_LINKS, MANY]


def suspicions(form: SignUpForm, sender: str) -> list[Rule]:
    """Give what speaks against a valid form; `sender` is the hash of where it came from."""
    return [*_of_the_form(form), *([MANY] if sends_many(sender) else [])]


def _of_the_form(form: SignUpForm) -> Iterator[Rule]:
    given = form.data.get(form.add_prefix(STAMP), "")
    if form.trapped:
        yield TRAP
    if not is_ours(given, form.page):
        yield UNSTAMPED
    elif settings.SIGN_UP_SECONDS and is_fresh(given, settings.SIGN_UP_SECONDS):
        yield FAST
    if _links(form.questions, form.answers()) > LINKS:
        yield MANY_LINKS


def _links(questions: list[dict[str, Any]], answers: dict[str, Any]) -> int:
    written = (answers[asked["name"]] or "" for asked in questions if asked["type"] in _WRITTEN)
    return sum(len(_LINK.findall(answer)) for answer in written)


def sends_many(sender: str) -> bool:
    """Say whether as many have just come from a sender as one address may send unsuspected."""
    most = settings.SIGN_UPS_UNSUSPECTED
    if not sender or not most:
        return False
    before = SignUp.objects.filter(sender=sender, created_at__gt=timezone.now() - WINDOW)
    return before.order_by()[:most].count() >= most


def hold(sign_up: SignUp, broken: list[Rule]) -> None:
    """Write down why a sign-up is suspected spam."""
    Suspicion.objects.bulk_create(
        Suspicion(sign_up=sign_up, rule=rule.code, reason=rule.reason) for rule in broken
    )


def release(pks: Sequence[int], user: Any) -> int:
    """Take sign-ups for real ones: send the mails they never brought, count their places.

    Gives how many were suspected (still); nothing is done about the others.
    """
    count = 0
    with telling_of_places(pks) as moved:
        for rows in batches(pks):
            held = [row for row in rows if row.state == State.SPAM]
            released = SignUp.objects.filter(pk__in=[row.pk for row in held])
            released.update(state=State.NEW)
            Suspicion.objects.filter(sign_up__in=held).update(outcome=Suspicion.Outcome.RELEASED)
            texts = [(row.pk, "Released: it is no spam.") for row in held]
            write_down(SignUpEvent.Kind.RELEASED, texts, user)
            unsent = without_mails(released).order_by("pk")
            related = unsent.select_related("form", "version")
            queue_for(related.prefetch_related("form__routes"))
            moved.extend((State.SPAM, State.NEW) for _ in held)
            count += len(held)
    return count


def confirm(pks: Sequence[int], user: Any) -> int:
    """Take sign-ups for spam for good; mails that still wait are not sent.

    Gives how many were not yet; nothing is done about the others.
    """
    count, confirmed = 0, Suspicion.Outcome.CONFIRMED
    with telling_of_places(pks) as moved:
        # A mail before its sign-up, as by those who send it and then write into the history.
        for start in range(0, len(pks), BATCH):
            some = pks[start : start + BATCH]
            Mail.objects.filter(sign_up__in=some, state=Mail.State.QUEUED).delete()
        for rows in batches(pks):
            open_ = Suspicion.objects.filter(sign_up__in=rows).exclude(outcome=confirmed)
            unsure = set(open_.values_list("sign_up_id", flat=True))
            spam = [row for row in rows if row.state != State.SPAM or row.pk in unsure]
            SignUp.objects.filter(pk__in=[row.pk for row in spam]).update(state=State.SPAM)
            open_.update(outcome=confirmed)
            texts = [(row.pk, "Confirmed as spam.") for row in spam]
            write_down(SignUpEvent.Kind.STATE, texts, user)
            moved.extend((row.state, State.SPAM) for row in spam)
            count += len(spam)
    return count
