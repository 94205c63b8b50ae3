"""The list of all offers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from cms.media.pictures import with_files
from cms.pages.heads import Around, Head, Thing, calendar
from cms.pages.models import BasePage
from cms.pages.schema_org import item_list, web_page
from cms.pages.visibility import published
from offers import schema_org as things
from offers.models.offers import OfferPage, OfferSession
from offers.models.sign_ups import SignUp
from offers.status import Status

GROUPS = [
    ("Open now", {Status.OPEN, Status.CLOSING_SOON}),
    ("Opening soon", {Status.UPCOMING}),
    ("Full", {Status.FULL}),
    ("Closed", {Status.CLOSED}),
]


class OfferIndexPage(BasePage):
    """All offers, grouped by state, and the sessions coming up."""

    intro = models.TextField(blank=True, max_length=400, help_text="A line or two above the list.")

    content_panels = [TitleFieldPanel("title"), FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["offers.OfferPage", "offers.SignUpFormPage"]
    max_count = 1
    page_description = "Lists all support offers by state, and upcoming sessions. One per site."
    described_by = "intro"
    lists = ("offers", "sessions")

    class Meta:
        verbose_name = "offer index"

    def head(self, around: Around) -> Head:
        """Add the calendar of all sessions, if any are coming up."""
        coming = (calendar("All sessions"),) if around.shown.get("sessions") else ()
        return replace(super().head(around), alternates=coming)

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give the list of offers, and the sessions coming up."""
        offers = [offer for _, listed in around.shown.get("groups", ()) for offer in listed]
        links = [(offer.title, around.absolute(offer.get_url() or "")) for offer in offers]
        yield web_page(head, around, "CollectionPage", mainEntity=item_list(links))
        for session in around.shown.get("sessions", ()):
            yield things.session_of(session, around.absolute(session.page.get_url() or ""), around)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the offers in `groups` by state, and the `sessions` coming up."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        offers = ready_for_cards(published(OfferPage.objects.child_of(self)))
        context["groups"] = [
            (title, listed)
            for title, states in GROUPS
            if (listed := [offer for offer in offers if offer.status_at(now) in states])
        ]
        context["sessions"] = upcoming_sessions(now)
        return context


def ready_for_cards(offers: "models.QuerySet[OfferPage]") -> list[OfferPage]:
    """Give the offers with `card_picture` and `places_taken`, soonest to close first."""
    soonest = models.F("closes_at").asc(nulls_last=True)
    listed = list(offers.order_by(soonest, "title").prefetch_related(with_files("picture", "card")))
    forms = [offer.sign_up_form_id for offer in listed if offer.sign_up_form_id]
    taken = SignUp.objects.places_taken(forms)
    for offer in listed:
        offer.card_picture = offer.lead_picture("card")
        offer.places_taken = taken.get(offer.sign_up_form_id or 0, 0)
    return listed


def upcoming_sessions(now: datetime, limit: int = 12) -> "list[OfferSession]":
    """Give the sessions of public offers that have not ended yet, soonest first."""
    offers = published(OfferPage.objects.all())
    sessions = OfferSession.objects.filter(page__in=offers, ends_at__gt=now)
    return list(sessions.select_related("page")[:limit])
