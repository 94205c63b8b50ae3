"""What releasing suspected spam would bring: places that are taken, and mails that go out."""

from typing import NamedTuple

from django.db.models import Count

from offers.models import Mail, OfferPage, SignUp
from offers.models.sign_ups import SignUpQuerySet
from offers.sign_ups.mails import mails_of


class Room(NamedTuple):
    """An offer with so many places, some of them taken, and how many more want one."""

    offer: str
    places: int
    taken: int
    coming: int

    @property
    def after(self) -> int:
        """Give how many places would be taken."""
        return self.taken + self.coming

    @property
    def over(self) -> int:
        """Give how many of those who come there is no place for."""
        return min(max(self.after - self.places, 0), self.coming)


def rooms_for(rows: SignUpQuerySet) -> list[Room]:
    """Give the offers with limited places in which suspected spam would take some."""
    held = rows.filter(state=SignUp.State.SPAM, form__isnull=False).order_by()
    coming = dict(held.values_list("form_id").annotate(Count("pk")))
    limited = OfferPage.objects.live().filter(sign_up_form__in=coming, places__isnull=False)
    taken = SignUp.objects.places_taken(coming)
    return [
        Room(title, places or 0, taken.get(form or 0, 0), coming[form])
        for title, places, form in limited.order_by("title").values_list(
            "title", "places", "sign_up_form_id"
        )
    ]


def over_in(rooms: list[Room]) -> int:
    """Give how many go over the places that there are."""
    return sum(room.over for room in rooms)


def without_mails(rows: SignUpQuerySet) -> SignUpQuerySet:
    """Keep those whose mails were never queued, of forms that are still there."""
    return rows.filter(mails=None, form__isnull=False)


def mails_from(sign_up: SignUp) -> list[Mail]:
    """Give the mails that go out when suspected spam is released."""
    unsent = without_mails(SignUp.objects.filter(pk=sign_up.pk)).select_related("form", "version")
    return mails_of(list(unsent))[0]
