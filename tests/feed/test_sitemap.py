"""What search engines are told to look at, and what to leave."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog.models import PostPage
from cms.feed import sitemap
from cms.publication.models import ContentItem
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import ImageFactory
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.publication import ContentItemFactory
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db

NAMES = {
    "": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


def read(client, address="/sitemap.xml"):
    """Give the elements of a sitemap, or of the index of them."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return list(ET.fromstring(response.content))  # noqa: S314 - our own


def location(element):
    return element.find("loc", NAMES).text


def everything(client):
    """Give all pages that are named, by their addresses."""
    paths = [location(one).removeprefix("http://localhost") for one in read(client)]
    return {location(page): page for path in paths for page in read(client, path)}


def test_all_that_is_public_is_named_and_nothing_else(client, home_page):
    topic, author = TopicFactory(), AuthorPageFactory()
    post = PostPageFactory(topic=topic, authors=[author])
    offer, plain = OfferPageFactory(), StandardPageFactory()
    from_elsewhere = PostPageFactory(canonical_url="https://elsewhere.example/tea")
    hidden = [
        from_elsewhere,
        SignUpFormPageFactory(),
        PostPageFactory(live=False),
        StandardPageFactory(),
    ]
    PageViewRestriction.objects.create(page=hidden[-1], restriction_type="login")
    plain.create_alias(update_slug="again", parent=home_page)
    found = everything(client)
    for page in (home_page, post, author, offer, plain, home_page.get_children().first()):
        assert page.full_url in found
    assert f"http://localhost/blog/topics/{topic.slug}/" in found
    assert f"http://localhost/blog/archive/{post.first_published_at.year}/" in found
    assert not {page.full_url for page in hidden} & set(found)
    assert not [address for address in found if "again" in address or "/sign-up/" in address]
    for address in found:
        assert client.get(address.removeprefix("http://localhost")).status_code == 200, address


def test_a_page_says_when_its_words_last_changed(client, blog_index):
    post = PostPageFactory()
    item = ContentItem.objects.get(kind="posts")
    longer_ago = timezone.now() - timedelta(days=9)
    ContentItem.objects.update(updated_at=longer_ago, changed_at=longer_ago)
    Page.objects.update(last_published_at=longer_ago)
    since = {timezone.localtime(longer_ago).replace(microsecond=0).isoformat()}
    assert {page.find("lastmod", NAMES).text for page in everything(client).values()} == since
    post = PostPage.objects.get()
    post.standfirst = "Other words."
    post.save_revision().publish()
    item.refresh_from_db()
    changed = [
        address
        for address, page in everything(client).items()
        if page.find("lastmod", NAMES).text not in since
    ]
    year = f"blog/archive/{post.first_published_at.year}/"
    topic = f"blog/topics/{post.topic.slug}/"
    listed = ["", "blog/", "blog/archive/", year, topic, post.url[1:]]
    assert set(changed) == {f"http://localhost/{path}" for path in listed}


def test_a_page_names_its_pictures(client, blog_index):
    body = [("picture", {"image": ImageFactory(), "alt_text": "A hall"})]
    post = PostPageFactory(picture=ImageFactory(), picture_alt_text="A kettle", body=body)
    named = everything(client)[post.full_url].findall("image:image/image:loc", NAMES)
    assert len({picture.text for picture in named}) == 2
    assert all(picture.text.startswith("http://localhost/media/") for picture in named)


def test_many_posts_are_told_in_several_parts_at_the_same_cost(client, blog_index, monkeypatch):
    ContentItemFactory.create_batch(3)
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as few:
        read(client), read(client, "/sitemap-posts.xml")
    ContentItemFactory.create_batch(9)
    monkeypatch.setattr(sitemap.Items, "limit", 5)
    with CaptureQueriesContext(connection) as many:
        addresses = [location(one) for one in read(client)]
        assert len(read(client, "/sitemap-posts.xml")) == 5
    assert len(many) == len(few) < 20
    posts = [address for address in addresses if "posts" in address]
    assert posts == [f"http://localhost/sitemap-posts.xml{query}" for query in ("", "?p=2", "?p=3")]
    assert len(read(client, "/sitemap-posts.xml?p=3")) == 2
    assert client.get("/sitemap-posts.xml?p=4").status_code == 404
    assert client.get("/sitemap-nothing.xml").status_code == 404


def test_whoever_has_it_is_told_so_until_something_changes(client, blog_index):
    for address in ("/sitemap.xml", "/sitemap-posts.xml"):
        first = client.get(address)
        assert first["Cache-Control"].startswith("public, max-age=60")
        head = client.head(address)
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])
        known = {"If-None-Match": first["ETag"]}
        assert client.get(address, headers=known).status_code == 304
        PostPageFactory()
        assert client.get(address, headers=known).status_code == 200


def test_robots_are_led_to_the_sitemap_and_kept_from_what_is_not_for_them(client, home_page):
    rules = client.get("/robots.txt")
    assert rules["Content-Type"].startswith("text/plain")
    assert rules.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /sign-up/",
        "",
        "Sitemap: http://localhost/sitemap.xml",
    ]


def test_a_site_to_try_things_on_stays_out_of_search_engines(client, home_page, settings):
    settings.INDEXED = False
    assert client.get("/robots.txt").text.splitlines() == ["User-agent: *", "Disallow: /"]
    assert '<meta name="robots" content="noindex">' in client.get("/").text
