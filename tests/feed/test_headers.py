"""Headers: what may be kept, for how long, and by whom it may be read."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.test import Client
from django.utils import timezone

from cms.feed import conditions
from cms.publication.freshness import cache_control
from cms.publication.models import ContentItem
from tests.factories.publication import (
    FIRST_DAY,
    ContentItemFactory,
    TombstoneFactory,
    in_phase,
    tick,
)

pytestmark = pytest.mark.django_db

LISTS = ["/api/v1/posts/", "/api/v1/items/", "/api/v1/offers/?status=open"]
SUBSCRIPTIONS = ["/feed.atom", "/feed.json", "/offers/sessions.ics"]
ANYTHING = [*LISTS, "/api/v1/", "/api/v1/schema/", "/api/v1/docs/", *SUBSCRIPTIONS]


@pytest.fixture
def moment(monkeypatch):
    """Set the time."""

    def at(when: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: when)

    return at


def address(item):
    return f"/api/v1/{item.kind}/{item.pk}/"


def tag(client, address):
    return client.get(address)["ETag"]


@pytest.mark.parametrize("address", ANYTHING)
def test_an_answer_may_be_kept_by_everybody(client, address):
    response = client.get(address)

    assert response["ETag"].startswith('"')
    assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert response["Vary"] == "Accept-Encoding"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert set(response["Access-Control-Expose-Headers"].split(", ")) >= {
        "ETag",
        "Link",
        "RateLimit",
        "RateLimit-Policy",
        "Retry-After",
    }


@pytest.mark.parametrize("address", ANYTHING)
def test_staff_get_what_everybody_gets_and_no_cookie_is_set(client, admin_client, address):
    response = admin_client.get(address)

    assert response["Vary"] == "Accept-Encoding"
    assert not response.cookies
    assert response.content == client.get(address).content


@pytest.mark.parametrize("address", ANYTHING)
def test_head_gives_the_headers_of_get(client, address):
    head, whole = client.head(address), client.get(address)

    assert head.status_code == 200
    assert head.content == b""
    assert {**head.headers} == {**whole.headers}


@pytest.mark.parametrize("address", ANYTHING)
def test_options_lets_browsers_ask_under_conditions(client, address):
    response = client.options(address.partition("?")[0], headers={"Origin": "https://a.example"})

    assert response.status_code == 204
    assert "Content-Type" not in response
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ANYTHING)
@pytest.mark.parametrize("spelling", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_it_already_gets_304(client, address, spelling):
    whole = client.get(address)
    again = client.get(address, headers={"If-None-Match": spelling.format(whole["ETag"])})

    assert again.status_code == 304
    assert again.content == b""
    for name in ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
        assert again[name] == whole[name]


@pytest.mark.parametrize("address", LISTS)
def test_a_304_of_a_list_reads_the_clock_only(client, django_assert_num_queries, address):
    ContentItemFactory()
    held = tag(client, address)

    with django_assert_num_queries(1) as queries:
        assert client.get(address, headers={"If-None-Match": held}).status_code == 304

    assert "publication_clock" in queries[0]["sql"]
    assert_reads_no_content(queries)


def test_a_304_of_an_item_reads_its_state_only(client, django_assert_num_queries):
    item = ContentItemFactory()
    held = tag(client, address(item))

    with django_assert_num_queries(1) as queries:
        assert client.get(address(item), headers={"If-None-Match": held}).status_code == 304

    assert_reads_no_content(queries)


def assert_reads_no_content(queries):
    for query in queries:
        for column in ("summary", "detail", "text"):
            assert f'"{column}"' not in query["sql"]


def test_an_old_copy_of_an_item_is_replaced(client, django_assert_num_queries):
    item = ContentItemFactory()

    with django_assert_num_queries(2):
        response = client.get(address(item), headers={"If-None-Match": '"old"'})

    assert response.content.decode() == item.detail


def test_a_bad_parameter_is_told_even_to_who_has_it_already(client):
    response = client.get("/api/v1/posts/?limit=0", headers={"If-None-Match": "*"})

    assert response.status_code == 400


def test_a_withdrawn_item_is_told_even_to_who_has_it_already(client):
    response = client.get(address(TombstoneFactory()), headers={"If-None-Match": "*"})

    assert response.status_code == 410


def test_the_tag_of_a_list_changes_with_every_change(client):
    before = tag(client, "/api/v1/posts/")
    assert tag(client, "/api/v1/posts/") == before

    tick()

    assert tag(client, "/api/v1/posts/") != before


@pytest.mark.parametrize("address", ANYTHING)
def test_tags_change_with_the_revision_of_the_code(client, monkeypatch, address):
    before = tag(client, address)
    monkeypatch.setattr(conditions, "REVISION", conditions.REVISION + 1)

    assert tag(client, address) != before


def test_tags_change_when_an_offer_opens(client, moment):
    opens = timezone.now() + timedelta(hours=1)
    offer = in_phase(ContentItemFactory(kind="offers"), "upcoming", None, opens)
    in_phase(offer, "open", opens, None)
    before = tag(client, "/api/v1/posts/"), tag(client, address(offer))

    moment(opens)
    after = tag(client, "/api/v1/posts/"), tag(client, address(offer))

    assert before[0] != after[0]
    assert before[1] != after[1]


def test_the_tag_of_a_list_changes_when_an_item_expires(client, moment):
    expires = timezone.now() + timedelta(hours=1)
    ContentItemFactory(expires_at=expires)
    before = client.get("/api/v1/posts/")

    moment(expires)
    after = client.get("/api/v1/posts/", headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert after.json()["results"] == []


def test_the_tag_of_an_item_stays_when_others_change(client):
    item = ContentItemFactory()
    before = tag(client, address(item))
    ContentItemFactory()
    assert tag(client, address(item)) == before

    ContentItem.objects.filter(pk=item.pk).update(change=tick())
    assert tag(client, address(item)) != before


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (0, "public, max-age=0, stale-while-revalidate=0"),
        (10.9, "public, max-age=10, stale-while-revalidate=0"),
        (60, "public, max-age=60, stale-while-revalidate=0"),
        (100, "public, max-age=60, stale-while-revalidate=40"),
        (5000, "public, max-age=60, stale-while-revalidate=600"),
        (-5, "public, max-age=0, stale-while-revalidate=0"),
    ],
)
def test_nothing_is_kept_past_the_moment_at_which_it_becomes_untrue(left, expected):
    assert cache_control(FIRST_DAY, FIRST_DAY + timedelta(seconds=left)) == expected


def test_what_people_subscribe_to_ends_with_the_next_phase_too(client, moment):
    now = timezone.now()
    soon = now + timedelta(seconds=30)
    offer = in_phase(ContentItemFactory(kind="offers"), "open", None, soon)
    in_phase(offer, "closed", soon, None)
    moment(now)

    for path in SUBSCRIPTIONS:
        assert client.get(path)["Cache-Control"].startswith("public, max-age=30,")


def test_lists_and_items_end_with_the_next_phase(client):
    soon = timezone.now() + timedelta(seconds=30.5)
    offer = in_phase(ContentItemFactory(kind="offers"), "open", None, soon)
    in_phase(offer, "closed", soon, None)
    other = ContentItemFactory()

    for path in ("/api/v1/", "/api/v1/posts/", address(offer)):
        assert client.get(path)["Cache-Control"].startswith("public, max-age=30,")
    assert "max-age=60" in client.get(address(other))["Cache-Control"]


def test_an_item_ends_with_its_expiry(client):
    item = ContentItemFactory(expires_at=timezone.now() + timedelta(seconds=20.5))

    assert client.get(address(item))["Cache-Control"].startswith("public, max-age=20,")


def test_last_modified_is_when_the_item_or_its_phase_changed(client):
    item = ContentItemFactory()
    offer = in_phase(ContentItemFactory(kind="offers"), "open", FIRST_DAY + timedelta(days=9))

    def modified(one):
        return parsedate_to_datetime(client.get(address(one))["Last-Modified"])

    assert modified(item) == item.changed_at
    assert modified(offer) == FIRST_DAY + timedelta(days=9)


def test_if_modified_since_works_for_items(client):
    item = ContentItemFactory()
    since = client.get(address(item))["Last-Modified"]

    assert client.get(address(item), headers={"If-Modified-Since": since}).status_code == 304
    long_ago = "Thu, 01 Jan 1970 00:00:00 GMT"
    assert client.get(address(item), headers={"If-Modified-Since": long_ago}).status_code == 200


def test_a_condition_meant_for_writing_is_a_problem(client):
    response = client.get("/api/v1/posts/", headers={"If-Match": '"other"'})

    assert response.status_code == 412
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("header", ["nonsense", '"', "W/", ",,,", '"' + "x" * 5000])
def test_a_malformed_condition_is_ignored(client, header):
    response = client.get("/api/v1/posts/", headers={"If-None-Match": header})

    assert response.status_code == 200


def test_errors_are_not_kept():
    assert Client().get("/api/v1/posts/?nonsense=1")["Cache-Control"] == "no-store"
