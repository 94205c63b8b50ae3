"""The files that pages show are made when something is published, and never by reading."""

import json

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.test import RequestFactory
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import LibraryImage, Rendition
from cms.media.pictures import picture
from cms.publication.models import Clock, ContentItem
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import ImageFactory
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory

pytestmark = pytest.mark.django_db


def shown_in(image):
    """Show a picture wherever one can be chosen; give the addresses of all pages."""
    body = [("picture", {"image": image, "decorative": True})]
    author = AuthorPageFactory(portrait=image)
    plain = StandardPageFactory(body=body)
    post = PostPageFactory(picture=image, picture_decorative=True, authors=[author], body=body)
    offer = OfferPageFactory(picture=image, picture_decorative=True, body=body)
    form = SignUpFormPageFactory(parent=offer)
    topic = f"/blog/topics/{post.topic.slug}/"
    pages = [page.url for page in (author, plain, post, offer, form)]
    return ["/", "/blog/", "/people/", "/offers/", topic, *pages]


def test_no_get_of_a_page_makes_or_opens_a_file_and_a_rebuild_brings_them_back(client, monkeypatch):
    addresses = shown_in(ImageFactory())
    assert all(b"<picture" in client.get(each).content for each in addresses[1:9])
    Rendition.objects.all()._raw_delete("default")  # unheard
    caches["pages"].clear()

    def forbidden(*args, **kwargs):
        raise AssertionError("A file was opened.")

    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "_open", forbidden)
        patch.setattr(FileSystemStorage, "_save", forbidden)
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            assert b"<picture" not in response.content, address
    assert not Rendition.objects.exists()

    call_command("rebuild_publication")

    assert all(b"<picture" in client.get(each).content for each in addresses[1:9])


def test_a_plain_page_shows_its_picture_as_soon_as_it_is_published(client):
    image = ImageFactory()
    page = StandardPageFactory(body=[("picture", {"image": image, "decorative": True})])

    assert b"<picture" in client.get(page.url).content


def test_a_plain_page_shows_a_replaced_picture(client):
    image = ImageFactory()
    page = StandardPageFactory(body=[("picture", {"image": image, "decorative": True})])
    before = picture(image, "full")
    larger = ImageFactory.build(file__width=900, file__height=500).file.read()
    image.file = ContentFile(larger, name="new.jpg")
    image.save()
    image.renditions.all().delete()

    after = picture(LibraryImage.objects.get(pk=image.pk), "full")

    assert {size.width for size in after.sizes} == {320, 640, 900}
    assert not {size.url for size in before.sizes} & {size.url for size in after.sizes}
    assert after.fallback.url in client.get(page.url).content.decode()


def test_a_moved_focal_point_is_cut_out_anew():
    image = ImageFactory()
    PostPageFactory(picture=image, picture_decorative=True)
    before = picture(image, "card")

    image.focal_point_x = image.focal_point_y = 300
    image.focal_point_width = image.focal_point_height = 10
    image.save()

    after = picture(LibraryImage.objects.get(pk=image.pk), "card")
    assert after
    assert before.sizes[0].url != after.sizes[0].url


def test_pages_that_are_cached_hear_of_files_made_later():
    image = ImageFactory()
    StandardPageFactory(body=[("picture", {"image": image, "decorative": True})])
    call_command("rebuild_publication")
    Rendition.objects.all()._raw_delete("default")
    before = Clock.objects.get().number

    call_command("rebuild_publication")
    made = Clock.objects.get().number
    call_command("rebuild_publication")

    assert made == before + 1
    assert Clock.objects.get().number == made


def test_a_picture_of_a_private_collection_is_nowhere_until_it_is_public_again(client):
    collection = Collection.get_first_root_node().add_child(name="Not yet agreed")
    image = ImageFactory(collection=collection)
    addresses = shown_in(image)
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    )

    assert not Rendition.objects.filter(image=image).exists()
    assert not any(b"<picture" in client.get(each).content for each in addresses)
    post = ContentItem.objects.get(kind="posts", public=True)
    assert json.loads(post.detail)["picture"] is None
    assert LibraryImage.objects.get(pk=image.pk).unreadable_since is None

    restriction.delete()

    assert all(b"<picture" in client.get(each).content for each in addresses[1:9])
    post.refresh_from_db()
    assert json.loads(post.detail)["picture"]["sizes"]


def test_a_picture_put_into_a_private_collection_goes_from_the_pages(client):
    image = ImageFactory()
    post = PostPageFactory(picture=image, picture_decorative=True)
    collection = Collection.get_first_root_node().add_child(name="Not yet agreed")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")

    image.collection = collection
    image.save()

    assert b"<picture" not in client.get(post.url).content


def test_staff_are_told_that_a_picture_in_a_private_collection_is_shown_nowhere(admin_client):
    collection = Collection.get_first_root_node().add_child(name="Not yet agreed")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    image = ImageFactory(collection=collection)

    editor = admin_client.get(f"/admin/images/{image.pk}/").content.decode()

    assert "This picture is in a private collection" in editor


def test_a_preview_shows_a_picture_that_is_nowhere_yet(admin_user):
    post = PostPageFactory(live=False, picture=ImageFactory(), picture_decorative=True)
    request = RequestFactory().get("/")
    request.user = admin_user

    preview = post.serve_preview(request, "").render().content

    assert b"<picture" in preview
