"""Requests that claim what cannot be, to every sort of address."""

from io import BytesIO

import pytest
from django.test import Client, RequestFactory

from tests.factories.blog import PostPageFactory

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/blog/", "/feed.atom", "/api/v1/posts/", "/nothing/"]
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


@pytest.mark.parametrize("cookie", ["", "short", '"abcdefgh\\000"', "a b c d e f g h"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_cookie_that_is_no_session_leaves_answers_fit_for_a_shared_cache(
    client: Client, home_page, address, cookie
):
    PostPageFactory()
    response = client.get(address, headers={"Cookie": f"sessionid={cookie}"})
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
