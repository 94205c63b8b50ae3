"""The calendar of sessions: what RFC 5545 demands, and what people see in theirs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from cms.feed import calendar
from cms.publication.models import ContentItem
from offers.models import OfferPage
from tests.factories.offers import OfferPageFactory, OfferSessionFactory
from tests.factories.publication import (
    FIRST_DAY,
    ContentItemFactory,
    SessionItemFactory,
    TombstoneFactory,
    named,
    tick,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/offers/sessions.ics"
TITLES = [
    "Reflect | Recharge",
    "Tea, cake; and \\ more: “yes”",
    "Über Grüße, naïve façade – " * 8,
    "ما هو المجتمع؟",
    "🌱" * 60,
    "BEGIN:VEVENT",
]


def parsed(client, query=""):
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert breaches(response.content) == []
    return Calendar.from_ical(response.content)


def breaches(content):
    """Say which lines break the rules of RFC 5545 section 3.1 or stand where they may not."""
    *lines, end = content.split(b"\r\n")
    problems = [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line]
    text = content.replace(b"\r\n ", b"").decode()
    one_each = ("VERSION:2.0", "PRODID:", "BEGIN:VCALENDAR", "END:VCALENDAR")
    problems += [
        name for name in one_each if text.count(f"\r\n{name}") + text.startswith(name) != 1
    ]
    events = text.split("\r\nBEGIN:VEVENT\r\n")[1:]
    for event in events:
        for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"):
            if event.count(f"\r\n{name}:") + event.startswith(f"{name}:") != 1:
                problems.append(f"{name} of {event}")
    if end or "BEGIN:V" not in text.removeprefix("BEGIN:VCALENDAR"):
        problems.append("no component, or no end")
    return problems


def summaries(client, query=""):
    return [str(event["summary"]) for event in parsed(client, query).events]


def test_a_session_becomes_an_event(client):
    start = datetime(2026, 7, 1, 17, tzinfo=UTC)
    session = SessionItemFactory(
        title="First meeting", starts_at=start, updated_at=FIRST_DAY + timedelta(days=1)
    )

    (event,) = parsed(client).events

    assert event.uid == str(session.pk)
    assert event.start == start
    assert event.end == start + timedelta(hours=2)
    assert event.summary == "First meeting – Reflect | Recharge"
    assert event["location"] == "The hall"
    assert event["description"] == "Part of Reflect | Recharge.\nhttp://localhost/offers/reflect/"
    assert event["url"] == session.url
    assert event.stamp == event.last_modified == FIRST_DAY + timedelta(days=1)
    assert event.created == session.published_at
    assert event.sequence == session.change
    assert event["status"] == "CONFIRMED"
    assert event["transp"] == "TRANSPARENT"
    assert event.categories == ["Reflect | Recharge"]


def test_times_are_in_utc_which_every_telephone_knows(client):
    SessionItemFactory(starts_at=datetime(2026, 7, 1, 17, tzinfo=UTC))

    lines = client.get(ADDRESS).content.decode().split("\r\n")

    assert "DTSTART:20260701T170000Z" in lines
    assert "DTEND:20260701T190000Z" in lines


@pytest.mark.parametrize(
    ("venue", "online", "place"),
    [
        ("The hall, Leeds", False, "The hall, Leeds"),
        ("The hall, Leeds", True, "The hall, Leeds, or online"),
        ("", True, "Online"),
    ],
)
def test_it_says_where(client, venue, online, place):
    SessionItemFactory(content={"venue": venue, "online": online})

    (event,) = parsed(client).events

    assert event["location"] == place


@pytest.mark.parametrize("title", TITLES)
def test_words_survive_whatever_they_are(client, title):
    content = {"offer": {"title": f"{title}!", "url": None}, "venue": title}
    SessionItemFactory(title=title, content=content)

    (event,) = parsed(client).events

    assert event.summary == f"{title} – {title}!"
    assert event["location"] == title
    assert event.categories == [f"{title}!"]
    assert event["description"] == f"Part of {title}!."


def test_a_session_called_as_its_offer_is_not_named_twice(client):
    SessionItemFactory(title="Reflect | Recharge")

    assert summaries(client) == ["Reflect | Recharge"]


def test_the_calendar_has_a_name_and_says_when_to_look_again(client):
    SessionItemFactory()

    read = parsed(client)

    assert read["name"] == read["x-wr-calname"] == "Sessions – Commonplace"
    assert read["calscale"] == "GREGORIAN"
    assert "method" not in read
    text = client.get(ADDRESS).content
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text
    assert b"\r\nX-PUBLISHED-TTL:PT1H\r\n" in text


@pytest.mark.parametrize("title", [*TITLES, "Two\nlines"])
def test_its_name_survives_whatever_it_is(client, title):
    offer = ContentItemFactory(kind="offers", title=title)

    content = client.get(f"{ADDRESS}?offer={offer.slug}").content
    lines = content.replace(b"\r\n ", b"").decode().split("\r\n")

    assert breaches(content) == []
    escaped = title.replace("\\", "\\\\").replace("\n", "\\n")
    for mark in ",;":
        escaped = escaped.replace(mark, f"\\{mark}")
    for name in ("NAME", "X-WR-CALNAME"):
        assert f"{name}:{escaped} – Commonplace" in lines


def test_without_sessions_it_is_still_a_calendar(client):
    """RFC 5545 section 3.6: a calendar has at least one component."""
    read = parsed(client)

    assert read.events == []
    assert client.get(ADDRESS).content == client.get(ADDRESS).content


def test_past_sessions_stay_and_withdrawn_ones_go(client):
    now = timezone.now()
    SessionItemFactory(title="Next", starts_at=now + timedelta(days=30))
    SessionItemFactory(title="Last", starts_at=now - timedelta(days=30))
    TombstoneFactory(kind="sessions", starts_at=now)
    SessionItemFactory(title="Expired", expires_at=now)
    ContentItemFactory(kind="posts")

    assert [title.partition(" – ")[0] for title in summaries(client)] == ["Last", "Next"]


def test_it_ends_somewhere_with_the_oldest(client, monkeypatch):
    monkeypatch.setattr(calendar, "MOST_SESSIONS", 2)
    for day, title in enumerate("ABC"):
        SessionItemFactory(title=title, starts_at=FIRST_DAY + timedelta(days=day))

    assert [title[0] for title in summaries(client)] == ["B", "C"]


def test_it_can_be_that_of_one_offer(client):
    offer = ContentItemFactory(kind="offers", title="Reflect | Recharge", slug="reflect")
    named(SessionItemFactory(title="Ours"), "offer", offer)
    SessionItemFactory(title="Another’s")

    for name in (offer.slug, offer.pk):
        assert summaries(client, f"?offer={name}&utm_source=mail") == ["Ours – Reflect | Recharge"]
    assert parsed(client, "?offer=reflect")["name"] == "Reflect | Recharge – Commonplace"
    disposition = client.get(f"{ADDRESS}?offer=reflect")["Content-Disposition"]
    assert disposition == 'inline; filename="reflect.ics"'
    assert client.get(ADDRESS)["Content-Disposition"] == 'inline; filename="sessions.ics"'


def test_its_file_is_called_as_the_offer_in_any_script(client):
    offer = ContentItemFactory(kind="offers", slug="café")

    disposition = client.get(f"{ADDRESS}?offer={offer.pk}")["Content-Disposition"]

    assert disposition == "inline; filename*=utf-8''caf%C3%A9.ics"


def test_that_of_a_withdrawn_offer_is_empty_so_that_its_sessions_go(client):
    gone = TombstoneFactory(kind="offers")
    SessionItemFactory(title="Another’s")

    assert parsed(client, f"?offer={gone.slug}").events == []


def test_a_bad_offer_is_refused(client):
    response = client.get(f"{ADDRESS}?offer=a b")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_nothing_can_be_written(client):
    response = client.post(ADDRESS)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_it_costs_three_queries_and_nothing_new_costs_one(client, django_assert_num_queries):
    offer = ContentItemFactory(kind="offers")
    named(SessionItemFactory(), "offer", offer)
    SessionItemFactory.create_batch(3)
    for query, queries in (("", 3), (f"?offer={offer.slug}", 4)):
        with django_assert_num_queries(queries):
            tag = client.get(f"{ADDRESS}{query}")["ETag"]
        with django_assert_num_queries(1):
            response = client.get(f"{ADDRESS}{query}", headers={"If-None-Match": tag})
        assert response.status_code == 304


def test_a_session_called_off_is_seen_by_who_asks_conditionally(client):
    session = SessionItemFactory()
    tag = client.get(ADDRESS)["ETag"]
    ContentItem.objects.filter(pk=session.pk).update(public=False, change=tick())

    response = client.get(ADDRESS, headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert b"VEVENT" not in response.content


def test_a_real_session_survives_a_new_time_a_new_name_and_its_end(client, offer_index):
    offer = OfferPageFactory(title="Reflect | Recharge", slug="reflect")
    session = OfferSessionFactory(page=offer, title="First", venue="The hall, Leeds", online=True)
    address = f"?offer={offer.slug}"
    (before,) = parsed(client, address).events

    offer = OfferPage.objects.get(pk=offer.pk)
    offer.title = "Rest"
    (moved,) = offer.sessions.all()
    moved.starts_at, moved.ends_at = (
        moment + timedelta(days=1) for moment in (session.starts_at, session.ends_at)
    )
    offer.sessions.add(moved)
    offer.save_revision().publish()
    (after,) = parsed(client, address).events

    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert after.start - before.start == timedelta(days=1)
    assert after.summary == "First – Rest"
    assert after["location"] == "The hall, Leeds, or online"
    assert client.get(after["url"]).status_code == 200
    assert b'id="sessions"' in client.get(after["url"]).content

    offer.unpublish()
    assert parsed(client, address).events == []
