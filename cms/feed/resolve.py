"""From the address of a page to its item."""

from datetime import datetime
from urllib.parse import quote, urlsplit

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import not_modified
from cms.feed.envelopes import whole_item
from cms.feed.errors import Problem
from cms.feed.items import head_of, states
from cms.feed.payloads import Shape
from cms.feed.schema import Operation
from cms.feed.views import JSON, FeedView, address_with, filled
from cms.feed.withdrawals import withdrawn
from cms.pages.addresses import root_url
from cms.publication.freshness import cache_control
from cms.publication.kinds import address
from cms.publication.models import ContentItem, ContentItemQuerySet, FormerAddress


class ResolveView(FeedView):
    """From the address of a page to its item."""

    kind = "resolve"

    def operation(self) -> Operation:
        """Describe the view."""
        return Operation(
            "resolve_address",
            "The item behind the address of a page",
            "The whole item, as at its own address. If the page moved, 301 to the same question "
            "about the address it has now.",
            whole_item(),
            parameters=parameters.of_resolving(),
            headers=("ETag", "Cache-Control", "Last-Modified", "Content-Location"),
            problems=("bad-request", "not-found", "withdrawn"),
            leads_on=True,
        )

    def get(self, request: Request) -> HttpResponse:
        """Give the item, or lead on: in three queries at most."""
        understood = parameters.read(request.query_params, parameters.of_resolving())
        moment = timezone.now()
        spellings = _spellings(understood["url"])
        item = _best(states(moment, "url", "detail").filter(url__in=spellings), moment)
        if item is None:
            left = FormerAddress.objects.filter(url__in=spellings).values("item")
            item = _best(states(moment, "url").filter(pk__in=left), moment)
            if item and item.url and item.is_public(moment):
                return _lead_on(request, item.url, moment)
        if item is None:
            raise Problem(404, "No item is, or ever was, at this address.")
        if not item.is_public(moment):
            raise withdrawn(request, item, moment)
        head = head_of(item, moment)
        head["Content-Location"] = request.build_absolute_uri(address(item.kind, item.pk))
        if unchanged := not_modified(request, head):
            return unchanged
        return filled(head, Shape.asked(understood).detail(item), JSON)


def _spellings(url: str) -> list[str]:
    """Give how we may have stored an address: under our own scheme and host, with a slash.

    An address without a host is one of ours. What follows `?` or `#` does not matter.
    """
    parts, root = urlsplit(url), urlsplit(root_url())
    ours = not parts.netloc or parts.hostname == root.hostname
    start = root if ours else parts
    path = quote(parts.path.strip("/"), safe="/%~!$&'()*+,;=:@")
    bare = f"{start.scheme}://{start.netloc.lower()}/{path}"
    return [bare, f"{bare}/"]


def _best(items: ContentItemQuerySet, moment: datetime) -> ContentItem | None:
    """Give the one that is public, or else the one that was withdrawn last."""
    return max(items, key=lambda item: (item.is_public(moment), item.change), default=None)


def _lead_on(request: Request, url: str, moment: datetime) -> HttpResponse:
    """Give the way to the same question about another address."""
    response = HttpResponsePermanentRedirect(address_with(request, request.path, url=url))
    response["Cache-Control"] = cache_control(moment, None)
    del response["Content-Type"]
    return response
