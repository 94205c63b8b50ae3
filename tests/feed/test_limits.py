"""The limit: so many requests a minute from one address, told with every answer."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from rest_framework.settings import api_settings
from rest_framework.test import APIRequestFactory

from cms.feed.limits import client_of
from cms.feed.schema import document
from tests.factories.publication import ContentItemFactory, TombstoneFactory

pytestmark = pytest.mark.django_db

LIST = "/api/v1/posts/"
ANYTHING = [LIST, "/api/v1/", "/api/v1/schema/", "/api/v1/docs/", "/feed.atom", "/feed.json"]
START = datetime(2026, 3, 2, 9, 0, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def three_a_minute(settings, monkeypatch):
    """Allow three requests a minute; it is fifteen seconds past."""
    settings.FEED_REQUESTS_PER_MINUTE = 3
    monkeypatch.setattr("django.utils.timezone.now", lambda: START)


@pytest.fixture
def one_proxy(monkeypatch):
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)


def use_up(client, **headers):
    for _ in range(3):
        assert client.get(LIST, headers=headers).status_code == 200
    assert client.get(LIST, headers=headers).status_code == 429


@pytest.mark.parametrize("address", ANYTHING)
def test_every_answer_tells_what_is_left(client, address):
    first, second = client.get(address), client.head(address)

    assert first["RateLimit-Policy"] == '"default";q=3;w=60'
    assert first["RateLimit"] == '"default";r=2;t=45'
    assert second["RateLimit"] == '"default";r=1;t=45'


def test_answers_without_content_tell_it_too(client):
    item, gone = ContentItemFactory(), TombstoneFactory()
    addresses = {
        f"/api/v1/posts/{item.pk}/": 304,
        "/api/v1/posts/?nonsense=1": 400,
        "/api/v1/nothing/": 404,
        f"/api/v1/posts/{gone.pk}/": 410,
        "/api/v1/posts": 301,
    }
    for address, status in addresses.items():
        caches["limits"].clear()
        response = client.get(address, headers={"If-None-Match": "*"} if status == 304 else {})

        assert response.status_code == status
        assert response["RateLimit"] == '"default";r=2;t=45'
        assert "Retry-After" not in response


@pytest.mark.parametrize("address", [*ANYTHING, "/api/v1/nothing/"])
def test_one_too_many_is_a_problem_that_says_when_to_come_back(client, address):
    use_up(client)

    response = client.get(address)

    assert response.status_code == 429
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "45"
    assert response["RateLimit"] == '"default";r=0;t=45'
    assert response["RateLimit-Policy"] == '"default";q=3;w=60'
    assert response["Cache-Control"] == "no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["type"].endswith("/api/v1/docs/#too-many-requests")
    assert not response.cookies


def test_one_too_many_reads_nothing(client, django_assert_num_queries):
    use_up(client)

    with django_assert_num_queries(0):
        assert client.get(LIST, headers={"If-None-Match": "*"}).status_code == 429


def test_counting_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(LIST)


def test_the_next_minute_begins_anew(client, monkeypatch):
    use_up(client)
    monkeypatch.setattr("django.utils.timezone.now", lambda: START + timedelta(seconds=45))

    assert client.get(LIST)["RateLimit"] == '"default";r=2;t=60'


def test_asking_for_the_rules_is_free(client):
    use_up(client)

    assert client.options(LIST).status_code == 204


def test_without_a_limit_nothing_is_told(client, settings):
    settings.FEED_REQUESTS_PER_MINUTE = 0

    assert not {"RateLimit", "RateLimit-Policy", "Retry-After"} & {*client.get(LIST).headers}


def test_pages_are_not_counted(client):
    use_up(client)

    response = client.get("/")

    assert response.status_code == 200
    assert "RateLimit" not in response


def test_one_address_does_not_use_up_what_another_has(client, one_proxy):
    use_up(client, X_Forwarded_For="192.0.2.1")

    assert client.get(LIST, headers={"X-Forwarded-For": "192.0.2.2"}).status_code == 200


def test_without_a_proxy_nobody_can_pass_for_another(client):
    use_up(client)

    assert client.get(LIST, headers={"X-Forwarded-For": "192.0.2.9"}).status_code == 429


def test_only_what_our_proxy_wrote_counts(client, one_proxy):
    use_up(client, X_Forwarded_For="192.0.2.1")

    for forged in ("192.0.2.9", "198.51.100.7, 192.0.2.9", ",", "\t"):
        answer = client.get(LIST, headers={"X-Forwarded-For": f"{forged}, 192.0.2.1"})
        assert answer.status_code == 429
    assert client.get(LIST, headers={"X-Forwarded-For": "192.0.2.9"}).status_code == 200


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        (" 192.0.2.1 ", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2::1", "20010db800010002::/64"),
        ("2001:DB8:1:2:ffff:ffff:ffff:ffff", "20010db800010002::/64"),
        ("2001:db8:1:3::1", "20010db800010003::/64"),
        ("fe80::1%eth0\x00\n", "fe80000000000000::/64"),
        ("192.0.2.1:443", "127.0.0.1"),
        ("192.0.2.1\r\nX: y", "127.0.0.1"),
        ("unknown", "127.0.0.1"),
        ("", "127.0.0.1"),
        (",,,,", "127.0.0.1"),
        ("\x00", "127.0.0.1"),
        ("٣.٣.٣.٣", "127.0.0.1"),
        ("9" * 100_000, "127.0.0.1"),
        ("for=192.0.2.1", "127.0.0.1"),
    ],
)
def test_who_asks_is_an_address_or_the_proxy_itself(one_proxy, given, counted):
    request = APIRequestFactory().get(LIST, headers={"X-Forwarded-For": given})

    assert client_of(request) == counted


def test_where_nobody_can_be_told_apart_nothing_is_counted(client):
    for _ in range(5):
        assert client.get(LIST, REMOTE_ADDR="").status_code == 200


@pytest.mark.parametrize("operation", ["incr", "add"])
def test_a_cache_that_fails_stops_the_counting_and_not_the_feed(
    client, monkeypatch, caplog, operation
):
    def down(*args, **kwargs):
        raise ConnectionError("The cache is down.")

    monkeypatch.setattr(LocMemCache, operation, down)
    with caplog.at_level(logging.ERROR):
        response = client.get(LIST)

    assert response.status_code == 200
    assert "RateLimit" not in response
    assert "The cache is down." in caplog.text


def test_a_cache_that_forgets_lets_people_in(client):
    use_up(client)
    caches["limits"].clear()

    assert client.get(LIST).status_code == 200


def test_a_request_costs_two_operations_of_the_cache_at_most(client, monkeypatch):
    done = []
    for operation in ("add", "incr", "get", "set"):
        original = getattr(LocMemCache, operation)

        def counted(self, *args, original=original, operation=operation, **kwargs):
            done.append(operation)
            return original(self, *args, **kwargs)

        monkeypatch.setattr(LocMemCache, operation, counted)

    client.get(LIST)
    assert done == ["incr", "add"]
    client.get(LIST)
    assert done == ["incr", "add", "incr"]


def test_the_description_names_the_limit_at_every_address():
    for path, methods in document()["paths"].items():
        answers = methods["get"]["responses"]
        assert "429" in answers, path
        for status, answer in answers.items():
            named = set(answer["headers"])
            assert {"RateLimit", "RateLimit-Policy"} <= named, path
            assert ("Retry-After" in named) == (status == "429"), path


def test_the_documentation_explains_the_headers(client, settings):
    settings.FEED_REQUESTS_PER_MINUTE = 0
    page = client.get("/api/v1/docs/").content.decode()

    assert all(f"<code>{name}</code>" in page for name in ("RateLimit", "Retry-After"))
