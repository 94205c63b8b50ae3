"""What is taken for spam: it is held back with its reasons, and staff release it or confirm it.

Nothing is thrown away, whoever sends it sees the same thank-you, and no third party is asked.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.publication.changes import changed
from cms.publication.models import Clock
from offers.form.sign_up_form import SignUpForm
from offers.form.stamp import STAMP, is_fresh, is_ours
from offers.models import Mail, SignUp, SignUpEvent, Suspicion, history
from offers.sign_ups.mails import queue_for

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
    """Write down why a sign-up is held back."""
    Suspicion.objects.bulk_create(
        Suspicion(sign_up=sign_up, rule=rule.code, reason=rule.reason) for rule in broken
    )


def release(sign_up: SignUp, user: Any) -> bool:
    """Take a sign-up for a real one: send what was held back, count its place.

    Gives False, and does nothing, if it is not held back (any more).
    """
    with _counted(sign_up):
        held = SignUp.objects.filter(pk=sign_up.pk, state=SignUp.State.SPAM)
        if not held.update(state=SignUp.State.NEW):
            return False
        sign_up.state = SignUp.State.NEW
        sign_up.suspicions.update(outcome=Suspicion.Outcome.RELEASED)
        history(sign_up, SignUpEvent.Kind.RELEASED, "Released: it is no spam.", user)
        if sign_up.form and not sign_up.mails.exists():
            queue_for(sign_up, sign_up.form)
    return True


def confirm(sign_up: SignUp, user: Any) -> bool:
    """Take a sign-up for spam for good; mails that still wait are not sent.

    Gives False, and does nothing, if that was done before.
    """
    with _counted(sign_up):
        real = SignUp.objects.filter(pk=sign_up.pk).exclude(state=SignUp.State.SPAM)
        moved = real.update(state=SignUp.State.SPAM)
        sign_up.state = SignUp.State.SPAM
        open_ = sign_up.suspicions.exclude(outcome=Suspicion.Outcome.CONFIRMED)
        if not open_.update(outcome=Suspicion.Outcome.CONFIRMED) and not moved:
            return False
        sign_up.mails.filter(state=Mail.State.QUEUED).delete()
        history(sign_up, SignUpEvent.Kind.STATE, "Confirmed as spam.", user)
    return True


@contextmanager
def _counted(sign_up: SignUp) -> Iterator[None]:
    """Tell in the same transaction that offers have a place more or less.

    The clock is held first, as by all who change what is public.
    """
    with transaction.atomic():
        offers = sign_up.form.offers.filter(places__isnull=False) if sign_up.form else []
        if limited := list(offers):
            Clock.hold()
        before = sign_up.state
        yield
        if limited and sign_up.state != before:
            changed(limited)
