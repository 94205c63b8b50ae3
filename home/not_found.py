"""What visitors get where nothing is: a way on, as near as can be told to what they wanted."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotFound,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from rest_framework.request import Request

from cms.feed.limits import client_of, count
from cms.pages.routes import own_addresses, page_at
from home.search.nearest import nearest


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer without words: what stands around may yet lead on, or put them in."""
    return HttpResponseNotFound()


def never_a_dead_end(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Forgive capitals and doubled slashes; else show our page, on a developer’s machine too.

    Only the admin keeps Django’s own page there, which says what was tried.
    """
    admin = reverse("wagtailadmin_home")

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if type(response) is not HttpResponseNotFound:  # what a view has written itself
            return response
        if settings.DEBUG and request.path_info.startswith(admin):
            return response
        if address := _forgiven(request):
            return HttpResponsePermanentRedirect(address)
        return render(request, "404.html", _ways_on(request), status=404)

    return middleware


def _forgiven(request: HttpRequest) -> str | None:
    """Give the address that was meant, if a page is there."""
    path = re.sub("//+", "/", request.path_info.lower())
    if path == request.path_info or request.method not in ("GET", "HEAD"):
        return None
    path = f"{path.rstrip('/')}/"
    if path != reverse("search") and not page_at(request, path):
        return None
    query = request.META.get("QUERY_STRING", "")
    return f"{escape_uri_path(path)}?{query}" if query else escape_uri_path(path)


def _ways_on(request: HttpRequest) -> dict[str, Any]:
    """Give the words of the address and what is nearest to them, to whoever asks within reason."""
    path = request.path_info.lstrip("/")
    is_page = path.partition("/")[0] not in own_addresses() and "." not in path
    if not is_page or request.method not in ("GET", "HEAD") or _asks_too_much(request):
        return {}
    words, found = nearest(path)
    return {"words": words, "nearest": found}


def _asks_too_much(request: HttpRequest) -> bool:
    quota: int = settings.SEARCHES_PER_MINUTE
    client = client_of(Request(request)) if quota > 0 else None
    counted = count(f"lost/{client}") if client else None
    return counted is not None and counted.number > quota
