"""Pages are made once for everybody, and again when anything public is another."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from cms.caching import entries
from cms.caching.parameters import known_alone
from cms.publication.models import Clock
from cms.publication.versions import Version
from home.models import StandardPage
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory
from tests.factories.publication import tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return StandardPageFactory(slug="tea", title="About us")


def behind_its_back(title):
    """Give the page another title in a way that nobody hears of."""
    StandardPage.objects.filter(slug="tea").update(title=title)


def is_kept(client, address="/tea/", **headers):
    """Say whether an answer is given again after its page changed behind everybody's back."""
    behind_its_back("Before")
    first = client.get(address, headers=headers).content
    behind_its_back("After")
    second = client.get(address, headers=headers).content
    return b"Before" in first and second == first


def test_a_page_is_made_once_and_costs_one_query_from_then_on(client, page):
    assert is_kept(client)

    with CaptureQueriesContext(connection) as queries:
        client.get("/tea/")
    assert len(queries) == 1


def test_any_tick_makes_it_anew(client, page):
    assert is_kept(client)
    tick()
    assert b"After" in client.get("/tea/").content


def test_another_version_takes_the_place_of_the_one_before(client, page):
    client.get("/tea/")
    held = len(caches["pages"]._cache)
    for _ in range(3):
        tick()
        client.get("/tea/")
    assert len(caches["pages"]._cache) == held == 1


def test_an_answer_tells_caches_how_long_it_holds_and_visitors_what_they_have(client, page):
    response = client.get("/tea/")

    assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert response["Vary"] == "Accept-Encoding"
    assert response["Content-Length"] == str(len(response.content))
    assert re.fullmatch(r'"[0-9a-f]{32}"', response["ETag"])
    assert not response.has_header("Last-Modified")
    assert not response.cookies
    again = client.get("/tea/")
    assert (again.content, again.headers) == (response.content, response.headers)


@pytest.mark.parametrize("asked", ["{0}", "W/{0}", '"other", {0}', "*"])
def test_who_has_it_is_told_so(client, page, asked):
    tag = client.get("/tea/")["ETag"]

    response = client.get("/tea/", headers={"if-none-match": asked.format(tag)})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == tag
    assert response["Cache-Control"].startswith("public, max-age=60")
    assert response["Vary"] == "Accept-Encoding"
    assert not response.has_header("Content-Type")


def test_who_has_another_gets_this_one(client, page):
    tag = client.get("/tea/")["ETag"]
    page.title = "Who we are"
    page.save_revision().publish()

    response = client.get("/tea/", headers={"if-none-match": tag})

    assert response.status_code == 200
    assert response["ETag"] != tag
    assert b"Who we are" in response.content


def test_who_wants_nothing_but_another_gets_nothing_with_the_policy_of_the_page(client, page):
    whole = client.get("/tea/")
    response = client.get("/tea/", headers={"if-match": '"other"'})

    assert (response.status_code, response.content) == (412, b"")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == whole["Content-Security-Policy"]


def test_the_same_words_have_the_same_tag_whatever_else_changed(client, page):
    tag = client.get("/tea/")["ETag"]
    tick()
    assert client.get("/tea/", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("first", ["get", "head"])
def test_headers_alone_are_those_of_the_page(client, page, first):
    getattr(client, first)("/tea/")
    behind_its_back("After")

    head, whole = client.head("/tea/"), client.get("/tea/")

    assert head.content == b""
    assert head.headers == whole.headers
    assert b"About us" in whole.content


@pytest.mark.parametrize(
    "query", ["utm_source=mail", "a=1&b=2", "preview=true", "PAGE=2", "%00=1", "fbclid=%ff"]
)
def test_what_pages_do_not_know_changes_nothing(client, page, query):
    plain = client.get("/tea/")
    behind_its_back("After")
    assert client.get(f"/tea/?{query}").content == plain.content


def test_the_order_of_parameters_changes_nothing_and_of_two_the_last_counts(client, blog_index):
    for _ in range(13):
        PostPageFactory()
    one = client.get("/blog/?page=2&utm=1")
    with CaptureQueriesContext(connection) as queries:
        others = [client.get(f"/blog/?{q}") for q in ("x=1&page=2", "page=1&page=2")]
    assert len(queries) == 2
    assert {other.content for other in others} == {one.content}
    assert client.get("/blog/").content != one.content


def test_parameters_that_a_page_does_not_look_at_do_not_fill_the_cache(client, page, blog_index):
    client.get("/tea/")
    for number in range(5):
        client.get(f"/tea/?topic={number}&page={number}&state={number}&q={number}")
        client.get(f"/blog/?page=9{number}")
        search = client.get(f"/search/?q=word{number}"), client.get(f"/search/?topic={number}")
        assert {found["Cache-Control"] for found in search} == {"private, max-age=60"}
    assert len(caches["pages"]._cache) == 1


def test_the_host_that_is_asked_tells_pages_apart(client, page):
    Site.objects.create(hostname="testserver", port=80, root_page=page.get_parent())
    client.get("/tea/", headers={"host": "localhost"})
    behind_its_back("After")
    assert b"After" in client.get("/tea/", headers={"host": "testserver"}).content


def test_staff_get_pages_made_for_them_and_nobody_else_gets_those(client, admin_client, page):
    response = admin_client.get("/tea/")
    assert response["Cache-Control"] == "private, no-store"
    assert not is_kept(admin_client)
    assert b"After" in client.get("/tea/").content


def test_a_session_that_is_over_gets_what_everybody_gets(client, page):
    client.cookies["sessionid"] = "neverasessionofanybody0123456789"
    assert is_kept(client)


def test_who_sends_a_password_gets_a_page_that_nobody_keeps(client, page):
    assert not is_kept(client, authorization="Basic YTpi")
    response = client.get("/tea/", headers={"authorization": "Basic YTpi"})
    assert response["Cache-Control"] == "private, no-store"


def test_a_preview_is_neither_kept_nor_answered_from_what_is_kept(client, page):
    before = client.get("/tea/").content
    page.title = "A draft"

    assert b"A draft" in page.make_preview_request().content
    assert client.get("/tea/").content == before


def test_a_page_that_is_withdrawn_or_made_private_is_gone_at_once(client, page):
    other = StandardPageFactory(slug="other")
    client.get("/tea/"), client.get("/other/")
    page.unpublish()
    PageViewRestriction.objects.create(page=other, restriction_type="login")

    assert client.get("/tea/").status_code == 404
    private = client.get("/other/")
    assert private.status_code == 302
    assert "no-store" in private["Cache-Control"]


def test_a_page_that_expires_is_gone_to_the_second(client, page, monkeypatch):
    now = timezone.now()
    page.expire_at = now + timedelta(seconds=30)
    page.save_revision().publish()
    response = client.get("/tea/")
    assert re.fullmatch(r"public, max-age=(29|30), .*=0", response["Cache-Control"])

    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=31))
    assert client.get("/tea/").status_code == 404


