"""Writing down who saw which personal data, and when; never the data itself."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.publication.models import Chore
from offers.models import Access, SignUp, addresses_in

#: How long is known who saw what.
KEPT = timedelta(days=730)
#: The same person looking at the same thing again within this time has looked once.
STILL_LOOKING = timedelta(minutes=5)
#: What is looked at again and again: by a reload, by going back to it.
LOOKING = {Access.Kind.LIST, Access.Kind.READ}
HIDDEN = "[address]"
BATCH = 500  # rows


def record(
    user: Any,
    kind: str,
    *,
    sign_up: SignUp | None = None,
    count: int = 1,
    detail: str = "",
    form: Any = None,
    offer: Any = None,
) -> None:
    """Write down that somebody saw, took or changed personal data; `kind` is an `Access.Kind`.

    Call it wherever answers, names or addresses are shown. `detail` says in words by what a list
    was narrowed, or what was changed. An e-mail address in it is not kept.
    """
    seen = {
        "user": user,
        "kind": kind,
        "reference": sign_up.reference if sign_up else "",
        "form_id": sign_up.form_id if sign_up else getattr(form, "pk", form),
        "offer_id": sign_up.offer_id if sign_up else getattr(offer, "pk", offer),
        "count": count,
        "detail": without_addresses(detail)[:255],
    }
    now = timezone.now()
    if kind in LOOKING and Access.objects.filter(**seen, at__gt=now - STILL_LOOKING).exists():
        return
    Access.objects.create(**seen, at=now, user_name=name_of(user))


def without_addresses(text: str) -> str:
    """Give a text without the words that hold an e-mail address."""
    return " ".join(HIDDEN if addresses_in(word) else word for word in text.split())


def name_of(user: Any) -> str:
    """Give the name that is kept of a member of staff, also when their account is gone."""
    return str(user.get_full_name() or user.get_username())[:150]


def forget() -> Iterator[None]:
    """Delete once a day what has been known for two years, some rows at a step."""
    now = timezone.now()
    if not Chore.claim("accesses", since=now - timedelta(days=1)):
        return
    old = Access.objects.filter(at__lt=now - KEPT).order_by("at")
    while gone := list(old.values_list("pk", flat=True)[:BATCH]):
        Access.objects.filter(pk__in=gone).delete()
        yield
