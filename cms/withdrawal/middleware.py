"""A withdrawn page says so at its old address, and what there is instead."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import escape_uri_path
from wagtail.models import Site

from cms.publication.models import ContentItem, FormerAddress
from cms.publication.schedule import EXPIRED

#: Addresses that are no pages.
ELSEWHERE = ("/admin/", "/api/", "/static/", "/media/", "/documents/", "/sign-up/")
FRESH = 60  # seconds in which caches need not ask again


def gone_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 410 instead of 404 where a page was public.

    Looks only where nobody else found anything: a page that is public again, and a redirect,
    come first. What was never public stays unknown.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if request.path_info.startswith(ELSEWHERE):
            return response
        item = withdrawn_at(request)
        return farewell_page(request, item) if item else response

    return middleware


def withdrawn_at(request: HttpRequest) -> ContentItem | None:
    """Give the item whose page had the address of a request; None if there is none, or it lives.

    One that was last seen there goes before one that had moved on.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    # Not joined as links are: a path of two slashes would lead to another host.
    url = f"{site.root_url}{escape_uri_path(request.path)}"
    items = ContentItem.objects.filter(change__isnull=False).select_related("replaced_by")
    moved_on = FormerAddress.objects.filter(url=url).values("item")
    known = items.filter(url=url).union(items.filter(pk__in=moved_on))  # so each has its index
    item = max(known, key=lambda item: (item.url == url, item.public, item.change), default=None)
    return None if item is None or item.is_public() else item


def farewell_page(request: HttpRequest, item: ContentItem) -> HttpResponse:
    """Give the page that says why an item is gone, and leads on."""
    other = item.replaced_by
    context = {
        "reason": item.reason or (EXPIRED if item.public else ""),
        "replacement": other if other and other.url and other.is_public() else None,
    }
    response = render(request, "withdrawal/withdrawn_page.html", context, status=410)
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return response