def test_where_nothing_is_may_be_something_soon(client, page):
    for path in ("/nothing/", "/media/nothing.png"):
        response = client.get(path)
        assert (response.status_code, response["Cache-Control"]) == (404, "public, max-age=10")
    assert not caches["pages"]._cache


@pytest.mark.parametrize("path", ["/feed.atom", "/api/v1/posts/", "/admin/login/", "/tea"])
def test_what_is_no_page_is_left_alone(client, page, path):
    client.get(path)
    assert not caches["pages"]._cache


def test_a_page_made_while_something_changed_is_not_taken_for_new(client, page, monkeypatch):
    serve = StandardPage.serve

    def changed_meanwhile(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs).render()
        behind_its_back("After")
        tick()
        return response

    monkeypatch.setattr(StandardPage, "serve", changed_meanwhile)
    assert b"About us" in client.get("/tea/").content
    monkeypatch.setattr(StandardPage, "serve", serve)
    assert b"After" in client.get("/tea/").content


def test_an_older_epoch_is_another_version(client, page):
    assert is_kept(client)
    version = Version.at(timezone.now())
    Clock.objects.update(epoch="00000000-0000-0000-0000-000000000001", number=version.number)
    assert b"After" in client.get("/tea/").content


def test_a_page_that_is_very_long_is_not_kept(client, page, monkeypatch):
    monkeypatch.setattr(entries, "LARGEST", 100)
    assert not is_kept(client)
    assert client.get("/tea/").status_code == 200


@pytest.mark.parametrize("foreign", ["words", ("a", "pair"), 7])
def test_what_somebody_else_has_written_where_a_page_is_kept_is_passed_over(client, page, foreign):
    client.get("/tea/")
    [key] = caches["pages"]._cache
    caches["pages"].set(key.split(":", 2)[2], foreign)
    assert is_kept(client)


def test_an_error_is_kept_by_nobody(page, monkeypatch):
    monkeypatch.setattr(StandardPage, "serve", lambda *args: 1 / 0)
    response = Client(raise_request_exception=False).get("/tea/")
    assert (response.status_code, response["Cache-Control"]) == (500, "private, no-store")
    assert not caches["pages"]._cache


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"path": "/offers/?state=open%0Atopic=tea"}, {"path": "/offers/?state=open&topic=tea"}),
        ({"path": "/tea/", "SCRIPT_NAME": "/blog"}, {"path": "/blog/tea/"}),
    ],
)
def test_nothing_that_is_asked_for_passes_for_something_else(rf, first, second):
    def key(path, **environment):
        request = rf.get(path, **environment)
        return entries.key_of(request, known_alone(request).given())

    assert key(**first) != key(**second)


def test_a_lasting_redirect_is_kept_for_a_minute(client, page):
    for path in ("/TEA/", "/tea"):
        answer = client.get(path)
        assert answer.status_code == 301
        assert answer["Cache-Control"] == "public, max-age=60"


def test_a_document_is_kept_for_a_minute_and_a_private_one_by_nobody(client, admin_client, db):
    document = DocumentFactory()
    assert client.get(document.url)["Cache-Control"] == "public, max-age=60"

    collection = Collection.objects.get()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    for visitor, status in ((client, 302), (admin_client, 200)):
        answer = visitor.get(document.url)
        assert (answer.status_code, answer["Cache-Control"]) == (status, "private, no-store")
