"""JSON Feed: what version 1.1 demands, over content that tries it, and what our posts become."""

import re
from urllib.parse import urlsplit

import pytest

from cms.feed.syndication import POSTS_PER_PAGE
from tests.factories.publication import ContentItemFactory, WholePostFactory, named
from tests.feed.tricky import TITLES, tricky_posts

pytestmark = pytest.mark.django_db

ADDRESS = "/feed.json"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def is_text(value):
    return isinstance(value, str) and value != ""


def is_address(value):
    return isinstance(value, str) and urlsplit(value).scheme in {"http", "https"}


def is_moment(value):
    return isinstance(value, str) and MOMENT.fullmatch(value)


def is_language(value):
    return isinstance(value, str) and re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", value)


def are_authors(value):
    return (
        isinstance(value, list)
        and value
        and all(
            author
            and author.keys() <= {"name", "url", "avatar"}
            and is_text(author.get("name", "x"))
            and is_address(author.get("url", "http://x"))
            for author in value
        )
    )


def are_tags(value):
    return isinstance(value, list) and all(map(is_text, value))


def is_an_extension(value):
    return isinstance(value, dict) and is_address(value["about"])


def is_version(value):
    return value == "https://jsonfeed.org/version/1.1"


#: Every name of the specification that we use: what it must hold, and whether it must be there.
FEED = {
    "version": (is_version, True),
    "title": (is_text, True),
    "home_page_url": (is_address, True),
    "feed_url": (is_address, True),
    "description": (is_text, False),
    "next_url": (is_address, False),
    "icon": (is_address, False),
    "favicon": (is_address, False),
    "authors": (are_authors, False),
    "language": (is_language, False),
    "items": (lambda value: isinstance(value, list), True),
}
ITEM = {
    "id": (is_text, True),
    "url": (is_address, True),
    "title": (is_text, True),
    "content_html": (lambda value: isinstance(value, str), True),
    "content_text": (lambda value: isinstance(value, str), True),
    "summary": (is_text, False),
    "image": (is_address, False),
    "date_published": (is_moment, True),
    "date_modified": (is_moment, True),
    "authors": (are_authors, False),
    "tags": (are_tags, False),
    "language": (is_language, False),
    "_commonplace": (is_an_extension, False),
}


def breaches(feed):
    """Say which of the rules of JSON Feed 1.1 a feed breaks."""
    for record, rules in [(feed, FEED), *((item, ITEM) for item in feed["items"])]:
        yield from (f"unknown: {name}" for name in record.keys() - rules.keys())
        for name, (holds, required) in rules.items():
            if required and name not in record:
                yield f"{name} is missing"
            elif name in record and not holds(record[name]):
                yield f"{name}: {record[name]!r}"
    ids = [item["id"] for item in feed["items"]]
    if len(ids) != len(set(ids)):
        yield "two items of the same id"
    if feed.get("next_url") == feed["feed_url"]:
        yield "next_url leads to where it is"


def parsed(client, address=ADDRESS):
    response = client.get(address)
    assert response["Content-Type"] == "application/feed+json"
    return response.json()


@pytest.mark.parametrize("title", TITLES)
def test_it_keeps_the_rules_and_the_words_whatever_they_are(client, title):
    posts = tricky_posts(title)

    feed = parsed(client)

    assert list(breaches(feed)) == []
    for item, post in zip(feed["items"], reversed(posts), strict=True):
        whole = client.get(f"/api/v1/posts/{post.pk}/").json()
        assert item["id"] == f"urn:uuid:{whole['id']}"
        assert item["title"] == title
        assert item["content_html"] == whole["body"]["html"]
        assert item["content_text"] == whole["body"]["text"]
        assert item["summary"] == whole["standfirst"]


def test_it_keeps_the_rules_on_every_page_and_without_posts(client):
    topic = ContentItemFactory(kind="topics", content={"description": "<C>"})
    addresses = [ADDRESS, f"{ADDRESS}?topic={topic.slug}"]
    for address in addresses:
        assert list(breaches(parsed(client, address))) == []
    for _ in range(2 * POSTS_PER_PAGE + 20):
        named(WholePostFactory(), "topic", topic)
    for address in addresses:
        ids, asked, next_url = [], [], address
        while next_url:
            asked.append(next_url)
            feed = parsed(client, next_url)
            assert list(breaches(feed)) == []
            assert feed["feed_url"] == f"http://localhost{address}"
            ids += [item["id"] for item in feed["items"]]
            next_url = feed.get("next_url")
        assert len(asked) == len(set(asked)) == 3
        assert len(ids) == len(set(ids)) == 2 * POSTS_PER_PAGE + 20


def test_it_keeps_the_rules_with_real_posts(client, real_content):
    feed = parsed(client)

    assert list(breaches(feed)) == []
    assert len(feed["items"]) == 2


def test_a_post_becomes_an_item(client):
    post = tricky_posts("Tea")[-1]

    item = parsed(client)["items"][0]

    assert item.pop("content_html").startswith("<p>Tea")
    assert item == {
        "id": f"urn:uuid:{post.pk}",
        "url": post.url,
        "title": "Tea",
        "summary": "Fish & chips < tea ]]>",
        "content_text": "Tea <3",
        "image": "http://localhost/media/large.jpg",
        "date_published": f"{post.published_at:%Y-%m-%dT%H:%M:%SZ}",
        "date_modified": f"{post.updated_at:%Y-%m-%dT%H:%M:%SZ}",
        "authors": [{"name": "Ada", "url": "http://localhost/people/ada/"}, {"name": "Ben & Co"}],
        "tags": ["Health & care"],
        "language": "en-GB",
        "_commonplace": {
            "about": "http://localhost/api/v1/docs/",
            "self": f"http://localhost/api/v1/posts/{post.pk}/",
            "licence": {
                "name": "Creative Commons Attribution 4.0",
                "url": "https://creativecommons.org/licenses/by/4.0/",
            },
            "attribution": {"text": "Tea", "html": "Tea"},
            "canonical_url": "https://elsewhere.example/?a=1&b=2",
        },
    }


def test_a_plain_post_names_nothing_that_it_does_not_have(client):
    WholePostFactory()

    (item,) = parsed(client)["items"]

    assert not item.keys() & {"image", "authors"}
    assert item["tags"] == []


def test_the_feed_says_who_publishes_it(client):
    feed = parsed(client)

    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Commonplace",
        "home_page_url": "http://localhost/",
        "feed_url": "http://localhost/feed.json",
        "favicon": "http://localhost/static/favicon.svg",
        "authors": [{"name": "Commonplace", "url": "http://localhost/"}],
        "language": "en-GB",
        "items": [],
    }
