"""How the files of pictures are made: each original read once, in every format, as it looks."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from cms.media import making, originals, pictures
from cms.media.making import make_files
from cms.media.pictures import Picture, Size, picture
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db


def library_picture(drawn, format="PNG", **options):
    """Put a picture into the library."""
    file = io.BytesIO()
    drawn.save(file, format, **options)
    image = ImageFactory.build(collection=None)
    image.file = ContentFile(file.getvalue(), name=f"drawn.{format.lower()}")
    image.collection_id = 1
    image.save()
    return image


def colours(image, purpose="full"):
    """Give the colour in the middle of each file of a picture, by format."""
    make_files(image, [purpose])
    found = {}
    for row in image.renditions.filter(filter_spec__startswith=pictures.CROPS[purpose][0]):
        with Image.open(row.file.path) as file:
            middle = file.width // 2, file.height // 2
            found[file.format] = file.convert("RGBA").getpixel(middle)
    return found


def test_every_size_comes_in_avif_webp_and_jpeg():
    image = ImageFactory(file__width=2400, file__height=1500)
    make_files(image, ["full"])

    shown = picture(image, "full")

    for srcset in (shown.avif_srcset, shown.webp_srcset, shown.jpeg_srcset):
        widths = [each.split()[1] for each in srcset.split(", ")]
        assert widths == ["320w", "640w", "960w", "1280w", "1920w"]
    assert shown.fallback.type == "image/jpeg"


def test_where_avif_cannot_be_written_there_are_the_other_two(monkeypatch):
    monkeypatch.setattr(pictures, "FORMATS", {"webp": "image/webp", "jpeg": "image/jpeg"})
    pictures.filters.cache_clear()
    image = ImageFactory()
    make_files(image, ["card"])

    shown = picture(image, "card")

    pictures.filters.cache_clear()
    assert shown.avif_srcset == ""
    assert {size.type for size in shown.sizes} == {"image/webp", "image/jpeg"}


def test_an_original_is_read_once_for_all_its_files(monkeypatch):
    image = ImageFactory(file__width=2000, file__height=1200)
    read = []
    opened = originals.opened
    monkeypatch.setattr("cms.media.models.opened", lambda file: read.append(1) or opened(file))

    assert make_files(image, ["full", "card", "portrait", "share"]) == 15 + 9 + 9 + 1
    assert make_files(image, ["full", "card", "portrait", "share"]) == 0
    assert len(read) == 1


def test_of_a_small_picture_nothing_is_made_twice_or_enlarged():
    image = ImageFactory(file__width=500, file__height=400)

    assert make_files(image, ["full"]) == 2 * len(pictures.FORMATS)
    assert {size.width for size in picture(image, "full").sizes} == {320, 500}


def test_what_is_transparent_stays_so_but_in_jpeg_it_is_white():
    found = colours(library_picture(Image.new("RGBA", (640, 400), (200, 0, 0, 0))))

    assert found["AVIF"][3] == found["WEBP"][3] == 0
    assert found["JPEG"] == (255, 255, 255, 255)


def test_sixteen_bits_of_grey_are_as_bright_as_they_were():
    found = colours(library_picture(Image.new("I;16", (640, 400), 32_768)))

    assert all(abs(level - 128) < 4 for pixel in found.values() for level in pixel[:3])


def test_neither_profile_nor_place_nor_date_of_a_photo_travels_with_its_files():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x0110] = "A camera"
    drawn = Image.new("RGB", (640, 400), "red")
    image = library_picture(drawn, "JPEG", icc_profile=profile, exif=exif)

    make_files(image, ["full"])

    for row in image.renditions.all():
        with Image.open(row.file.path) as file:
            assert not {"icc_profile", "exif"} & set(file.info)


def test_a_profile_that_does_not_fit_is_passed_over():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    found = colours(library_picture(Image.new("RGB", (640, 400), "red"), icc_profile=profile))

    assert all(pixel[0] > 240 > 20 > pixel[1] for pixel in found.values())


def test_a_crop_keeps_what_matters_most():
    drawn = Image.new("RGB", (2000, 600), "white")
    drawn.paste("red", (1800, 0, 2000, 600))
    image = library_picture(drawn)
    image.focal_point_x, image.focal_point_y = 1900, 300
    image.focal_point_width = image.focal_point_height = 200
    image.save()
    make_files(image, ["card"])

    [row] = image.renditions.filter(filter_spec="fill-320x200|format-jpeg")
    with Image.open(row.file.path) as file:
        red, green, blue = file.convert("RGB").getpixel((file.width - 5, 100))
    assert red > 200
    assert max(green, blue) < 60


def test_a_file_that_two_make_at_once_is_there_once(monkeypatch):
    image = ImageFactory()
    drawn = making._drawn

    def overtaken(*args):
        rows = list(drawn(*args))
        monkeypatch.setattr(making, "_drawn", drawn)
        make_files(image, ["card"])
        return rows

    monkeypatch.setattr(making, "_drawn", overtaken)
    make_files(image, ["card"])

    assert image.renditions.count() == 2 * len(pictures.FORMATS)


def test_partners_get_webp_and_jpeg_as_promised():
    sizes = tuple(Size("/a", 1, 1, media_type) for media_type in pictures.FORMATS.values())
    data = Picture("", True, "", "", 1, 1, None, sizes).data()

    assert [size["type"] for size in data["sizes"]] == ["image/webp", "image/jpeg"]
