"""What Atom and JSON Feed have in common: which posts, on which pages, and what they are about."""

from datetime import timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
from django.core.signing import Signer
from wagtail.models import Site

from cms.feed import syndication
from cms.publication.models import ContentItem
from tests.factories.publication import (
    FIRST_DAY,
    ContentItemFactory,
    TombstoneFactory,
    WholePostFactory,
    named,
    tick,
)

pytestmark = pytest.mark.django_db

ATOM, JSON_FEED = "/feed.atom", "/feed.json"
FEW = 3
BOTH = pytest.mark.parametrize("address", [ATOM, JSON_FEED])


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    """Let a few posts fill a page."""
    monkeypatch.setattr(syndication, "POSTS_PER_PAGE", FEW)


def page(client, address):
    """Give what a page of either format says, under the same names."""
    response = client.get(address)
    assert response.status_code == 200, response.content
    if urlsplit(address).path == JSON_FEED:
        feed = response.json()
        ids = [item["id"] for item in feed["items"]]
        return {"title": feed["title"], "ids": ids, "next": feed.get("next_url")}
    feed = feedparser.parse(response.content)
    links = {link.rel: link.href for link in feed.feed.links}
    return {
        "title": feed.feed.title,
        "ids": [entry.id for entry in feed.entries],
        "next": links.get("next"),
        "previous": links.get("previous"),
        "links": links,
        "id": feed.feed.id,
        "updated": feed.feed.updated,
    }


def pages(client, address):
    while address:
        read = page(client, address)
        yield read
        address = read["next"]


def ids(*posts):
    return [f"urn:uuid:{post.pk}" for post in posts]


@BOTH
def test_they_bring_public_posts_only_newest_first(client, address):
    first, second = WholePostFactory(), WholePostFactory()
    TombstoneFactory()
    ContentItemFactory(kind="topics")

    assert page(client, address)["ids"] == ids(second, first)


@BOTH
def test_every_post_is_reached_once_by_following(client, address):
    posts = WholePostFactory.create_batch(2 * FEW)
    same_moment = WholePostFactory.create_batch(3, published_at=FIRST_DAY - timedelta(days=1))

    read = list(pages(client, address))

    assert [len(each["ids"]) for each in read] == [FEW, FEW, FEW]
    followed = [each for one in read for each in one["ids"]]
    assert followed[:-3] == ids(*reversed(posts))
    assert sorted(followed[-3:]) == sorted(ids(*same_moment))


@BOTH
def test_pages_of_posts_about_a_topic_are_followed_too(client, address):
    topic = ContentItemFactory(kind="topics")
    posts = [named(WholePostFactory(), "topic", topic) for _ in range(FEW + 1)]
    WholePostFactory()

    read = list(pages(client, f"{address}?topic={topic.slug}"))

    assert [each for one in read for each in one["ids"]] == ids(*reversed(posts))


def test_a_page_says_what_lies_around_it(client):
    WholePostFactory.create_batch(2 * FEW + 1)

    first, second, third = pages(client, ATOM)

    assert first["links"]["self"] == first["links"]["first"] == "http://localhost/feed.atom"
    assert second["links"]["self"] == first["next"]
    assert second["links"]["first"] == "http://localhost/feed.atom"
    assert first["previous"] is third["next"] is None
    assert page(client, second["previous"])["ids"] == first["ids"]
    assert page(client, third["previous"])["ids"] == second["ids"]


def test_all_pages_say_the_same_of_the_feed(client):
    ContentItem.objects.filter(pk=WholePostFactory().pk).update(
        change=tick(), updated_at=FIRST_DAY + timedelta(days=9)
    )
    WholePostFactory.create_batch(FEW)

    first, second = pages(client, ATOM)

    assert first["id"] == second["id"] == "http://localhost/feed.atom"
    assert first["title"] == second["title"]
    assert first["updated"] == second["updated"]


def test_it_changed_when_the_post_that_changed_last_did(client):
    old = WholePostFactory()
    WholePostFactory.create_batch(FEW)
    moment = FIRST_DAY + timedelta(days=9)
    ContentItem.objects.filter(pk=old.pk).update(change=tick(), updated_at=moment)

    assert {each["updated"] for each in pages(client, ATOM)} == {"2026-01-10T09:00:00Z"}


def test_one_about_a_topic_changed_when_a_post_about_it_did(client):
    topic = ContentItemFactory(kind="topics")
    post = named(WholePostFactory(updated_at=FIRST_DAY), "topic", topic)
    WholePostFactory(updated_at=FIRST_DAY + timedelta(days=9))

    assert page(client, f"{ATOM}?topic={topic.pk}")["updated"] == "2026-01-01T09:00:00Z"
    assert post.updated_at == FIRST_DAY


