"""Addresses as long as they may be: nothing that staff do fails over one."""

import random

import pytest
from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.models import Redirect

from cms.publication.models import ContentItem, FormerAddress
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory

pytestmark = pytest.mark.django_db

#: Letters of which each takes up nine characters in an address.
LETTERS = [chr(number) for number in range(0x4E00, 0x9FA5)]


def long_slug(seed, length=94):
    """Give a slug as long as allowed, which no database can compress."""
    return "".join(random.Random(seed).choices(LETTERS, k=length))  # noqa: S311 - guards nothing


def test_a_post_with_the_longest_address_is_published_renamed_and_found(client, blog_index):
    blog_index.slug = long_slug(1)
    blog_index.save_revision().publish()
    post = PostPageFactory(slug=long_slug(2))
    item = ContentItem.objects.get(kind="posts")
    old = post.full_url
    assert len(item.url) > 1700

    post.slug = long_slug(3)
    post.save_revision().publish()
    post.refresh_from_db()

    assert FormerAddress.objects.get(item=item).url == old
    assert client.get(old)["Location"] == post.full_url.removeprefix("http://localhost")
    assert client.get("/api/v1/resolve/", {"url": old}).status_code == 301


def test_a_longer_one_is_refused_in_words(blog_index):
    with pytest.raises(ValidationError) as refused:
        PostPageFactory(slug=long_slug(1, 95))

    assert refused.value.message_dict == {
        "slug": ["Shorten this: in a web address it would be 5 characters too long."]
    }


def test_a_page_whose_address_is_too_long_for_a_redirect_is_renamed_all_the_same(client):
    post = PostPageFactory(slug="a" * 255)
    above = StandardPageFactory(slug="b" * 200)
    below = StandardPageFactory(slug="c" * 200, parent=above)
    old = post.full_url

    for page in (post, above):
        page.refresh_from_db()
        page.slug = "short"
        page.save_revision().publish()
    for page in (post, below):
        page.refresh_from_db()

    assert list(Redirect.objects.values_list("redirect_page", flat=True)) == [above.pk]
    assert client.get(below.full_url).status_code == 200
    assert client.get(old)["Location"] == post.full_url
