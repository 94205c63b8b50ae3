"""The snapshot: everything public in one stream, and how to go on from there."""

import json

import pytest

from cms.publication.models import Clock, ContentItem
from tests.factories.publication import (
    ContentItemFactory,
    TombstoneFactory,
    in_phase,
    named,
    one_of_each_kind,
)

pytestmark = pytest.mark.django_db

SNAPSHOT = "/api/v1/snapshot/"


def lines_of(client, address=SNAPSHOT, **parameters):
    response = client.get(address, parameters)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in response.getvalue().decode().splitlines()]


def test_it_holds_everything_public_of_every_kind(client):
    items = one_of_each_kind()
    TombstoneFactory()

    _, *found = lines_of(client)

    assert found == [json.loads(item.summary) for item in items.values()]


def test_an_item_is_one_line_whatever_a_program_takes_for_the_end_of_a_line(client):
    title = "One\u2028two\u2029three"
    ContentItemFactory(title=title, summary=json.dumps({"title": title}, ensure_ascii=False))

    _, item = lines_of(client)

    assert item["title"] == title


def test_its_first_line_says_how_to_go_on(client, get):
    ContentItemFactory()
    start, _ = lines_of(client, kind="posts", fields="title")
    assert get(start["next"])["results"] == []
    assert start["change"] == get("/api/v1/")["change"]

    later = ContentItemFactory(kind="posts")
    ContentItemFactory(kind="topics")

    (row,) = get(start["next"])["results"]
    assert row["item"] == {"id": str(later.pk), "kind": "posts", "title": later.title}
    assert get("/api/v1/changes/", kind="posts", after=start["cursor"])["results"][0]["item"]


def test_its_last_line_says_how_many_items_came_if_that_is_asked(client, get):
    ContentItemFactory.create_batch(2)
    ContentItemFactory(kind="topics")

    start, *items, last = lines_of(client, kind="posts", count="true")

    assert (len(items), last) == (2, {"count": 2})
    assert "count" not in start["next"]
    assert get(start["next"])["results"] == []
    assert lines_of(client, kind="offers", count="true")[1:] == [{"count": 0}]
    assert len(lines_of(client, kind="posts", count="false")) == 1 + 2


def test_what_changes_while_it_comes_is_not_counted_and_comes_with_the_changes(client, get):
    kept, changing = ContentItemFactory.create_batch(2)
    stream = client.get(SNAPSHOT, {"count": "true"}).streaming_content

    start = json.loads(next(stream))
    ContentItem.objects.filter(pk=changing.pk).update(change=Clock.tick())
    item, last = (json.loads(line) for line in b"".join(stream).splitlines())

    assert (item["id"], last) == (str(kept.pk), {"count": 1})
    assert [row["id"] for row in get(start["next"])["results"]] == [str(changing.pk)]


def test_filters_and_shape_are_those_of_the_changes(client):
    topic = ContentItemFactory(kind="topics")
    item = named(ContentItemFactory(body={"html": "<p>A</p>", "text": "A"}), "topic", topic)
    ContentItemFactory()

    _, found = lines_of(client, topic=topic.slug, body="text")

    assert (found["id"], found["body"]) == (str(item.pk), {"text": "A"})


def test_offers_say_their_state(client):
    in_phase(ContentItemFactory(kind="offers", content={"status": "\x01status"}), "open")

    assert lines_of(client)[1]["status"] == "open"


def test_a_long_one_is_read_in_batches(client, django_assert_num_queries):
    one = ContentItemFactory()
    ContentItem.objects.bulk_create(
        ContentItem(
            kind="posts", source="tests.posts", source_key=f"n{number}", change=1000 + number,
            public=True, summary=one.summary,
        )
        for number in range(450)
    )  # fmt: skip
    ContentItem.objects.filter(change__gt=1400).update(public=False)
    Clock.objects.update(number=2000)

    with django_assert_num_queries(1 + 4):  # the version; 200, 200, 2 items, and the end
        assert len(lines_of(client)) == 1 + 402


def test_head_reads_nothing_and_who_has_it_gets_304(client, django_assert_num_queries):
    ContentItemFactory()

    with django_assert_num_queries(1):
        head = client.head(SNAPSHOT)
    assert head.getvalue() == b""
    with django_assert_num_queries(1):
        again = client.get(SNAPSHOT, headers={"If-None-Match": head["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["limit", "cursor", "after"])
def test_it_has_no_pages(client, name):
    assert client.get(SNAPSHOT, {name: "1"}).status_code == 400
