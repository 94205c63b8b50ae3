"""Files that storage has lost are made again, as far as there is something to make them of."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from cms.media.losses import forget_lost_files
from cms.media.models import Rendition, ShareCard
from tests.factories.blog import PostPageFactory
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    image = ImageFactory()
    PostPageFactory(picture=image, picture_decorative=True)
    return image


def lose(*files):
    for file in files:
        file.storage.delete(file.name)


def test_a_rebuild_makes_lost_files_of_pictures_and_cards_again(image):
    PostPageFactory()
    card, made = ShareCard.objects.last(), list(image.renditions.order_by("pk"))
    lose(card.file, made[0].file, made[-1].file)

    call_command("rebuild_publication")

    assert image.renditions.count() == len(made)
    files = [row.file.name for model in (Rendition, ShareCard) for row in model.objects.all()]
    assert [name for name in files if not default_storage.exists(name)] == []


def test_nothing_is_forgotten_that_is_there(image):
    before = set(Rendition.objects.values_list("pk", flat=True))
    assert forget_lost_files() == 0
    assert set(Rendition.objects.values_list("pk", flat=True)) == before


def test_what_cannot_be_made_again_is_not_forgotten(image):
    other = ImageFactory()
    lose(image.file, image.renditions.first().file)
    assert forget_lost_files() == 0  # of a picture without an original

    lose(other.file)
    assert forget_lost_files() == 0  # while storage is away
