"""Offers by state and topic, sessions by month, and what a closed offer leads to."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.publication.models import ContentItem
from tests.factories.blog import PostPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db

CLOSED = {"closes_at": timezone.now() - timedelta(days=1)}


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def cards(page):
    return [title.text.strip() for title in page.select(".card__title")]


def test_offers_are_narrowed_by_state_and_topic_which_are_counted(client, offer_index):
    tea = TopicFactory(name="Tea", slug="tea")
    OfferPageFactory(title="Open tea", topics=[tea])
    OfferPageFactory(title="Closed tea", topics=[tea], **CLOSED)
    OfferPageFactory(title="Open")
    assert cards(soup(client, "/offers/?topic=tea")) == ["Open tea", "Closed tea"]
    assert cards(soup(client, "/offers/?state=closed")) == ["Closed tea"]
    page = soup(client, "/offers/?state=open&topic=tea")
    assert cards(page) == ["Open tea"]
    ways = [" ".join(way.text.split()) for way in page.select(".filter a")]
    assert ways == ["All (2)", "Open now (1)", "Closed (1)", "Any topic", "Tea (1)"]
    assert page.find("link", rel="canonical")["href"] == "http://localhost/offers/"
    assert len(cards(soup(client, "/offers/?state=none&topic=none"))) == 3
    page = soup(client, "/offers/?state=full&topic=tea")
    assert "Nothing on offer fits both." in page.text
    assert [way.text for way in page.select(".filter [aria-current]")] == ["Full", "Tea"]


def session(title, start, hours=2):
    return OfferSessionFactory.build(
        title=title, starts_at=start, ends_at=start + timedelta(hours=hours)
    )


def test_sessions_are_listed_under_the_months_that_the_clock_here_had(client, offer_index):
    held = [
        session("Tea", datetime(2031, 5, 31, 23, 30, tzinfo=UTC)),
        session("Toast", datetime(2031, 5, 31, 12, tzinfo=UTC)),
        session("Over", datetime(2021, 5, 1, tzinfo=UTC)),
    ]
    OfferPageFactory(title="Breakfast", sessions=held)
    page = soup(client, "/offers/sessions/")
    months = {
        band.h2.text: [title.text for title in band.select(".session__title")]
        for band in page.select("main section")
    }
    assert months == {"May 2031": ["Toast"], "June 2031": ["Tea"]}
    item = ContentItem.objects.get(kind="sessions", title="Toast")
    assert page.select_one(".session__go a")["href"] == f"/offers/sessions/{item.pk}.ics"
    assert page.find("link", rel="canonical")["href"] == "http://localhost/offers/sessions/"
    assert page.title.text.startswith("Upcoming sessions – ")
    places = [place.text.strip() for place in page.select(".breadcrumbs li")]
    assert places[-1] == "Upcoming sessions"
    past = soup(client, "/offers/sessions/past/")
    assert [title.text for title in past.select(".session__title")] == ["Over"]
    assert page.select_one(".session time").text.split() == ["Saturday", "31", "May", "2031"]
    assert offer_index.listings() == ["/offers/sessions/"]


def test_the_lists_of_sessions_cost_the_same_for_many_and_say_when_there_are_none(
    client, offer_index
):
    def cost():
        client.get("/offers/sessions/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/offers/sessions/")
        return len(queries)

    assert "No sessions are coming up." in soup(client, "/offers/sessions/").text
    assert offer_index.listings() == []
    OfferPageFactory(sessions=[OfferSessionFactory.build()])
    one = cost()
    for _ in range(4):
        OfferPageFactory(sessions=[OfferSessionFactory.build(), OfferSessionFactory.build()])
    assert cost() == one <= 15
    page = soup(client, "/offers/")
    assert len(page.select(".session")) == 6
    assert page.find("a", string="All upcoming sessions")["href"] == "/offers/sessions/"


def test_a_closed_offer_leads_to_what_is_open_on_its_topics(client, offer_index):
    tea = TopicFactory()
    closed = OfferPageFactory(title="Closed tea", topics=[tea], **CLOSED)
    OfferPageFactory(title="Open tea", topics=[tea])
    OfferPageFactory(title="Closed too", topics=[tea], **CLOSED)
    OfferPageFactory(title="Open")
    page = soup(client, closed.url)
    assert page.select_one(".status").text == "Closed"
    assert "Closed" in [term.text for term in page.select(".facts dt")]
    assert cards(page) == ["Open tea"]


def test_a_topic_shows_the_open_offers_beside_the_posts(client, blog_index, offer_index):
    tea = TopicFactory(slug="tea")
    PostPageFactory(title="A post", topic=tea)
    OfferPageFactory(title="Open tea", topics=[tea])
    OfferPageFactory(title="Closed tea", topics=[tea], **CLOSED)
    assert cards(soup(client, "/blog/topics/tea/")) == ["A post", "Open tea"]
    assert cards(soup(client, "/blog/")) == ["A post"]
