"""Pictures, their renditions, and documents."""

import secrets
from pathlib import PurePosixPath

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class LibraryImage(AbstractImage):
    """A picture in the library, with the words that travel with it."""

    description = models.CharField(
        "alternative text",
        max_length=500,
        blank=True,
        help_text=(
            "What the picture shows, for people who cannot see it. Suggested wherever the "
            "picture is used; it can be changed there."
        ),
    )
    credit = models.CharField(
        max_length=255,
        blank=True,
        help_text="Who made the picture, as it should be printed: “Photo: A. Example”.",
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"
        verbose_name_plural = "pictures"
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """The description, or nothing: a title is often a file name, which says nothing."""
        return self.description

    def get_upload_to(self, filename: str) -> str:
        """Give every upload a name of its own, so that a changed picture changes its address."""
        path = PurePosixPath(super().get_upload_to(filename))
        stem = path.stem[:60]
        return str(path.with_name(f"{stem}-{secrets.token_hex(4)}{path.suffix}"))


class Rendition(AbstractRendition):
    """A picture in one size and format, made once."""

    image = models.ForeignKey(LibraryImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]


class LibraryDocument(AbstractDocument):
    """A file that visitors can download."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
        permissions = [("choose_document", "Can choose document")]
