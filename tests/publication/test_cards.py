"""A page without a picture is shared with a card, which is drawn when it is published."""

import pytest
from wagtail.models import Site

from cms.media.cards import Card
from cms.media.models import ShareCard
from cms.pages.site_identity import SiteIdentity
from cms.publication.cards import draw_cards
from home.models import HomePage
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import ImageFactory
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(monkeypatch):
    """Collect the titles of cards that are drawn."""
    titles = []
    monkeypatch.setattr(Card, "png", lambda card: titles.append(card.title) or b"drawn")
    return titles


def kept(page):
    """Give the file of a page’s card, if it is there."""
    card = ShareCard.objects.filter(page=page).first()
    return card and card.file.storage.exists(card.file.name) and card.file.name


@pytest.mark.parametrize("factory", [PostPageFactory, StandardPageFactory])
def test_a_page_without_a_picture_is_shared_with_a_card(factory, drawn, client):
    page = factory(title="Tea at four")

    shared = page.share_picture()

    assert drawn.count("Tea at four") == 1
    assert (shared.width, shared.height, shared.type) == (1200, 630, "image/png")
    assert f'<meta property="og:image" content="http://localhost{shared.url}">' in (
        client.get(page.url).content.decode()
    )


def test_a_page_with_a_picture_is_shared_with_that(drawn):
    post = PostPageFactory(
        title="Tea at four",
        picture=ImageFactory(file__width=1600, file__height=1200),
        picture_decorative=True,
    )

    shared = post.share_picture()

    assert "Tea at four" not in drawn
    assert (shared.width, shared.height, shared.type) == (1200, 630, "image/jpeg")


def test_the_same_card_is_not_drawn_again(drawn):
    post = PostPageFactory(title="Tea at four", standfirst="Before.")
    before = post.share_picture()

    post.standfirst = "After."
    post.save_revision().publish()

    assert drawn.count("Tea at four") == 1
    assert post.share_picture() == before


def test_a_new_title_is_drawn_at_a_new_address_and_the_old_file_goes(drawn):
    post = PostPageFactory(title="Tea at four")
    before = kept(post)
    storage = ShareCard.objects.get(page=post).file.storage

    post.title = "Tea at five"
    post.save_revision().publish()

    assert kept(post) != before
    assert not storage.exists(before)


def test_a_page_that_is_given_a_picture_loses_its_card(drawn):
    post = PostPageFactory()
    storage, before = ShareCard.objects.get(page=post).file.storage, kept(post)

    post.picture, post.picture_decorative = ImageFactory(), True
    post.save_revision().publish()

    assert not ShareCard.objects.filter(page=post).exists()
    assert not storage.exists(before)


def test_the_file_of_a_deleted_page_goes(drawn):
    post = PostPageFactory()
    storage, before = ShareCard.objects.get(page=post).file.storage, kept(post)

    post.delete()

    assert not storage.exists(before)


def test_another_identity_draws_all_cards_anew(drawn):
    pages = [HomePage.objects.get(), PostPageFactory(), StandardPageFactory()]
    before = [page.share_picture() for page in pages]

    SiteIdentity.objects.create(site=Site.objects.get(), accent="#0b6e4f", strapline="Together")

    after = [type(page).objects.get(pk=page.pk).share_picture() for page in pages]
    assert all(after)
    assert not set(before) & set(after)


def test_many_cards_that_are_right_cost_as_much_as_one(django_assert_num_queries, drawn):
    posts = PostPageFactory.create_batch(3, topic=TopicFactory())
    for some in (posts[:1], posts):
        for post in some:
            assert post.share_label()
        with django_assert_num_queries(3):
            assert draw_cards(some) == 0


def test_no_card_shows_a_draft(drawn):
    PostPageFactory(title="Not yet", live=False)

    assert "Not yet" not in drawn


def test_a_card_that_storage_does_not_take_holds_back_no_other(monkeypatch):
    first, second = posts = [PostPageFactory(), PostPageFactory()]
    ShareCard.objects.all().delete()
    storage, full = ShareCard.file.field.storage, iter([True])
    store = storage.save

    def save(*args, **kwargs):
        if next(full, False):
            raise OSError("No space left on device")
        return store(*args, **kwargs)

    monkeypatch.setattr(storage, "save", save)

    with pytest.raises(ExceptionGroup):
        draw_cards(posts)
    assert [card.page_id for card in ShareCard.objects.all()] == [second.pk]
    assert draw_cards([first]) == 1
