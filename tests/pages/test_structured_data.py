"""What pages are about, in schema.org’s words: whole, true, and nothing that is not public."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Site

from blog.models import AuthorLink
from cms.pages.site_identity import SiteIdentity
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

pytestmark = pytest.mark.django_db

#: What schema.org and search engines want to know of each type, wherever it stands by itself.
WANTED = {
    "BlogPosting": {
        *("headline", "description", "datePublished", "dateModified", "author", "publisher"),
        *("mainEntityOfPage", "url", "inLanguage", "license", "wordCount", "articleSection"),
    },
    "Blog": {"name", "url", "publisher", "blogPost"},
    "BreadcrumbList": {"itemListElement"},
    "CollectionPage": {"name", "url", "mainEntity"},
    "Event": {
        *("name", "startDate", "endDate", "location", "eventAttendanceMode", "eventStatus"),
        *("organizer", "url", "@id", "description", "image", "offers"),
    },
    "Organization": {"name", "url"},
    "ProfilePage": {"mainEntity", "datePublished", "dateModified"},
    "Service": {"name", "description", "url", "provider", "offers"},
    "WebPage": {"name", "url", "isPartOf", "inLanguage"},
    "WebSite": {"name", "url", "publisher", "potentialAction"},
}
#: The same of what stands inside other things.
WANTED_INSIDE = {
    "BlogPosting": {"headline", "url", "author", "datePublished"},
    "EntryPoint": {"urlTemplate"},
    "ImageObject": {"url", "width", "height"},
    "ItemList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "Offer": {"availability", "url"},
    "Organization": {"name"},
    "Person": {"name", "url"},
    "Place": {"name", "address"},
    "SearchAction": {"target", "query-input"},
    "VirtualLocation": {"url"},
    "WebSite": {"name", "url"},
}
MOMENTS = {"datePublished", "dateModified", "startDate", "endDate", "validFrom", "validThrough"}
ADDRESSES = {"url", "item", "mainEntityOfPage"}


def graph(client: Any, address: str) -> list[dict[str, Any]]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    [script] = page.find_all("script", type="application/ld+json")
    document = json.loads(script.string)
    assert document["@context"] == "https://schema.org"
    return document["@graph"]


def the(kind: str, things: list[dict[str, Any]]) -> dict[str, Any]:
    [thing] = [thing for thing in things if thing["@type"] == kind]
    return thing


def inside(value: Any) -> Iterator[dict[str, Any]]:
    """Give all things in a value, those in their fields among them."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from inside(inner)


def everything() -> list[str]:
    """Publish one of everything; give the addresses of all sorts of pages."""
    now = timezone.now()
    topic = TopicFactory(slug="tea", description="All about tea.")
    partner = OrganisationFactory(link="https://partner.example/")
    author = AuthorPageFactory(
        organisation=partner,
        portrait=ImageFactory(),
        links=[AuthorLink(label="Diary", url="https://diary.example/")],
    )
    picture = {"picture": ImageFactory(), "picture_alt_text": "A kettle"}
    body = [("paragraph", "<p>Words for a cup of tea.</p>")]
    sessions = [
        OfferSessionFactory.build(venue="Corn Exchange", online=False),
        OfferSessionFactory.build(venue="Corn Exchange", online=True, places=8),
        OfferSessionFactory.build(venue=""),
    ]
    pages = [
        PostPageFactory(topic=topic, authors=[author], body=body, **picture),
        PostPageFactory(topic=topic, body=body),
        author,
        OfferPageFactory(
            organisations=[partner],
            sessions=sessions,
            opens_at=now - timedelta(days=1),
            closes_at=now + timedelta(days=30),
            sign_up_form=SignUpFormPageFactory(),
            **picture,
        ),
        OfferPageFactory(),
        StandardPageFactory(parent=StandardPageFactory()),
        SignUpFormPageFactory(),
    ]
    lists = ["/", "/blog/", "/blog/topics/tea/", "/people/", "/offers/"]
    lists += ["/offers/sessions/", "/privacy/"]
    return [*lists, *(page.url for page in pages)]


