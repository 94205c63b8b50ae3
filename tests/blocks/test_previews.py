"""What the block picker shows an editor before they choose."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cms.blocks.body import BodyBlock
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

BLOCKS = BodyBlock().child_blocks


def preview(client: Client, name: str) -> BeautifulSoup:
    """Open the preview of a block as the picker does; give what stands in it."""
    address = reverse("wagtailadmin_block_preview")
    response = client.get(address, {"id": BLOCKS[name].definition_prefix})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").select_one(".prose")


@pytest.mark.parametrize("name", sorted(BLOCKS.keys() - {"picture"}))
def test_a_preview_shows_the_block(editor_client, name):
    assert preview(editor_client, name).get_text(strip=True)


def test_the_preview_of_a_picture_shows_the_newest_one(editor_client):
    ImageFactory()
    newest = ImageFactory()
    shown = preview(editor_client, "picture")
    [rendition] = newest.renditions.filter(file=shown.img["src"].removeprefix("/media/"))
    assert rendition
    assert shown.figcaption.get_text(strip=True)


def test_the_preview_of_a_picture_does_without_one(editor_client):
    assert not preview(editor_client, "picture").img
