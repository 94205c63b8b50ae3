"""Errors: a problem document for everything that is of the feed, and never a page."""

import json
import logging

import pytest
from django.core.exceptions import BadRequest, SuspiciousOperation, TooManyFieldsSent

from cms.feed import lists
from cms.feed.errors import PROBLEM_TYPES
from cms.feed.views import FeedView
from cms.publication.kinds import KINDS
from home.models import HomePage
from tests.factories.publication import ContentItemFactory

pytestmark = pytest.mark.django_db

NOWHERE = [
    "/api",
    "/api/",
    "/api/v1",
    "/api/v2/",
    "/api/v1/nothing/",
    "/api/v1/posts/1/2/",
    "/api/v1/posts//",
    "/api/v1/%00/",
    "/api/v1/posts/%0a/",
    "/api/%F0%9F%8C%B1",
    "/api/" + "x" * 5000,
]
SUBSCRIPTIONS = ["/feed.atom", "/feed.json", "/offers/sessions.ics"]
ADDRESSES = [
    *("/api/v1/", "/api/v1/schema/", "/api/v1/docs/"),
    *(f"/api/v1/{k}/" for k in KINDS),
    *SUBSCRIPTIONS,
]
#: Where the view, or what stands before it, can fail.
FAILING = ["/api", "/api/v1/posts/", "/api/v1/snapshot/", "/api/v1/nothing/", *SUBSCRIPTIONS]


def assert_problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Vary"] == "Accept-Encoding"
    assert not response.cookies
    problem = json.loads(response.content)
    assert list(problem)[:5] == ["type", "title", "status", "detail", "errors"]
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem


@pytest.mark.parametrize("address", [each for each in NOWHERE if each != "/api/v1"])
@pytest.mark.parametrize("accept", ["text/html", "application/json", "image/png", "nonsense"])
def test_an_unknown_address_is_a_problem_whatever_is_accepted(client, address, accept):
    assert_problem(client.get(address, headers={"Accept": accept}), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_can_be_written(client, address, method):
    response = getattr(client, method)(address, "{}", content_type="application/json")

    assert_problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_an_item_cannot_be_written_either(client):
    item = ContentItemFactory()

    assert_problem(client.delete(f"/api/v1/posts/{item.pk}/"), 405)
    assert_problem(client.generic("PROPFIND", f"/api/v1/posts/{item.pk}/"), 405)


@pytest.mark.parametrize("method", ["post", "delete", "options", "get"])
def test_an_unknown_address_is_not_found_by_any_method(client, method):
    assert_problem(getattr(client, method)("/api/v1/nothing/"), 404)


def test_writing_needs_no_token_to_be_refused(settings):
    from django.test import Client

    assert_problem(Client(enforce_csrf_checks=True).post("/api/v1/posts/"), 405)
    assert_problem(Client(enforce_csrf_checks=True).post("/api/v1/nothing/"), 404)


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*;q=0", ""])
def test_accept_is_not_looked_at(client, accept):
    response = client.get("/api/v1/posts/", headers={"Accept": accept})

    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("address", ["/api/v1", "/api/v1/posts", "/api/v1/posts?limit=2&topic=a"])
def test_a_forgotten_slash_is_forgiven(client, address):
    response = client.get(address)
    path, _, query = address.partition("?")

    assert response.status_code == 301
    assert response["Location"] == (f"{path}/?{query}" if query else f"{path}/")
    assert "Content-Type" not in response


def assert_counted_once(response):
    assert response["RateLimit-Policy"] == '"default";q=3;w=60'
    assert response["RateLimit"].startswith('"default";r=2;t=')


@pytest.fixture
def three_a_minute(settings):
    settings.FEED_REQUESTS_PER_MINUTE = 3


@pytest.fixture
def broken(monkeypatch):
    """Make everything fail that an answer is put together from, however it is."""

    def fail_with(problem):
        begin = FeedView.initial

        def fail(*args, **kwargs):
            begin(*args, **kwargs)
            raise problem

        monkeypatch.setattr(FeedView, "initial", fail)

    return fail_with


@pytest.mark.parametrize("address", FAILING)
def test_a_fault_of_ours_is_a_problem_that_tells_nothing_and_is_logged(
    client, broken, caplog, three_a_minute, address
):
    broken(ZeroDivisionError("a secret detail"))
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        response = client.get(address, headers={"Accept": "text/html"})

    assert_problem(response, 500)
    assert_counted_once(response)
    assert b"secret" not in response.content
    assert "a secret detail" in caplog.text


def test_a_fault_in_the_middle_of_an_answer_is_a_problem_too(client, monkeypatch, three_a_minute):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(lists, "page_of", fail)
    client.raise_request_exception = False

    response = client.get("/api/v1/posts/")
    assert_problem(response, 500)
    assert_counted_once(response)


def test_a_fault_elsewhere_is_a_page(client, home_page, monkeypatch):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(HomePage, "serve", fail)
    client.raise_request_exception = False
    response = client.get("/")

    assert response.status_code == 500
    assert response["Content-Type"].startswith("text/html")
    assert "RateLimit" not in response


@pytest.mark.parametrize("address", FAILING)
@pytest.mark.parametrize(
    "problem", [SuspiciousOperation("Odd."), BadRequest("Bad."), TooManyFieldsSent("Many.")]
)
def test_what_django_refuses_to_look_at_is_a_problem(
    client, broken, three_a_minute, address, problem
):
    broken(problem)

    response = client.get(address)
    assert_problem(response, 400)
    assert_counted_once(response)


@pytest.mark.parametrize("address", FAILING)
def test_a_host_that_is_not_ours_gets_a_problem(client, three_a_minute, address):
    response = client.get(address, headers={"Host": "evil.example"})

    assert "evil" not in json.dumps(assert_problem(response, 400))
    assert_counted_once(response)


@pytest.mark.parametrize("address", FAILING)
def test_staff_get_the_same_problems_without_a_cookie(admin_client, broken, address):
    assert_problem(admin_client.get(address, headers={"Host": "evil.example"}), 400)
    broken(ZeroDivisionError())
    admin_client.raise_request_exception = False
    assert_problem(admin_client.get(address), 500)


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_the_root_without_its_slash_is_no_address_for_developers_either(client, settings, method):
    settings.DEBUG = True

    assert_problem(getattr(client, method)("/api"), 404)


def test_a_host_that_is_not_ours_gets_a_page_elsewhere(client):
    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("address", ["/api/v1/posts/", *SUBSCRIPTIONS])
def test_too_many_parameters_are_a_problem(client, settings, three_a_minute, address):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10

    response = client.get(f"{address}?" + "&".join(["topic=a"] * 11))
    assert_problem(response, 400)
    assert_counted_once(response)


def test_the_type_of_a_problem_leads_to_its_explanation(client):
    told = client.get("/api/v1/posts/?nonsense=1").json()["type"]
    page, _, anchor = told.partition("#")

    assert f'id="{anchor}"' in client.get(page).content.decode()


def test_the_documentation_explains_every_type(client):
    page = client.get("/api/v1/docs/").content.decode()

    assert all(f'id="{problem.name}"' in page for problem in PROBLEM_TYPES)
