"""Everything public at once, as a stream: the quick way to begin a copy."""

import json
from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.changes import MARK, address_after
from cms.feed.conditions import not_modified
from cms.feed.envelopes import SnapshotStartSerializer
from cms.feed.filters import narrowed, public
from cms.feed.pagination import mark_of
from cms.feed.payloads import Shape
from cms.feed.places import Place
from cms.feed.schema import Operation
from cms.feed.views import FeedView, versioned_head
from cms.publication.models import ContentItemQuerySet
from cms.publication.versions import Version

#: Newline-delimited JSON.
MEDIA_TYPE = "application/x-ndjson"
BATCH = 200


class SnapshotView(FeedView):
    """Everything public."""

    kind = "snapshot"

    def operation(self) -> Operation:
        """Describe the view."""
        return Operation(
            "get_snapshot",
            "Everything public, as a stream",
            "One JSON object in each line. The first line says how to go on; each other line is "
            "an item, as `item` in the changes. With `count=true`, the last line says how many "
            'items came: `{"count": 128}`.',
            SnapshotStartSerializer,
            parameters=parameters.of_snapshot(),
            format=MEDIA_TYPE,
        )

    def get(self, request: Request) -> HttpResponseBase:
        """Give the stream. What changes while it runs comes with the changes after it."""
        understood = parameters.read(request.query_params, parameters.of_snapshot())
        filters = parameters.filters_of("items", understood)
        moment = timezone.now()
        version, today = Version.at(moment), moment.date()
        head = versioned_head(request, moment, version, today)
        if unchanged := not_modified(request, head):
            return unchanged
        cursor = Place.end(version).signed(mark_of(MARK, filters), today)
        start = {
            "change": version.number,
            "cursor": cursor,
            "next": address_after(request, cursor),
        }
        items = narrowed(public("items", moment), filters, moment).with_status(moment)
        counts = bool(understood.get("count"))
        lines = _lines(start, items, version.number, Shape.asked(understood), counts=counts)
        head["Content-Type"] = MEDIA_TYPE
        return StreamingHttpResponse(
            () if request.method == "HEAD" else lines, headers=head.headers
        )


def _lines(
    start: dict[str, object],
    items: ContentItemQuerySet,
    until: int,
    shape: Shape,
    *,
    counts: bool,
) -> Iterator[str]:
    """Give the lines, reading a batch of items at a time: no transaction stays open meanwhile.

    So how many come is known at the end only: what changes meanwhile comes with the changes.
    """
    yield f"{json.dumps(start)}\n"
    items = items.filter(change__lte=until).only("id", "kind", "change", shape.column)
    items = items.order_by("change")
    number = count = 0
    while batch := list(items.filter(change__gt=number)[:BATCH]):
        yield "".join(f"{_in_one_line(shape.summary(item))}\n" for item in batch)
        number = batch[-1].change or until
        count += len(batch)
    if counts:
        yield f"{json.dumps({'count': count})}\n"


def _in_one_line(content: str) -> str:
    """Escape what JSON allows in a string, and many programs take for the end of a line."""
    return content.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")
