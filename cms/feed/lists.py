"""The lists: one for each kind, and one for all."""

import json

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import not_modified
from cms.feed.envelopes import page_serializer
from cms.feed.filters import in_order, ranked
from cms.feed.pagination import Cursor, Order, Page, mark_of, page_of
from cms.feed.payloads import Shape
from cms.feed.schema import Operation
from cms.feed.views import FeedView, filled, versioned_head
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem, Version

_ORDERS = {
    "published_at": "newest first",
    "starts_at": "soonest first",
    "sort_key": "in order of their names",
}


class ListView(FeedView):
    """The list of one kind, or of all."""

    kind = "items"

    def operation(self) -> Operation:
        """Describe the view."""
        title = KINDS[self.kind].title if self.kind in KINDS else "Everything"
        order = _ORDERS[Order.of(self.kind).column]
        return Operation(
            f"list_{self.kind}",
            f"{title}: {order}",
            "One page of the list. What does not change while you page through it is seen "
            "exactly once.",
            page_serializer(self.kind),
            parameters=parameters.of_list(self.kind),
            headers=("ETag", "Cache-Control", "Link"),
        )

    def get(self, request: Request) -> HttpResponse:
        """Give one page of the list, in two queries: the version, and the items."""
        understood = parameters.read(request.query_params, parameters.of_list(self.kind))
        filters = parameters.filters_of(self.kind, understood)
        mark = mark_of(self.kind, filters)
        cursor = Cursor.read(understood["cursor"], mark) if "cursor" in understood else None
        moment = timezone.now()
        head = versioned_head(request, moment, Version.at(moment))
        if unchanged := not_modified(request, head):
            return unchanged

        shape, entries = Shape.asked(understood), None
        if asked := filters.get("search"):
            entries = ranked(self.kind, filters, moment)
            items, order = ContentItem.objects.with_rank(asked), Order("published_at", asked=asked)
        else:
            items, order = in_order(self.kind, filters, moment)
        fitting = items if entries is None else entries
        count = f',"count":{fitting.count()}' if understood.get("count") else ""
        items = items.with_status(moment).only("id", "kind", order.column, shape.column)
        limit = understood.get("limit", parameters.LIMIT.default)
        page = page_of(items, order, limit, cursor, entries)
        links = _links(request, page, mark)
        if link := ", ".join(f'<{url}>; rel="{name}"' for name, url in links.items() if url):
            head["Link"] = link
        ends = ",".join(f'"{name}":{json.dumps(url)}' for name, url in links.items())
        results = ",\n".join(shape.summary(item) for item in page.items)
        return filled(head, f'{{{ends}{count},"results":[{results}]}}')


def _links(request: Request, page: Page, mark: str) -> dict[str, str | None]:
    """Give the addresses of the pages around one, with the parameters of the request."""
    links: dict[str, str | None] = {"next": None, "previous": None}
    for name, cursor in (("next", page.next), ("previous", page.previous)):
        if cursor:
            query = request.query_params.copy()
            query["cursor"] = cursor.signed(mark)
            links[name] = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return links
