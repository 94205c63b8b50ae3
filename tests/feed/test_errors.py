"""Errors: a problem document for everything below `/api/`, and never a page."""

import json
import logging

import pytest
from django.core.exceptions import SuspiciousOperation

from cms.feed import lists
from cms.feed.errors import PROBLEM_TYPES
from cms.publication.kinds import KINDS
from tests.factories.publication import ContentItemFactory

pytestmark = pytest.mark.django_db

NOWHERE = [
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
ADDRESSES = ["/api/v1/", "/api/v1/schema/", "/api/v1/docs/", *(f"/api/v1/{k}/" for k in KINDS)]


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


def test_a_fault_of_ours_is_a_problem_that_tells_nothing_and_is_logged(client, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise ZeroDivisionError("a secret detail")

    monkeypatch.setattr(lists, "page_of", broken)
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        response = client.get("/api/v1/posts/", headers={"Accept": "text/html"})

    assert_problem(response, 500)
    assert b"secret" not in response.content
    assert "a secret detail" in caplog.text


def test_what_django_refuses_to_look_at_is_a_problem(client, monkeypatch):
    def suspicious(*args, **kwargs):
        raise SuspiciousOperation("Too many fields.")

    monkeypatch.setattr(lists, "page_of", suspicious)

    assert_problem(client.get("/api/v1/posts/"), 400)


def test_a_host_that_is_not_ours_gets_a_problem(client):
    problem = assert_problem(client.get("/api/v1/posts/", headers={"Host": "evil.example"}), 400)

    assert "evil" not in json.dumps(problem)


def test_a_host_that_is_not_ours_gets_a_page_elsewhere(client):
    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/html")


def test_too_many_parameters_are_a_problem(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10

    assert_problem(client.get("/api/v1/posts/?" + "&".join(["topic=a"] * 11)), 400)


def test_the_type_of_a_problem_leads_to_its_explanation(client):
    told = client.get("/api/v1/posts/?nonsense=1").json()["type"]
    page, _, anchor = told.partition("#")

    assert f'id="{anchor}"' in client.get(page).content.decode()


def test_the_documentation_explains_every_type(client):
    page = client.get("/api/v1/docs/").content.decode()

    assert all(f'id="{problem.name}"' in page for problem in PROBLEM_TYPES)
