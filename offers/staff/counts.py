"""How many sign-ups there are, were and will be known of, as far as somebody may read them."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from offers.models import ErasedSignUp, OfferPage, Scope, SignUp, SignUpPermission

State = SignUp.State
#: Suspected spam is counted apart: nobody would call it a sign-up to a funder.
COUNTED = [state for state in State if state != State.SPAM]


class Line(NamedTuple):
    """What there is of one offer. `pk` is None for what has no offer, or whose offer is gone."""

    pk: int | None
    title: str
    #: In the order of `COUNTED`.
    by_state: list[int]
    #: These four without suspected spam.
    erased: int
    late: int
    total: int
    spam: int
    places: int | None
    left: int | None


def erased_for(user: Any) -> "QuerySet[ErasedSignUp]":
    """Give what is left of erased sign-ups that somebody might have read."""
    return ErasedSignUp.objects.order_by().filter(Scope.of(user, SignUpPermission.READ).rows())


def lines(user: Any) -> list[Line]:
    """Give a line for each offer that anybody signed up for, by title. Six queries at most."""
    kept = SignUp.objects.allowed(user, SignUpPermission.READ).order_by()
    states, late, erased, titles = Counter[Any](), Counter[Any](), Counter[Any](), {}
    for pk, title, state, count in _counted(kept, "state"):
        states[_key(pk, title), state] += count
        titles[_key(pk, title)] = title
    out_of_time = kept.exclude(timing=SignUp.Timing.IN_TIME).exclude(state=State.SPAM)
    for pk, title, _, count in _counted(out_of_time, "timing"):
        late[_key(pk, title)] += count
    for pk, title, _, count in _counted(erased_for(user).exclude(state=State.SPAM), "state"):
        erased[_key(pk, title)] += count
        titles.setdefault(_key(pk, title), title)
    offers = OfferPage.objects.in_bulk([key for key in titles if isinstance(key, int)])
    forms = {one.sign_up_form_id for one in offers.values() if one.sign_up_form_id}
    taken = SignUp.objects.places_taken(forms)
    found = []
    for key, title in titles.items():
        offer = offers.get(key) if isinstance(key, int) else None
        by_state = [states[key, state] for state in COUNTED]
        places = offer.places if offer else None
        left = None
        if offer and places is not None:
            left = max(places - taken.get(offer.sign_up_form_id or 0, 0), 0)
        name = offer.title if offer else title or "No offer"
        total = sum(by_state) + erased[key]
        number = offer.pk if offer else None
        spam = states[key, State.SPAM]
        line = Line(number, name, by_state, erased[key], late[key], total, spam, places, left)
        found.append(line)
    return sorted(found, key=lambda line: line.title.casefold())


def _counted(rows: "QuerySet[Any]", field: str) -> list[tuple[Any, ...]]:
    counted = rows.values_list("offer_id", "offer_title", field).annotate(number=Count("pk"))
    found: list[tuple[Any, ...]] = list(counted)
    return found


def _key(pk: int | None, title: str) -> int | str:
    """Give what tells offers apart: their number, or the title of one that is gone."""
    return pk if pk is not None else title


def of_offer(user: Any, offer: int) -> dict[str, Counter[Any]]:
    """Count the sign-ups for one offer: `by_day`, `by_state` and `by_page`, erased ones included.

    Erased ones have no state, but “Erased”. Suspected spam is counted by state only.
    """
    kept = SignUp.objects.allowed(user, SignUpPermission.READ).filter(offer=offer).order_by()
    erased = erased_for(user).filter(offer=offer).exclude(state=State.SPAM)
    by_day: Counter[date] = Counter()
    by_state: Counter[str] = Counter()
    by_page: Counter[str] = Counter()
    days = kept.annotate(day=TruncDate("created_at"))
    for day, state, page, count in _by(days, "day", "state", "host_title"):
        by_state[str(State(state).label)] += count
        if state != State.SPAM:
            by_day[day] += count
            by_page[page] += count
    for day, page, count in _by(erased, "received_on", "host_title"):
        by_day[day] += count
        by_state["Erased"] += count
        by_page[page] += count
    return {"by_day": by_day, "by_state": by_state, "by_page": by_page}


def _by(rows: "QuerySet[Any]", *fields: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = list(rows.values_list(*fields).annotate(number=Count("pk")))
    return found
