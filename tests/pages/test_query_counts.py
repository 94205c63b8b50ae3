"""What a page costs does not depend on how much is on it."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import (
    OfferPageFactory,
    OfferSessionFactory,
    SignUpFormPageFactory,
)
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

AT_MOST = 19


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


@pytest.mark.parametrize("address", ["/blog/", "/blog/topics/tea/", "/people/tea-maker/", "/"])
def test_twelve_posts_cost_no_more_than_two(client, blog_index, address):
    topic, author = TopicFactory(slug="tea"), AuthorPageFactory(slug="tea-maker")
    some_posts(2, topic, author)
    two = cost(client, address)
    some_posts(10, topic, author)
    assert cost(client, address) == two <= AT_MOST


@pytest.mark.parametrize("address", ["/offers/", "/"])
def test_eight_offers_cost_no_more_than_two(client, offer_index, address):
    some_offers(2)
    two = cost(client, address)
    some_offers(6)
    assert cost(client, address) == two <= AT_MOST


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


def test_a_post_costs_at_most_so_many_queries(client, blog_index):
    topic = TopicFactory()
    some_posts(3, topic, AuthorPageFactory())
    author = AuthorPageFactory(portrait=ImageFactory(), organisation=OrganisationFactory())
    post = PostPageFactory(topic=topic, authors=[author], body=body(2), picture=ImageFactory())
    assert cost(client, post.url) <= 28


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
