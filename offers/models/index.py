"""The list of all offers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms.media.pictures import Shown
from cms.pages.heads import Around, Head, Thing
from cms.pages.models import BasePage
from cms.pages.schema_org import item_list, web_page
from cms.pages.visibility import published
from offers import schema_org as things
from offers.models.cards import ready_for_cards, with_calendars
from offers.models.choice import Choice
from offers.models.offers import OfferPage, OfferSession
from offers.models.sign_ups import SignUp

FEW, MOST = 6, 200  # sessions
TOLD = 50  # sessions told to machines, at more than a kilobyte each; their offers tell the rest
COMING = "Sessions that are coming up: when and where, and the support that they are part of."
PAST = "Sessions that are over, the latest first, and the support that they were part of."


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

    #: The sessions that are shown by themselves, while they are.
    _listed: "Sequence[OfferSession]" = ()

    class Meta:
        verbose_name = "offer index"

    def head(self, around: Around) -> Head:
        """Say whether the sessions alone are listed, and which."""
        head = super().head(around)
        if "months" not in around.shown:
            return head
        return replace(
            head,
            title=around.shown["place"],
            description=PAST if around.shown["past"] else COMING,
            address=around.absolute(around.shown["address"]),
            published=None,
            modified=None,
        )

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give the list of offers, and the sessions coming up."""
        offers = [offer for _, listed in around.shown.get("groups", ()) for offer in listed]
        links = [(offer.title, around.address_of(offer)) for offer in offers]
        sessions = around.shown.get("sessions", ())[:TOLD]
        if "months" in around.shown:
            links = [(each.title, things.address_of(each, around)) for each in sessions]
        yield web_page(head, around, "CollectionPage", mainEntity=item_list(links))
        yield from (things.listed_event(each, around) for each in sessions)

    def pictures_here(self) -> Iterator[Shown]:
        """Add those of the offers whose sessions are listed."""
        yield from super().pictures_here()
        yield from ((session.page.picture, ("card",)) for session in self._listed)

    @path("")
    def all_offers(self, request: HttpRequest) -> HttpResponse:
        """List the offers by state: all, or those of one state or about one topic."""
        self.refuse_if_over()
        now = timezone.now()
        offers = ready_for_cards(published(OfferPage.objects.child_of(self)))
        choice = Choice.of(request, offers, self.url or "")
        sessions = with_calendars(upcoming_sessions(now, FEW))
        known = {offer.pk: offer for offer in offers}
        for session in sessions:
            session.page = known.get(session.page_id, session.page)
        shown = {
            "groups": choice.groups(now),
            "states": choice.states(now),
            "topics": choice.topics(now),
            "chosen": choice.is_made,
            "sessions": sessions,
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
        self._listed = sessions
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
    return _with_offers(OfferSession.objects.filter(ends_at__gt=now), limit)


def past_sessions(now: datetime, limit: int) -> "list[OfferSession]":
    """Give the sessions of public offers that have ended, the latest first."""
    over = OfferSession.objects.filter(ends_at__lte=now)
    return _with_offers(over.order_by("-starts_at", "-pk"), limit)


def _with_offers(sessions: "models.QuerySet[OfferSession]", limit: int) -> "list[OfferSession]":
    """Give those of public offers, each with its offer, whose places are counted."""
    public = sessions.filter(page__in=published(OfferPage.objects.all()))
    form = models.OuterRef("page__sign_up_form")
    counted = public.annotate(taken=SignUp.objects.number_of_places_taken(form))
    listed: list[Any] = list(counted.select_related("page__picture")[:limit])
    for session in listed:
        session.page.places_taken = session.taken
    return listed


def by_month(sessions: "list[OfferSession]") -> "list[tuple[date, list[OfferSession]]]":
    """Give the sessions of each month here, under its first day."""

    def month(session: OfferSession) -> date:
        return timezone.localdate(session.starts_at).replace(day=1)

    return [(first, list(listed)) for first, listed in groupby(sessions, month)]
