"""What browsers are told that a page may load and do."""

import re

import pytest
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from cms.pages import content_policy
from cms.pages.content_policy import ContentPolicy, allow_style
from tests.factories.blog import PostPageFactory

pytestmark = pytest.mark.django_db


def policy(response):
    """Give the directives of a policy."""
    parts = response["Content-Security-Policy"].split("; ")
    return {name: sources.split() for name, _, sources in (part.partition(" ") for part in parts)}


def answered(request, page=""):
    """Give the answer to a request as the middleware lets it go."""
    return ContentPolicy(lambda request: HttpResponse(page))(request)


def test_a_visitors_page_loads_nothing_but_our_styles_typefaces_and_pictures(client, blog_index):
    for address in ("/", PostPageFactory().url, "/no/such/page/", "/api/v1/docs/"):
        assert policy(client.get(address)) == {
            "default-src": ["'none'"],
            "style-src": ["'self'"],
            "font-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "connect-src": ["'self'"],
            "form-action": ["'self'"],
            "base-uri": ["'none'"],
            "frame-ancestors": ["'self'"],
        }, address


def test_staff_and_the_admin_have_what_wagtail_needs(admin_client, client, home_page):
    pages = [admin_client.get("/"), admin_client.get("/admin/"), client.get("/admin/login/")]
    for page in pages:
        assert policy(page) == {
            "object-src": ["'none'"],
            "base-uri": ["'self'"],
            "frame-ancestors": ["'self'"],
        }


def test_a_preview_may_be_shown_in_the_editors_frame(admin_client, blog_index):
    post = PostPageFactory()
    preview = reverse("wagtailadmin_pages:view_draft", args=[post.pk])
    assert policy(admin_client.get(preview))["frame-ancestors"] == ["'self'"]


def test_a_style_in_a_page_is_allowed_by_its_words_alone(rf):
    request = rf.get("/")
    allow_style(request, ":root { color: red }")
    assert policy(answered(request))["style-src"] == [
        "'self'",
        "'sha256-G/wsZP7shMM4dKYVAtNLfwDL60Ct6FjB3UJANA3m34s='",
    ]


def test_a_page_that_stands_alone_may_have_its_own_style(home_page, monkeypatch):
    monkeypatch.setattr("home.models.HomePage.serve", lambda *args: 1 / 0)
    broken = Client(raise_request_exception=False).get("/")
    assert broken.status_code == 500
    [style] = re.findall("<style>(.*?)</style>", broken.text, re.DOTALL)
    assert content_policy.source_of(style) in policy(broken)["style-src"]


def test_pictures_may_come_from_the_bucket_that_holds_them(monkeypatch):
    monkeypatch.setattr(default_storage, "url", lambda name: f"https://pictures.example/{name}")
    content_policy._media_host.cache_clear()
    request = RequestFactory().get("/")
    assert policy(answered(request))["img-src"][-1] == "https://pictures.example"
    content_policy._media_host.cache_clear()


def test_pages_say_what_else_browsers_need_not_give_them(client, home_page):
    headers = client.get("/").headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_data_is_told_nothing(client, home_page):
    assert "Content-Security-Policy" not in client.get("/api/v1/posts/").headers
