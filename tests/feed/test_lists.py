"""The lists: what is in them, in what order, and what they cost."""

from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.feed import lists
from cms.feed.lists import _query
from cms.publication import versions
from cms.publication.kinds import KINDS
from cms.publication.models import IS_OPEN, STATUS, Clock
from cms.publication.versions import Version
from tests.factories.publication import (
    FIRST_DAY,
    ContentItemFactory,
    TombstoneFactory,
    in_phase,
    named,
    one_of_each_kind,
)

pytestmark = pytest.mark.django_db

BODY = {"html": "<p>Hello</p>", "blocks": [{"type": "paragraph"}], "text": "Hello"}


def titles(page):
    return [item["title"] for item in page["results"]]


def ids(page):
    return [item["id"] for item in page["results"]]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_list_of_its_own(get, kind):
    items = one_of_each_kind()

    assert ids(get(f"/api/v1/{kind}/")) == [str(items[kind].pk)]


def test_all_kinds_are_in_one_list_newest_first(get):
    items = one_of_each_kind()

    assert ids(get("/api/v1/items/")) == [str(item.pk) for item in reversed(items.values())]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("posts", ["C", "B", "A"]),
        ("offers", ["C", "B", "A"]),
        ("authors", ["A", "B", "C"]),
        ("sessions", ["A", "B", "C"]),
        ("topics", ["A", "B", "C"]),
        ("organisations", ["A", "B", "C"]),
    ],
)
def test_dated_lists_are_newest_first_and_the_others_in_order(get, kind, expected):
    for title in "BAC":
        day = FIRST_DAY + timedelta(days=ord(title))
        ContentItemFactory(kind=kind, title=title, sort_key=title, published_at=day)

    assert titles(get(f"/api/v1/{kind}/")) == expected


def test_what_is_withdrawn_expired_or_not_yet_presented_is_in_no_list(get):
    TombstoneFactory()
    ContentItemFactory(expires_at=timezone.now() - timedelta(seconds=1))
    ContentItemFactory(public=False, change=None)
    shown = ContentItemFactory(expires_at=timezone.now() + timedelta(hours=1))

    assert ids(get("/api/v1/posts/")) == ids(get("/api/v1/items/")) == [str(shown.pk)]


def test_the_stored_text_goes_out_as_it_is(client):
    item = ContentItemFactory(summary='{"odd":   "spacing \u2013 kept", "n": 1.50}')

    answer = client.get("/api/v1/posts/").content.decode()

    assert item.summary in answer


def test_an_empty_list_is_a_list(get):
    assert get("/api/v1/offers/") == {"next": None, "previous": None, "results": []}


@pytest.mark.parametrize("parameters", [{}, {"body": "html"}, {"fields": "title"}])
def test_a_list_costs_two_queries_whatever_it_holds(get, django_assert_num_queries, parameters):
    ContentItemFactory(body=BODY)
    with django_assert_num_queries(2):
        assert len(get("/api/v1/posts/", **parameters)["results"]) == 1

    ContentItemFactory.create_batch(49, body=BODY)
    with django_assert_num_queries(2):
        assert len(get("/api/v1/posts/", limit=50, **parameters)["results"]) == 50


def test_a_list_with_every_filter_costs_two_queries(get, django_assert_num_queries):
    address = (
        "/api/v1/items/?kind=posts&topic=a&topic=b&author=c&organisation=d&offer=e"
        "&status=open&slug=f"
    )
    get(address)  # which finds out once, for this process, which filter is the rarest
    with django_assert_num_queries(2):
        get(address)


def test_a_list_without_bodies_does_not_read_the_bodies(get, django_assert_num_queries):
    ContentItemFactory(body=BODY)
    with django_assert_num_queries(2) as queries:
        get("/api/v1/posts/")

    assert not any('"detail"' in query["sql"] for query in queries)


@pytest.mark.parametrize("role", ["topic", "author", "organisation", "offer"])
def test_a_role_filters_by_id_and_by_slug(get, role):
    target = ContentItemFactory(kind="topics", slug="wanted")
    wanted = named(ContentItemFactory(), role, target)
    other_role = "author" if role == "topic" else "topic"
    named(ContentItemFactory(), other_role, target)

    assert ids(get("/api/v1/posts/", **{role: "wanted"})) == [str(wanted.pk)]
    assert ids(get("/api/v1/posts/", **{role: str(target.pk)})) == [str(wanted.pk)]


def test_repeating_a_filter_means_any_and_another_filter_means_all(get):
    first, second = ContentItemFactory.create_batch(2, kind="topics")
    author = ContentItemFactory(kind="authors")
    named(ContentItemFactory(title="one"), "topic", first)
    two = named(ContentItemFactory(title="two"), "topic", second)
    named(two, "author", author)
    ContentItemFactory(title="neither")

    assert titles(get("/api/v1/posts/", topic=[first.slug, str(second.pk)])) == ["two", "one"]
    assert titles(get("/api/v1/posts/", topic=[first.slug, second.slug], author=author.slug)) == [
        "two"
    ]
    assert titles(get("/api/v1/posts/", topic=first.slug, author=author.slug)) == []


def test_a_slug_finds_its_item(get):
    wanted = ContentItemFactory(slug="größe-1")
    ContentItemFactory()

    assert ids(get("/api/v1/posts/", slug="größe-1")) == [str(wanted.pk)]


def test_kind_narrows_the_list_of_all_kinds(get):
    items = one_of_each_kind()

    assert set(ids(get("/api/v1/items/", kind=["topics", "posts"]))) == {
        str(items["topics"].pk),
        str(items["posts"].pk),
    }


