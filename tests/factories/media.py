"""Pictures and documents, with real files."""

import factory
from factory.django import DjangoModelFactory, FileField, ImageField
from wagtail.models import Collection

from cms.media.models import LibraryDocument, LibraryImage


def root_collection() -> Collection:
    return Collection.get_first_root_node()


class ImageFactory(DjangoModelFactory):
    """A small real picture of one colour: `file__width`, `file__height`, `file__color`."""

    class Meta:
        model = LibraryImage

    title = factory.Sequence(lambda n: f"Picture {n}")
    description = "A community garden in spring"
    collection = factory.LazyFunction(root_collection)
    file = ImageField(
        filename=factory.Sequence(lambda n: f"picture-{n}.jpg"),
        width=640,
        height=400,
        color="seagreen",
        format="JPEG",
    )


class DocumentFactory(DjangoModelFactory):
    """A small real text file: `file__data`, `file__filename`."""

    class Meta:
        model = LibraryDocument

    title = factory.Sequence(lambda n: f"Document {n}")
    collection = factory.LazyFunction(root_collection)
    file = FileField(
        filename=factory.Sequence(lambda n: f"document-{n}.txt"), data=b"How to run a meeting.\n"
    )
