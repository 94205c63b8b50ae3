"""Pictures and documents of the sample content, made when something first asks for them."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from home.sample.documents import DOCUMENTS
from home.sample.pictures import PICTURES

CREDIT = "Illustration: Lantern Streets"


class Library:
    """The pictures and documents that the sample pages use, found by their titles."""

    def __init__(self, scale: float = 1.0) -> None:
        """Draw pictures at a scale: small ones do for a test."""
        self._scale = scale
        self._found: dict[tuple[str, str], Any] = {}
        self.made = 0

    def picture(self, name: str) -> Any:
        """Give a picture, drawing it if it is not in the library."""
        key = ("picture", name)
        if key not in self._found:
            sample = PICTURES[name]
            there = get_image_model().objects.filter(title=sample.title).first()
            self._found[key] = there or self._draw(name)
        return self._found[key]

    def document(self, name: str) -> Any:
        """Give a document, writing it if it is not in the library."""
        key = ("document", name)
        if key not in self._found:
            sample = DOCUMENTS[name]
            there = get_document_model().objects.filter(title=sample.title).first()
            self._found[key] = there or self._write(name)
        return self._found[key]

    def _draw(self, name: str) -> Any:
        sample = PICTURES[name]
        file = ContentFile(sample.content(self._scale), name=f"{name}.jpg")
        image = get_image_model()(
            title=sample.title, description=sample.alt, credit=CREDIT, file=file
        )
        image.save()
        self.made += 1
        return image

    def _write(self, name: str) -> Any:
        sample = DOCUMENTS[name]
        file = ContentFile(sample.content(), name=f"{name}.{sample.extension}")
        document = get_document_model()(title=sample.title, file=file)
        document.save()
        self.made += 1
        return document