def test_all_pages_say_what_is_wanted_of_each_type(client, home_page):
    types = set()
    reached = set()
    for address in everything():
        things = graph(client, address)
        top = {id(thing) for thing in things}
        for thing in inside(things):
            kind = thing.get("@type")
            wanted = WANTED if id(thing) in top else WANTED_INSIDE
            if kind is None:
                assert set(thing) == {"@id"}, address
                continue
            assert wanted.get(kind, set()) <= set(thing), (address, kind)
            types |= {kind} if id(thing) in top else set()
            for name in MOMENTS & set(thing):
                assert datetime.fromisoformat(thing[name]).tzinfo, (address, name)
            reached |= {thing[name] for name in ADDRESSES & set(thing)}
            assert not {None, ""} & {each for each in thing.values() if isinstance(each, str)}
    assert types == set(WANTED)
    assert all(urlsplit(address).scheme for address in reached)
    ours = {address for address in reached if address.startswith("http://localhost/")}
    for address in {urlsplit(address).path for address in ours}:
        assert address.startswith("/media/") or client.get(address).status_code == 200, address


def test_the_site_says_where_to_search_it(client, home_page):
    action = the("WebSite", graph(client, "/"))["potentialAction"]
    address = action["target"]["urlTemplate"].replace("{words}", "tea")
    assert address == "http://localhost/search/?q=tea"
    assert client.get(address.removeprefix("http://localhost")).status_code == 200


def test_the_programme_shows_its_logo_and_says_what_it_is_for(client, home_page):
    site = Site.objects.get()
    SiteIdentity.objects.create(site=site, strapline="Tea for all", logo=ImageFactory())
    programme = the("Organization", graph(client, "/"))
    assert programme["slogan"] == "Tea for all"
    assert programme["logo"]["url"].startswith("http://localhost/media/")


