"""How a picture is shown: one table of crops by purpose, asked by pages and feed alike."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.models import Filter, SourceImageIOError

if TYPE_CHECKING:
    from cms.media.models import LibraryImage

logger = logging.getLogger(__name__)

#: Purpose to Wagtail resize rules, smallest first. Nothing is ever enlarged.
CROPS: dict[str, tuple[str, ...]] = {
    "full": ("width-320", "width-640", "width-960", "width-1280", "width-1920"),
    "card": ("fill-320x200", "fill-640x400", "fill-960x600"),
    "portrait": ("fill-96x96", "fill-192x192", "fill-384x384"),
}
FORMATS = {"webp": "image/webp", "jpeg": "image/jpeg"}

#: What is raised for want of an original, of its file, or of room for the files made of it.
BROKEN = (SourceImageIOError, OSError, ValueError)


@dataclass(frozen=True)
class Size:
    """One file of a picture. Width and height in pixels, `type` a media type."""

    url: str
    width: int
    height: int
    type: str


@dataclass(frozen=True)
class FocalPoint:
    """What matters most in a picture, as fractions of width and height, from the top left."""

    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """A picture ready to be shown: its words and its files, smallest first."""

    alt: str
    decorative: bool
    caption: str
    credit: str
    width: int
    height: int
    focal_point: FocalPoint | None
    sizes: tuple[Size, ...] = field(default=())

    def srcset(self, media_type: str) -> str:
        """Give the `srcset` of one format."""
        return ", ".join(f"{s.url} {s.width}w" for s in self.sizes if s.type == media_type)

    @property
    def webp_srcset(self) -> str:
        """Give the `srcset` of the WebP files."""
        return self.srcset("image/webp")

    @property
    def jpeg_srcset(self) -> str:
        """Give the `srcset` of the JPEG files."""
        return self.srcset("image/jpeg")

    @property
    def fallback(self) -> Size:
        """Give the middling JPEG, for whoever ignores `srcset`."""
        jpegs = [size for size in self.sizes if size.type == "image/jpeg"]
        return jpegs[len(jpegs) // 2]


def specs(purpose: str) -> list[str]:
    """Give the Wagtail filter specs of a purpose, in every format."""
    return [f"{rule}|format-{name}" for rule in CROPS[purpose] for name in FORMATS]


@cache
def _filters(purpose: str) -> tuple[Filter, ...]:
    """Give the same, read: Wagtail takes longer over that than over finding the files."""
    return tuple(Filter(spec=spec) for spec in specs(purpose))


def with_files(relation: str, *purposes: str) -> Prefetch[str]:
    """Prefetch a relation to a picture together with its files, for lists."""
    wanted = [spec for purpose in purposes for spec in specs(purpose)]
    images = get_image_model().objects.prefetch_renditions(*wanted)
    return Prefetch(relation, queryset=images)


def picture(
    image: "LibraryImage | None",
    purpose: str,
    *,
    alt: str = "",
    decorative: bool = False,
    caption: str = "",
) -> Picture | None:
    """Give a picture for one purpose, making its files if need be.

    None when there is no image, or when its original is missing or broken: the page or item
    then simply has no picture, and the log and the admin say which.
    """
    if image is None:
        return None
    try:
        renditions = image.get_renditions(*_filters(purpose))
    except BROKEN as error:
        logger.warning("Picture %s cannot be shown: %s", image.pk, error)
        image.tell_unreadable()
        return None
    return Picture(
        alt="" if decorative else alt or image.description,
        decorative=decorative,
        caption=caption,
        credit=image.credit,
        width=image.width,
        height=image.height,
        focal_point=_focal_point(image),
        sizes=tuple(_distinct(renditions.values())),
    )


def _distinct(renditions: Iterable[Any]) -> Iterable[Size]:
    """Leave out the files that come to the same size because the original is small."""
    seen = set()
    for rendition in renditions:
        media_type = FORMATS[rendition.filter_spec.rpartition("format-")[2]]
        key = (rendition.width, rendition.height, media_type)
        if key not in seen:
            seen.add(key)
            yield Size(rendition.url, rendition.width, rendition.height, media_type)


def _focal_point(image: "LibraryImage") -> FocalPoint | None:
    """Give the focal point, if somebody or something has said where it is."""
    if not image.has_focal_point():
        return None
    centre = image.get_focal_point().centroid
    return FocalPoint(round(centre.x / image.width, 4), round(centre.y / image.height, 4))
