"""From the address of a page to its item."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.publication.models import FormerAddress
from tests.factories.blog import PostPageFactory
from tests.factories.publication import ContentItemFactory, TombstoneFactory

pytestmark = pytest.mark.django_db

RESOLVE = "/api/v1/resolve/"


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/blog/one/",
        "http://localhost/blog/one",
        "https://LOCALHOST:8443/blog/one/?utm_source=mail#top",
        "/blog/one/",
        " /blog/one ",
    ],
)
def test_a_page_is_found_however_its_address_is_written(client, url):
    item = ContentItemFactory(url="http://localhost/blog/one/")

    response = client.get(RESOLVE, {"url": url})

    assert response.status_code == 200
    assert response.json()["id"] == str(item.pk)
    own = client.get(f"/api/v1/posts/{item.pk}/")
    assert response["Content-Location"] == f"http://testserver/api/v1/posts/{item.pk}/"
    assert (response.content, response["ETag"]) == (own.content, own["ETag"])


def test_letters_of_any_alphabet_are_found(client):
    ContentItemFactory(url="http://localhost/caf%C3%A9/")

    assert client.get(RESOLVE, {"url": "http://localhost/café/"}).status_code == 200


def test_a_page_that_moved_leads_to_where_it_is(client):
    item = ContentItemFactory(url="http://localhost/new/")
    FormerAddress.objects.create(url="http://localhost/old/", item=item)

    response = client.get(RESOLVE, {"url": "/old/", "fields": "title"})

    assert response.status_code == 301
    assert client.get(response["Location"]).json()["title"] == item.title


def test_a_page_at_the_address_of_one_that_moved_comes_first(client):
    moved = ContentItemFactory(url="http://localhost/new/")
    FormerAddress.objects.create(url="http://localhost/old/", item=moved)
    here = ContentItemFactory(url="http://localhost/old/")

    assert client.get(RESOLVE, {"url": "/old/"}).json()["id"] == str(here.pk)


def test_what_was_last_at_an_address_goes_before_what_had_moved_on(client):
    moved = ContentItemFactory(url="http://localhost/new/")
    FormerAddress.objects.create(url="http://localhost/old/", item=moved)
    TombstoneFactory(url="http://localhost/old/", reason="The second one.")

    response = client.get(RESOLVE, {"url": "/old/"})

    assert response.status_code == 410
    assert response.json()["reason"] == "The second one."


def test_a_withdrawn_page_is_gone_with_its_reason(client):
    TombstoneFactory(url="http://localhost/gone/", reason="It is out of date.")

    response = client.get(RESOLVE, {"url": "/gone/"})

    assert response.status_code == 410
    assert response.json()["reason"] == "It is out of date."


def test_a_page_that_moved_and_was_withdrawn_is_gone_at_both_addresses(client):
    item = TombstoneFactory(url="http://localhost/new/")
    FormerAddress.objects.create(url="http://localhost/old/", item=item)

    assert client.get(RESOLVE, {"url": "/old/"}).status_code == 410
    assert client.get(RESOLVE, {"url": "/new/"}).status_code == 410


def test_an_expired_page_is_gone(client):
    passed = timezone.now() - timedelta(seconds=1)
    ContentItemFactory(url="http://localhost/over/", expires_at=passed)

    assert client.get(RESOLVE, {"url": "/over/"}).status_code == 410


@pytest.mark.parametrize("url", ["/nowhere/", "https://elsewhere.example/", "http://localhost"])
def test_where_nothing_ever_was_there_is_nothing(client, url):
    ContentItemFactory()

    assert client.get(RESOLVE, {"url": url}).status_code == 404


@pytest.mark.parametrize(
    "url", ["", "x", "//localhost/", "javascript:alert(1)", "http://[", "/a\x00b", "/" + 3000 * "a"]
)
def test_what_is_no_address_is_refused(client, url):
    response = client.get(RESOLVE, {"url": url})

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "url"


def test_the_address_must_be_given(client):
    (error,) = client.get(RESOLVE).json()["errors"]

    assert (error["parameter"], error["message"]) == ("url", "It must be given.")


def test_who_has_it_already_gets_304(client):
    ContentItemFactory(url="http://localhost/one/")
    tag = client.get(RESOLVE, {"url": "/one/"})["ETag"]

    again = client.get(RESOLVE, {"url": "/one/"}, headers={"If-None-Match": tag})

    assert again.status_code == 304


def test_a_page_that_staff_renamed_moved_and_unpublished_is_followed(client, blog_index):
    post = PostPageFactory(slug="first")
    first = post.full_url

    post.slug = "second"
    post.save_revision().publish()
    second = client.get(RESOLVE, {"url": first})["Location"]
    blog_index.slug = "stories"
    blog_index.save_revision().publish()

    for start in (f"{RESOLVE}?url={first}", second):
        followed = client.get(start, follow=True)
        assert followed.json()["url"] == "http://localhost/stories/second/"

    post.refresh_from_db()
    post.unpublish()

    assert client.get(RESOLVE, {"url": first}).status_code == 410
    assert client.get(second, follow=True).status_code == 410
