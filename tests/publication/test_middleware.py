"""What staff do happens whole or not at all."""

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published

from blog.models import PostPage
from cms.publication import receivers
from cms.publication.models import Clock, ContentItem
from tests.factories.blog import PostPageFactory

pytestmark = pytest.mark.django_db


def fail(*args, **kwargs):
    raise ZeroDivisionError


def publish_in_the_admin(client: Client, page: Page) -> int:
    client.raise_request_exception = False
    return client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}").status_code


def test_a_page_that_staff_publish_is_live_and_has_an_item(admin_client):
    post = PostPageFactory(live=False)

    assert publish_in_the_admin(admin_client, post) == 302

    assert PostPage.objects.get(pk=post.pk).live
    assert ContentItem.objects.public().filter(kind="posts").exists()


def test_a_page_is_not_live_when_telling_of_it_fails(admin_client):
    post = PostPageFactory(live=False)
    page_published.connect(fail)

    try:
        assert publish_in_the_admin(admin_client, post) == 500
    finally:
        page_published.disconnect(fail)

    assert not PostPage.objects.get(pk=post.pk).live


def test_a_page_is_not_private_when_telling_of_it_fails(admin_client, monkeypatch):
    post = PostPageFactory()
    monkeypatch.setattr(receivers, "changed", fail)
    admin_client.raise_request_exception = False

    path = f"/admin/pages/{post.pk}/privacy/"
    assert admin_client.post(path, {"restriction_type": "login"}).status_code == 500

    assert not PageViewRestriction.objects.exists()


def test_nobody_has_to_wait_for_who_is_not_signed_in(client, monkeypatch):
    monkeypatch.setattr(Clock, "hold", fail)

    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 200


def test_nobody_has_to_wait_for_a_preview(admin_client, monkeypatch):
    held = []
    monkeypatch.setattr(Clock, "hold", lambda: held.append(True))
    post = PostPageFactory()
    kind = f"blog/postpage/{post.get_parent().pk}"
    data = {"title": "New", "body-count": "0", "contributions-TOTAL_FORMS": "0"}

    for path in (f"{post.pk}/edit/preview/", f"add/{kind}/preview/"):
        held.clear()
        assert admin_client.post(f"/admin/pages/{path}", data).status_code == 200
        assert not held
    admin_client.post(f"/admin/pages/{post.pk}/unpublish/")
    assert held
