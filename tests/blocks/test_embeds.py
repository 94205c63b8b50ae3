"""What plays elsewhere: a titled link, with a picture of our own if staff choose one."""

import json

import pytest

from cms.publication.models import ContentItem
from tests.factories.blog import PostPageFactory
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

FILM = {"url": "https://www.youtube.com/watch?v=aaaaaaaaaaa", "title": "Film: a day at the hub"}


def published(**still):
    """Give a post with an embed, and its body in the feed."""
    post = PostPageFactory(body=[("embed", FILM | still)])
    item = ContentItem.objects.get(kind="posts", source_key=str(post.pk))
    return post, json.loads(item.detail)["body"]


def test_an_embed_with_a_picture_shows_it_inside_the_titled_link(client):
    image = ImageFactory(credit="Photo: A. Example")
    post, _body = published(still=image)
    page = client.get(post.url).content.decode()
    link = page.partition(f'href="{FILM["url"]}"')[2].partition("</a>")[0]

    assert "<picture" in link
    assert 'alt=""' in link
    assert FILM["title"] in link
    assert "Photo: A. Example" in page
    assert page.count("youtube") == 2  # the address and the name of the site


def test_the_feed_has_the_same_words_with_and_without_a_picture():
    _, with_one = published(still=ImageFactory())
    _, without = published()

    assert with_one["html"] == without["html"]
    assert with_one["text"] == without["text"] == f"{FILM['title']} ({FILM['url']})"
    assert with_one["blocks"][0]["value"]["picture"]["sizes"][0]["url"].startswith("http://")
    assert without["blocks"][0]["value"] == {**FILM, "picture": None}
