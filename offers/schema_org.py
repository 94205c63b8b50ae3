"""Offers and their sessions in the words of schema.org."""

from typing import Any

from cms.pages.heads import Around, Head, Thing
from cms.pages.schema_org import image, moment, organisation, publisher
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
        "offers": _to_be_had(offer, head, around),
    }


def event(session: Any, head: Head, around: Around) -> Thing:
    """Give a session of the offer that is shown."""
    return {
        **session_of(session, head.address, around),
        "description": head.description,
        "image": image(head.picture, around),
        "organizer": _deliverers(around),
        "offers": _to_be_had(session.page, head, around),
    }


def session_of(session: Any, address: str, around: Around) -> Thing:
    """Give a session of an offer at an address, by itself."""
    rooms = {"@type": "Place", "name": session.venue, "address": session.venue}
    screen = {"@type": "VirtualLocation", "url": address}
    places = [rooms] * bool(session.venue) + [screen] * (session.online or not session.venue)
    mode = "Mixed" if len(places) > 1 else "Offline" if session.venue else "Online"
    return {
        "@type": "Event",
        "name": session.title,
        "url": f"{address}#sessions",
        "startDate": moment(session.starts_at),
        "endDate": moment(session.ends_at),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": places if len(places) > 1 else places[0],
        "maximumAttendeeCapacity": session.places,
        "organizer": publisher(around),
    }


def _to_be_had(offer: Any, head: Head, around: Around) -> Thing:
    """Give on what terms people can sign up, as they are now."""
    status = around.shown.get("status") or offer.status
    return {
        "@type": "Offer",
        "url": head.address,
        "availability": f"https://schema.org/{_ITEM_AVAILABILITY[status]}",
        "validFrom": moment(offer.opens_at),
        "validThrough": moment(offer.closes_at),
    }


def _deliverers(around: Around) -> list[Thing] | Thing:
    """Give the partners that deliver an offer, or else the programme."""
    partners = [organisation(row) for row in around.shown.get("partners", ())]
    return [row for row in partners if row] or publisher(around)
