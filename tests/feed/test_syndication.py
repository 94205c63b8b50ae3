"""Atom and JSON Feed: posts, whole, for feed readers."""

from xml.etree import ElementTree as ET

import pytest
from wagtail.models import Site

from cms.feed.syndication import MOST_POSTS
from tests.factories.publication import ContentItemFactory, TombstoneFactory, named

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
TITLE = "Reflect | Recharge: “what” & <why> 'now' \"then\" 🌱"
HTML = '<p>Tea &amp; cake, <a href="https://example.org/?a=1&amp;b=2">here</a> &lt;3</p>'


def post(**fields):
    address = {"url": "http://localhost/blog/a-post/", "published_at": "2026-05-01T09:30:00Z"}
    content = {
        **address,
        "updated_at": "2026-05-02T09:30:00Z",
        "standfirst": "Fish & chips < tea",
        "language": "en-GB",
        "topics": [{"name": "Health & care"}],
        "contributions": [
            {"author": {"name": "Ada", "url": "http://localhost/people/ada/"}},
            {"author": {"name": "Ben", "url": None}},
        ],
        "picture": None,
    }
    body = {"html": HTML, "blocks": [], "text": "Tea & cake, here (https://example.org/) <3"}
    return ContentItemFactory(title=TITLE, body=body, content=content, **fields)


def atom(client, query=""):
    response = client.get(f"/feed.atom{query}")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own


def json_feed(client, query=""):
    response = client.get(f"/feed.json{query}")
    assert response["Content-Type"] == "application/feed+json"
    return response.json()


def test_atom_brings_whole_posts(client):
    item = post()

    feed = atom(client)
    (entry,) = feed.findall("a:entry", ATOM)

    def text(name):
        return entry.findtext(f"a:{name}", namespaces=ATOM)

    assert text("title") == TITLE
    assert text("id") == f"urn:uuid:{item.pk}"
    assert text("published") == "2026-05-01T09:30:00+00:00"
    assert text("updated") == "2026-05-02T09:30:00+00:00"
    assert text("content") == HTML
    assert entry.find("a:content", ATOM).get("type") == "html"
    assert text("summary") == "Fish &amp; chips &lt; tea"
    assert entry.find("a:link", ATOM).get("href") == "http://localhost/blog/a-post/"
    assert entry.find("a:category", ATOM).get("term") == "Health & care"
    assert [a.findtext("a:name", namespaces=ATOM) for a in entry.findall("a:author", ATOM)] == [
        "Ada",
        "Ben",
    ]


def test_atom_has_what_rfc_4287_demands_even_without_posts(client):
    feed = atom(client)

    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"a:{name}", ATOM) is not None
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"self": "http://testserver/feed.atom", "alternate": "http://testserver/"}
    assert client.get("/feed.atom").content == client.get("/feed.atom").content


def test_json_feed_brings_whole_posts(client):
    item = post()

    feed = json_feed(client)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/feed.json"
    assert feed["items"] == [
        {
            "id": f"urn:uuid:{item.pk}",
            "url": "http://localhost/blog/a-post/",
            "title": TITLE,
            "summary": "Fish & chips < tea",
            "content_html": HTML,
            "content_text": "Tea & cake, here (https://example.org/) <3",
            "date_published": "2026-05-01T09:30:00Z",
            "date_modified": "2026-05-02T09:30:00Z",
            "language": "en-GB",
            "tags": ["Health & care"],
            "authors": [{"name": "Ada", "url": "http://localhost/people/ada/"}, {"name": "Ben"}],
        }
    ]


def titles(client, query=""):
    entries = atom(client, query).findall("a:entry/a:id", ATOM)
    ids = [entry.text for entry in entries]
    assert ids == [item["id"] for item in json_feed(client, query)["items"]]
    return ids


def test_they_bring_public_posts_only_newest_first(client):
    first, second = post(), post()
    TombstoneFactory()
    ContentItemFactory(kind="topics")

    assert titles(client) == [f"urn:uuid:{second.pk}", f"urn:uuid:{first.pk}"]


@pytest.mark.parametrize("role", ["topic", "author"])
def test_they_can_be_narrowed_to_a_topic_or_an_author(client, role):
    target = ContentItemFactory(kind="topics")
    wanted = named(post(), role, target)
    post()

    assert titles(client, f"?{role}={target.slug}") == [f"urn:uuid:{wanted.pk}"]
    assert titles(client, f"?{role}=nothing") == []
    narrowed = json_feed(client, f"?{role}={target.slug}&utm_source=mail")
    assert narrowed["feed_url"] == f"http://testserver/feed.json?{role}={target.slug}"


def test_a_bad_topic_is_refused(client):
    assert client.get("/feed.atom?topic=a b").status_code == 400


def test_they_go_by_the_name_of_the_site(client):
    site = Site.objects.get(is_default_site=True)
    site.site_name = "Tea & Cake"
    site.save()

    assert atom(client).findtext("a:title", namespaces=ATOM) == "Tea & Cake"
    assert json_feed(client)["title"] == "Tea & Cake"
    assert client.get("/api/v1/").json()["title"] == "Tea & Cake"


def test_they_cost_three_queries(client, django_assert_num_queries):
    for _ in range(3):
        post()
    for address in ("/feed.atom", "/feed.json"):
        with django_assert_num_queries(3):
            client.get(address)


def test_they_end_somewhere(client):
    for _ in range(MOST_POSTS + 1):
        post()

    assert len(json_feed(client)["items"]) == MOST_POSTS


def test_real_posts_survive(client, real_content):
    newest = json_feed(client)["items"]

    (entry,) = [item for item in newest if "Reflect" in item["title"]]
    assert entry["title"] == "Reflect | Recharge: “what” & why 🌱"
    assert "image" in entry
    found = atom(client).findall("a:entry/a:title", ATOM)
    assert entry["title"] in [title.text for title in found]
