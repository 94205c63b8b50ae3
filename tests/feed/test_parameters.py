"""Parameters: what is allowed, and what is said when something else comes."""

import pytest

from cms.feed import parameters
from cms.feed.parameter_types import MOST_VALUES
from cms.publication.kinds import KINDS
from tests.factories.publication import ContentItemFactory

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "limit": "5",
    "topic": "health",
    "author": "anna",
    "organisation": "north",
    "offer": "reflect",
    "status": "open",
    "kind": "posts",
    "slug": "a-slug",
    "fields": "title",
    "body": "html",
    "count": "true",
    "published_from": "2026-01-01",
    "published_to": "2026-01-01T09:00:00Z",
    "starts_from": "2026-01-01T09:00:00+01:00",
    "starts_to": "2026-01-01",
    "search": "garden",
}
NAMED = {"topic", "author", "organisation", "offer"}
START = {"starts_from", "starts_to"}
TAKEN = {
    "posts": {*NAMED, "body"},
    "authors": {"organisation"},
    "offers": {"topic", "organisation", "status", "body"},
    "sessions": {"offer", *START},
    "topics": set(),
    "organisations": set(),
    "items": {*NAMED, *START, "status", "kind", "body"},
}
ALWAYS_TAKEN = {"limit", "fields", "slug", "count", "published_from", "published_to", "search"}


def refused(client, address, parameter, value):
    response = client.get(address, {parameter: value})
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/problem+json"
    (error,) = response.json()["errors"]
    assert set(error) == {"parameter", "message", "allowed"}
    assert error["parameter"] == parameter
    assert error["allowed"]
    return error


@pytest.mark.parametrize("kind", [*KINDS, "items"])
@pytest.mark.parametrize("name", EVERYTHING)
def test_each_list_takes_the_parameters_that_make_sense_for_it(client, kind, name):
    address = f"/api/v1/{kind}/"
    if name in TAKEN[kind] | ALWAYS_TAKEN:
        assert client.get(address, {name: EVERYTHING[name]}).status_code == 200
    else:
        error = refused(client, address, name, EVERYTHING[name])
        assert "There is no parameter" in error["message"]
        assert set(error["allowed"]) == TAKEN[kind] | ALWAYS_TAKEN | {"cursor"}


@pytest.mark.parametrize(
    "value", ["0", "-1", "101", "1.5", "1e2", "", " 5", "٣", "x", "9" * 40, "5\x00", "0x10", "+5"]
)
def test_a_limit_is_a_whole_number_from_1_to_100(client, value):
    assert refused(client, "/api/v1/posts/", "limit", value)["allowed"] == ["1 to 100"]


@pytest.mark.parametrize(("value", "expected"), [("1", 1), ("100", 22)])
def test_limit_says_how_many_come(get, value, expected):
    ContentItemFactory.create_batch(22)

    assert len(get("/api/v1/posts/", limit=value)["results"]) == expected
    assert len(get("/api/v1/posts/")["results"]) == 20


@pytest.mark.parametrize("name", ["topic", "author", "organisation", "offer", "slug"])
@pytest.mark.parametrize("value", ["", "a b", "a/b", "a\x00b", "x" * 256, "a,b", "é!", "a'--"])
def test_a_name_is_an_id_or_a_slug(client, name, value):
    refused(client, "/api/v1/posts/", name, value)


@pytest.mark.parametrize("name", ["topic", "author", "organisation", "offer", "slug"])
def test_a_name_that_nothing_has_finds_nothing(get, name):
    ContentItemFactory()

    for value in ("nobody", "00000000-0000-0000-0000-000000000000", "x" * 255, "9" * 40):
        assert get("/api/v1/posts/", **{name: value})["results"] == []


@pytest.mark.parametrize(
    ("address", "name", "value", "meant"),
    [
        ("/api/v1/offers/", "status", "opened", "open"),
        ("/api/v1/items/", "kind", "post", "posts"),
        ("/api/v1/posts/", "fields", "titel", "title"),
        ("/api/v1/posts/", "fields", "title,Standfirst", "standfirst"),
        ("/api/v1/posts/", "body", "htlm", "html"),
    ],
)
def test_a_word_that_is_not_on_the_list_is_answered_with_the_nearest(
    client, address, name, value, meant
):
    error = refused(client, address, name, value)

    assert f"Did you mean “{meant}”?" in error["message"]
    assert meant in error["allowed"]


@pytest.mark.parametrize(
    ("name", "meant"), [("auhtor", "author"), ("Limit", "limit"), ("topics", "topic")]
)
def test_an_unknown_parameter_is_answered_with_the_nearest(client, name, meant):
    assert f"Did you mean “{meant}”?" in refused(client, "/api/v1/posts/", name, "1")["message"]


@pytest.mark.parametrize("name", ["page", "offset", "format", "q", "count", "api_key", ""])
def test_an_unknown_parameter_is_an_error_and_not_ignored(client, name):
    refused(client, "/api/v1/posts/", name, "1")


def test_a_strange_name_is_told_back_without_what_cannot_be_printed(client):
    response = client.get("/api/v1/posts/", {"\x00\u202e<script>" + "x" * 500: "1"})

    (error,) = response.json()["errors"]
    assert "\x00" not in error["message"]
    assert "\u202e" not in error["message"]
    assert len(error["parameter"]) < 70


@pytest.mark.parametrize("value", ["none,html", "html,", "", "all", "html,html\x00"])
def test_body_takes_its_words_only(client, value):
    refused(client, "/api/v1/posts/", "body", value)


def test_all_errors_are_told_at_once_up_to_a_limit(client):
    response = client.get("/api/v1/posts/?limit=0&topic=!&nonsense=1")
    assert [error["parameter"] for error in response.json()["errors"]] == [
        "limit",
        "topic",
        "nonsense",
    ]

    many = "&".join(f"p{number}=1" for number in range(500))
    assert len(client.get(f"/api/v1/posts/?{many}").json()["errors"]) == parameters.MOST_ERRORS


def test_limit_and_cursor_may_be_given_once(client):
    for name in ("limit", "cursor"):
        response = client.get(f"/api/v1/posts/?{name}=1&{name}=2")
        assert response.json()["errors"][0]["message"] == "Give it once."


def test_a_parameter_may_not_be_repeated_without_end(client):
    many = [f"topic-{number}" for number in range(MOST_VALUES + 1)]

    assert client.get("/api/v1/posts/", {"topic": many[:-1]}).status_code == 200
    assert "at most 50" in refused(client, "/api/v1/posts/", "topic", many)["message"]


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/schema/", "/api/v1/docs/"])
def test_what_takes_no_parameters_refuses_them(client, address):
    assert client.get(address, {"limit": "1"}).status_code == 400


def test_a_bad_parameter_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/api/v1/posts/?nonsense=1")
