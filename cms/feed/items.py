"""Single items, whole."""

import re
import uuid
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import entity_tag, is_conditional, not_modified
from cms.feed.errors import Problem
from cms.feed.headers import cache_control
from cms.feed.parameter_types import shown
from cms.feed.payloads import Shape
from cms.feed.schema import Operation
from cms.feed.views import JSON, FeedView, filled
from cms.publication.kinds import KINDS, address
from cms.publication.models import ContentItem, ItemPhase
from cms.publication.registry import presentation
from cms.publication.schedule import EXPIRED

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)

#: All that is read of an item to know whether it is there and has changed, ...
_STATE = ("kind", "change", "changed_at", "public", "expires_at")
#: ... and, where it is not there any more, to say so.
_FAREWELL = (
    "reason",
    *(f"replaced_by__{name}" for name in ("kind", "title", "url", "public", "expires_at")),
)


class ItemView(FeedView):
    """One item, whole."""

    kind = ""

    def operation(self) -> Operation:
        """Describe the view."""
        singular = KINDS[self.kind].singular
        return Operation(
            f"get_{singular}",
            f"One {singular}, whole",
            "The item with everything that is public about it.",
            presentation(self.kind).detail_serializer,
            parameters=parameters.of_item(self.kind),
            in_path={"id": "The item’s id."},
            headers=("ETag", "Cache-Control", "Last-Modified"),
            problems=(400, 404, 410),
        )

    def get(self, request: Request, id: str) -> HttpResponse:
        """Give the item, in one query; in two when the client’s copy turns out to be old."""
        understood = parameters.read(request.query_params, parameters.of_item(self.kind))
        if not _ID.fullmatch(id):
            raise Problem(404, f"{shown(id)} is not an id: ids are UUIDs.")
        item_id, moment = uuid.UUID(id), timezone.now()
        if is_conditional(request):
            state = self._item(request, item_id, moment)
            if unchanged := not_modified(request, _head(state, moment)):
                return unchanged
        item = self._item(request, item_id, moment, "detail")
        return filled(_head(item, moment), Shape.asked(understood).detail(item), JSON)

    def _item(
        self, request: Request, item_id: uuid.UUID, moment: datetime, *columns: str
    ) -> ContentItem:
        """Read the state and some columns of the item. Raises Problem if it is not public."""
        phase = ItemPhase.objects.current(moment).filter(item=OuterRef("pk"))
        items = (
            ContentItem.objects.filter(pk=item_id, kind=self.kind, change__isnull=False)
            .with_status(moment)
            .annotate(
                phase_began=Subquery(phase.values("starts_at")[:1]),
                phase_ends=Subquery(phase.values("ends_at")[:1]),
            )
            .select_related("replaced_by")
            .only(*_STATE, *_FAREWELL, *columns)
        )
        item = items.first()
        if item is None:
            raise Problem(404, f"There is no {KINDS[self.kind].singular} with this id.")
        if not _is_public(item, moment):
            raise _withdrawn(request, item, moment)
        return item


def _is_public(item: ContentItem, moment: datetime) -> bool:
    return item.public and (item.expires_at is None or item.expires_at > moment)


def _head(item: ContentItem, moment: datetime) -> HttpResponse:
    """Give the headers of an item: they change with it, and with its phases."""
    status, began, ends = (getattr(item, name) for name in ("status", "phase_began", "phase_ends"))
    head = HttpResponse()
    head["ETag"] = entity_tag(item.change, status)
    changed = max(filter(None, [item.changed_at, began]))
    head["Last-Modified"] = http_date(changed.timestamp())
    head["Cache-Control"] = cache_control(
        moment, min(filter(None, [item.expires_at, ends]), default=None)
    )
    return head


def _withdrawn(request: Request, item: ContentItem, moment: datetime) -> Problem:
    """Say why an item is gone, and what there is instead."""
    singular = KINDS[item.kind].singular
    expired = item.public
    other = item.replaced_by
    replaced_by = None
    if other and _is_public(other, moment):
        replaced_by = {
            "id": str(other.pk),
            "kind": other.kind,
            "title": other.title,
            "self": request.build_absolute_uri(address(other.kind, other.pk)),
            "url": other.url or None,
        }
    reason = item.reason or (EXPIRED if expired else None)
    detail = f"This {singular} was public and is withdrawn."
    return Problem(410, detail, reason=reason, replaced_by=replaced_by)
