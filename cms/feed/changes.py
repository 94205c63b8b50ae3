"""Everything that changed, in order, withdrawals included: what keeps a copy exact."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Case, DateTimeField, Exists, F, Max, OuterRef, Q, Subquery, When
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import not_modified
from cms.feed.envelopes import changes_serializer
from cms.feed.errors import CURSOR_EXPIRED, Problem
from cms.feed.filters import narrowed, public
from cms.feed.pagination import mark_of
from cms.feed.payloads import Shape
from cms.feed.places import Place, TooOldError
from cms.feed.schema import Operation
from cms.feed.views import FeedView, address_with, filled, versioned_head
from cms.feed.withdrawals import FAREWELL, reason_of, replacement_of
from cms.publication.models import ContentItem, ContentItemQuerySet, ItemPhase
from cms.publication.versions import Version

#: Every list of changes and every snapshot has this mark, with its filters.
MARK = "changes"

_ROW = ("id", "kind", "change", "event", "changed_at", "url", "public", "expires_at", *FAREWELL)


class ChangesView(FeedView):
    """Everything that changed."""

    kind = "changes"

    def operation(self) -> Operation:
        """Describe the view."""
        return Operation(
            "list_changes",
            "Everything that changed, in order",
            "One row per item: the last that happened to it. Start without `after`, keep `next`, "
            "and your copy is exact. With filters, what does not fit (any more) comes as "
            "`withdrawn`. What time alone changed comes too: an offer that opened, an item that "
            "expired.",
            changes_serializer(),
            parameters=parameters.of_changes(),
            headers=("ETag", "Cache-Control", "Link"),
            problems=("bad-request", CURSOR_EXPIRED.name),
        )

    def get(self, request: Request) -> HttpResponse:
        """Give what comes after a place: in three queries at most; in one when nothing is new."""
        understood = parameters.read(request.query_params, parameters.of_changes())
        filters = parameters.filters_of("items", understood)
        mark, moment = mark_of(MARK, filters), timezone.now()
        version = Version.at(moment)
        place = Place.beginning(version)
        if "after" in understood:
            try:
                place = Place.read(understood["after"], mark, version, moment.date())
            except TooOldError:
                raise _start_again(request) from None
        head = versioned_head(request, moment, version, moment.date())
        if unchanged := not_modified(request, head):
            return unchanged

        shape = Shape.asked(understood)
        limit = understood.get("limit", parameters.LIMIT.default)
        reading = Reading(filters, moment, version, shape)
        items, place, has_more = reading.after(place, limit)
        following = address_after(request, place.signed(mark, moment.date()))
        head["Link"] = f'<{following}>; rel="next"'
        rows = ",\n".join(_row(request, item, shape, moment) for item in items)
        start = f'"next":{json.dumps(following)},"has_more":{json.dumps(has_more)}'
        return filled(head, f'{{{start},"results":[{rows}]}}')


def address_after(request: Request, place: str) -> str:
    """Give the address of what changed after a place, with the parameters of a request."""
    return address_with(request, reverse("feed:changes"), after=place, count=None)


def _start_again(request: Request) -> Problem:
    """Give the problem that sends a client to the snapshot, with the filters it has."""
    snapshot = address_with(request, reverse("feed:snapshot"), after=None, limit=None)
    detail = "What happened since then is not known any more. Start again with the snapshot."
    return Problem(410, detail, kind=CURSOR_EXPIRED, snapshot=snapshot)


@dataclass(frozen=True)
class Reading:
    """What one request wants to know of the changes."""

    filters: Mapping[str, Any]
    moment: datetime
    version: Version
    shape: Shape

    def after(self, place: Place, limit: int) -> tuple[list[ContentItem], Place, bool]:
        """Give the rows after a place, the place after them, and whether there are more."""
        news = place.number < self.version.number
        rows = list(self._numbered(place)[: limit + 1]) if news else []
        if len(rows) > limit:
            return rows[:limit], replace(place, number=rows[limit - 1].change or 0), True
        end = Place.end(self.version, place.base)
        if (place.moment, place.item) >= (end.moment, end.item):
            return rows, end, False
        left = limit - len(rows)
        timed: list[Any] = list(self._timed(place)[: left + 1])
        if len(timed) <= left:
            return [*rows, *timed], end, False
        timed = timed[:left]
        reached = {"moment": timed[-1].passed, "item": timed[-1].pk} if timed else {}
        return [*rows, *timed], replace(place, number=end.number, **reached), True

    def _numbered(self, place: Place) -> ContentItemQuerySet:
        """Give what has a number after the place's, up to the clock's as it was read."""
        rows = self._rows().filter(change__gt=place.number, change__lte=self.version.number)
        if self.filters.keys() - {"kind"}:
            rows = rows.filter(Q(fits=True) | Q(change__gt=place.base))
        return rows.order_by("change")

    def _timed(self, place: Place) -> ContentItemQuerySet:
        """Give what time alone has changed since the place's moment, and has no newer number.

        Each comes with the moment that `passed`.
        """
        since = {"starts_at__gte": place.moment, "starts_at__lte": self.moment}
        phases = ItemPhase.objects.filter(**since)
        began = phases.filter(item=OuterRef("pk")).order_by().values("item")
        expired = Q(expires_at__gte=place.moment, expires_at__lte=self.moment)
        rows: Any = self._rows().filter(public=True, change__lte=place.number)
        rows = rows.filter(expired | Q(pk__in=phases.values("item")))
        rows = rows.annotate(
            passed=Case(
                When(expired, then=F("expires_at")),
                default=Subquery(began.annotate(last=Max("starts_at")).values("last")),
                output_field=DateTimeField(),
            )
        )
        further = Q(passed__gt=place.moment) | Q(passed=place.moment, pk__gt=place.item)
        timed: ContentItemQuerySet = rows.filter(further).order_by("passed", "pk")
        return timed

    def _rows(self) -> ContentItemQuerySet:
        """Give all rows there can be, each with whether it `fits` the filters."""
        rows = ContentItem.objects.filter(change__isnull=False)
        if "kind" in self.filters:
            rows = rows.filter(kind__in=self.filters["kind"])
        others = {name: value for name, value in self.filters.items() if name != "kind"}
        if others:
            fitting = narrowed(public("items", self.moment), others, self.moment)
            rows = rows.annotate(fits=Exists(fitting.filter(pk=OuterRef("pk"))))
        rows = rows.with_status(self.moment).select_related("replaced_by")
        return rows.only(*_ROW, self.shape.column)


def _row(request: Request, item: ContentItem, shape: Shape, moment: datetime) -> str:
    """Give the row of an item as JSON."""
    fits = item.is_public(moment) and getattr(item, "fits", True)
    passed = getattr(item, "passed", None)
    expired = item.expires_at if item.public and not item.is_public(moment) else None
    event = item.event if fits else ContentItem.Event.WITHDRAWN
    row = {
        "change": item.change,
        "event": ContentItem.Event.UPDATED if fits and passed else event,
        "kind": item.kind,
        "id": str(item.pk),
        "url": item.url or None,
        "changed_at": f"{passed or expired or item.changed_at:%Y-%m-%dT%H:%M:%SZ}",
        "reason": None if fits else reason_of(item, moment),
        "replaced_by": None if fits else replacement_of(request, item, moment),
    }
    content = shape.summary(item) if fits else "null"
    return f'{json.dumps(row, ensure_ascii=False)[:-1]}, "item": {content}}}'
