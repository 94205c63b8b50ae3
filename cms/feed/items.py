"""Single items, whole."""

import re
import uuid
from datetime import datetime
from functools import cache

from django.db.models import OuterRef, Subquery, UUIDField
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import entity_tag, is_conditional, not_modified
from cms.feed.errors import Problem
from cms.feed.parameter_types import shown
from cms.feed.payloads import Shape
from cms.feed.schema import Operation
from cms.feed.views import JSON, FeedView, filled
from cms.feed.withdrawals import FAREWELL, withdrawn
from cms.pages.statements import MOMENT, Given, Statement
from cms.publication.freshness import cache_control
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem, ContentItemQuerySet, ItemPhase
from cms.publication.registry import presentation

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


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
            problems=("bad-request", "not-found", "withdrawn"),
        )

    def get(self, request: Request, id: str) -> HttpResponse:
        """Give the item, in one query; in two when it is gone, or the client’s copy is old."""
        understood = parameters.read(request.query_params, parameters.of_item(self.kind))
        if not _ID.fullmatch(id):
            raise Problem(404, f"{shown(id)} is not an id: ids are UUIDs.")
        item_id, moment = uuid.UUID(id), timezone.now()
        if is_conditional(request):
            state = self._item(request, item_id, moment)
            if unchanged := not_modified(request, head_of(state, moment)):
                return unchanged
        item = self._item(request, item_id, moment, "detail")
        return filled(head_of(item, moment), Shape.asked(understood).detail(item), JSON)

    def _item(
        self, request: Request, item_id: uuid.UUID, moment: datetime, *columns: str
    ) -> ContentItem:
        """Read the state and some columns of the item. Raises Problem if it is not public."""
        found = list(_public_item(self.kind, *columns).rows(id=item_id, moment=moment))
        if found:
            return found[0]
        item = states(moment, *columns).filter(pk=item_id, kind=self.kind).first()
        if item is None:
            raise Problem(404, f"There is no {KINDS[self.kind].singular} with this id.")
        if not item.is_public(moment):
            raise withdrawn(request, item, moment)
        return item


@cache
def _public_item(kind: str, *columns: str) -> Statement[ContentItem]:
    """Give the query for what `head_of()` needs of a public item, and for some columns."""
    given = {"pk": Given("id", UUIDField()), "kind": kind}
    item = ContentItem.objects.public(MOMENT).filter(**given, change__isnull=False)
    names = ["kind", "change", "changed_at", "expires_at", *columns]
    if KINDS[kind].has_states:
        item = with_phase(item, MOMENT)
        names += ["status", "is_open", "phase_began", "phase_ends"]
    return Statement(item, *names)


def with_phase(items: ContentItemQuerySet, moment: datetime | Given) -> ContentItemQuerySet:
    """Add the state at a moment, and from when until when it lasts."""
    phase = ItemPhase.objects.current(moment).filter(item=OuterRef("pk"))
    return items.with_status(moment).annotate(
        phase_began=Subquery(phase.values("starts_at")[:1]),
        phase_ends=Subquery(phase.values("ends_at")[:1]),
    )


def states(moment: datetime, *columns: str) -> ContentItemQuerySet:
    """Give all items that are or were public, with what `head_of()` and `withdrawn()` need.

    Of their stored texts only the given columns are read.
    """
    items = with_phase(ContentItem.objects.filter(change__isnull=False), moment)
    return items.select_related("replaced_by").only(
        "kind", "change", "changed_at", "public", "expires_at", *FAREWELL, *columns
    )


def head_of(item: ContentItem, moment: datetime) -> HttpResponse:
    """Give the headers of a whole item: they change with it, and with its phases."""
    phase = ("status", "phase_began", "phase_ends")
    status, began, ends = (getattr(item, name, None) for name in phase)
    head = HttpResponse()
    head["ETag"] = entity_tag(item.change, item.changed_at, status)
    changed = max(filter(None, [item.changed_at, began]))
    head["Last-Modified"] = http_date(changed.timestamp())
    head["Cache-Control"] = cache_control(
        moment, min(filter(None, [item.expires_at, ends]), default=None)
    )
    return head
