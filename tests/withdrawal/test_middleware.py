"""Old links lead to where something is now, or to a page that says why it is gone."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from blog.models import PostPage
from cms.publication.farewells import Farewell, saying
from cms.publication.models import ContentItem
from cms.withdrawal.middleware import item_once_at
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory
from tests.factories.publication import TombstoneFactory
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db


def item_of(page):
    return ContentItem.objects.get(source=page._meta.label_lower, source_key=str(page.pk))


def withdraw(page, reason="", replaced_by=None, *, delete=False):
    """Withdraw a page with words, and give its address."""
    page, url = type(page).objects.get(pk=page.pk), page.url
    farewell = Farewell(reason, item_of(replaced_by) if replaced_by else None)
    with saying(farewell, [page]):
        page.delete() if delete else page.unpublish()
    return url


def shown(client, url):
    response = client.get(url)
    assert response.status_code == 410
    return BeautifulSoup(response.content, "html.parser").main


@pytest.mark.parametrize("delete", [False, True])
def test_a_withdrawn_page_says_why_and_what_there_is_instead(client, offer_index, delete):
    other = OfferPageFactory(title="Pause | Plan")

    page = shown(client, withdraw(PostPageFactory(), "It is out of date.", other, delete=delete))

    assert page.h1.text == "This page has been withdrawn"
    assert page.select_one(".standfirst").text == "It is out of date."
    link = page.find("a", string="Pause | Plan")
    assert link["href"] == item_of(other).url
    assert {"/blog/", offer_index.url, "/"} <= {a["href"] for a in page.find_all("a")}


def test_without_words_it_still_leads_on(client):
    page = shown(client, withdraw(PostPageFactory()))

    assert [heading.text for heading in page.find_all("h2")] == ["Where to go from here"]
    assert page.select_one(".standfirst").text


@pytest.mark.parametrize("make", [PostPageFactory, AuthorPageFactory, OfferPageFactory])
def test_every_kind_of_page_that_was_public_says_so(client, make):
    shown(client, withdraw(make()))


def test_the_listing_of_a_deleted_topic_says_so(client, blog_index):
    topic = TopicFactory(slug="gardens")
    assert client.get("/blog/topics/gardens/").status_code == 200

    with saying(Farewell("We call it Growing now."), [topic]):
        topic.delete()

    assert "We call it Growing now." in shown(client, "/blog/topics/gardens/").text
    shown(client, "/blog/topics/gardens/?page=2")


def test_an_expired_page_says_so_before_and_after_anybody_unpublished_it(client):
    post = PostPageFactory(expire_at=timezone.now() + timedelta(days=1))
    past = timezone.now() - timedelta(seconds=1)
    PostPage.objects.update(expire_at=past)
    ContentItem.objects.update(expires_at=past)
    assert "until a date that has passed" in shown(client, post.url).text

    PostPage.objects.get().unpublish(set_expired=True)

    assert "until a date that has passed" in shown(client, post.url).text
    assert "until a date" in client.get(f"/api/v1/posts/{item_of(post).pk}/").json()["reason"]


def test_it_is_kept_a_minute_by_every_cache_and_by_no_search_engine(client):
    url = withdraw(PostPageFactory())

    response = client.get(url)

    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert not response.has_header("Vary")
    robots = BeautifulSoup(response.content, "html.parser").find("meta", {"name": "robots"})
    assert robots["content"] == "noindex"
    assert client.head(url).status_code == 410


def test_staff_get_what_everybody_gets(client, admin_client):
    url = withdraw(PostPageFactory())

    assert admin_client.get(url).content == client.get(url).content
    assert not admin_client.get(url).cookies


def test_markup_in_a_reason_is_text(client):
    words = "<script>alert('1')</script> & <b>bold</b>"

    page = shown(client, withdraw(PostPageFactory(), words))

    assert page.script is None
    assert page.select_one(".standfirst").text == words


@pytest.mark.parametrize("end", ["unpublished", "expired", "private"])
def test_a_replacement_that_is_gone_itself_is_not_linked(client, end):
    other = PostPageFactory(title="Secret")
    url = withdraw(PostPageFactory(), "See below.", other)
    assert "Secret" in shown(client, url).text
    if end == "unpublished":
        PostPage.objects.get(pk=other.pk).unpublish()
    elif end == "private":
        PageViewRestriction.objects.create(page=other, restriction_type="login")
    else:
        item = ContentItem.objects.filter(pk=item_of(other).pk)
        item.update(expires_at=timezone.now())

    assert "Secret" not in shown(client, url).text


def test_a_page_that_is_public_again_is_itself(client):
    post = PostPageFactory()
    url = withdraw(post, "Too early.")

    PostPage.objects.get().save_revision().publish()

    assert client.get(url).status_code == 200


def test_what_never_was_public_stays_unknown(client):
    draft = PostPageFactory(live=False)
    plain = StandardPageFactory()
    plain.unpublish()
    TombstoneFactory(url="http://localhost/never/", change=None)
    for url in (draft.url, plain.url, "/never/", "/nothing/"):
        assert client.get(url).status_code == 404


def test_a_page_that_became_private_asks_to_sign_in_as_any_private_page(client):
    post = PostPageFactory()
    PageViewRestriction.objects.create(page=post, restriction_type="login")

    assert client.get(post.url).status_code == 302


def test_a_redirect_has_its_turn_first(client):
    url = withdraw(PostPageFactory(), "Moved.")
    Redirect.objects.create(old_path=url.rstrip("/"), redirect_link="/elsewhere/")

    response = client.get(url)

    assert (response.status_code, response["Location"]) == (301, "/elsewhere/")


@pytest.mark.parametrize(
    ("link", "asked", "led_to"),
    [
        ("/elsewhere/", "?page=2&q=a%20b", "/elsewhere/?page=2&q=a%20b"),
        ("https://other.example/#part", "?page=2", "https://other.example/?page=2#part"),
        ("/elsewhere/?kind=old", "?page=2", "/elsewhere/?kind=old"),
        ("/elsewhere/", "", "/elsewhere/"),
    ],
)
def test_a_redirect_keeps_the_query_and_holds_for_a_minute(client, db, link, asked, led_to):
    for path, permanent in (("/once", True), ("/for-now", False)):
        Redirect.objects.create(old_path=path, redirect_link=link, is_permanent=permanent)

        response = client.get(f"{path}/{asked}")

        assert response.status_code == (301 if permanent else 302)
        assert response["Location"] == led_to
        assert response["Cache-Control"] == "public, max-age=60"


def move_and_withdraw(post, slug):
    """Give a published page another address, and withdraw it there; give both addresses."""
    before = post.url
    post.slug = slug
    post.save_revision().publish()
    return before, withdraw(PostPage.objects.get(pk=post.pk), "Out of date.", delete=True)


def test_a_page_that_had_moved_before_it_was_deleted_says_so_at_both_addresses(client):
    before, after = move_and_withdraw(PostPageFactory(slug="old"), "new")

    assert (before, after) == ("/blog/old/", "/blog/new/")
    for url in (before, after):
        assert "Out of date." in shown(client, url).text


def test_what_was_last_at_an_address_goes_before_what_had_moved_on(client):
    post = PostPageFactory(slug="old")
    post.slug = "new"
    post.save_revision().publish()
    Redirect.objects.all().delete()
    assert client.get("/blog/old/").status_code == 301

    withdraw(PostPageFactory(slug="old"), "The second one.")

    assert "The second one." in shown(client, "/blog/old/").text
    assert client.get("/blog/new/").status_code == 200


def renamed(topic, slug):
    topic.slug = slug
    topic.save()
    return topic


def test_the_old_listing_of_a_renamed_topic_leads_to_the_new_one(client, blog_index):
    topic = renamed(TopicFactory(slug="gardens"), "growing")
    renamed(topic, "growing-food")

    for slug in ("gardens", "growing"):
        response = client.get(f"/blog/topics/{slug}/?page=2")
        assert response.status_code == 301
        assert response["Location"] == "http://localhost/blog/topics/growing-food/?page=2"
        assert response["Cache-Control"] == "public, max-age=60"
        assert not response.cookies
        assert client.head(f"/blog/topics/{slug}/").status_code == 301
    assert client.get("/blog/topics/growing-food/").status_code == 200


def test_visitors_and_partners_are_led_to_the_same_place(client, blog_index):
    renamed(TopicFactory(slug="gardens"), "growing")
    url = "http://localhost/blog/topics/gardens/"

    visitors, partners = client.get(url), client.get("/api/v1/resolve/", {"url": url})

    asked_on = urlencode({"url": visitors["Location"]})
    assert partners["Location"] == f"http://testserver/api/v1/resolve/?{asked_on}"


def test_a_topic_that_is_called_as_before_is_at_its_address(client, blog_index):
    renamed(renamed(TopicFactory(slug="gardens"), "growing"), "gardens")

    assert client.get("/blog/topics/gardens/").status_code == 200
    assert client.get("/blog/topics/growing/")["Location"].endswith("/gardens/")


def test_a_topic_that_got_the_slug_of_another_is_itself(client, blog_index):
    renamed(TopicFactory(slug="gardens"), "growing")
    TopicFactory(slug="gardens", name="Gardens of today")

    assert b"Gardens of today" in client.get("/blog/topics/gardens/").content


def test_a_renamed_topic_that_is_gone_says_so_at_both_addresses(client, blog_index):
    topic = renamed(TopicFactory(slug="gardens"), "growing")
    with saying(Farewell("We grow no more."), [topic]):
        topic.delete()

    for slug in ("gardens", "growing"):
        assert "We grow no more." in shown(client, f"/blog/topics/{slug}/").text


def test_the_listings_move_with_the_blog(client, blog_index):
    TopicFactory(slug="gardens")
    blog_index.slug = "news"
    blog_index.save_revision().publish()

    response = client.get("/blog/topics/gardens/")
    assert (response.status_code, response["Location"]) == (
        301,
        "http://localhost/news/topics/gardens/",
    )


def test_a_topic_has_no_new_address_without_a_blog(client, blog_index):
    renamed(TopicFactory(slug="gardens"), "growing")
    blog_index.unpublish()

    for slug in ("gardens", "growing"):
        assert client.get(f"/blog/topics/{slug}/").status_code == 404


@pytest.mark.parametrize("make", [PostPageFactory, AuthorPageFactory, StandardPageFactory])
def test_a_page_with_a_new_slug_is_found_at_its_old_address(client, make):
    page = make(slug="old")
    before = page.url
    page.slug = "new"
    page.save_revision().publish()

    response = client.get(before)
    assert (response.status_code, response["Location"]) == (301, before.replace("old", "new"))


def test_a_page_that_moved_is_found_at_its_old_address(client, offer_index):
    first, second = StandardPageFactory(slug="first"), StandardPageFactory(slug="second")
    below = StandardPageFactory(slug="below", parent=first)
    before = below.url
    below.move(second, "last-child")

    assert client.get(before)["Location"] == "/second/below/"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite for its plan")
def test_an_address_is_looked_up_by_an_index():
    with CaptureQueriesContext(connection) as captured:
        assert item_once_at("http://localhost/nothing/") is None
    [query] = captured.captured_queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "SCAN publication_contentitem" not in plan
    assert "item_by_address" in plan


def test_without_its_last_slash_it_is_sent_to_the_address_that_says_so(client):
    url = withdraw(PostPageFactory())

    assert client.get(url.rstrip("/")).status_code == 301


def test_a_session_of_a_live_offer_takes_nothing_with_it(client):
    session = OfferSessionFactory()
    offer = session.page
    with saying(Farewell("Cancelled."), [offer]):
        offer.sessions.clear()
        offer.save_revision().publish()

    assert client.get(offer.url).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "options"])
def test_it_is_only_for_reading(client, method):
    url = withdraw(PostPageFactory())

    assert getattr(client, method)(url).status_code in {404, 405}


@pytest.mark.parametrize("path", ["admin", "api", "static", "media", "documents", "sign-up"])
def test_addresses_that_are_no_pages_are_left_alone(client, path):
    TombstoneFactory(url=f"http://localhost/{path}/x/")

    assert client.get(f"/{path}/x/").status_code in {302, 404}


@pytest.mark.parametrize("host", ["localhost", "testserver", "127.0.0.1"])
def test_the_host_that_is_asked_changes_nothing(host):
    url = withdraw(PostPageFactory(), "It is out of date.", PostPageFactory(title="The new one"))

    page = shown(Client(headers={"host": host}), url)

    address = item_of(PostPage.objects.get(title="The new one")).url
    assert page.find("a", string="The new one")["href"] == address


@pytest.mark.parametrize(
    "path",
    ["/%00/", "/%ff/", "/../", "/a%2f..%2f/", "/" + "x" * 5000 + "/", "/ü/"],
)
def test_addresses_that_nobody_can_have_are_not_found(client, path):
    assert client.get(path).status_code in {400, 404}


def test_an_address_in_other_letters_is_found(client, settings):
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = True

    assert client.get(withdraw(PostPageFactory(slug="grüße-ß"))).status_code == 410


def queries(url):
    """Count what a second look at an address costs."""
    client = Client()
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def test_what_is_not_found_costs_one_query_more_and_what_is_gone_less_than_a_page(settings):
    url = withdraw(PostPageFactory(), "Over.", PostPageFactory())
    renamed(TopicFactory(slug="gardens"), "growing")
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "dead_end" not in name]
    unknown, gone, moved = queries("/nothing/"), queries(url), queries("/blog/topics/gardens/")
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("old_links")]

    assert unknown == queries("/nothing/") + 1
    assert moved == queries("/blog/topics/gardens/") + 1
    assert gone < 15


def test_developers_see_it_too(client, settings):
    settings.DEBUG = True

    assert "Over." in shown(client, withdraw(PostPageFactory(), "Over.")).text


def renamed_page(page, slug):
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    page.save_revision().publish()


def test_whatever_became_of_a_page_its_old_addresses_lead_there_in_one_step(client):
    above, other = StandardPageFactory(slug="above"), StandardPageFactory(slug="other")
    page = StandardPageFactory(slug="one", parent=above)
    for slug in ("two", "three", "four"):
        renamed_page(page, slug)
    renamed_page(above, "higher")
    type(page).objects.get(pk=page.pk).move(type(other).objects.get(pk=other.pk), "last-child")

    for old in ("above/one", "above/two", "above/three", "above/four", "higher/four"):
        response = client.get(f"/{old}/?q=a")
        assert (response.status_code, response["Location"]) == (301, "/other/four/?q=a")
    assert client.get("/other/four/").status_code == 200


def test_what_is_where_something_deleted_was_is_itself(client):
    withdraw(PostPageFactory(slug="tea"), "Gone.", delete=True)
    PostPageFactory(slug="tea", title="Another tea")

    assert "Another tea" in client.get("/blog/tea/").content.decode()


def test_a_chain_of_redirects_is_one_step(client):
    for old, link in (("/a", "/b/"), ("/b", "http://localhost/c"), ("/c", "/blog/?kind=x")):
        Redirect.objects.create(old_path=old, redirect_link=link)

    for old in ("/a/", "/b/", "/c/"):
        response = client.get(old, headers={"host": "localhost"})
        assert (response.status_code, response["Location"]) == (301, "/blog/?kind=x")
    Redirect.objects.filter(old_path="/b").update(is_permanent=False)
    assert client.get("/a/", headers={"host": "localhost"}).status_code == 302
    assert client.get("/c/").status_code == 301


def test_redirects_that_lead_back_lead_nowhere(client):
    links = {"/a": "/b/", "/b": "/a/", "/self": "/self/", "/in": "/a/", "/relative": "?a=b"}
    links |= {"/capitals": "http://LOCALHOST/capitals/", "/port": "http://localhost:80/port"}
    for old, link in links.items():
        Redirect.objects.create(old_path=old, redirect_link=link)

    for old in links:
        assert client.get(f"{old}/").status_code == 404


@pytest.mark.parametrize("link", ["http://[tea/", "javascript:alert(1)", "data:text/html,tea"])
def test_a_redirect_to_what_is_no_address_leads_nowhere(client, db, link):
    for old, to in (("/old", link), ("/older", "/old/")):
        Redirect.objects.create(old_path=old, redirect_link=to)
        assert client.get(f"{old}/").status_code == 404


def test_a_page_without_its_last_slash_goes_before_a_redirect(client, home_page):
    StandardPageFactory(slug="tea")
    Redirect.objects.create(old_path="/tea", redirect_link="/coffee/")
    assert client.get("/tea")["Location"] == "/tea/"


def test_a_redirect_to_what_is_withdrawn_ends_where_it_says_so(client):
    post = PostPageFactory(slug="tea")
    Redirect.objects.create(old_path="/old", redirect_page=post)
    Redirect.objects.create(old_path="/older", redirect_link="/old/")
    withdraw(post, "Gone.")

    for old in ("/old/", "/older/"):
        assert "Gone." in shown(client, client.get(old)["Location"]).text


def test_what_is_withdrawn_offers_the_search_and_topics(client):
    topic = TopicFactory(name="Gardens")
    PostPageFactory(topic=topic)
    page = shown(client, withdraw(PostPageFactory(slug="a-bench-of-oak")))

    assert page.select_one("input[type=search]")["value"] == "a bench of oak"
    assert page.find("a", string="Gardens")