def test_an_empty_one_changed_when_anything_last_did(client):
    TombstoneFactory(changed_at=FIRST_DAY)
    topic = ContentItemFactory(kind="topics", changed_at=FIRST_DAY + timedelta(days=1))
    ContentItemFactory(kind="authors", changed_at=FIRST_DAY + timedelta(days=2))

    assert page(client, ATOM)["updated"] == "2026-01-03T09:00:00Z"
    assert page(client, f"{ATOM}?topic={topic.slug}")["updated"] == "2026-01-02T09:00:00Z"


def test_one_on_a_new_site_is_the_same_for_ever(client):
    assert page(client, ATOM)["updated"] == "1970-01-01T00:00:00Z"
    assert client.get(ATOM).content == client.get(ATOM).content


def test_a_page_whose_posts_are_gone_leads_nowhere(client):
    posts = WholePostFactory.create_batch(FEW + 1)
    first = page(client, ATOM)
    ContentItem.objects.filter(pk=posts[0].pk).update(public=False, change=tick())

    second = page(client, first["next"])

    assert second["ids"] == []
    assert second["next"] is None
    assert second["updated"] == page(client, ATOM)["updated"]


@BOTH
def test_a_cursor_that_is_not_ours_is_refused(client, address):
    topic = ContentItemFactory(kind="topics")
    WholePostFactory.create_batch(FEW + 1)
    other = urlsplit(page(client, address)["next"]).query

    assert client.get(f"{address}?cursor=nonsense").status_code == 400
    for query in (f"{other}x", f"{other}&topic={topic.slug}"):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["errors"][0]["parameter"] == "cursor"


def test_a_cursor_signed_for_something_else_is_refused(client):
    forged = Signer(salt="cms.feed.cursor").sign_object(["posts", 1])

    assert client.get(ATOM, {"cursor": forged}).status_code == 400


@BOTH
@pytest.mark.parametrize("role", ["topic", "author"])
def test_they_can_be_narrowed_to_a_topic_or_an_author(client, address, role):
    target = ContentItemFactory(kind=f"{role}s")
    wanted = named(WholePostFactory(), role, target)
    WholePostFactory()

    for name in (target.slug, target.pk):
        assert page(client, f"{address}?{role}={name}")["ids"] == ids(wanted)


@BOTH
def test_topic_and_author_narrow_together_and_one_of_several_is_enough(client, address):
    topics = [ContentItemFactory(kind="topics") for _ in range(2)]
    author = ContentItemFactory(kind="authors")
    both = named(named(WholePostFactory(), "topic", topics[0]), "author", author)
    other = named(WholePostFactory(), "topic", topics[1])
    either = f"topic={topics[0].slug}&topic={topics[1].slug}"

    assert page(client, f"{address}?{either}")["ids"] == ids(other, both)
    assert page(client, f"{address}?{either}&author={author.slug}")["ids"] == ids(both)


@BOTH
def test_they_say_what_they_are_about(client, address):
    health = ContentItemFactory(kind="topics", title="Health | care", slug="health")
    ContentItemFactory(kind="topics", title="Homes & gardens", slug="homes")
    ContentItemFactory(kind="authors", title="Ada “A.” <Lovelace>", slug="ada")

    def title(query):
        return page(client, f"{address}?{query}")["title"]

    assert title("") == "Commonplace"
    assert title("topic=health") == "Posts about Health | care – Commonplace"
    assert title(f"topic=health&topic={health.pk}") == title("topic=health")
    assert title("author=ada") == "Posts by Ada “A.” <Lovelace> – Commonplace"
    assert title("topic=homes&topic=health&author=ada") == (
        "Posts about Health | care or Homes & gardens by Ada “A.” <Lovelace> – Commonplace"
    )


def test_one_about_a_topic_leads_to_its_page_and_has_its_words(client):
    description = {"description": "Bodies & minds"}
    topic = ContentItemFactory(kind="topics", content=description, url="http://localhost/health/")
    author = ContentItemFactory(kind="authors")

    atom = feedparser.parse(client.get(f"{ATOM}?topic={topic.slug}").content).feed
    json_feed = client.get(f"{JSON_FEED}?topic={topic.slug}").json()

    assert atom.link == json_feed["home_page_url"] == "http://localhost/health/"
    assert atom.subtitle == json_feed["description"] == "Bodies & minds"
    both = client.get(f"{JSON_FEED}?topic={topic.slug}&author={author.slug}").json()
    assert both["home_page_url"] == "http://localhost/"
    assert "description" not in both


