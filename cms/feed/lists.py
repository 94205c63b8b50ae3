"""The lists: one for each kind, and one for all."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import not_modified
from cms.feed.envelopes import page_serializer
from cms.feed.pagination import Cursor, Order, Page, mark_of, page_of
from cms.feed.payloads import Shape
from cms.feed.schema import Operation
from cms.feed.views import FeedView, filled, versioned_head
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem, ContentItemQuerySet, Version


class ListView(FeedView):
    """The list of one kind, or of all."""

    kind = "items"

    def operation(self) -> Operation:
        """Describe the view."""
        title = KINDS[self.kind].title if self.kind in KINDS else "Everything"
        by_name = "soonest first" if self.kind == "sessions" else "in order of their names"
        order = "newest first" if Order.of(self.kind).newest_first else by_name
        return Operation(
            f"list_{self.kind}",
            f"{title}: {order}",
            "One page of the list. What does not change while you page through it is seen "
            "exactly once.",
            page_serializer(self.kind),
            parameters=parameters.of_list(self.kind),
            headers=("ETag", "Cache-Control", "Link"),
            problems=(400,),
        )

    def get(self, request: Request) -> HttpResponse:
        """Give one page of the list, in two queries: the version, and the items."""
        understood = parameters.read(request.query_params, parameters.of_list(self.kind))
        known = parameters.FILTERS[self.kind]
        filters = {name: understood[name] for name in known if name in understood}
        mark = mark_of(self.kind, filters)
        cursor = Cursor.read(understood["cursor"], mark) if "cursor" in understood else None
        moment = timezone.now()
        head = versioned_head(request, moment, Version.at(moment))
        if unchanged := not_modified(request, head):
            return unchanged

        shape, order = Shape.asked(understood), Order.of(self.kind)
        items = narrowed(public(self.kind, moment), filters, moment)
        items = items.with_status(moment).only("id", order.column, *shape.columns())
        limit = understood.get("limit", parameters.LIMIT.default)
        page = page_of(items, order, limit, cursor)
        links = _links(request, page, mark)
        if link := ", ".join(f'<{url}>; rel="{name}"' for name, url in links.items() if url):
            head["Link"] = link
        ends = ",".join(f'"{name}":{json.dumps(url)}' for name, url in links.items())
        results = ",\n".join(shape.summary(item) for item in page.items)
        return filled(head, f'{{{ends},"results":[{results}]}}')


def public(kind: str, moment: datetime) -> ContentItemQuerySet:
    """Give what anybody may see of a kind; `items`: of all kinds."""
    items = ContentItem.objects.public(moment)
    return items if kind == "items" else items.filter(kind=kind)


def narrowed(
    items: ContentItemQuerySet, filters: Mapping[str, tuple[str, ...]], moment: datetime
) -> ContentItemQuerySet:
    """Keep what fits all filters."""
    for name, values in filters.items():
        if name in parameters.ROLES:
            items = items.linked_to(name, values)
        elif name == "status":
            items = items.in_status(values, moment)
        else:
            items = items.filter(**{f"{name}__in": values})
    return items


def _links(request: Request, page: Page, mark: str) -> dict[str, str | None]:
    """Give the addresses of the pages around one, with the parameters of the request."""
    links: dict[str, str | None] = {"next": None, "previous": None}
    for name, cursor in (("next", page.next), ("previous", page.previous)):
        if cursor:
            query = request.query_params.copy()
            query["cursor"] = cursor.signed(mark)
            links[name] = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return links