def test_a_post_names_its_writers_as_they_were_and_its_licence(client, blog_index):
    hall = OrganisationFactory(name="The Hall")
    author = AuthorPageFactory(title="Ada", role="Caretaker", organisation=hall)
    post = PostPageFactory(title="Tea", authors=[author], standfirst="What we drank.")
    posting = the("BlogPosting", graph(client, post.url))
    [writer] = posting["author"]
    assert (writer["name"], writer["jobTitle"]) == ("Ada", "Caretaker")
    assert writer["affiliation"]["name"] == "The Hall"
    assert writer["url"] == author.full_url
    assert writer["@id"] == f"{author.full_url}#person"
    assert posting["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert posting["keywords"] == [post.topic.name]
    page = BeautifulSoup(client.get(post.url).content, "html.parser")
    assert page.find("a", rel="license")["href"] == posting["license"]
    assert "isBasedOn" not in posting


def test_who_is_not_public_has_not_written_it(client, blog_index):
    draft = AuthorPageFactory(title="Nobody Yet", live=False)
    post = PostPageFactory(authors=[draft])
    for address in (post.url, "/blog/"):
        assert "Nobody Yet" not in client.get(address).text
    assert the("BlogPosting", graph(client, post.url))["author"]["@type"] == "Organization"


def test_a_post_from_elsewhere_says_what_it_is_based_on(client, blog_index):
    post = PostPageFactory(canonical_url="https://elsewhere.example/tea")
    things, page = (
        graph(client, post.url),
        BeautifulSoup(client.get(post.url).content, "html.parser"),
    )
    posting, steps = the("BlogPosting", things), the("BreadcrumbList", things)["itemListElement"]
    assert posting["isBasedOn"] == posting["mainEntityOfPage"] == "https://elsewhere.example/tea"
    assert page.find("link", rel="canonical")["href"] == posting["mainEntityOfPage"]
    assert page.find("meta", property="og:url")["content"] == posting["mainEntityOfPage"]
    assert posting["@id"] == posting["url"] == post.full_url
    assert steps[-1] == {"@type": "ListItem", "position": 3, "name": post.title}


def test_no_title_can_end_the_data_and_all_arrive_whole(client, blog_index):
    titles = ["</script><b>&", "“Quotes” 'single' \"double\" \\", "Fern | Hill 👩‍👩‍👧", "x" * 255]
    for title in titles:
        post = PostPageFactory(title=title, slug=f"post-{len(title)}")
        page = BeautifulSoup(client.get(post.url).content, "html.parser")
        assert the("BlogPosting", graph(client, post.url))["headline"] == title
        assert page.find("meta", property="og:title")["content"] == title
        assert page.title.text == f"{title} – Commonplace"
        assert the("BreadcrumbList", graph(client, post.url))["itemListElement"][-1] == {
            "@type": "ListItem",
            "position": 3,
            "name": title,
            "item": post.full_url,
        }


def test_an_offer_says_whether_it_is_to_be_had_now(client, offer_index):
    day, now = timedelta(days=1), timezone.now()
    states = {
        "InStock": {"opens_at": now - day, "closes_at": now + 30 * day},
        "PreOrder": {"opens_at": now + day},
        "SoldOut": {"places": 0},
        "Discontinued": {"closes_at": now - day},
    }
    for availability, fields in states.items():
        offer = OfferPageFactory(**fields)
        terms = the("Service", graph(client, offer.url))["offers"]
        assert terms["availability"] == f"https://schema.org/{availability}"
        assert "price" not in terms
        assert ("validThrough" in terms) == ("closes_at" in fields)


def test_a_session_says_where_it_is_and_when_by_the_clock_on_the_wall(client, offer_index):
    starts = datetime(2031, 7, 1, 9, 0, tzinfo=UTC)
    times = {"starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    places = {
        "Offline": {"venue": "Corn Exchange", "online": False},
        "Online": {"venue": "", "online": True},
        "Mixed": {"venue": "Corn Exchange", "online": True},
    }
    for mode, fields in places.items():
        offer = OfferPageFactory(sessions=[OfferSessionFactory.build(**times, **fields)])
        event = the("Event", graph(client, offer.url))
        assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
        assert (event["startDate"], event["endDate"]) == (
            "2031-07-01T10:00:00+01:00",
            "2031-07-01T12:00:00+01:00",
        )


def test_a_session_is_the_same_wherever_it_is_listed_and_no_list_is_empty(client, offer_index):
    assert "ItemList" not in client.get("/offers/sessions/").text
    session = OfferSessionFactory(page__closes_at=timezone.now())
    event = the("Event", graph(client, session.page.url))
    for address in ("/offers/", "/offers/sessions/"):
        listed = the("Event", graph(client, address))
        same = ("@id", "url", "name", "description", "offers")
        assert [listed[name] for name in same] == [event[name] for name in same]


def test_nothing_is_to_be_had_of_a_session_that_is_over(client, offer_index):
    now = timezone.now()
    session = OfferSessionFactory(starts_at=now - timedelta(days=1), ends_at=now)
    for address in (session.page.url, "/offers/sessions/past/"):
        assert "offers" not in the("Event", graph(client, address))


def test_a_profile_leads_elsewhere_and_to_no_mail(client, author_index):
    links = [AuthorLink(label="Diary", url="https://diary.example/")]
    words = "<p>Looks after the <b>hall</b>.</p><p>Bakes.</p>"
    author = AuthorPageFactory(title="Ada", role="Caretaker", links=links, biography=words)
    profile = the("ProfilePage", graph(client, author.url))
    person = profile["mainEntity"]
    assert person["description"] == "Looks after the hall. Bakes."
    assert profile["dateCreated"] == profile["datePublished"]
    assert (person["@type"], person["name"], person["jobTitle"]) == ("Person", "Ada", "Caretaker")
    assert person["sameAs"] == ["https://diary.example/"]
    assert "email" not in person
