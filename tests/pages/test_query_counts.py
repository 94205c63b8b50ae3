"""What a page costs: little, however much is on it."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from blog.models import PostPage
from cms.pages.site_identity import SiteIdentity
from home.models import FeaturedPage, HomePage
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import (
    OfferPageFactory,
    OfferSessionFactory,
    SignUpFormPageFactory,
)
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

AT_MOST = 15  # queries


def cost(client, address):
    """Count the queries of a page that is not kept, and whose pictures have been made."""
    client.get(address)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def some_posts(number, topic, author):
    for _ in range(number):
        PostPageFactory(
            topic=topic,
            authors=[author, AuthorPageFactory(organisation=OrganisationFactory())],
            picture=ImageFactory(),
            picture_decorative=True,
        )


def some_offers(number):
    for _ in range(number):
        OfferPageFactory(
            picture=ImageFactory(),
            picture_decorative=True,
            places=20,
            closes_at=timezone.now() + timedelta(days=30),
            sign_up_form=SignUpFormPageFactory(),
            sessions=[OfferSessionFactory.build()],
        )


def test_twelve_posts_cost_no_more_than_two(client, blog_index):
    addresses = ["/blog/", "/blog/topics/tea/", "/people/tea-maker/", "/"]
    topic, author = TopicFactory(slug="tea"), AuthorPageFactory(slug="tea-maker")
    some_posts(2, topic, author)
    two = {address: cost(client, address) for address in addresses}
    some_posts(10, topic, author)
    assert {address: cost(client, address) for address in addresses} == two
    assert max(two.values()) <= AT_MOST


def test_eight_offers_cost_no_more_than_two(client, offer_index):
    addresses = ["/offers/", "/"]
    some_offers(2)
    two = {address: cost(client, address) for address in addresses}
    some_offers(6)
    assert {address: cost(client, address) for address in addresses} == two
    assert max(two.values()) <= AT_MOST


def test_twelve_people_cost_no_more_than_two(client, author_index):
    def some_people(number):
        for _ in range(number):
            AuthorPageFactory(organisation=OrganisationFactory(), portrait=ImageFactory())

    some_people(2)
    two = cost(client, "/people/")
    some_people(10)
    assert cost(client, "/people/") == two <= AT_MOST


def body(number):
    """Give a body with a number of each block that refers to something."""
    return [
        block
        for _ in range(number)
        for block in [
            ("paragraph", "<p>Words.</p>"),
            ("picture", {"image": ImageFactory(), "decorative": True}),
            ("documents", {"documents": [DocumentFactory()]}),
            ("related_pages", {"pages": [PostPageFactory()]}),
        ]
    ]


def test_a_long_post_costs_no_more_than_a_short_one(client, blog_index):
    short, long = PostPageFactory(body=body(1)), PostPageFactory(body=body(6))
    assert cost(client, long.url) == cost(client, short.url)


def test_four_authors_cost_no_more_than_one(client, blog_index):
    def post(number):
        authors = [
            AuthorPageFactory(organisation=OrganisationFactory(), portrait=ImageFactory())
            for _ in range(number)
        ]
        return PostPageFactory(authors=authors)

    assert cost(client, post(4).url) == cost(client, post(1).url)


@pytest.fixture
def full(blog_index, offer_index):
    """Fill a site so that every page has everything on it; give the addresses."""
    topic, other = TopicFactory(slug="tea"), TopicFactory()
    plain = StandardPageFactory()
    form = SignUpFormPageFactory(privacy_page=plain)
    people = [
        AuthorPageFactory(organisation=OrganisationFactory(), portrait=ImageFactory())
        for _ in range(2)
    ]
    document, more = DocumentFactory(), DocumentFactory()
    some_posts(4, topic, people[0])
    first, second, *_ = posts = list(PostPage.objects.all())
    links = f'<a linktype="page" id="{first.pk}">W</a> <a linktype="document" id="{more.pk}">W</a>'

    def everything():
        nowhere = dict.fromkeys(["page", "form", "document"])
        film = {"url": "https://www.youtube.com/watch?v=aaaaaaaaaaa", "title": "A film"}
        return [
            ("paragraph", f"<p>{links}</p>"),
            ("picture", {"image": ImageFactory(), "decorative": True}),
            ("embed", {**film, "still": ImageFactory()}),
            ("documents", {"documents": [document]}),
            ("related_pages", {"pages": [second]}),
            ("call_to_action", {**nowhere, "label": "Read", "page": posts[2]}),
            ("call_to_action", {**nowhere, "label": "Take it", "document": more}),
            ("sign_up_form", {"title": "", "form": form}),
        ]

    def offer(days):
        return OfferPageFactory(
            topics=[topic],
            organisations=[OrganisationFactory(), OrganisationFactory()],
            documents=[document, more],
            sessions=OfferSessionFactory.build_batch(2),
            closes_at=timezone.now() + timedelta(days=days),
            places=20,
            sign_up_form=form,
            picture=ImageFactory(),
            picture_decorative=True,
            body=everything(),
            who_for=f"<p>{links}</p>",
        )

    post = {"topic": topic, "further_topics": [other], "authors": people, "body": everything()}
    chosen = PostPageFactory(**post, picture=ImageFactory(), related_posts=posts[:3])
    pages = {
        "post": chosen,
        "post with none chosen": PostPageFactory(**post, picture=ImageFactory()),
        "open offer": offer(30),
        "other open offer": offer(3),
        "closed offer": offer(-1),
        "plain page": StandardPageFactory(body=everything(), parent=plain),
        "form": form,
        "author": people[0],
    }
    home = HomePage.objects.get()
    shown = [first, pages["open offer"], plain]
    home.featured = [FeaturedPage(target=target) for target in shown]
    home.save_revision().publish()
    footer = f"<p>{links}</p>"
    SiteIdentity.objects.create(site=Site.objects.get(), logo=ImageFactory(), footer=footer)
    return {name: page.url for name, page in pages.items()}


LISTS = [
    "/",
    "/blog/",
    "/blog/topics/tea/",
    f"/blog/archive/{timezone.localdate().year}/",
    "/people/",
    "/offers/",
    "/offers/?state=open&topic=tea",
    "/offers/sessions/",
    "/offers/sessions/past/",
    "/search/?q=tea",
]


def test_no_page_costs_more_than_so_many_queries(client, full):
    found = {name: cost(client, address) for name, address in full.items()}
    found |= {address: cost(client, address) for address in LISTS}
    assert {name: number for name, number in found.items() if number > AT_MOST} == {}


def test_many_sessions_and_documents_cost_no_more_than_one(client, offer_index):
    def offer(number):
        return OfferPageFactory(
            sessions=OfferSessionFactory.build_batch(number),
            documents=[DocumentFactory() for _ in range(number)],
            organisations=[OrganisationFactory() for _ in range(number)],
            sign_up_form=SignUpFormPageFactory(),
            places=20,
        )

    assert cost(client, offer(6).url) == cost(client, offer(1).url)
