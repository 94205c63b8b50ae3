"""Pictures whose file is missing or broken: no item fails for one, and staff are told."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db.models import signals
from django.utils import timezone
from PIL import Image

from cms.media.making import make_files
from cms.media.models import LibraryImage, Rendition
from cms.media.pictures import FORMATS, picture
from cms.publication.models import Chore, ContentItem
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.media import ImageFactory
from tests.factories.vocabulary import OrganisationFactory

pytestmark = pytest.mark.django_db


def encoded(image, format, **options):
    """Give a picture as the bytes of a file."""
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def jpeg(width=640, height=400, mode="RGB"):
    return encoded(Image.effect_noise((width, height), 50).convert(mode), "JPEG")


def png_with_a_wrong_checksum():
    data = bytearray(encoded(Image.effect_noise((640, 400), 50), "PNG"))
    data[len(data) // 2] ^= 0xFF
    return bytes(data)


def png_that_claims_to_be_huge():
    data = bytearray(encoded(Image.new("L", (64, 64)), "PNG"))
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    return bytes(data)


BROKEN = {
    "truncated": lambda: jpeg()[:2000],
    "empty": lambda: b"",
    "text": lambda: b"This is no picture.",
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "zeroes": lambda: bytes(5000),
    "only the first bytes": lambda: jpeg()[:20],
    "wrong checksum": png_with_a_wrong_checksum,
    "bomb": png_that_claims_to_be_huge,
}


def frames():
    return [Image.new("RGB", (640, 400), colour) for colour in ("red", "green", "blue")]


UNUSUAL = {
    "CMYK": lambda: jpeg(mode="CMYK"),
    "grey": lambda: jpeg(mode="L"),
    "transparent": lambda: encoded(Image.new("RGBA", (640, 400), (9, 9, 9, 40)), "PNG"),
    "palette": lambda: encoded(Image.new("P", (640, 400), 3), "PNG", transparency=3),
    "16 bit grey": lambda: encoded(Image.new("I;16", (640, 400), 40_000), "PNG"),
    "one bit": lambda: encoded(Image.new("1", (640, 400), 1), "PNG"),
    "animated GIF": lambda: encoded(
        frames()[0], "GIF", save_all=True, append_images=frames()[1:], duration=80
    ),
    "animated WebP": lambda: encoded(
        frames()[0], "WEBP", save_all=True, append_images=frames()[1:], duration=80
    ),
    "one pixel": lambda: encoded(Image.new("RGB", (1, 1)), "PNG"),
    "a line": lambda: encoded(Image.new("RGB", (3000, 1)), "PNG"),
    "PNG named .jpg": lambda: encoded(Image.new("RGB", (640, 400)), "PNG"),
    "turned": lambda: encoded(Image.new("RGB", (640, 400)), "JPEG", exif=b"Exif\0\0broken"),
}


def overwrite(image, data):
    """Write into a picture's file behind everybody's back."""
    image.renditions.all().delete()
    Path(image.file.path).write_bytes(data)


def posts_with(image):
    """Give the whole item of a post that shows a picture everywhere it can."""
    author = AuthorPageFactory(
        portrait=image, organisation=OrganisationFactory(logo=image, name="Partner")
    )
    body = [("picture", {"image": image, "alt_text": "A garden", "caption": "Words below."})]
    PostPageFactory(picture=image, picture_alt_text="A garden", authors=[author], body=body)


def items():
    found = ContentItem.objects.public()
    return {item.kind: json.loads(item.detail) for item in found}


@pytest.fixture
def broken(monkeypatch):
    """Give a picture with a broken file."""
    image = ImageFactory(title="Allotment")
    overwrite(image, BROKEN["truncated"]())
    return LibraryImage.objects.get(pk=image.pk)


@pytest.mark.parametrize("fault", BROKEN)
def test_an_item_with_a_broken_picture_has_none_and_the_picture_says_since_when(fault):
    image = ImageFactory()
    overwrite(image, BROKEN[fault]())

    posts_with(LibraryImage.objects.get(pk=image.pk))

    told = items()
    assert told["posts"]["picture"] is None
    assert told["posts"]["about_the_authors"][0]["portrait"] is None
    assert told["posts"]["body"]["blocks"][0]["value"] is None
    assert told["authors"]["portrait"] is None
    assert told["organisations"]["logo"] is None
    assert not ContentItem.objects.due().exists()
    assert LibraryImage.objects.get(pk=image.pk).unreadable_since is not None


def test_an_item_whose_picture_was_deleted_on_disk_has_none():
    image = ImageFactory()
    Path(image.file.path).unlink()

    posts_with(image)

    assert items()["posts"]["picture"] is None
    assert LibraryImage.objects.get(pk=image.pk).unreadable_since is not None


@pytest.mark.parametrize("sort", UNUSUAL)
def test_unusual_pictures_come_in_every_format(sort):
    image = ImageFactory()
    overwrite(image, UNUSUAL[sort]())
    image = LibraryImage.objects.get(pk=image.pk)

    make_files(image, ["full"])
    shown = picture(image, "full")

    assert {size.type for size in shown.sizes} == set(FORMATS.values())
    assert image.unreadable_since is None
    for rendition in Rendition.objects.filter(image=image):
        with Image.open(rendition.file.path) as file:
            file.load()
            assert file.size == (rendition.width, rendition.height)


def test_a_broken_picture_is_written_down_once_and_nobody_hears_of_a_change(broken):
    heard = []
    signals.post_save.connect(lambda **kwargs: heard.append(kwargs), LibraryImage, weak=False)

    assert make_files(broken, ["full"]) == 0
    since = LibraryImage.objects.get(pk=broken.pk).unreadable_since
    assert make_files(LibraryImage.objects.get(pk=broken.pk), ["card"]) == 0

    assert LibraryImage.objects.get(pk=broken.pk).unreadable_since == since
    assert heard == []


def test_a_new_file_brings_the_picture_back_everywhere(admin_client, broken):
    posts_with(broken)
    assert items()["posts"]["picture"] is None
    new = ContentFile(jpeg(), name="new.jpg")

    admin_client.post(
        f"/admin/images/{broken.pk}/",
        {"title": "Allotment", "file": new, "collection": broken.collection_id, "tags": ""},
    )

    told = items()
    assert told["posts"]["picture"]["sizes"]
    assert told["posts"]["about_the_authors"][0]["portrait"]["sizes"]
    assert told["posts"]["body"]["blocks"][0]["value"]["sizes"]
    assert told["authors"]["portrait"]["sizes"]
    assert told["organisations"]["logo"]["sizes"]
    assert LibraryImage.objects.get(pk=broken.pk).unreadable_since is None


def test_the_worker_finds_a_file_that_is_back(broken):
    posts_with(broken)
    call_command("worker", once=True)
    Path(broken.file.path).write_bytes(jpeg())
    Chore.objects.update(done_at=timezone.now() - timedelta(hours=1, minutes=1))

    call_command("worker", once=True)

    assert LibraryImage.objects.get(pk=broken.pk).unreadable_since is None
    assert items()["posts"]["picture"]["sizes"]


def test_the_worker_leaves_alone_what_is_still_broken(broken):
    posts_with(broken)
    Chore.objects.update_or_create(
        name="pictures", defaults={"done_at": timezone.now() - timedelta(days=1)}
    )

    call_command("worker", once=True)

    assert LibraryImage.objects.get(pk=broken.pk).unreadable_since is not None


def test_a_picture_changed_in_the_library_reaches_all_that_name_it_by_new_addresses():
    image = ImageFactory()
    posts_with(image)

    def addresses():
        text = json.dumps(items())
        return {part for part in text.split('"') if "/media/images/" in part and " " not in part}

    before = addresses()
    image.file = ContentFile(jpeg(900, 500), name=image.filename)
    image.save()
    image.renditions.all().delete()

    assert before
    assert addresses()
    assert not before & addresses()


def test_no_get_of_the_feed_makes_or_opens_a_file(client, monkeypatch):
    image = ImageFactory()
    posts_with(image)
    addresses = ["/api/v1/", "/api/v1/items/", "/feed.atom", "/feed.json"]
    addresses += [json.loads(item.detail)["self"] for item in ContentItem.objects.public()]
    addresses += [f"/api/v1/{kind}/?body=html" for kind in items()]
    Rendition.objects.all()._raw_delete("default")  # unheard

    def forbidden(*args, **kwargs):
        raise AssertionError("A file was opened.")

    monkeypatch.setattr(FileSystemStorage, "_open", forbidden)
    monkeypatch.setattr(FileSystemStorage, "_save", forbidden)
    for address in addresses:
        assert client.get(address).status_code in {200, 400}, address

    assert not Rendition.objects.exists()


def test_staff_are_told_which_pictures_cannot_be_shown(
    admin_client, editor_client, reader_client, broken
):
    posts_with(broken)

    for client in (admin_client, editor_client):
        page = client.get("/admin/").content.decode()
        assert "1 picture cannot be shown" in page
        assert f'<a href="/admin/images/{broken.pk}/">Allotment</a>' in page
        assert f'<a href="/admin/images/usage/{broken.pk}/">where Allotment is used</a>' in page
    assert b"cannot be shown" not in reader_client.get("/admin/").content


def test_the_panel_counts_more_than_it_names(admin_client):
    images = [ImageFactory(title=f"Broken {number}") for number in range(25)]
    LibraryImage.objects.update(unreadable_since=timezone.now())

    page = admin_client.get("/admin/").content.decode()

    assert "25 pictures cannot be shown" in page
    assert sum(f">{image.title}</a>" in page for image in images) == 20


@pytest.mark.parametrize("fault", BROKEN)
def test_staff_can_open_a_broken_picture_and_are_told_what_to_do(admin_client, fault):
    image = ImageFactory()
    overwrite(image, BROKEN[fault]())
    make_files(LibraryImage.objects.get(pk=image.pk), ["full"])

    editor = admin_client.get(f"/admin/images/{image.pk}/")

    assert editor.status_code == 200
    assert "This picture cannot be shown since" in editor.content.decode()
    assert admin_client.get("/admin/images/").status_code == 200
    assert admin_client.get("/admin/images/chooser/").status_code == 200


@pytest.mark.parametrize("kept", [0.02, 0.98])
@pytest.mark.parametrize("view", ["add/", "multiple/add/", "chooser/create/", "{}/"])
def test_a_picture_that_ends_too_early_is_refused_wherever_it_is_uploaded(admin_client, view, kept):
    image = ImageFactory()
    whole, many = io.BytesIO(), "multiple" in view
    Image.effect_noise((300, 200), 90).convert("RGB").save(whole, "JPEG")
    data = whole.getvalue()
    part = SimpleUploadedFile("part.jpg", data[: int(len(data) * kept)], "image/jpeg")

    answer = admin_client.post(
        f"/admin/images/{view.format(image.pk)}",
        {"files[]" if many else "image-chooser-upload-file" if "chooser" in view else "file": part}
        | {"title": "Part", "collection": image.collection_id, "image-chooser-upload-title": "Part"}
        | {"image-chooser-upload-collection": image.collection_id},
        headers={"x-requested-with": "XMLHttpRequest"} if many else {},
    )

    assert answer.status_code == 200
    assert "This file is damaged" in answer.content.decode()
    assert LibraryImage.objects.get().file.name == image.file.name


def test_a_picture_that_no_webp_could_hold_is_refused(admin_client):
    long = io.BytesIO()
    Image.new("RGB", (10, 16_384)).save(long, "PNG")
    file = SimpleUploadedFile("long.png", long.getvalue(), "image/png")
    answer = admin_client.post("/admin/images/add/", {"file": file, "title": "Long"})
    assert "No side of a picture may have more" in answer.content.decode()


def test_staff_are_told_nothing_while_all_pictures_are_well(admin_client):
    image = ImageFactory()
    posts_with(image)

    assert b"cannot be shown" not in admin_client.get("/admin/").content
    assert b"cannot be shown" not in admin_client.get(f"/admin/images/{image.pk}/").content
