"""Finding what shows something of many rows at once."""

import json
from uuid import uuid4

import pytest

from blog.models import PostPage
from cms.publication.dependents import dependents_of
from cms.publication.models import ContentItem
from cms.publication.registry import presentation
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.media import ImageFactory
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


def box_below(post):
    """Give what an item says below a post of its author."""
    item = ContentItem.objects.get(source="blog.postpage", source_key=str(post.pk))
    [box] = json.loads(item.detail)["about_the_authors"]
    return box


def test_a_new_credit_of_a_portrait_reaches_the_posts_of_the_author():
    portrait = ImageFactory(credit="Photo: Ana Roe")
    post = PostPageFactory(authors=[AuthorPageFactory(portrait=portrait)])
    assert box_below(post)["portrait"]["credit"] == "Photo: Ana Roe"

    portrait.credit = "Photo: Bo Lind"
    portrait.save()

    assert box_below(post)["portrait"]["credit"] == "Photo: Bo Lind"


def test_a_page_that_moves_is_found_from_below_the_posts_of_whoever_links_to_it():
    linked = PostPageFactory(slug="before", authors=[])
    biography = f'<p>See <a linktype="page" id="{linked.pk}">this</a>.</p>'
    post = PostPageFactory(authors=[AuthorPageFactory(biography=biography)])
    assert "/before/" in box_below(post)["biography"]["html"]

    linked.slug = "after"
    linked.save_revision().publish()

    assert "/after/" in box_below(post)["biography"]["html"]
