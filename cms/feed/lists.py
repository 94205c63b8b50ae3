"""The lists: one for each kind, and one for all."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import is_conditional, not_modified
from cms.feed.envelopes import page_serializer
from cms.feed.filters import in_order, narrowed, public, ranked
from cms.feed.pagination import (
    Cursor,
    Direction,
    Order,
    Page,
    in_pages,
    mark_of,
    page_of,
    sorted_by,
)
from cms.feed.payloads import Shape
from cms.feed.schema import Operation
from cms.feed.views import FeedView, address_with, filled, versioned_head
from cms.pages.statements import MOMENT, Statement
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem
from cms.publication.versions import IS_CURRENT, Version

#: How many queries a process keeps compiled: one for each combination of filters.
MOST_STATEMENTS = 500
#: How many changes they are kept for: what fits a filter may be many by then, where it was few.
KEPT_FOR = 1000
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
        """Give one page of the list: in one query as long as nothing changes."""
        understood = parameters.read(request.query_params, parameters.of_list(self.kind))
        filters = parameters.filters_of(self.kind, understood)
        cursor = None
        if "cursor" in understood:
            cursor = Cursor.read(understood["cursor"], mark_of(self.kind, filters))
        moment = timezone.now()
        if is_conditional(request):
            head = versioned_head(request, moment, Version.at(moment))
            if unchanged := not_modified(request, head):
                return unchanged

        shape, chosen = Shape.asked(understood), tuple(filters.items())
        limit = understood.get("limit", parameters.LIMIT.default)
        endless = "search" in filters  # there is no end of words to search for
        query = _query if endless else _keeping(_age(moment))
        order, statement = query(self.kind, chosen, shape.column, limit, Direction.of(cursor))
        version, rows = _read(statement, moment, cursor.place(order) if cursor else {})
        page, head = page_of(rows, order, limit, cursor), versioned_head(request, moment, version)
        count = ""
        if understood.get("count"):
            count = f',"count":{_all(self.kind, filters, moment).count()}'
        links = _links(request, page, mark_of(self.kind, filters))
        if link := ", ".join(f'<{url}>; rel="{name}"' for name, url in links.items() if url):
            head["Link"] = link
        ends = ",".join(f'"{name}":{json.dumps(url)}' for name, url in links.items())
        results = ",\n".join(shape.summary(item) for item in page.items)
        return filled(head, f'{{{ends}{count},"results":[{results}]}}')


def _query(
    kind: str, filters: tuple[tuple[str, Any], ...], column: str, limit: int, direction: Direction
) -> tuple[Order, Statement[ContentItem]]:
    """Give the query for a page, and the order of its items.

    Of a search, the page is found among its entries, and its items alone are read.
    """
    known = dict(filters)
    asked = known.get("search", ())
    if asked:
        order = Order("published_at", asked=asked)
        entries = in_pages(ranked(kind, known, MOMENT), order, limit, direction)
        items = ContentItem.objects.with_rank(asked).filter(pk__in=entries.values("pk"))
    else:
        items, order = in_order(kind, known, MOMENT)
    items = items.annotate(is_current=IS_CURRENT)
    names = ["id", "kind", "is_current", order.column, column, *(["rank"] if asked else [])]
    if kind == "items" or KINDS[kind].has_states:
        items = items.with_status(MOMENT)
        names += ["status", "is_open"]
    page = sorted_by(items, order, direction) if asked else in_pages(items, order, limit, direction)
    # Of all these items, only those at both ends are asked for their places.
    return order, Statement(page, *dict.fromkeys(names), unread={"id", "is_current", order.column})


@lru_cache(maxsize=2)  # one is for whom no version is known
def _keeping(age: int) -> Callable[..., tuple[Order, Statement[ContentItem]]]:
    """Give what makes queries as `_query()` does, and keeps them for as long as an age lasts."""
    return lru_cache(maxsize=MOST_STATEMENTS)(_query)


def _age(moment: datetime) -> int:
    known = Version.expected(moment)
    return known.number // KEPT_FOR if known else 0


def _read(
    statement: Statement[ContentItem], moment: datetime, place: Mapping[str, Any]
) -> tuple[Version, list[ContentItem]]:
    """Read rows, and the version that they are of: at once, where it is the one expected."""
    if version := Version.expected(moment):
        rows: list[Any] = list(statement.rows(moment=moment, **version.state, **place))
        if rows[0].is_current if rows else Version.at(moment) == version:
            return version, rows
    version = Version.at(moment)
    return version, list(statement.rows(moment=moment, **version.state, **place))


def _all(kind: str, filters: Mapping[str, Any], moment: datetime) -> "QuerySet[Any]":
    """Give everything that fits, to be counted."""
    if "search" in filters:
        return ranked(kind, filters, moment)
    return narrowed(public(kind, moment), filters, moment)


def _links(request: Request, page: Page, mark: str) -> dict[str, str | None]:
    """Give the addresses of the pages around one, with the parameters of the request."""
    links: dict[str, str | None] = {"next": None, "previous": None}
    for name, cursor in (("next", page.next), ("previous", page.previous)):
        if cursor:
            links[name] = address_with(request, request.path, cursor=cursor.signed(mark))
    return links
