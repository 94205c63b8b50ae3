"""Requests that claim what cannot be, to every sort of address."""

from io import BytesIO

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone

from tests.factories.blog import PostPageFactory
from tests.factories.offers import SignUpFormPageFactory
from tests.factories.users import PASSWORD, UserFactory
from tests.offers.sending import FROM_HERE, send

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/blog/", "/feed.atom", "/api/v1/posts/", "/nothing/"]
RIGHT = {"your_name": "Ines Okafor", "e_mail_address": "ines@example.org"}
CLAIMS = [
    "text/plain; charset=base64",
    "text/plain; charset=undefined",
    "text/plain; a=b; CHARSET = utf-16; c=d",
    "text/plain;charset*=UTF-8''base64",
    "multipart/form-data; charset=hex; boundary=x",
]


def answered(address: str, content_type: str) -> str:
    """Give the status of what the server's entry point answers."""
    from cms.wsgi import application

    environ = RequestFactory()._base_environ(
        PATH_INFO=address, QUERY_STRING="page=1&topic=%ff", CONTENT_TYPE=content_type
    )
    statuses: list[str] = []
    answer = application(
        {**environ, "wsgi.input": BytesIO()}, lambda status, headers, *rest: statuses.append(status)
    )
    answer.close()
    return statuses[0]


@pytest.mark.parametrize("content_type", CLAIMS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_claimed_encoding_changes_nothing(home_page, address, content_type):
    assert answered(address, content_type) == answered(address, "text/plain")


@pytest.mark.parametrize(
    "cookie",
    [
        "sessionid=",
        "sessionid=short",
        'sessionid="abcdefgh\\000"',
        "sessionid=a b c d e f g h",
        "sessionid=neverasessionofanybody0123456789",
        "csrftoken=",
        "csrftoken=x",
        "csrftoken=" + 32 * "é",
        "csrftoken=" + 32 * "-",
        "messages=x",
    ],
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_cookie_that_is_none_of_ours_leaves_answers_fit_for_a_shared_cache(
    client: Client, home_page, address, cookie
):
    PostPageFactory()
    without = client.get(address)
    response = client.get(address, headers={"Cookie": cookie})
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response.get("Vary") == without.get("Vary")
    assert response.status_code == without.status_code


@pytest.mark.parametrize("cookie", ["sessionid=neverasession", "csrftoken=x", "csrftoken="])
def test_a_sign_up_with_a_cookie_that_is_none_of_ours_sets_none(cookie):
    form_page = SignUpFormPageFactory()
    for answers, status in [(RIGHT, 303), ({}, 422)]:
        response = send(form_page, headers={**FROM_HERE, "Cookie": cookie}, **answers)
        assert response.status_code == status
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_a_session_that_is_over_is_as_good_as_none(admin_client, home_page):
    Session.objects.update(expire_date=timezone.now())
    response = admin_client.get(home_page.url)
    assert not response.cookies
    assert response["Vary"] == "Accept-Encoding"


def test_a_session_of_staff_is_kept_on_public_pages(admin_client, home_page):
    response = admin_client.get(home_page.url)
    assert not response.cookies
    assert response["Vary"] == "Cookie"
    assert b"wagtail-userbar" in response.content
    assert admin_client.get("/api/v1/posts/")["Vary"] == "Accept-Encoding"
    assert admin_client.get("/admin/").status_code == 200


def test_staff_sign_in_with_cookies_that_are_none_of_ours(home_page):
    UserFactory(username="admin", is_staff=True, is_superuser=True)
    client = Client(enforce_csrf_checks=True)
    client.cookies.load({"sessionid": "neverasession", "csrftoken": "x"})
    client.get("/admin/login/")
    token = client.cookies["csrftoken"].value
    sent = {"username": "admin", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/admin/login/", sent).status_code == 302
    assert client.get("/admin/").status_code == 200