def test_status_is_that_of_the_moment_in_the_filter_and_in_the_answer(get):
    now = timezone.now()
    content = {"status": STATUS, "open": IS_OPEN}
    offer = ContentItemFactory(kind="offers", content=content)
    in_phase(offer, "upcoming", None, now - timedelta(seconds=1))
    in_phase(offer, "open", now - timedelta(seconds=1), None)

    (shown,) = get("/api/v1/offers/", status=["open", "full"])["results"]

    assert (shown["status"], shown["open"]) == ("open", True)
    assert get("/api/v1/offers/", status="upcoming")["results"] == []


def test_fields_keeps_what_was_asked_for_and_always_id_and_kind(get):
    item = ContentItemFactory(title="Shown", content={"standfirst": "Hidden"})

    assert get("/api/v1/posts/", fields="title")["results"] == [
        {"id": str(item.pk), "kind": "posts", "title": "Shown"}
    ]


def test_fields_of_all_kinds_can_be_asked_of_the_list_of_all_kinds(get):
    ContentItemFactory(kind="authors", content={"role": "Gardener"})
    ContentItemFactory(kind="posts", content={"standfirst": "Words"})

    post, author = get("/api/v1/items/", fields="role,standfirst")["results"]

    assert (post["standfirst"], author["role"]) == ("Words", "Gardener")
    assert "role" not in post


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, None),
        ({"body": "none"}, None),
        ({"body": "html"}, {"html"}),
        ({"body": "text,blocks"}, {"text", "blocks"}),
        ({"body": ["text", "html"]}, {"text", "html"}),
        ({"fields": "title,body"}, {"html", "blocks", "text"}),
        ({"fields": "title", "body": "text"}, {"text"}),
        ({"fields": "title,body", "body": "none"}, None),
    ],
)
def test_lists_bring_the_bodies_that_were_asked_for(get, asked, expected):
    ContentItemFactory(body=BODY)

    (item,) = get("/api/v1/posts/", **asked)["results"]

    body = item.get("body")
    assert (set(body) if body else None) == expected
    assert item["title"]
    if body:
        assert all(BODY[form] == content for form, content in body.items())


def test_what_has_no_body_comes_without_one(get):
    ContentItemFactory(kind="topics")

    (item,) = get("/api/v1/items/", body="html")["results"]

    assert "body" not in item


@pytest.fixture
def remembering(monkeypatch):
    """Read as a server does, which is in no transaction, and begins by knowing nothing."""
    monkeypatch.setattr(versions, "connection", SimpleNamespace(in_atomic_block=False))
    monkeypatch.setattr(versions, "_last_read", {})


def test_a_list_reads_the_clock_before_the_items(client, django_assert_num_queries):
    ContentItemFactory(published_at=FIRST_DAY)
    with django_assert_num_queries(2) as queries:
        client.get("/api/v1/posts/")

    assert "publication_clock" in queries[0]["sql"]
    assert '"publication_contentitem"."summary"' in queries[1]["sql"]


@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize("parameters", [{}, {"slug": "a"}, {"fields": "all"}])
def test_a_list_costs_one_query_as_long_as_nothing_changes(
    get, django_assert_num_queries, parameters
):
    ContentItemFactory(title="Hello", slug="a")
    get("/api/v1/posts/")
    with django_assert_num_queries(1):
        assert len(get("/api/v1/posts/", **parameters)["results"]) == 1


@pytest.mark.usefixtures("remembering")
def test_an_empty_list_asks_whether_anything_has_changed(get, client, django_assert_num_queries):
    get("/api/v1/posts/")
    with django_assert_num_queries(2):
        before = client.get("/api/v1/posts/")
    ContentItemFactory(title="New")
    Clock.tick()
    after = client.get("/api/v1/posts/")

    assert [before.json()["results"], titles(after.json())] == [[], ["New"]]
    assert before["ETag"] != after["ETag"]


@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize(
    "change", [Clock.tick, partial(call_command, "begin_new_epoch", verbosity=0)]
)
def test_a_list_after_a_change_has_the_version_of_what_it_shows(get, client, change):
    ContentItemFactory(title="Old")
    before = client.get("/api/v1/posts/")
    ContentItemFactory(title="New")
    change()
    after = client.get("/api/v1/posts/")
    unchanged = client.get("/api/v1/posts/", headers={"If-None-Match": after["ETag"]})
    changed = client.get("/api/v1/posts/", headers={"If-None-Match": before["ETag"]})

    assert sorted(titles(after.json())) == ["New", "Old"]
    assert (unchanged.status_code, changed.status_code) == (304, 200)
    assert before["ETag"] != after["ETag"] == changed["ETag"]


@pytest.mark.usefixtures("remembering")
def test_how_a_list_is_read_is_chosen_anew_after_many_changes(get, monkeypatch):
    chosen = []
    monkeypatch.setattr(lists, "_query", lambda *asked: chosen.append(asked) or _query(*asked))
    lists._keeping.cache_clear()
    get("/api/v1/posts/")
    chosen.clear()
    for number in (1, lists.KEPT_FOR - 1, lists.KEPT_FOR, 2 * lists.KEPT_FOR - 1):
        Clock.objects.update(number=number)
        Version.at(timezone.now())
        get("/api/v1/posts/")
        get("/api/v1/posts/")
    lists._keeping.cache_clear()
    assert len(chosen) == 1
