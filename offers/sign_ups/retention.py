"""Keeping sign-ups no longer than was promised."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import (
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from cms.publication.models import Chore
from offers.models import SignUp, SignUpEvent, SignUpFormPage
from offers.sign_ups.erasing import BATCH, Why, erase

HOUR = timedelta(hours=1)
#: How long suspected spam is kept, from when it came, or was last put there by staff.
SPAM = timedelta(days=30)
#: What a form keeps for a shorter time than before is listed for so long before it goes.
NOTICE = timedelta(days=7)
#: How long is known, as a hash, from which address it came.
SENDER = timedelta(days=2)


def keep_promises() -> Iterator[None]:
    """Erase each hour what was kept as long as promised, a hundred sign-ups at a step.

    May be broken off anywhere: what is not done yet is found again in the next hour.
    """
    if not Chore.claim("retention", since=timezone.now() - HOUR):
        return
    yield from _keep_shorter()
    yield from _keep_again()
    yield from _erase(spam(), Why.SPAM)
    yield from _erase(past(timezone.localdate()), Why.RETENTION)
    known = SignUp.objects.filter(sender__gt="", created_at__lt=timezone.now() - SENDER)
    known.update(sender="")


def past(day: date) -> "QuerySet[SignUp]":
    """Give what is to be erased on a day, or was before it."""
    return SignUp.objects.filter(erase_on__lte=day)


def spam(coming: timedelta = timedelta()) -> "QuerySet[SignUp]":
    """Give the suspected spam that is to be erased, now or within some time."""
    limit = timezone.now() - SPAM + coming
    touched = SignUpEvent.objects.filter(
        sign_up=OuterRef("pk"), kind=SignUpEvent.Kind.STATE, at__gt=limit
    )
    old = SignUp.objects.filter(state=SignUp.State.SPAM, created_at__lt=limit)
    return old.filter(~Exists(touched))


def coming_up(days: int) -> "QuerySet[SignUp]":
    """Give what is to be erased within some days, spam included."""
    until = timezone.localdate() + timedelta(days=days)
    of_spam = spam(timedelta(days=days)).order_by().values("pk")
    return SignUp.objects.filter(Q(erase_on__lte=until) | Q(pk__in=of_spam))


def _erase(due: "QuerySet[SignUp]", why: str) -> Iterator[None]:
    while numbers := list(due.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        erase(SignUp.objects.filter(pk__in=numbers), why)
        yield


def _keep_shorter() -> Iterator[None]:
    """Bring the day forward where a form now keeps answers for a shorter time than it promised.

    Nothing goes before it was listed for a week: it may have been a slip. A form that keeps them
    longer keeps only what comes from now on.
    """
    soonest = timezone.localdate() + NOTICE
    forms = SignUpFormPage.objects.filter(versions__retention_days__gt=F("retention_days"))
    for form, days in forms.distinct().order_by("pk").values_list("pk", "retention_days"):
        promised_now = ExpressionWrapper(
            TruncDate("created_at") + Value(timedelta(days=days)), output_field=DateField()
        )
        kept = SignUp.objects.filter(
            Q(erase_on__gt=promised_now) & Q(erase_on__gt=soonest),
            form=form,
            version__retention_days__gt=days,
        )
        yield from _put_down(
            (number, max(soonest, timezone.localdate(created_at) + timedelta(days=days)))
            for number, created_at in kept.order_by("pk").values_list("pk", "created_at")
        )


def _keep_again() -> Iterator[None]:
    """Put the day back where a shorter time was taken back before anything was erased."""
    soon = SignUp.objects.filter(erase_on__lte=timezone.localdate() + NOTICE, form__isnull=False)
    promised = soon.order_by("pk").values_list(
        "pk", "created_at", "erase_on", "version__retention_days", "form__retention_days"
    )
    later = []
    for number, created_at, erase_on, then, now in promised:
        day = timezone.localdate(created_at) + timedelta(days=min(then, now))
        if day > erase_on:
            later.append((number, day))
    yield from _put_down(later)


def _put_down(days: Iterable[tuple[int, date]]) -> Iterator[None]:
    """Write down for the numbers of sign-ups when they are erased, those of a day at a step."""
    by_day: dict[date, list[int]] = {}
    for number, day in days:
        by_day.setdefault(day, []).append(number)
    for day, numbers in by_day.items():
        for at in range(0, len(numbers), BATCH):
            SignUp.objects.filter(pk__in=numbers[at : at + BATCH]).update(erase_on=day)
        yield
