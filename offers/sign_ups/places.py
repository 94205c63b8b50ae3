"""Telling that offers have more or fewer places, whatever staff do with sign-ups."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from cms.publication.changes import changed
from cms.publication.models import Clock
from offers.models import OfferPage, SignUp

BATCH = 500  # rows


@contextmanager
def telling_of_places(pks: Sequence[int]) -> Iterator[list[tuple[str, str]]]:
    """Tell in the same transaction that offers have more or fewer places, if it comes to that.

    The clock is held before any row is locked, as by all who change what is public. The states
    before and after go into the list; however many there are, it is told once. What goes and frees
    its place is as good as declined.
    """
    with transaction.atomic():
        limited = _limited_offers(pks)
        if limited:
            Clock.hold()
        moved: list[tuple[str, str]] = []
        yield moved
        placeless = SignUp.PLACELESS
        if any((before in placeless) != (after in placeless) for before, after in moved):
            changed(limited)


def _limited_offers(pks: Sequence[int]) -> list[OfferPage]:
    """Give the offers in which some sign-ups take, or could take, a place."""
    forms: set[int] = set()
    for start in range(0, len(pks), BATCH):
        some = SignUp.objects.filter(pk__in=pks[start : start + BATCH])
        forms.update(
            some.exclude(form=None).order_by().values_list("form_id", flat=True).distinct()
        )
    return list(OfferPage.objects.filter(sign_up_form__in=forms, places__isnull=False))
