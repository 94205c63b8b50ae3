"""Paging: everything once, in both directions, whatever happens meanwhile."""

from datetime import timedelta

import pytest
from django.core.signing import Signer

from tests.factories.publication import FIRST_DAY, ContentItemFactory, TombstoneFactory, named

pytestmark = pytest.mark.django_db


def walk(get, address, direction="next"):
    """Follow a list to its end; give the ids in the order in which they came."""
    seen = []
    while address:
        page = get(address)
        found = [item["id"] for item in page["results"]]
        seen = seen + found if direction == "next" else found + seen
        address = page[direction]
    return seen


def last_page(get, address):
    while following := get(address)["next"]:
        address = following
    return address


@pytest.mark.parametrize("kind", ["posts", "sessions", "topics"])
@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_every_item_is_seen_once_though_all_have_the_same_key(get, kind, limit):
    items = ContentItemFactory.create_batch(7, kind=kind, published_at=FIRST_DAY)

    seen = walk(get, f"/api/v1/{kind}/?limit={limit}")

    assert sorted(seen) == sorted(str(item.pk) for item in items)


def test_the_list_of_all_kinds_pages_through_equal_dates(get):
    items = ContentItemFactory.create_batch(5, published_at=FIRST_DAY)

    assert sorted(walk(get, "/api/v1/items/?limit=2")) == sorted(str(item.pk) for item in items)


@pytest.mark.parametrize("address", ["/api/v1/posts/", "/api/v1/topics/", "/api/v1/items/"])
@pytest.mark.parametrize("limit", [2, 3])
def test_paging_back_gives_the_same_list(get, address, limit):
    for days in (1, 2, 3, 2, 1):
        for kind in ("posts", "topics"):
            ContentItemFactory(kind=kind, published_at=FIRST_DAY + timedelta(days=days))
    whole = walk(get, f"{address}?limit=100")

    end = last_page(get, f"{address}?limit={limit}")

    assert walk(get, end, "previous") == whole


def test_the_first_page_has_no_previous_and_the_last_no_next(get):
    ContentItemFactory.create_batch(3)

    first = get("/api/v1/posts/?limit=2")
    last = get(first["next"])

    assert first["previous"] is None
    assert last["next"] is None
    assert get(last["previous"]) == first


def test_what_stays_is_seen_once_while_others_come_and_go(get):
    items = ContentItemFactory.create_batch(6)
    page = get("/api/v1/posts/?limit=2")
    seen = [item["id"] for item in page["results"]]

    ContentItemFactory(
        published_at=FIRST_DAY + timedelta(days=99)
    )  # newer than all: on the page that was read
    ContentItemFactory(
        published_at=FIRST_DAY - timedelta(days=99)
    )  # older than all: on a page to come
    items[-1].delete()  # already seen
    items[0].public = False
    items[0].save()
    seen += walk(get, page["next"])

    kept = [str(item.pk) for item in items[1:-1]]
    assert [one for one in reversed(seen) if one in kept] == kept
    assert len(seen) == len(set(seen))


def test_a_page_whose_items_are_all_gone_is_empty_and_the_last(get):
    first, _ = ContentItemFactory.create_batch(2)
    following = get("/api/v1/posts/?limit=1")["next"]
    TombstoneFactory._meta.model.objects.filter(pk=first.pk).update(public=False)

    assert get(following) == {"next": None, "previous": None, "results": []}


def test_next_keeps_the_parameters(get):
    topic = ContentItemFactory(kind="topics")
    for _ in range(3):
        named(ContentItemFactory(), "topic", topic)

    page = get(f"/api/v1/posts/?limit=2&topic={topic.slug}&fields=title")
    rest = get(page["next"])

    assert [set(item) for item in rest["results"]] == [{"id", "kind", "title"}]


def test_the_link_header_says_the_same(client):
    ContentItemFactory.create_batch(3)
    first = client.get("/api/v1/posts/?limit=1")
    middle = client.get(first.json()["next"])

    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert middle["Link"] == (
        f'<{middle.json()["next"]}>; rel="next", <{middle.json()["previous"]}>; rel="previous"'
    )
    assert "Link" not in client.get("/api/v1/topics/")


def cursor_of(get):
    ContentItemFactory.create_batch(2)
    return get("/api/v1/posts/?limit=1")["next"].rpartition("cursor=")[2].replace("%3A", ":")


def refused(client, address, **parameters):
    response = client.get(address, parameters)
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["parameter"] == "cursor"
    return error["message"]


def test_a_cursor_belongs_to_its_list(client, get):
    cursor = cursor_of(get)

    assert client.get("/api/v1/posts/", {"cursor": cursor}).status_code == 200
    for address in ("/api/v1/offers/", "/api/v1/items/"):
        assert "another list" in refused(client, address, cursor=cursor)


def test_a_cursor_belongs_to_its_filters(client, get):
    cursor = cursor_of(get)

    assert "other filters" in refused(client, "/api/v1/posts/", cursor=cursor, topic="health")


def test_a_cursor_holds_with_another_limit_and_other_fields(client, get):
    parameters = {"cursor": cursor_of(get), "limit": 7, "fields": "title"}

    assert client.get("/api/v1/posts/", parameters).status_code == 200


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "a:b",
        "41",
        "\x00",
        "ü" * 5000,
        Signer(salt="somewhere else").sign_object(["mark", "key", "id", 0]),
    ],
)
def test_a_cursor_that_is_none_of_ours_is_refused(client, cursor):
    assert "not one of ours" in refused(client, "/api/v1/posts/", cursor=cursor)


def test_a_cursor_that_was_tampered_with_is_refused(client, get):
    cursor = cursor_of(get)
    body, signature = cursor.split(":")

    assert refused(client, "/api/v1/posts/", cursor=f"{body}A:{signature}")
    assert refused(client, "/api/v1/posts/", cursor=f"{body}:{signature[::-1]}")
