"""Old links lead to where something is now, or to a page that says why it is gone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.encoding import escape_uri_path
from wagtail.models import Site

from cms.pages.addresses import ELSEWHERE
from cms.publication.browsing import topics_to_browse
from cms.publication.freshness import FRESH
from cms.publication.models import ContentItem, FormerAddress
from cms.publication.schedule import EXPIRED


def old_links(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 301 instead of 404 where something public was before it moved, and 410 if it is gone.

    Looks only where nobody else found anything: a page that is public again, and a redirect,
    come first. Wagtail makes redirects for pages that move, but for nothing that is no page, as
    the listing of a topic is none. What was never public stays unknown.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if request.path_info.startswith(ELSEWHERE):
            return response
        url = address_of(request)
        item = item_once_at(url) if url else None
        if item is None:
            return response
        if not item.is_public():
            return farewell_page(request, item)
        return leading_on(request, item) if item.url and item.url != url else response

    return middleware


def address_of(request: HttpRequest) -> str | None:
    """Give the address of a request as items have theirs; None where there is no site."""
    site = Site.find_for_request(request)
    # Not joined as links are: a path of two slashes would lead to another host.
    return f"{site.root_url}{escape_uri_path(request.path)}" if site else None


def item_once_at(url: str) -> ContentItem | None:
    """Give the item whose page has, or had, an address, in one query.

    One that was last seen there goes before one that had moved on.
    """
    items = ContentItem.objects.filter(change__isnull=False).select_related("replaced_by")
    moved_on = FormerAddress.objects.filter(url=url).values("item")
    known = items.filter(url=url).union(items.filter(pk__in=moved_on))  # so each has its index
    return max(known, key=lambda item: (item.url == url, item.public, item.change), default=None)


def leading_on(request: HttpRequest, item: ContentItem) -> HttpResponse:
    """Lead to where an item is now: for a minute, as another may get its old address one day."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{item.url}?{query}" if query else item.url)
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return response


def farewell_page(request: HttpRequest, item: ContentItem) -> HttpResponse:
    """Give the page that says why an item is gone, and leads on."""
    other = item.replaced_by
    context = {
        "reason": item.reason or (EXPIRED if item.public else ""),
        "replacement": other if other and other.url and other.is_public() else None,
        "words": item.slug.replace("-", " "),
        "topics": topics_to_browse(),
    }
    response = render(request, "withdrawal/withdrawn_page.html", context, status=410)
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return response
