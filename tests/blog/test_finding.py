"""From one post to others: by what they share, by when they appeared, by year."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import PostPage
from blog.models.archive import years_of
from tests.factories.blog import PostPageFactory
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def post(title, day=1, topic=None, further=(), **fields):
    moment = datetime(2026, 3, day, 12, tzinfo=UTC)
    fields = {"first_published_at": moment, **fields}
    topic = topic or TopicFactory()
    return PostPageFactory(title=title, topic=topic, further_topics=list(further), **fields)


def test_what_shares_most_topics_is_related_then_what_is_newest(client, blog_index):
    tea, hall, money = TopicFactory(), TopicFactory(), TopicFactory()
    post("One shared, old", 1, tea)
    post("One shared, new", 9, money, [tea])
    post("Two shared", 2, money, [tea, hall])
    post("Main topic twice", 3, tea, [tea])
    post("None shared", 9, money)
    post("Draft", 9, tea, [hall], live=False)
    one = post("This one", 5, tea, [hall])
    related = [other.title for other in one.related_posts]
    assert related == ["Two shared", "One shared, new", "Main topic twice"]


def test_where_all_chosen_posts_are_withdrawn_those_like_it_are_related(client, blog_index):
    tea = TopicFactory()
    chosen, _ = post("Chosen", 1), post("Shared", 2, tea)
    one = post("This one", 5, tea, related_posts=[chosen])
    assert [other.title for other in one.related_posts] == ["Chosen"]
    chosen.unpublish()
    assert [other.title for other in PostPage.objects.get(pk=one.pk).related_posts] == ["Shared"]


def test_the_posts_before_and_after_are_named_at_the_end(client, blog_index):
    first, middle, last = post("First", 1), post("Middle", 2), post("Last", 3)
    post("Draft", 2, live=False)
    nav = soup(client, middle.url).select_one("nav[aria-label='Previous and next post']")
    assert {link["rel"][0]: link.text for link in nav.find_all("a")} == {
        "prev": "First",
        "next": "Last",
    }
    assert not soup(client, first.url).select(".neighbours [rel=prev]")
    assert not soup(client, last.url).select(".neighbours [rel=next]")


def test_posts_of_the_same_moment_have_an_order(client, blog_index):
    posts = [post(f"Post {number}") for number in range(3)]
    links = soup(client, posts[1].url).select(".neighbours a")
    assert [link["href"] for link in links] == [posts[0].url, posts[2].url]


def test_the_archive_lists_years_and_months_as_the_clock_here_had_it(client, blog_index):
    post("Still June there", first_published_at=datetime(2025, 6, 30, 23, 30, tzinfo=UTC))
    post("The last night", first_published_at=datetime(2025, 12, 31, 23, 59, tzinfo=UTC))
    post("New year", first_published_at=datetime(2026, 1, 1, 0, 0, tzinfo=UTC))
    assert years_of(blog_index.posts()) == [(2026, 1), (2025, 2)]
    page = soup(client, "/blog/archive/2025/")
    assert [heading.text for heading in page.select("main h2")] == ["December 2025", "July 2025"]
    assert [link.text for link in page.select(".lines a")] == ["The last night", "Still June there"]
    assert page.h1.text == "Posts from 2025"
    assert page.find("link", rel="canonical")["href"] == "http://localhost/blog/archive/2025/"
    here = [place.text.strip() for place in page.select(".breadcrumbs li")]
    assert here[-2:] == ["Blog", "2025"]
    years = soup(client, "/blog/archive/").select(".lines li")
    assert [(year.get_text(" ", strip=True), year.a["href"]) for year in years] == [
        ("2026 1 post", "/blog/archive/2026/"),
        ("2025 2 posts", "/blog/archive/2025/"),
    ]
    for year in ("2024", "0", "9999", "99999999999"):
        assert client.get(f"/blog/archive/{year}/").status_code == 404


def test_the_archive_costs_the_same_for_many(client, blog_index):
    def cost():
        client.get("/blog/archive/2026/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/blog/archive/2026/")
        return len(queries)

    post("One")
    one = cost()
    for day in range(2, 8):
        post("Another", day)
    assert cost() == one <= 15


def test_the_blog_knows_the_addresses_of_its_listings(blog_index):
    post("One", topic=TopicFactory(slug="tea"))
    TopicFactory(slug="unused")
    assert blog_index.listings() == ["/blog/archive/", "/blog/archive/2026/"]
    PostPage.objects.get().unpublish()
    assert blog_index.listings() == []


def test_a_topic_says_where_it_is(client, blog_index):
    post("One", topic=TopicFactory(slug="tea", name="Tea"))
    page = soup(client, "/blog/topics/tea/")
    places = page.select(".breadcrumbs li")
    assert [place.text.strip() for place in places][-2:] == ["Blog", "Tea"]
    assert places[-1].span["aria-current"] == "page"
    assert not places[-1].a
