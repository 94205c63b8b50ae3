"""What editors see of the feed before they publish."""

import pytest

from blog.models import PostPage
from cms.publication.models import ContentItem
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory

pytestmark = pytest.mark.django_db


def shown(page):
    return page.make_preview_request(preview_mode="feed").content.decode()


def test_an_editor_sees_a_draft_as_partners_would_get_it():
    post = PostPageFactory(live=False, body=[("paragraph", "<p>Not out yet.</p>")])

    page = shown(post)

    assert page.count("Not out yet.") >= 3
    assert "&quot;standfirst&quot;" in page


def test_looking_at_a_draft_publishes_nothing():
    post = PostPageFactory(live=False, authors=[AuthorPageFactory(live=False)])
    before = ContentItem.objects.count()

    shown(post)

    assert ContentItem.objects.count() == before


def test_an_offer_and_an_author_can_be_previewed_too():
    form = SignUpFormPageFactory()
    offer = OfferPageFactory(sign_up_form=form, sessions=[OfferSessionFactory.build()])

    assert "sign_up" in shown(offer)
    assert "biography" in shown(AuthorPageFactory())


def test_a_page_that_partners_do_not_get_offers_no_such_preview():
    assert [name for name, _ in StandardPageFactory().preview_modes] == [""]
    assert [name for name, _ in PostPageFactory().preview_modes] == ["", "feed"]


def test_a_page_that_was_never_saved_can_be_previewed(blog_index):
    post = PostPage(title="New", standfirst="Something new.", slug="new")
    post.path, post.depth = f"{blog_index.path}0099", blog_index.depth + 1
    post.set_url_path(blog_index)

    assert "Something new." in shown(post)
