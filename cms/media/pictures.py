"""How a picture is shown: one table of crops by purpose, asked by pages and feed alike.

Nothing here makes a file: that is done when something is published (`cms/media/making.py`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import features
from wagtail.images import get_image_model
from wagtail.images.models import Filter

if TYPE_CHECKING:
    from cms.media.models import LibraryImage

#: Purpose to Wagtail resize rules, smallest first. Nothing is ever enlarged.
CROPS: dict[str, tuple[str, ...]] = {
    "full": ("width-320", "width-640", "width-960", "width-1280", "width-1920"),
    "card": ("fill-320x200", "fill-640x400", "fill-960x600"),
    "portrait": ("fill-96x96", "fill-192x192", "fill-384x384"),
    "logo": ("max-480x96", "max-960x192"),
    "share": ("fill-1200x630",),
}

#: Format to media type, in the order of a browser’s preference. AVIF only where it can be written.
FORMATS = {
    **({"avif": "image/avif"} if features.check("avif") else {}),
    "webp": "image/webp",
    "jpeg": "image/jpeg",
}
#: The purposes that come in one format alone, and in which: whoever shows a shared link takes
#: JPEG, and a logo keeps what is transparent.
ONE_FORMAT = {"share": "jpeg", "logo": "webp"}

#: Field to the purposes it has its picture for; any other shows it in full.
PURPOSES = {
    "picture": ("full", "card", "share"),
    "portrait": ("portrait", "full"),
    "logo": ("logo", "full"),
}

#: A picture of the library, or none, and what its files are needed for.
Shown = tuple[Any, Sequence[str]]

#: The formats that partners are promised.
FEED_TYPES = {"image/webp", "image/jpeg"}


class MadeFile(NamedTuple):
    """A file made of a picture, as the database has it: all that pages need of a rendition."""

    image_id: int
    filter_spec: str
    focal_point_key: str
    name: str
    width: int
    height: int


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
    def avif_srcset(self) -> str:
        """Give the `srcset` of the AVIF files; empty where there are none."""
        return self.srcset("image/avif")

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
        """Give the middling file of the last format, for whoever ignores `srcset`."""
        same = [size for size in self.sizes if size.type == self.sizes[-1].type]
        return same[len(same) // 2]

    @property
    def largest(self) -> Size:
        """Give the largest file of the last format, for whoever shows it elsewhere."""
        same = [size for size in self.sizes if size.type == self.sizes[-1].type]
        return max(same, key=lambda size: size.width)

    def at(self, absolute: Callable[[str], str]) -> "Picture":
        """Give the picture with its files at the addresses that a function makes of theirs."""
        return replace(
            self, sizes=tuple(replace(size, url=absolute(size.url)) for size in self.sizes)
        )

    def data(self) -> dict[str, Any]:
        """Give the picture as partners get it."""
        sizes = tuple(size for size in self.sizes if size.type in FEED_TYPES)
        return asdict(replace(self, sizes=sizes))


@cache
def filters(purpose: str) -> tuple[Filter, ...]:
    """Give the Wagtail filters of a purpose in every format, smallest first.

    Read once: Wagtail takes longer over that than over finding the files.
    """
    formats = [ONE_FORMAT[purpose]] if purpose in ONE_FORMAT else list(FORMATS)
    return tuple(
        Filter(spec=f"{rule}|format-{name}") for rule in CROPS[purpose] for name in formats
    )


def read_files(shown: Iterable[Shown]) -> None:
    """Read the files of pictures, each for its purposes, in one query for all.

    What is read already is not read again.
    """
    missing = [
        (image, unread)
        for image, purposes in shown
        if image and (unread := [each for each in purposes if not hasattr(image, kept_under(each))])
    ]
    if not missing:
        return
    specs = {
        purpose: {f.spec for f in filters(purpose)} for _, unread in missing for purpose in unread
    }
    by_image: dict[int, list[MadeFile]] = defaultdict(list)
    for file in made_files({image.pk for image, _ in missing}, set().union(*specs.values())):
        by_image[file.image_id].append(file)
    for image, unread in missing:
        for purpose in unread:
            there = [file for file in by_image[image.pk] if file.filter_spec in specs[purpose]]
            setattr(image, kept_under(purpose), there)


def made_files(images: Collection[int], specs: Collection[str]) -> "Iterable[MadeFile]":
    """Give the files that were made of pictures by some filters, in one query."""
    rows = (
        get_image_model()
        .get_rendition_model()
        .objects.filter(image__in=images, filter_spec__in=specs)
    )
    named = ("image_id", "filter_spec", "focal_point_key", "file", "width", "height")
    return starmap(MadeFile, rows.values_list(*named))


def kept_under(purpose: str) -> str:
    """Name the attribute of a picture under which its files for a purpose are kept."""
    return f"{purpose}_files"


def picture(
    image: "LibraryImage | None",
    purpose: str,
    *,
    alt: str = "",
    decorative: bool = False,
    caption: str = "",
) -> Picture | None:
    """Give a picture for one purpose, with the files that were made of it.

    None when there is no image, or no file of it: its original is missing or broken, it is in a
    private collection, or its files are still to be made. The page or item then simply has no
    picture.
    """
    if image is None:
        return None
    sizes = tuple(_distinct(_made(image, purpose)))
    if not sizes:
        return None
    return Picture(
        alt="" if decorative else alt or image.description,
        decorative=decorative,
        caption=caption,
        credit=image.credit,
        width=image.width,
        height=image.height,
        focal_point=_focal_point(image),
        sizes=sizes,
    )


def _made(image: "LibraryImage", purpose: str) -> "Iterable[MadeFile]":
    """Give the files of a picture for a purpose, in the order of its filters."""
    files = getattr(image, kept_under(purpose), None)
    if files is None:
        files = made_files([image.pk], [filter.spec for filter in filters(purpose)])
    there = {(file.filter_spec, file.focal_point_key): file for file in files}
    wanted = ((filter.spec, filter.get_cache_key(image)) for filter in filters(purpose))
    return [there[key] for key in wanted if key in there]


def _distinct(files: Iterable[MadeFile]) -> Iterable[Size]:
    """Leave out the files that come to the same size because the original is small."""
    storage = get_image_model().get_rendition_model()._meta.get_field("file").storage
    seen = set()
    for file in files:
        media_type = FORMATS[file.filter_spec.rpartition("format-")[2]]
        key = (file.width, file.height, media_type)
        if key not in seen:
            seen.add(key)
            yield Size(storage.url(file.name), file.width, file.height, media_type)


def _focal_point(image: "LibraryImage") -> FocalPoint | None:
    """Give the focal point, if somebody or something has said where it is."""
    if not image.has_focal_point():
        return None
    centre = image.get_focal_point().centroid
    return FocalPoint(round(centre.x / image.width, 4), round(centre.y / image.height, 4))
