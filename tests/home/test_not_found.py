"""Where nothing is, visitors find a way on."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.models import StandardPage
from tests.conftest import signed_in
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def lost(client, address):
    response = client.get(address)
    assert response.status_code == 404
    return BeautifulSoup(response.content, "html.parser").main


def offered(main):
    heading = main.find("h2", string="Were you looking for one of these?")
    return [link.text for link in heading.find_next("ul").find_all("a")] if heading else []


def test_the_nearest_pages_are_offered_and_the_search_knows_the_words(client, home_page):
    PostPageFactory(title="Opening the hall, one evening at a time", slug="one-evening")
    PostPageFactory(title="Bread")
    StandardPageFactory(title="Minutes", slug="minutes")
    PostPageFactory(title="A secret hall", slug="one-evenin", live=False)
    for address in ("/blog/one-evning/", "/blog/opening-the-hal/", "/2019/opening-hall.html/"):
        main = lost(client, address)
        assert offered(main) in (["Opening the hall, one evening at a time"], [])
    assert offered(lost(client, "/blog/one-evning/"))
    assert offered(lost(client, "/blog/opening-the-hal/"))
    assert offered(lost(client, "/minuts/")) == ["Minutes"]
    main = lost(client, "/blog/one-evning/")
    assert main.select_one("input[type=search]")["value"] == "one evning"
    assert main.select_one("form")["action"] == "/search/"


@pytest.mark.parametrize(
    "address",
    ["/wp-login.php", "/media/x.png", "/" + "x-" * 2000 + "/", "/%00/", "/%E2%80%AE/", "/a/"],
)
def test_odd_addresses_get_the_page_too(client, home_page, address):
    PostPageFactory(title="Bread")
    assert lost(client, address).h1.text == "We could not find that page"


@pytest.mark.parametrize("debug", [False, True])
def test_it_is_the_same_page_for_developers_and_sets_no_cookie(client, settings, home_page, debug):
    settings.DEBUG = debug
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert b"We could not find that page" in response.content
    assert b'<meta name="robots" content="noindex">' in response.content
    assert not response.cookies
    assert client.head("/nothing/").status_code == 404
    assert client.post("/nothing/").status_code == 404


def test_capitals_and_doubled_slashes_are_forgiven(client, home_page):
    StandardPageFactory(slug="ways", title="Ways")
    for address in ("/Ways/", "/ways//", "/ways///", "/WAYS//", "/WAYS"):
        response = client.get(f"{address}?page=2")
        assert (response.status_code, response["Location"]) == (301, "/ways/?page=2")
    assert client.get("/Search")["Location"] == "/search/"
    assert client.get("/Nothing/").status_code == 404
    assert client.get("/ways")["Location"] == "/ways/"


def test_it_costs_few_queries_whatever_is_asked(client, home_page):
    for number in range(5):
        PostPageFactory(title=f"Opening {number}")
    client.get("/opening/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/opening/")
    assert len(queries) <= 15


def test_who_asks_for_too_much_gets_the_page_alone(client, settings, home_page):
    settings.SEARCHES_PER_MINUTE = 1
    PostPageFactory(title="Bread")
    assert offered(lost(client, "/bread/")) == ["Bread"]
    assert offered(lost(client, "/bread/")) == []


@pytest.mark.parametrize("slug", ["search", "admin", "api", "sign-up", "documents", "static"])
def test_no_page_below_the_front_page_gets_the_address_of_something_else(home_page, slug):
    staff = signed_in(UserFactory(is_superuser=True))
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home_page.pk])
    sent = {"title": "A", "slug": slug, "summary": "", "body-count": 0, "action-publish": "1"}
    answer = staff.post(address, sent)
    assert "The site itself uses" in answer.content.decode()
    assert not StandardPage.objects.filter(slug=slug).exists()


def test_a_page_whose_slug_the_site_uses_itself_is_neither_moved_nor_copied_there(
    admin_client, home_page
):
    page = StandardPageFactory(slug="search", parent=StandardPageFactory(title="Above"))
    several = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    copied = {"new_title": "It", "new_slug": "search", "new_parent_page": home_page.pk}
    for address, data in (
        (reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home_page.pk]), {}),
        (f"{several}?id={page.pk}", {"chooser": home_page.pk}),
        (reverse("wagtailadmin_pages:copy", args=[page.pk]), copied),
    ):
        answer = admin_client.post(address, data, follow=True)
        assert "The site itself uses" in answer.content.decode()
    assert not home_page.get_children().filter(slug="search").exists()


def test_what_has_expired_is_not_offered_from_that_moment_on(client, blog_index, monkeypatch):
    soon = timezone.now() + timedelta(minutes=1)
    PostPageFactory(title="Opening the hall", slug="one-evening", expire_at=soon)
    assert offered(lost(client, "/blog/one-evning/")) == ["Opening the hall"]
    monkeypatch.setattr(timezone, "now", lambda: soon + timedelta(seconds=1))
    assert offered(lost(client, "/blog/one-evning/")) == []
