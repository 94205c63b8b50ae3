"""What is done to every request before anybody else sees it, and to every answer after all."""

from collections.abc import Callable
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_SECRET_LENGTH, CSRF_TOKEN_LENGTH
from django.urls import reverse

from cms.blocks.markup import printable

#: Django takes a shorter key of a session for none.
SHORTEST_KEY = 8


def without_dead_cookies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Pass over the cookies of no session, and a secret against forged requests that is none.

    Django would delete or replace them, and an answer that does so, kept by a cache that all
    share, would end the sessions of staff. Who comes with them is answered as who has none.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        cookies = request.COOKIES
        if not _is_session(cookies.get(settings.SESSION_COOKIE_NAME, "")):
            cookies.pop(settings.SESSION_COOKIE_NAME, None)
        if not _is_secret(cookies.get(settings.CSRF_COOKIE_NAME, "")):
            cookies.pop(settings.CSRF_COOKIE_NAME, None)
        return get_response(request)

    return middleware


def _is_session(key: str) -> bool:
    """Say whether a session has this key. What cannot be one is not even looked for.

    Not every database can look for the characters that a cookie can hold.
    """
    if not (len(key) >= SHORTEST_KEY and key.isascii() and key.isalnum()):
        return False
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    session.load()
    return session.session_key is not None


def _is_secret(token: str) -> bool:
    """Say whether Django could have made this secret."""
    return len(token) in (CSRF_SECRET_LENGTH, CSRF_TOKEN_LENGTH) and (
        token.isascii() and token.isalnum()
    )


def without_unsafe_characters(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Take out of pages what templates do not escape: characters that hide or turn round text.

    What editors type has none; what came into the database by another way may. Staff see what is
    stored.
    """
    admin = reverse("wagtailadmin_home")

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if page and not request.path.startswith(admin):
            text = response.content.decode(response.charset)
            if (safe := printable(text)) != text:
                response.content = safe
        return response

    return middleware
