"""Searching the lists: what is found, in what order, by what words, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cms.publication.kinds import KINDS
from tests.factories.publication import (
    FIRST_DAY,
    ContentItemFactory,
    findable,
    in_phase,
    named,
    one_of_each_kind,
)

pytestmark = pytest.mark.django_db

LISTS = [f"/api/v1/{kind}/" for kind in (*KINDS, "items")]


def titles(page):
    return [item["title"] for item in page["results"]]


@pytest.mark.parametrize("address", LISTS)
def test_every_list_can_be_searched(get, address):
    for item in one_of_each_kind().values():
        findable(item, title="Gardens")
    for item in one_of_each_kind().values():
        findable(item, title="Tea")

    assert len(get(address, search="gardening")["results"]) == (6 if "items" in address else 1)


def test_the_title_comes_before_the_summary_and_that_before_the_rest_each_newest_first(get):
    def publish(title, day, **words):
        moment = FIRST_DAY + timedelta(days=day)
        findable(ContentItemFactory(title=title, published_at=moment), **words)

    publish("Rest, old", 1, words="garden tea")
    publish("Rest, new", 6, lead="garden", words="tea")
    publish("Summary, old: garden", 2, lead="tea")
    publish("Summary, new", 5, lead="tea garden")
    publish("Tea garden, old", 3)
    publish("Tea garden, new", 4)
    publish("Garden alone", 7)

    for kind in ("posts", "items"):
        assert titles(get(f"/api/v1/{kind}/", search="tea garden")) == [
            "Tea garden, new",
            "Tea garden, old",
            "Summary, new",
            "Summary, old: garden",
            "Rest, new",
            "Rest, old",
        ]


def forty(get):
    """Make 40 items that are found in all ways, some on the same day, and page through them."""
    ways = ["title", "lead", "words", "words"]
    for number in range(40):
        item = ContentItemFactory(
            title=str(number), published_at=FIRST_DAY + timedelta(days=number // 4)
        )
        findable(item, **{ways[number % 4]: "garden"})
    return titles(get("/api/v1/posts/", search="garden", limit=100))


@pytest.mark.parametrize("limit", [1, 7, 39, 40])
def test_paging_through_what_was_found_gives_everything_once_in_both_directions(get, limit):
    whole = forty(get)
    seen, pages = [], []
    address = f"/api/v1/posts/?search=garden&limit={limit}"
    while address:
        pages.append(get(address))
        seen += titles(pages[-1])
        address = pages[-1]["next"]

    back = []
    for page in reversed(pages):
        back = titles(page) + back
        if page["previous"]:
            assert titles(get(page["previous"])) == titles(pages[pages.index(page) - 1])

    assert len(whole) == 40
    assert seen == back == whole


def test_what_stays_is_seen_once_while_others_come_and_go(get):
    whole = forty(get)
    page = get("/api/v1/posts/?search=garden&limit=15")
    seen = titles(page)

    for number in range(5):
        findable(ContentItemFactory(title=f"new {number}"), title="garden")
        findable(ContentItemFactory(title=f"old {number}", published_at=FIRST_DAY), words="garden")
    ContentItemFactory._meta.model.objects.filter(title__in=[whole[3], whole[30]]).delete()
    while page["next"]:
        page = get(page["next"])
        seen += titles(page)

    stayed = [title for title in whole if title != whole[30]]
    assert [title for title in seen if title in whole] == stayed
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    "filters",
    [
        {"topic": "health"},
        {"author": "nia"},
        {"organisation": "north"},
        {"offer": "rest"},
        {"status": "open"},
        {"kind": "offers"},
        {"slug": "wanted"},
        {"published_from": "2026-03-01"},
        {"published_to": "2026-01-01"},
        {"starts_from": "2026-05-01"},
        {"topic": "health", "kind": ["offers", "posts"], "published_from": "2025-01-01"},
    ],
)
def test_search_works_with_every_filter(get, filters):
    early = "published_to" in filters
    wanted = ContentItemFactory(
        kind="offers",
        title="Wanted",
        slug="wanted",
        published_at=FIRST_DAY + timedelta(days=-1 if early else 90),
        starts_at=FIRST_DAY + timedelta(days=200),
    )
    for role, slug in {
        "topic": "health", "author": "nia", "organisation": "north", "offer": "rest"
    }.items():  # fmt: skip
        named(wanted, role, ContentItemFactory(kind="topics", slug=slug))
    in_phase(wanted, "open")
    findable(wanted, title="Garden")
    findable(ContentItemFactory(title="Does not fit"), title="Garden")
    unwanted = ContentItemFactory(title="Not found", kind="offers", slug="wanted")
    findable(unwanted, title="Tea")

    assert titles(get("/api/v1/items/", search="garden", **filters)) == ["Wanted"]
    assert titles(get("/api/v1/items/", search="nothing", **filters)) == []


def test_count_counts_what_was_found_on_all_pages(get):
    forty(get)
    findable(ContentItemFactory(title="Tea"))

    assert get("/api/v1/posts/", search="garden", count="true", limit=5)["count"] == 40


def test_what_has_expired_is_not_found(get):
    moment = timezone.now()
    findable(ContentItemFactory(title="Old tea", expires_at=moment - timedelta(seconds=1)))
    findable(ContentItemFactory(title="New tea", expires_at=moment + timedelta(hours=1)))

    assert titles(get("/api/v1/posts/", search="tea")) == ["New tea"]


def test_the_changes_and_the_snapshot_can_be_searched(client, get):
    findable(ContentItemFactory(title="Garden"))
    findable(ContentItemFactory(title="Tea"))

    changes = get("/api/v1/changes/", search="gardens")
    lines = b"".join(client.get("/api/v1/snapshot/?search=gardens").streaming_content).splitlines()

    assert [row["item"]["title"] for row in changes["results"] if row["item"]] == ["Garden"]
    assert len(lines) == 2
    assert b'"Garden"' in lines[1]


@pytest.mark.parametrize("words", ["garden tea", "tea gardening", "Tea, GARDENS!"])
def test_order_and_form_of_the_words_make_no_difference_to_a_cursor(get, client, words):
    for _ in range(2):
        findable(ContentItemFactory(title="Tea garden"))
    following = get("/api/v1/posts/", search="garden tea", limit=1)["next"]
    cursor = following.rpartition("cursor=")[2].replace("%3A", ":")

    answer = client.get("/api/v1/posts/", {"search": words, "cursor": cursor})

    assert len(answer.json()["results"]) == 1
    assert client.get("/api/v1/posts/", {"search": "milk", "cursor": cursor}).status_code == 400
    assert client.get("/api/v1/posts/", {"cursor": cursor}).status_code == 400


HOSTILE = [
    '"',
    "'",
    '"garden',
    '"garden" OR',
    "garden OR tea",
    "garden NOT tea",
    "title:garden",
    "words : garden",
    "{title words} : garden",
    "garden*",
    "^garden",
    "NEAR(garden tea)",
    "NEAR(garden tea, 5",
    "(garden",
    "garden)",
    "garden -tea",
    "garden & !tea | (milk <-> x)",
    "garden:*A",
    "gar\\den \\",
    "'; DROP TABLE publication_searchentry; --",
    "%s %(x)s {0}",
    "garden_tea",
    "🌱 garden",
    "\u202egarden\u202c",
    "\u200fgarden",
    "garden\ufffd",
    "ＧＡＲＤＥＮ",  # noqa: RUF001
    "¹garden",
    "garden " * 20,
    "١٢٣",
    "𝒢𝒶𝓇𝒹ℯ𝓃",  # noqa: RUF001
    "한국어 中文 ภาษาไทย",
    "g" * 200,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_asked_is_only_words(client, words):
    findable(ContentItemFactory(title="Garden tea"))

    for address in ("/api/v1/posts/", "/api/v1/items/", "/api/v1/changes/"):
        response = client.get(address, {"search": words})

        if any(letter.isalnum() for letter in words):
            assert response.status_code == 200, response.content
        else:
            assert response.status_code == 400


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "There is no word"),
        ("   ", "There is no word"),
        ("?!-–*\"'()", "There is no word"),
        ("\u202e\u200f", "There is no word"),
        ("🌱", "There is no word"),
        ("garden\x00", "NUL"),
        ("x" * 201, "at most 200 characters"),
        ("garden " * 1500, "at most 200 characters"),
        (" ".join(f"w{number}" for number in range(21)), "at most 20 words"),
    ],
)
def test_what_cannot_be_searched_for_is_told(client, words, message):
    response = client.get("/api/v1/posts/", {"search": words})

    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["parameter"] == "search"
    assert message in error["message"]
    assert error["allowed"] == ["up to 20 words in up to 200 characters"]


@pytest.mark.parametrize("query", ["%ff%fe", "%ed%a0%80garden", "garden%80", "%00garden", "%"])
def test_what_is_no_utf_8_is_never_an_error_of_ours(client, query):
    assert client.get(f"/api/v1/posts/?search={query}").status_code in {200, 400}


def test_search_may_be_given_once(client):
    assert client.get("/api/v1/posts/?search=a&search=b").status_code == 400


def test_a_search_costs_two_queries_whatever_it_finds(get, django_assert_num_queries):
    forty(get)
    for filters in ({}, {"limit": 40}, {"topic": "health", "published_from": "2026-01-01"}):
        with django_assert_num_queries(2):
            get("/api/v1/posts/", search="garden", **filters)
    with django_assert_num_queries(2):
        get("/api/v1/posts/", search="nothing")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what it counted")
def test_sqlite_orders_the_hits_without_reading_their_items(get, django_assert_num_queries):
    forty(get)
    with django_assert_num_queries(2) as queries:
        get("/api/v1/posts/", search="garden", limit=5)

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[1]['sql']}")
        lines = [line for *_, line in cursor.fetchall()]
    (items,) = [line for line in lines if "publication_contentitem" in line]
    assert "sqlite_autoindex_publication_contentitem_1 (id=?)" in items
    assert any("COVERING INDEX search_entry_without_words" in line for line in lines)
    assert any("publication_searchindex VIRTUAL TABLE INDEX" in line for line in lines)
