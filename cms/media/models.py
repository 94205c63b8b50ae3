"""Pictures, their renditions, and documents."""

import secrets
from contextlib import nullcontext
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.db import models
from django.utils import timezone
from PIL.Image import Image as PictureFile
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError
from wagtail.models import Collection, CollectionViewRestriction

from cms.media import cards
from cms.media.originals import eight_bit, opened
from cms.media.pictures import Size


def lies_in_private(collection: Collection) -> bool:
    """Say whether a collection, or one above it, may be seen by some only."""
    above = collection.get_ancestors(inclusive=True)
    return bool(CollectionViewRestriction.objects.filter(collection__in=above).exists())


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

    #: Since when it cannot be shown because its file is missing or broken.
    unreadable_since = models.DateTimeField(null=True, editable=False)

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

    @property
    def is_private(self) -> bool:
        """Whether only some may see it, because of the collection that it lies in."""
        return lies_in_private(self.collection)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it. With a new file, what was wrong with the old one is forgotten."""
        if not self.file._committed:
            self.unreadable_since = None
        super().save(*args, **kwargs)

    def opened(self) -> PictureFile:
        """Give the original, upright and in the colours of screens.

        Raises SourceImageIOError whatever a decoder raises, more than a dozen sorts of exceptions.
        """
        with self.open_file() as file:
            try:
                return opened(file)
            except Exception as error:
                raise SourceImageIOError(f"{type(error).__name__}: {error}") from error

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> Any:
        """Make the file of one size for the admin. Raises SourceImageIOError for a broken one.

        Wagtail's admin expects that, and shows a mark in place of the picture.
        """
        try:
            with nullcontext(source) if source else self.open_file() as file:
                return super().generate_rendition_file(filter, source=eight_bit(file))
        except Exception as error:
            raise SourceImageIOError(f"{type(error).__name__}: {error}") from error

    def tell_unreadable(self) -> None:
        """Keep since when it cannot be shown. Nobody is told of a change: none was made."""
        if self.unreadable_since is None:
            self._keep_unreadable_since(timezone.now())

    def try_again(self) -> bool:
        """Say whether its file can be read by now; if so, forget that it could not."""
        try:
            self.opened()
        except SourceImageIOError:
            return False
        self._keep_unreadable_since(None)
        return True

    def _keep_unreadable_since(self, moment: datetime | None) -> None:
        self.unreadable_since = moment
        type(self)._base_manager.filter(pk=self.pk).update(unreadable_since=moment)

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


class ShareCard(models.Model):
    """The picture that a page without one is shared with, drawn when it was published."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="share_card"
    )
    file = models.FileField(upload_to="cards")
    #: What tells all that it shows from anything else.
    digest = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True  # it uses no page, it belongs to one

    def __str__(self) -> str:
        return str(self.file.name)

    @property
    def size(self) -> Size:
        """The file as pages name it."""
        return Size(self.file.url, cards.WIDTH, cards.HEIGHT, "image/png")


class LibraryDocument(AbstractDocument):
    """A file that visitors can download."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, with the size and the hash of a new file.

        Wagtail's form does so; otherwise it would wait for whoever asks first, and tell browsers
        that all documents are the same (an empty `ETag`).
        """
        if not self.file._committed:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)
