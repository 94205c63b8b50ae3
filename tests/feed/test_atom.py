"""Atom: what RFC 4287 demands, over content that tries it, and what our posts become."""

import re
from collections import Counter
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from cms.feed.syndication import POSTS_PER_PAGE
from tests.factories.publication import ContentItemFactory, WholePostFactory, named
from tests.feed.tricky import TITLES, tricky_posts

pytestmark = pytest.mark.django_db

ADDRESS = "/feed.atom"
A = "{http://www.w3.org/2005/Atom}"
ANY = 10**6
#: RFC 4287 sections 4.1.1, 4.1.2 and 3.2: how many of each element there may be.
COUNTS = {
    "feed": {
        "author": (1, ANY),  # so that no entry needs one
        "category": (0, ANY),
        "contributor": (0, ANY),
        "generator": (0, 1),
        "icon": (0, 1),
        "id": (1, 1),
        "link": (1, ANY),
        "logo": (0, 1),
        "rights": (0, 1),
        "subtitle": (0, 1),
        "title": (1, 1),
        "updated": (1, 1),
        "entry": (0, ANY),
    },
    "entry": {
        "author": (0, ANY),
        "category": (0, ANY),
        "content": (0, 1),
        "contributor": (0, ANY),
        "id": (1, 1),
        "link": (0, ANY),
        "published": (0, 1),
        "rights": (0, 1),
        "source": (0, 1),
        "summary": (0, 1),
        "title": (1, 1),
        "updated": (1, 1),
    },
    "author": {"name": (1, 1), "uri": (0, 1), "email": (0, 1)},
}
TEXTS = {"title", "subtitle", "summary", "rights", "content"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def breaches(element):
    """Say which of the rules of RFC 4287 an element, and what is in it, breaks."""
    name = element.tag.removeprefix(A)
    if name in COUNTS:
        found = Counter(child.tag.removeprefix(A) for child in element)
        yield from (f"{each} in {name}" for each in found.keys() - COUNTS[name].keys())
        for each, (least, most) in COUNTS[name].items():
            if not least <= found[each] <= most:
                yield f"{found[each]} {each} in {name}"
        for child in element:
            yield from breaches(child)
    elif len(element):
        yield f"elements in {name}"
    if name in {"feed", "entry"}:
        yield from link_breaches(element)
    if name in {"id", "uri", "icon"} and not urlsplit(element.text).scheme:
        yield f"{name} is not absolute: {element.text}"
    if name in {"updated", "published"} and not MOMENT.fullmatch(element.text):
        yield f"{name}: {element.text}"
    if name in TEXTS and element.get("type", "text") not in {"text", "html"}:
        yield f"{name} of type {element.get('type')}"
    if name == "category" and not element.get("term"):
        yield "category without term"
    if name == "name" and not element.text:
        yield "a person without a name"


def link_breaches(element):
    links = element.findall(f"{A}link")
    alternates = [
        (link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate"
    ]
    if len(alternates) != len(set(alternates)):
        yield "two alternates of the same type"
    if element.find(f"{A}content") is None and element.tag == f"{A}entry" and not alternates:
        yield "an entry with neither content nor alternate"
    if element.tag == f"{A}feed" and "self" not in {link.get("rel") for link in links}:
        yield "a feed that does not say where it is"
    for link in links:
        if not urlsplit(link.get("href", "")).scheme:
            yield f"link to {link.get('href')}"


def parsed(client, address=ADDRESS):
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own


def text(element, name):
    return element.findtext(f"{A}{name}")


def links(element, rel):
    return [link for link in element.findall(f"{A}link") if link.get("rel") == rel]


@pytest.mark.parametrize("title", TITLES)
def test_it_keeps_the_rules_and_the_words_whatever_they_are(client, title):
    posts = tricky_posts(title)

    feed = parsed(client)

    assert list(breaches(feed)) == []
    assert {text(entry, "id") for entry in feed.iter(f"{A}entry")} == {
        f"urn:uuid:{post.pk}" for post in posts
    }
    assert {text(entry, "title") for entry in feed.iter(f"{A}entry")} == {title}


def test_it_keeps_the_rules_on_every_page_and_without_posts(client):
    topic = ContentItemFactory(kind="topics", title="A & B", content={"description": "<C>"})
    addresses = [ADDRESS, f"{ADDRESS}?topic={topic.slug}"]
    for address in addresses:
        assert list(breaches(parsed(client, address))) == []
    for _ in range(2 * POSTS_PER_PAGE + 20):
        named(WholePostFactory(), "topic", topic)
    for address in addresses:
        read = 0
        while address:
            feed = parsed(client, address)
            assert list(breaches(feed)) == []
            read += len(feed.findall(f"{A}entry"))
            address = next((link.get("href") for link in links(feed, "next")), None)
        assert read == 2 * POSTS_PER_PAGE + 20


def test_it_keeps_the_rules_with_real_posts(client, real_content):
    feed = parsed(client)

    assert list(breaches(feed)) == []
    assert len(feed.findall(f"{A}entry")) == 2


@pytest.mark.parametrize("title", TITLES)
def test_feedparser_reads_what_the_feed_for_partners_says(client, title):
    posts = tricky_posts(title)

    feed = feedparser.parse(
        client.get(ADDRESS).content, sanitize_html=False, resolve_relative_uris=False
    )

    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Commonplace"
    for entry, post in zip(feed.entries, reversed(posts), strict=True):
        item = client.get(f"/api/v1/posts/{post.pk}/").json()
        assert entry.id == f"urn:uuid:{item['id']}"
        assert entry.title == item["title"]
        assert entry.title_detail.type == "text/plain"
        assert entry.summary == item["standfirst"]
        assert [(each.type, each.value) for each in entry.content] == [
            ("text/html", item["body"]["html"])
        ]
        assert entry.link == item["url"]
        assert entry.published == item["published_at"]
        assert entry.updated == item["updated_at"]
        assert [each.name for each in entry.get("authors", [])] == [
            line["author"]["name"] for line in item["contributions"]
        ] or entry.authors == feed.feed.authors
        assert [(each.term, each.label) for each in entry.get("tags", [])] == [
            (topic["slug"], topic["name"]) for topic in item["topics"]
        ]
        assert entry.rights == item["licence"]["name"]


def test_a_post_becomes_an_entry(client):
    post = tricky_posts("Tea")[-1]

    entry = parsed(client).find(f"{A}entry")

    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert text(entry, "id") == f"urn:uuid:{post.pk}"
    authors = [
        (text(author, "name"), text(author, "uri")) for author in entry.findall(f"{A}author")
    ]
    assert authors == [("Ada", "http://localhost/people/ada/"), ("Ben & Co", None)]
    assert [category.attrib for category in entry.findall(f"{A}category")] == [
        {
            "term": "health",
            "label": "Health & care",
            "scheme": "http://localhost/api/v1/topics/",
        }
    ]
    hrefs = {link.get("rel"): link.get("href") for link in entry.findall(f"{A}link")}
    assert hrefs == {
        "alternate": post.url,
        "via": "https://elsewhere.example/?a=1&b=2",
        "enclosure": "http://localhost/media/large.jpg",
        "related": "http://localhost/blog/other/",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert links(entry, "enclosure")[0].get("type") == "image/jpeg"
    assert links(entry, "related")[0].get("title") == "Other & more"
    assert text(entry, "rights") == "Creative Commons Attribution 4.0"
    assert entry.find(f"{A}summary").get("type") == "text"
    assert entry.find(f"{A}content").get("type") == "html"


def test_a_plain_post_names_nothing_that_it_does_not_have(client):
    WholePostFactory()

    entry = parsed(client).find(f"{A}entry")

    assert [link.get("rel") for link in entry.findall(f"{A}link")] == ["alternate"]
    assert entry.find(f"{A}author") is None
    assert entry.find(f"{A}category") is None
    assert text(entry, "rights") == "All rights reserved"


def test_the_feed_says_who_publishes_it_and_under_what_licence(client, settings):
    feed = parsed(client)

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    author = feed.find(f"{A}author")
    assert (text(author, "name"), text(author, "uri")) == ("Commonplace", "http://localhost/")
    assert text(feed, "rights") == settings.FEED_LICENCE["name"]
    assert links(feed, "license")[0].get("href") == settings.FEED_LICENCE["url"]
    assert links(feed, "alternate")[0].get("href") == "http://localhost/"
    assert text(feed, "icon") == "http://localhost/static/favicon.svg"
    assert text(feed, "generator") == "Commonplace"
