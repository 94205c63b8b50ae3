"""Offers and their sessions in the words of schema.org."""

from typing import Any

from django.utils import timezone

from cms.pages.heads import Around, Head, Thing
from cms.pages.schema_org import image, moment, organisation, programme, publisher
from offers.status import Status

_ITEM_AVAILABILITY = {
    Status.OPEN: "InStock",
    Status.CLOSING_SOON: "InStock",
    Status.FULL: "SoldOut",
    Status.UPCOMING: "PreOrder",
    Status.CLOSED: "Discontinued",
}


def service(offer: Any, head: Head, around: Around) -> Thing:
    """Give what an offer offers. What it costs, or where it is to be had, nobody has told us."""
    return {
        "@type": "Service",
        "@id": f"{head.address}#service",
        "name": offer.title,
        "alternateName": offer.short_name,
        "description": head.description,
        "url": head.address,
        "image": image(head.picture, around),
        "provider": _deliverers(around),
        "offers": _to_be_had(offer, head.address, around.shown.get("status")),
    }


def event(session: Any, head: Head, around: Around) -> Thing:
    """Give a session of the offer that is shown."""
    return {
        **_session(session, head.address, around.shown.get("status")),
        "description": head.description,
        "image": image(head.picture, around),
        "organizer": _deliverers(around),
    }


def listed_event(session: Any, around: Around) -> Thing:
    """Give a session where those of several offers are listed."""
    offer = session.page
    address = around.address_of(offer)
    return {
        **_session(session, address),
        "description": offer.search_description or offer.summary,
        "image": image(offer.card_picture, around),
        "organizer": programme(around),
    }


def address_of(session: Any, around: Around) -> str:
    """Give where a session is found on the page of its offer."""
    return f"{around.address_of(session.page)}#sessions"


def _session(session: Any, address: str, status: Status | None = None) -> Thing:
    """Give a session of an offer at an address, by itself; to be had as long as it is not over."""
    is_over = session.ends_at <= timezone.now()
    rooms = {"@type": "Place", "name": session.venue, "address": session.venue}
    screen = {"@type": "VirtualLocation", "url": address}
    places = [rooms] * bool(session.venue) + [screen] * (session.online or not session.venue)
    mode = "Mixed" if len(places) > 1 else "Offline" if session.venue else "Online"
    return {
        "@type": "Event",
        "@id": f"{address}#session-{session.key}",
        "name": session.title,
        "url": f"{address}#sessions",
        "startDate": moment(session.starts_at),
        "endDate": moment(session.ends_at),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": places if len(places) > 1 else places[0],
        "maximumAttendeeCapacity": session.places,
        "offers": None if is_over else _to_be_had(session.page, address, status),
    }


def _to_be_had(offer: Any, address: str, status: Status | None = None) -> Thing:
    """Give on what terms people can sign up, as they are now: in a state, if that is known."""
    status = status or offer.status
    return {
        "@type": "Offer",
        "url": address,
        "availability": f"https://schema.org/{_ITEM_AVAILABILITY[status]}",
        "validFrom": moment(offer.opens_at),
        "validThrough": moment(offer.closes_at),
    }


def _deliverers(around: Around) -> list[Thing] | Thing:
    """Give the partners that deliver an offer, or else the programme."""
    partners = [organisation(row) for row in around.shown.get("partners", ())]
    return [row for row in partners if row] or publisher(around)
