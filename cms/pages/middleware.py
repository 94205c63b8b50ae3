"""What is done to every request before anybody else sees it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

#: Django takes a shorter key of a session for none.
SHORTEST_KEY = 8


def without_broken_session(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Pass over a session cookie that cannot be one.

    Django would delete it, and an answer that does so, kept by a cache that all share, would
    end the sessions of staff. Nor can every database look for the characters a cookie can hold.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key is not None and not (len(key) >= SHORTEST_KEY and key.isascii() and key.isalnum()):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        return get_response(request)

    return middleware
