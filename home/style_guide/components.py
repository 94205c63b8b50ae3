"""Every component, in all its states."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.utils.safestring import mark_safe
from wagtail.models import Page

from home.style_guide.things import (
    LONG,
    WORDS,
    ExampleForm,
    Shown,
    a_form,
    a_page,
    a_picture,
    a_session,
    bylines,
    moment,
    not_open,
)
from offers.status import Status

#: A state in words, and what the component is given in it.
States = list[tuple[str, Mapping[str, Any]]]

#: What stands around this page, or in its head, instead of on it.
AROUND = {
    "breadcrumbs": "At the top of this page.",
    "site_header": "At the top of this page.",
    "site_footer": "At the end of this page.",
    "logo": "In the header: the logo from the settings, or the mark.",
    "meta": "In the head of each page: nothing to be seen.",
    "feed_links": "In the head of each page: nothing to be seen.",
}
#: What a component lies within, without which its elements would have no sense.
WITHIN = {"offer_dates": "dl", "picture_caption": "figure", "quoted_words": "figure"}


def _card(**fields: Any) -> dict[str, Any]:
    return {"title": "A shed becomes a workshop", "url": "#", "level": "h4", **fields}


def _offer(status: Status) -> Page:
    title = f"Books, {status.label.lower()}"
    return a_page(
        title,
        status=status,
        summary=WORDS,
        card_picture=None,
        opens_at=moment(4),
        closes_at=moment(9),
    )


def _wrong(name: str) -> dict[str, str]:
    return {f"{name}-name": "Ada", f"{name}-address": "ada at example"}


def examples() -> dict[str, States]:
    """Give the states of each component, by the name of its template."""
    picture, credited = a_picture(), a_picture("The hill above Wexcombe.", "Photo: A. Example")
    empty, wrong = ExampleForm(prefix="empty"), ExampleForm(_wrong("wrong"), prefix="wrong")
    topics = [Shown(title="Gardens", name="Gardens"), Shown(title="Halls", name="Halls")]
    post = {"standfirst": WORDS, "topic": Shown(name="Halls")}
    dated = {"bylines": bylines("Ada Moss"), "first_published_at": moment(-4)}
    posts = [
        a_page("A kettle for everybody", **post, **dated, card_picture=picture),
        a_page("Tea for two hundred", **post, **dated, card_picture=None),
    ]
    offers = [_offer(status) for status in Status]
    two = bylines("Ada Moss", "Ben Field")
    ways = [
        Shown(name="All", address="#", current=True, count=0),
        Shown(name="Posts", address="#", current=False, count=12),
    ]
    results = [
        Shown(
            label="Post",
            status=None,
            title="A kettle",
            excerpt=mark_safe("A <mark>kettle</mark> for everybody."),
            moment=moment(-4),
        ),
        Shown(label="Offer", status=Status.OPEN, title="Books", excerpt="", moment=None),
    ]
    return {
        "block_title": [("with a title", {"title": "Questions we hear"})],
        "byline": [("one", {"bylines": two[:1]}), ("two", {"bylines": two})],
        "card": [
            ("with all there is", _card(text=WORDS, label="Halls", picture=picture, bylines=two)),
            ("with a title alone", _card()),
            ("with a long word", _card(title=LONG, text=WORDS, status=Status.CLOSING_SOON)),
        ],
        "day": [("a day", {"moment": moment()})],
        "error_summary": [
            ("with problems", {"problems": [("Enter your name", "empty-name")]}),
            ("with a notice", {"notice": "The form was open for too long.", "problems": []}),
        ],
        "field": [
            *((f"{field.label.lower()}, empty", {"field": field}) for field in empty),
            *((f"{field.label.lower()}, wrong", {"field": field}) for field in wrong),
        ],
        "field_notes": [("in fields", {"field": ExampleForm(auto_id="noted_%s")["address"]})],
        "file_type": [("with a size", {"type": "PDF", "bytes": 182_000})],
        "mark": [("on the paper", {})],
        "names": [("two", {"bylines": two}), ("three", {"bylines": [*two, *two[:1]]})],
        "narrowing": [("one chosen", {"ways": ways, "label": "Narrow the results"})],
        "offer_card": [
            ("with a picture", {**_card(text=WORDS, status=Status.OPEN), "picture": picture})
        ],
        "offer_cards": [("in every state", {"offers": offers, "level": "h4"})],
        "offer_dates": [
            ("still to come", {"opens_at": moment(2), "closes_at": moment(30)}),
            ("over", {"opens_at": moment(-30), "closes_at": moment(-2)}),
        ],
        "neighbours": [
            ("both", {"older": a_page(LONG), "newer": a_page("A shed becomes a workshop")}),
            ("only an older one", {"older": a_page("The first key")}),
        ],
        "pagination": [
            ("in the middle", {"listed": Paginator(range(30), 10).page(2), "address": "#"})
        ],
        "person": [
            ("with a portrait", _person(portrait=picture)),
            ("without one", _person(role="", organisation="")),
        ],
        "picture": [("a picture", {"picture": picture, "sizes": "40rem"})],
        "picture_caption": [
            ("caption and credit", {"caption": credited.caption, "credit": credited.credit})
        ],
        "post_cards": [
            ("with a picture and without", {"posts": posts, "level": "h4"}),
            ("the first leads", {"posts": posts, "level": "h4", "led": True}),
            ("a single one", {"posts": posts[:1], "level": "h4"}),
            ("of one topic", {"posts": posts, "level": "h4", "of_one_topic": True}),
        ],
        "post_rows": [("two", {"posts": posts, "level": "h4"})],
        "quoted_words": [
            ("attributed", {"paragraphs": [WORDS], "attribution": "A resident"}),
        ],
        "results": [("found", {"results": results, "start": 1})],
        "search_form": [("with words", {"words": "kettle", "id": "search-example"})],
        "session_time": [("at a place", {"session": a_session()})],
        "sessions": [
            ("to come, online, over", {"sessions": _sessions(), "level": "h4", "with_offer": True}),
            ("below their month", {"sessions": _sessions(), "level": "h4", "by_month": True}),
        ],
        "sign_up_form": [
            ("empty", {"embedded": a_form("first")}),
            ("with errors", {"embedded": a_form("second", _wrong("second"))}),
        ],
        "sign_up_not_open": [
            (status.label.lower(), {"not_open": not_open(status)})
            for status in (Status.UPCOMING, Status.FULL, Status.CLOSED)
        ],
        "sign_up_timing": [
            (timing, {"timing": timing}) for timing in ("early", "late", "full", "removed")
        ],
        "status": [(status.label.lower(), {"status": status}) for status in Status],
        "topic_links": [("two", {"topic_links": [(topic, "#") for topic in topics]})],
        "topics_to_browse": [("two", {"topics": topics})],
    }


def _person(**fields: Any) -> dict[str, Any]:
    given = {"role": "Organiser", "organisation": "Wexcombe Commons", "portrait": None}
    return {"name": "Ada Moss", "url": "#", "level": "h4", **given, **fields}


def _sessions() -> list[Shown]:
    return [
        a_session(),
        a_session(10, title="On the screen", venue="", online=True),
        a_session(-10, title="Last year’s"),
    ]
