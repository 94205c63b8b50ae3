"""By what the list of sign-ups is narrowed."""

import re
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from offers.models import (
    OfferPage,
    SignUp,
    SignUpAddress,
    SignUpFormPage,
    SignUpPermission,
    as_address,
)
from offers.models.sign_ups import ALPHABET, SignUpQuerySet
from offers.sign_ups.access import name_of
from offers.sign_ups.retention import coming_up
from offers.staff.handling_form import possible_owners

_REFERENCE = re.compile(f"([{ALPHABET}]{{4}})-?([{ALPHABET}]{{4}})")
OLDEST_FIRST = "created_at"
#: Whose they are, apart from the names of people.
NOBODY, ME = "nobody", "me"


def owners() -> list[tuple[str, str]]:
    """Give whose sign-ups can be asked for: mine, nobody’s, or those of a colleague."""
    colleagues = [(str(user.pk), name_of(user)) for user in possible_owners()]
    return [(ME, "Me"), (NOBODY, "Nobody"), *colleagues]


class SignUpFilterSet(WagtailFilterSet):
    """Narrow the list by form, offer, state, owner, date, timing and what is soon erased."""

    state = django_filters.MultipleChoiceFilter(
        choices=SignUp.State.choices,
        widget=forms.CheckboxSelectMultiple,
        method="in_state",
        help_text="Choose none to see all but suspected spam.",
    )
    owner = django_filters.ChoiceFilter(
        choices=owners, method="owned", widget=forms.RadioSelect, empty_label="Anybody"
    )
    form = django_filters.ModelMultipleChoiceFilter(
        queryset=lambda request: readable_pages(SignUpFormPage, request),
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    offer = django_filters.ModelMultipleChoiceFilter(
        queryset=lambda request: readable_pages(OfferPage, request),
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    created_at = django_filters.DateFromToRangeFilter(
        label="Received", widget=DateRangePickerWidget
    )
    timing = django_filters.MultipleChoiceFilter(
        choices=SignUp.Timing.choices, widget=forms.CheckboxSelectMultiple, distinct=False
    )
    erased_within = django_filters.NumberFilter(
        label="Erased within days", method="erased_soon", min_value=0, max_value=10_000
    )

    class Meta:
        model = SignUp
        fields = ["state", "owner", "form", "offer", "created_at", "timing", "erased_within"]

    def in_state(self, rows: "QuerySet[SignUp]", name: str, states: Any) -> "QuerySet[SignUp]":
        """Keep those in one of some states."""
        return rows.filter(state__in=states)

    def owned(self, rows: "QuerySet[SignUp]", name: str, whose: str) -> "QuerySet[SignUp]":
        """Keep those that somebody has in hand, or nobody."""
        if whose == NOBODY:
            return rows.filter(owner=None)
        return rows.filter(owner=self.request.user.pk if whose == ME else int(whose))

    def erased_soon(self, rows: "QuerySet[SignUp]", name: str, days: Any) -> "QuerySet[SignUp]":
        """Keep those that will be erased within some days."""
        return rows.filter(pk__in=coming_up(int(days)).order_by().values("pk"))


def readable_pages(model: Any, request: HttpRequest) -> "QuerySet[Any]":
    """Give the forms, or the offers, that have sign-ups which somebody may read."""
    relation = "form" if model is SignUpFormPage else "offer"
    readable = SignUp.objects.allowed(request.user, SignUpPermission.READ).order_by()
    has_some = Exists(readable.filter(**{relation: OuterRef("pk")}))
    pages: QuerySet[Any] = model.objects.filter(has_some).order_by("title")
    return pages


def narrowed(user: Any, filters: Any, words: str, ordering: str = "") -> SignUpQuerySet:
    """Give what somebody may read of what filters and words leave; the newest first.

    Suspected spam is left out, unless it is asked for by its state, or by a word. A filter that
    makes no sense leaves nothing: everything would be too much to change or to take away.
    """
    rows = SignUp.objects.allowed(user, SignUpPermission.READ)
    if not filters.is_valid():
        return rows.none()
    rows = filters.filter_queryset(rows)
    if words:
        rows = found(rows, words)
    elif not filters.form.cleaned_data["state"]:
        rows = rows.exclude(state=SignUp.State.SPAM)
    if ordering == OLDEST_FIRST:
        return rows.order_by("created_at", "pk")
    return rows.order_by("-created_at", "-pk")


def narrowed_by(request: HttpRequest) -> SignUpQuerySet:
    """Give the sign-ups that the end of an address names, in its order."""
    asked = request.GET
    filters = SignUpFilterSet(asked, request=request)
    words = asked.get("q", "").strip()
    return narrowed(request.user, filters, words, asked.get("ordering", ""))


def found(rows: SignUpQuerySet, words: str) -> SignUpQuerySet:
    """Keep the one with a reference, or those with an address, or those with all of some words.

    A reference may be written without its hyphen and in small letters; of an address, the
    beginning is enough.
    """
    reference = _REFERENCE.fullmatch(words.strip().upper())
    if reference:
        named = rows.filter(reference="-".join(reference.groups()))
        if named.exists():
            return named
    written = words.casefold().split()
    if len(written) == 1 and "@" in written[0][1:]:
        begun = SignUpAddress.objects.filter(address__startswith=as_address(words))
        return rows.filter(pk__in=begun.values("sign_up"))
    wanted = Q()
    for word in written:
        wanted &= Q(words__contains=word)
    return rows.filter(wanted)
