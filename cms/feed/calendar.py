"""Sessions as iCalendar (RFC 5545), to subscribe to from a calendar."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from icalendar import STATUS, TRANSP, Calendar, Event, Timezone, vDuration, vText
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import not_modified
from cms.feed.filters import narrowed, public
from cms.feed.subjects import Subject, ids_of, moved, subjects, understood
from cms.feed.views import FeedView, filled, versioned_head
from cms.pages.addresses import default_site, name_of
from cms.publication.versions import Version

#: The latest are kept: who subscribes keeps last month, and for years nobody loses any.
MOST_SESSIONS = 1000
#: How often calendars should look again: a session that is called off must not be waited for.
REFRESH = timedelta(hours=1)

_PARAMETERS = {"offer": parameters.ROLES["offer"]}


class CalendarView(FeedView):
    """Sessions as a calendar: those of all offers, past ones too, or those of one offer."""

    def get(self, request: Request) -> HttpResponse:
        """Give the calendar in three queries, or in four when an offer is named.

        That of an offer that is withdrawn is empty and no error: calendars keep what they have
        when they get one, and would go on showing its sessions.
        """
        given, filters = understood(request, _PARAMETERS)
        moment = timezone.now()
        head = versioned_head(request, moment, Version.at(moment))
        if unchanged := not_modified(request, head):
            return unchanged
        about = subjects(filters)
        if elsewhere := moved(request, given, about, head):
            return elsewhere
        sessions = narrowed(public("sessions", moment), ids_of(about), moment)
        latest = sessions.order_by("-starts_at", "-id").only("summary")[:MOST_SESSIONS]
        calendar = calendar_of(_title(name_of(default_site()), about))
        for item in reversed(latest):
            calendar.add_component(event_of(json.loads(item.summary)))
        if not calendar.subcomponents:
            # RFC 5545 section 3.6 wants a component in every calendar; this one shows nothing.
            calendar.add_component(Timezone.from_tzid("UTC"))
        name = about[0].item.slug if len(about) == 1 else "sessions"
        head["Content-Disposition"] = str(content_disposition_header(False, f"{name}.ics"))
        return filled(head, calendar.to_ical(), "text/calendar; charset=utf-8")


def _title(publisher: str, about: Sequence[Subject]) -> str:
    offers = " or ".join(dict.fromkeys(each.item.title for each in about if each.item.title))
    return f"{offers} – {publisher}" if offers else f"Sessions – {publisher}"


def calendar_of(title: str) -> Calendar:
    """Give a calendar without sessions.

    It has no METHOD: PUBLISH would oblige us to name an organiser by an e-mail address (RFC 5546
    section 3.2.1), and makes some programs copy the sessions instead of subscribing to them.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Commonplace//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):  # as RFC 7986 has it, and as all others do
        calendar.add(name, vText(title))  # it knows neither as text, and would escape nothing
    calendar.add("refresh-interval", REFRESH, {"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    return calendar


def event_of(session: dict[str, Any]) -> Event:
    """Give a session as an event, its times in UTC: every calendar knows that zone.

    It repeats what was published and asks for no clock, so that the same sessions are the same
    bytes. It leaves people free, because to subscribe to a calendar is not to attend.
    """
    offer, updated_at = session["offer"], _moment(session["updated_at"])
    return Event.new(
        uid=session["id"],
        stamp=updated_at,
        last_modified=updated_at,
        created=_moment(session["published_at"]),
        sequence=session["change"],
        start=_moment(session["starts_at"]),
        end=_moment(session["ends_at"]),
        summary=" – ".join(dict.fromkeys([session["title"], offer["title"]])),
        location=_place(session["venue"], online=session["online"]),
        description="\n".join(filter(None, [f"Part of {offer['title']}.", offer["url"]])),
        url=session["url"],
        status=STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
        categories=[offer["title"]],
    )


def _place(venue: str, *, online: bool) -> str:
    if venue and online:
        return f"{venue}, or online"
    return venue or "Online"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
