"""Finding what shows something of many rows at once."""

from uuid import uuid4

import pytest

from blog.models import PostPage
from cms.publication.dependents import dependents_of
from cms.publication.registry import presentation
from tests.factories.blog import PostPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory

pytestmark = pytest.mark.django_db

MANY = 3_000  # a condition for each would be too deep for SQLite, which takes 1,000


def test_a_blog_of_thousands_of_posts_can_move():
    chosen, choosing = PostPageFactory(), PostPageFactory()
    choosing.related.create(post=chosen)
    choosing.save_revision().publish()

    sources = dependents_of([chosen, *(PostPage(pk=10_000 + number) for number in range(MANY))])

    assert sources["blog.postpage"] >= {str(choosing.pk)}


def test_thousands_of_sessions_are_asked_for_at_once():
    session = OfferSessionFactory.build()
    OfferPageFactory(sessions=[session])
    sessions = presentation("sessions")
    keys = {sessions.key(row) for row in sessions.public_rows()}
    others = {f"1:{uuid4()}" for _ in range(MANY)}

    assert sessions.visible(keys | others) == keys
    assert len(keys) == 1
