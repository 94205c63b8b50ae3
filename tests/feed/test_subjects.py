"""What a feed or a calendar is about, when its address is no longer right, or never was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.publication.models import FormerAddress
from tests.factories.blog import AuthorPageFactory
from tests.factories.publication import ContentItemFactory, TombstoneFactory
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db

FEEDS = [(f"/feed.{name}", role) for name in ("atom", "json") for role in ("topic", "author")]
EVERY = pytest.mark.parametrize(("address", "role"), [*FEEDS, ("/offers/sessions.ics", "offer")])


@EVERY
def test_what_never_was_is_not_found(client, address, role):
    ContentItemFactory(kind="posts", slug="nothing")
    ContentItemFactory(kind=f"{role}s", slug="something", change=None)
    for name in ("nothing", "something", "00000000-0000-4000-8000-000000000000"):
        response = client.get(f"{address}?{role}={name}")

        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
        assert name in response.json()["detail"]


@EVERY
def test_one_that_never_was_among_others_is_not_found(client, address, role):
    slug = ContentItemFactory(kind=f"{role}s").slug

    assert client.get(f"{address}?{role}={slug}&{role}=nothing").status_code == 404


@pytest.mark.parametrize(("address", "role"), FEEDS)
def test_readers_learn_that_a_topic_or_an_author_is_withdrawn(client, address, role):
    gone = TombstoneFactory(kind=f"{role}s", reason="They asked us to.")
    over = ContentItemFactory(kind=f"{role}s", expires_at=timezone.now() - timedelta(days=1))

    response = client.get(f"{address}?{role}={gone.slug}")

    assert response.status_code == 410
    assert response.json()["reason"] == "They asked us to."
    assert client.get(f"{address}?{role}={over.slug}").status_code == 410


@EVERY
def test_what_has_the_slug_today_is_meant_and_not_what_had_it(client, address, role):
    TombstoneFactory(kind=f"{role}s", slug="same")
    ContentItemFactory(kind=f"{role}s", slug="same", title="Today’s")
    TombstoneFactory(kind=f"{role}s", slug="same")

    response = client.get(f"{address}?{role}=same")

    assert response.status_code == 200
    assert "Today’s" in response.content.decode()


@EVERY
def test_a_former_slug_leads_to_that_of_today(client, address, role):
    item = ContentItemFactory(kind=f"{role}s", slug="new")
    other = ContentItemFactory(kind=f"{role}s", slug="other")
    FormerAddress.objects.create(url="http://localhost/some/old/", item=item)

    response = client.get(f"{address}?{role}={other.slug}&{role}=old&utm_source=mail")

    assert response.status_code == 301
    assert response["Location"] == f"{address}?{role}=other&{role}=new"
    assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert client.get(f"{address}?{role}=ld").status_code == 404


def test_a_topic_that_was_called_as_an_author_is_leads_only_its_own_name_on(client):
    ContentItemFactory(kind="authors", slug="same")
    topic = ContentItemFactory(kind="topics", slug="new")
    FormerAddress.objects.create(url="http://localhost/blog/topics/same/", item=topic)

    response = client.get("/feed.atom?topic=same&author=same")

    assert response["Location"] == "/feed.atom?topic=new&author=same"


def test_renamed_pages_and_topics_are_found(client, blog_index):
    author, topic = AuthorPageFactory(slug="ada"), TopicFactory(slug="health")
    author.slug = "ada-lovelace"
    author.save_revision().publish()
    topic.slug = "wellbeing"
    topic.save()

    by_author, by_topic = (
        client.get(f"/feed.atom?{query}") for query in ("author=ada", "topic=health")
    )
    assert by_author["Location"] == "/feed.atom?author=ada-lovelace"
    assert by_topic["Location"] == "/feed.atom?topic=wellbeing"
