"""Staff unpublish or delete several pages at once, with one set of words."""

import pytest
from django.urls import reverse

from blog.models import PostPage
from cms.publication.models import ContentItem
from offers.models import OfferPage
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory

pytestmark = pytest.mark.django_db

either = pytest.mark.parametrize("action", ["unpublish", "delete"])


def address(action, *pages):
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{path}?{'&'.join(f'id={page.pk}' for page in pages)}"


def reasons():
    return set(ContentItem.objects.filter(event="withdrawn").values_list("kind", "reason"))


@either
def test_all_of_them_get_the_words(moderator_client, action):
    posts, other = [PostPageFactory(), PostPageFactory()], OfferPageFactory()

    moderator_client.post(
        address(action, *posts), {"reason": "Out of date.", "replacement": other.pk}
    )

    withdrawn = ContentItem.objects.filter(event="withdrawn")
    assert withdrawn.count() == 2
    assert {(item.reason, item.replaced_by.source_key) for item in withdrawn} == {
        ("Out of date.", str(other.pk))
    }


@either
def test_what_is_below_gets_them_too(admin_client, blog_index, offer_index, action):
    PostPageFactory()
    OfferPageFactory()

    admin_client.post(
        address(action, blog_index, offer_index), {"reason": "Over.", "include_descendants": "on"}
    )

    assert {("posts", "Over."), ("offers", "Over.")} <= reasons()


@either
def test_a_page_and_one_below_it_go_together(admin_client, offer_index, action):
    offer = OfferPageFactory()

    answer = admin_client.post(
        address(action, offer_index, offer), {"reason": "Over.", "include_descendants": "on"}
    )

    assert answer.status_code == 302
    assert ("offers", "Over.") in reasons()


@either
def test_wrong_words_are_shown_again_and_nothing_is_withdrawn(moderator_client, action):
    posts = [PostPageFactory(), PostPageFactory()]

    answer = moderator_client.post(
        address(action, *posts), {"reason": "y" * 281, "replacement": posts[1].pk}
    )

    assert "y" * 281 in answer.content.decode()
    assert b"Shorten this to 280 characters" in answer.content
    assert b"withdrawn itself" in answer.content
    assert not reasons()


@either
def test_staff_are_asked_where_somebody_would_read_it(admin_client, action):
    asked = b"Why is it withdrawn?"
    plain = StandardPageFactory()
    assert asked not in admin_client.get(address(action, plain)).content
    assert asked in admin_client.get(address(action, plain, PostPageFactory())).content


@either
def test_who_may_not_publish_withdraws_nothing(editor_client, action):
    editor_client.post(address(action, PostPageFactory()), {"reason": "Mine."})

    assert not reasons()


def test_what_cannot_be_deleted_says_why(admin_client):
    offer = OfferPageFactory(title="Pause | Plan")
    form = SignUpFormPageFactory(parent=offer)
    offer = OfferPage.objects.get(pk=offer.pk)
    offer.sign_up_form = form
    offer.save_revision().publish()
    OfferPageFactory(title="Books in order", sign_up_form=form)
    post = PostPageFactory()

    answer = admin_client.post(address("delete", post, offer), {"reason": "It is over."})

    assert "“Books in order” cannot do without" in answer.content.decode()
    assert b"It is over." in answer.content
    assert PostPage.objects.filter(pk=post.pk).exists()
    assert not reasons()
