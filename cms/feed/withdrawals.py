"""What is said of an item that is not public any more."""

from datetime import datetime
from typing import Any

from rest_framework.request import Request

from cms.feed.errors import Problem
from cms.publication.kinds import KINDS, address
from cms.publication.models import ContentItem
from cms.publication.schedule import EXPIRED

#: What has to be read of an item to say farewell to it, with `replaced_by` joined.
FAREWELL = (
    "reason",
    *(f"replaced_by__{name}" for name in ("kind", "title", "url", "public", "expires_at")),
)


def reason_of(item: ContentItem, moment: datetime) -> str | None:
    """Say why an item is gone, where that may be told."""
    expired = item.public and not item.is_public(moment)
    return item.reason or (EXPIRED if expired else None)


def replacement_of(request: Request, item: ContentItem, moment: datetime) -> dict[str, Any] | None:
    """Give what there is instead of an item, if that is public itself."""
    other = item.replaced_by
    if other is None or not other.is_public(moment):
        return None
    return {
        "id": str(other.pk),
        "kind": other.kind,
        "title": other.title,
        "self": request.build_absolute_uri(address(other.kind, other.pk)),
        "url": other.url or None,
    }


def withdrawn(request: Request, item: ContentItem, moment: datetime) -> Problem:
    """Give the problem that says why an item is gone, and what there is instead."""
    return Problem(
        410,
        f"This {KINDS[item.kind].singular} was public and is withdrawn.",
        reason=reason_of(item, moment),
        replaced_by=replacement_of(request, item, moment),
    )
