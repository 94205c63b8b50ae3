"""Make the files of pictures: when something is published, never while somebody reads.

An original is read once, however many files are made of it, and each size is drawn once for all
its formats. Wagtail would do both for each file, and knows no way to have AVIF written faster.
"""

import io
import logging
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.models import IMAGE_FORMAT_EXTENSIONS, Filter, SourceImageIOError

from cms.media.pictures import CROPS, filters, kept_under

if TYPE_CHECKING:
    from cms.media.models import LibraryImage

logger = logging.getLogger(__name__)

#: How each format is written. AVIF takes three times as long at its own ease, for files that are
#: hardly smaller.
WRITTEN: dict[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 8},
    "webp": {"quality": 80},
    "jpeg": {"quality": 78, "progressive": True, "optimize": True},
}
#: What is raised for want of an original, of its file, or of room for the files made of it.
BROKEN = (SourceImageIOError, OSError, ValueError)
#: The longest name of a file, without its folder.
LONGEST_NAME = 60


def make_files(image: "LibraryImage", purposes: Iterable[str]) -> int:
    """Make the files of a picture that are missing for some purposes; give how many were made.

    Of a picture in a private collection there are none: nobody may see it. A broken original says
    so in the log and in the admin.
    """
    missing = {purpose: found for purpose in purposes if (found := _missing(image, purpose))}
    if not missing or image.is_private:
        return 0
    wanted = [filter for found in missing.values() for filter in found]
    try:
        rows = list(_drawn(image, image.opened(), wanted))
        image.renditions.bulk_create(rows, ignore_conflicts=True)
    except BROKEN as error:
        logger.warning("Picture %s cannot be shown: %s", image.pk, error)
        image.tell_unreadable()
        return 0
    for purpose in missing:
        _read_again(image, purpose)
    return len(rows)


def remove_files(images: Any) -> None:
    """Remove the files that were made of some pictures, which nobody may see any longer."""
    specs = [filter.spec for purpose in CROPS for filter in filters(purpose)]
    renditions = get_image_model().get_rendition_model().objects
    renditions.filter(image__in=images, filter_spec__in=specs).delete()


def _missing(image: "LibraryImage", purpose: str) -> list[Filter]:
    """Give the filters of a purpose for which there is no file, and there should be one.

    There should not where it would be as large as a smaller one, because the original is small.
    """
    wanted: dict[tuple[str, Any], Filter] = {}
    for filter in filters(purpose):
        _box, size = _measures(filter, (image.width, image.height), image)
        wanted.setdefault((_format(filter), size), filter)
    lacking = _lacking(image, wanted.values(), getattr(image, kept_under(purpose), ()))
    if lacking:
        _read_again(image, purpose)
        specs = [filter.spec for filter in lacking]
        lacking = _lacking(image, lacking, image.renditions.filter(filter_spec__in=specs))
    return lacking


def _lacking(image: "LibraryImage", wanted: Iterable[Filter], rows: Iterable[Any]) -> list[Filter]:
    there = {(row.filter_spec, row.focal_point_key) for row in rows}
    return [each for each in wanted if (each.spec, each.get_cache_key(image)) not in there]


def _read_again(image: "LibraryImage", purpose: str) -> None:
    """Forget what was read beforehand of the files of a picture, as there are others now."""
    if hasattr(image, kept_under(purpose)):
        delattr(image, kept_under(purpose))


def _drawn(image: "LibraryImage", original: Image.Image, wanted: list[Filter]) -> Iterable[Any]:
    """Give a row with a file for each filter; those of one size come one after the other."""
    for _rule, same_size in groupby(wanted, key=lambda filter: filter.spec.partition("|")[0]):
        together = list(same_size)
        box, size = _measures(together[0], original.size, image)
        drawn = original.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
        for filter in together:
            key = filter.get_cache_key(image)
            file = ContentFile(_written(drawn, _format(filter)), name=_name(image, filter, key))
            yield image.renditions.model(
                image=image, filter_spec=filter.spec, focal_point_key=key, file=file
            )


def _measures(filter: Filter, size: tuple[int, int], image: "LibraryImage") -> tuple[Any, Any]:
    """Give which part of a picture a filter takes, and how large it becomes."""
    transform = filter.get_transform(image, size)
    return tuple(transform.get_rect().round()), tuple(transform.size)


def _format(filter: Filter) -> str:
    return str(filter.spec.rpartition("format-")[2])


def _written(drawn: Image.Image, name: str) -> bytes:
    """Give a picture as the bytes of a file. JPEG knows nothing transparent: it gets white."""
    if name == "jpeg" and drawn.mode == "RGBA":
        white = Image.new("RGBA", drawn.size, "white")
        drawn = Image.alpha_composite(white, drawn).convert("RGB")
    file = io.BytesIO()
    drawn.save(file, name, **WRITTEN[name])
    return file.getvalue()


def _name(image: "LibraryImage", filter: Filter, key: str) -> str:
    """Name a file as Wagtail does: after its original, what was cut out, and how."""
    stem = image.filename.rpartition(".")[0] or image.filename
    end = ".".join(part for part in (key, filter.spec.replace("|", ".")) if part)
    end += IMAGE_FORMAT_EXTENSIONS[_format(filter)]
    return f"{stem[: LONGEST_NAME - 1 - len(end)]}.{end}"
