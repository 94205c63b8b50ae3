"""The list of all offers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms.pages.heads import Around, Head, Thing, calendar
from cms.pages.models import BasePage
from cms.pages.schema_org import item_list, web_page
from cms.pages.visibility import published
from offers import schema_org as things
from offers.models.cards import ready_for_cards, with_calendars
from offers.models.choice import Choice
from offers.models.offers import OfferPage, OfferSession

FEW, MOST = 6, 200  # sessions


class OfferIndexPage(RoutablePageMixin, BasePage):
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
        head = replace(super().head(around), alternates=coming)
        if "months" not in around.shown:
            return head
        address = around.absolute(around.shown["address"])
        return replace(head, title=around.shown["place"], description="", address=address)

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give the list of offers, and the sessions coming up."""
        offers = [offer for _, listed in around.shown.get("groups", ()) for offer in listed]
        links = [(offer.title, around.absolute(offer.get_url() or "")) for offer in offers]
        yield web_page(head, around, "CollectionPage", mainEntity=item_list(links))
        for session in around.shown.get("sessions", ()):
            yield things.session_of(session, around.absolute(session.page.get_url() or ""), around)

    @path("")
    def all_offers(self, request: HttpRequest) -> HttpResponse:
        """List the offers by state: all, or those of one state or about one topic."""
        self.refuse_if_over()
        now = timezone.now()
        offers = ready_for_cards(published(OfferPage.objects.child_of(self)))
        choice = Choice.of(request, offers, self.url or "")
        shown = {
            "groups": choice.groups(now),
            "states": choice.states(now),
            "topics": choice.topics(now),
            "chosen": choice.is_made,
            "sessions": with_calendars(upcoming_sessions(now, FEW)),
            "sessions_address": self.sessions_url(),
        }
        response: HttpResponse = self.render(request, context_overrides=shown)
        return response

    @path("sessions/", name="sessions")
    def coming(self, request: HttpRequest) -> HttpResponse:
        """List the sessions that have not ended yet, under their months."""
        return self._sessions(request, upcoming_sessions(timezone.now(), MOST), past=False)

    @path("sessions/past/", name="past-sessions")
    def over(self, request: HttpRequest) -> HttpResponse:
        """List the sessions that are over, the latest first."""
        return self._sessions(request, past_sessions(timezone.now(), MOST), past=True)

    def _sessions(
        self, request: HttpRequest, sessions: list[OfferSession], *, past: bool
    ) -> HttpResponse:
        self.refuse_if_over()
        title = "Past sessions" if past else "Upcoming sessions"
        shown = {
            "place": title,
            "address": self.sessions_url(past=past),
            "elsewhere": self.sessions_url(past=not past),
            "past": past,
            "sessions": sessions if past else with_calendars(sessions),
            "months": by_month(sessions),
        }
        response: HttpResponse = self.render(
            request, template="offers/sessions_page.html", context_overrides=shown
        )
        return response

    def sessions_url(self, *, past: bool = False) -> str:
        """Give the address of the sessions that are coming up, or of those that are over."""
        return f"{self.url}{self.reverse_subpage('past-sessions' if past else 'sessions')}"

    def listings(self) -> list[str]:
        """Give the paths of the listings that have something to show, besides the page's own."""
        return [self.sessions_url()] if upcoming_sessions(timezone.now(), 1) else []


def upcoming_sessions(now: datetime, limit: int = 12) -> "list[OfferSession]":
    """Give the sessions of public offers that have not ended yet, soonest first."""
    offers = published(OfferPage.objects.all())
    sessions = OfferSession.objects.filter(page__in=offers, ends_at__gt=now)
    return list(sessions.select_related("page")[:limit])


def past_sessions(now: datetime, limit: int) -> "list[OfferSession]":
    """Give the sessions of public offers that have ended, the latest first."""
    offers = published(OfferPage.objects.all())
    sessions = OfferSession.objects.filter(page__in=offers, ends_at__lte=now)
    return list(sessions.select_related("page").order_by("-starts_at", "-pk")[:limit])


def by_month(sessions: "list[OfferSession]") -> "list[tuple[date, list[OfferSession]]]":
    """Give the sessions of each month here, under its first day."""

    def month(session: OfferSession) -> date:
        return timezone.localdate(session.starts_at).replace(day=1)

    return [(first, list(listed)) for first, listed in groupby(sessions, month)]
