"""The menu, the breadcrumbs, and the page that is not there."""

import json
from datetime import timedelta

from bs4 import BeautifulSoup
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from cms.media.cards import Card
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def links(page, label):
    return {link.text.strip(): link for link in page.select(f'nav[aria-label="{label}"] a')}


def test_the_menu_leads_to_the_sections_and_the_footer_to_the_small_print(client, home_page):
    page = soup(client.get("/"))
    assert list(links(page, "Main")) == ["Blog", "Support", "People", "About us", "Search"]
    assert list(links(page, "About this site")) == ["Privacy", "Accessibility"]
    assert {link["href"] for link in links(page, "For partner sites").values()} == {
        "/api/v1/",
        "/api/v1/docs/",
    }


def test_a_draft_or_private_section_is_in_no_menu(client, home_page):
    StandardPageFactory(title="Half-written", parent=home_page, show_in_menus=True, live=False)
    private = StandardPageFactory(title="For the board", parent=home_page, show_in_menus=True)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert not {"Half-written", "For the board"} & set(links(soup(client.get("/")), "Main"))


def test_the_menu_says_which_section_this_is(client, blog_index):
    blog = links(soup(client.get("/blog/")), "Main")["Blog"]
    assert blog["aria-current"] == "page"


def test_the_menu_says_which_section_a_page_is_in(client, blog_index):
    menu = links(soup(client.get(PostPageFactory().url)), "Main")
    assert menu["Blog"]["aria-current"] == "true"
    assert "aria-current" not in menu["People"].attrs
    assert "aria-current" not in menu["Search"].attrs


def test_the_menu_says_that_this_is_the_search(client, home_page):
    menu = links(soup(client.get("/search/?q=tea")), "Main")
    assert menu["Search"]["aria-current"] == "page"


def test_a_post_says_where_it_is(client, blog_index):
    trail = links(soup(client.get(PostPageFactory().url)), "Breadcrumbs")
    assert [link["href"] for link in trail.values()] == ["/", "/blog/"]


def test_a_page_further_down_says_every_step(client, home_page):
    first = StandardPageFactory(title="First", slug="first", parent=home_page)
    second = StandardPageFactory(title="Second", slug="second", parent=first)
    third = StandardPageFactory(title="Third", slug="third", parent=second)
    trail = links(soup(client.get(third.url)), "Breadcrumbs")
    assert list(trail) == ["Commonplace", "First", "Second"]


def test_the_front_page_is_called_what_the_programme_is_called(client, home_page, monkeypatch):
    drawn = []
    monkeypatch.setattr(Card, "png", lambda card: drawn.append(card.title) or b"drawn")
    below = StandardPageFactory(parent=StandardPageFactory(title="First"))
    site = Site.objects.get()
    site.site_name = "Hill and Dale"
    site.save()
    page = soup(client.get(below.url))
    data = json.loads(page.find("script", type="application/ld+json").string)
    [steps] = [each for each in data["@graph"] if each["@type"] == "BreadcrumbList"]
    assert next(iter(links(page, "Breadcrumbs"))) == "Hill and Dale"
    assert steps["itemListElement"][0]["name"] == "Hill and Dale"
    assert "Hill and Dale" in drawn
    shown_to_others = soup(client.get("/")).find("meta", property="og:image:alt")
    assert shown_to_others["content"] == "Hill and Dale"


def test_a_step_that_is_over_is_not_named(client, home_page):
    first = StandardPageFactory(title="First")
    second = StandardPageFactory(title="Second", parent=first)
    third = StandardPageFactory(title="Third", parent=second)
    Page.objects.filter(pk=second.pk).update(expire_at=timezone.now() - timedelta(days=1))
    trail = links(soup(client.get(third.url)), "Breadcrumbs")
    assert list(trail) == ["Commonplace", "First"]


def test_a_section_has_no_breadcrumbs(client, blog_index):
    assert not links(soup(client.get("/blog/")), "Breadcrumbs")


def test_more_sections_cost_no_more_queries(client, home_page, django_assert_num_queries):
    client.get("/privacy/")
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        client.get("/privacy/")
    before = len(queries)
    for _ in range(5):
        StandardPageFactory(parent=home_page, show_in_menus=True)
    client.get("/privacy/")
    caches["pages"].clear()
    with django_assert_num_queries(before):
        page = soup(client.get("/privacy/"))
    assert len(links(page, "Main")) == 5 + 5


def test_the_site_can_have_a_name_of_its_own(client, home_page):
    Site.objects.update(site_name="Hill and Dale")
    assert soup(client.get("/privacy/")).title.text.strip() == "Privacy – Hill and Dale"


def test_a_page_that_does_not_exist_offers_the_sections(client, home_page):
    response = client.get("/no/such/page/")
    page = soup(response)
    assert response.status_code == 404
    assert page.h1.text == "We could not find that page"
    assert "People" in links(page, "Main")


def test_without_any_site_a_page_that_does_not_exist_is_still_told(client, db):
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "We could not find that page" in response.text