def test_a_feed_stays_the_same_when_its_topic_is_renamed(client):
    topic = ContentItemFactory(kind="topics", slug="health")
    before = page(client, f"{ATOM}?topic=health")["id"]
    ContentItem.objects.filter(pk=topic.pk).update(slug="wellbeing")

    assert page(client, f"{ATOM}?topic=wellbeing")["id"] == before
    assert page(client, f"{ATOM}?topic={topic.pk}")["id"] == before


def test_feeds_are_told_apart(client):
    ContentItemFactory(kind="topics", slug="health")
    ContentItemFactory(kind="authors", slug="health")

    addresses = [ATOM, f"{ATOM}?topic=health", f"{ATOM}?author=health"]
    assert len({page(client, address)["id"] for address in addresses}) == 3


@BOTH
def test_the_site_says_where_it_is_and_not_who_asks(client, settings, address):
    settings.ALLOWED_HOSTS = ["*"]
    WholePostFactory.create_batch(FEW + 1)

    usual = client.get(address, headers={"Host": "localhost"}).content
    assert client.get(address, headers={"Host": "else.example:8080"}).content == usual

    Site.objects.update(hostname="commonplace.example", port=443)
    moved = client.get(address).content.decode()
    assert f"https://commonplace.example{address}?cursor=" in moved
    assert "http://localhost/feed" not in moved


def test_what_readers_add_to_an_address_is_passed_over(client):
    ContentItemFactory(kind="topics", slug="health")
    WholePostFactory.create_batch(FEW + 1)

    read = page(client, f"{ATOM}?utm_source=mail&fields=x&topic=health")
    assert read["links"]["self"] == "http://localhost/feed.atom?topic=health"
    assert "utm" not in client.get(f"{JSON_FEED}?utm_source=mail").json()["next_url"]


@BOTH
def test_a_bad_topic_is_refused(client, address):
    response = client.get(f"{address}?topic=a b")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


@BOTH
def test_they_go_by_the_name_of_the_site(client, address):
    Site.objects.get(is_default_site=True)
    site = Site.objects.get(is_default_site=True)
    site.site_name = "Tea & Cake"
    site.save()

    assert page(client, address)["title"] == "Tea & Cake"


@BOTH
def test_a_page_costs_three_queries(client, django_assert_num_queries, address):
    WholePostFactory.create_batch(FEW + 1)
    second = page(client, address)["next"]

    for each in (address, second):
        with django_assert_num_queries(3):
            client.get(each)


@BOTH
def test_names_cost_two_queries_more_however_many(client, django_assert_num_queries, address):
    topics = [ContentItemFactory(kind="topics").slug for _ in range(3)]
    author = ContentItemFactory(kind="authors").slug
    for topic in ContentItem.objects.filter(kind="topics"):
        named(WholePostFactory(), "topic", topic)
    query = "&".join(f"topic={topic}" for topic in topics)

    with django_assert_num_queries(5):
        client.get(f"{address}?{query}")
    with django_assert_num_queries(4):
        client.get(f"{address}?topic={topics[0]}")
    assert client.get(f"{address}?{query}&author={author}").status_code == 200


@BOTH
def test_who_has_it_already_costs_one_query(client, django_assert_num_queries, address):
    topic = ContentItemFactory(kind="topics").slug
    for each in (address, f"{address}?topic={topic}"):
        tag = client.get(each)["ETag"]
        with django_assert_num_queries(1):
            response = client.get(each, headers={"If-None-Match": tag})
        assert response.status_code == 304
        assert response["ETag"] == tag
        assert not response.content


@BOTH
def test_a_new_post_is_seen_by_who_asks_conditionally(client, address):
    tag = client.get(address)["ETag"]
    WholePostFactory()

    response = client.get(address, headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert response["ETag"] != tag


@BOTH
def test_nobody_misses_a_post_by_asking_since_when(client, address):
    """A second is too coarse for the truth, so there is no date to ask by: only tags."""
    WholePostFactory()
    response = client.get(address, headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"})

    assert response.status_code == 200
    assert "Last-Modified" not in response


@BOTH
def test_nothing_can_be_written(client, address):
    response = client.post(address)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


def test_real_posts_survive(client, real_content):
    newest = client.get(JSON_FEED).json()["items"]
    entries = feedparser.parse(client.get(ATOM).content).entries

    (item,) = [item for item in newest if "Reflect" in item["title"]]
    (entry,) = [entry for entry in entries if "Reflect" in entry.title]
    assert item["title"] == entry.title == "Reflect | Recharge: “what” & why 🌱"
    assert item["image"].endswith(".jpg")
    assert [link.href for link in entry.enclosures] == [item["image"]]
    assert item["authors"][0]["name"] == entry.authors[0].name
    assert item["_commonplace"]["licence"]["name"] == entry.rights
