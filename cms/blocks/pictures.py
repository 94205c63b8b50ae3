"""Which pictures a row shows, whatever sort of row it is, and for which purposes."""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, Model
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from cms.blocks.media import EmbedValue, PictureValue
from cms.media.pictures import PURPOSES, Shown


def pictures_of(row: Model) -> Iterator[Shown]:
    """Give the pictures that a row has chosen, in its fields and in its bodies."""
    for field in row._meta.get_fields():
        if isinstance(field, StreamField):
            yield from ((image, ("full",)) for image in pictures_in(getattr(row, field.name)))
        elif isinstance(field, ForeignKey) and field.related_model is get_image_model():
            image = getattr(row, field.name)
            if image:
                yield image, PURPOSES.get(field.name, ("full",))


def pictures_in(body: StreamValue) -> Iterator[Any]:
    """Give the pictures that a body shows."""
    for child in body:
        image = None
        if isinstance(child.value, PictureValue):
            image = child.value["image"]
        elif isinstance(child.value, EmbedValue):
            image = child.value.get("still")
        if image:
            yield image
