"""Which items fit the parameters of a request."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cms.feed.parameters import ROLES
from cms.publication.models import ContentItem, ContentItemQuerySet

_RANGES = {
    "published_from": "published_at__gte",
    "published_to": "published_at__lt",
    "starts_from": "starts_at__gte",
    "starts_to": "starts_at__lt",
}


def public(kind: str, moment: datetime) -> ContentItemQuerySet:
    """Give what anybody may see of a kind; `items`: of all kinds."""
    items = ContentItem.objects.public(moment)
    return items if kind == "items" else items.filter(kind=kind)


def narrowed(
    items: ContentItemQuerySet, filters: Mapping[str, Any], moment: datetime
) -> ContentItemQuerySet:
    """Keep what fits all filters."""
    for name, value in filters.items():
        if name in ROLES:
            items = items.linked_to(name, value)
        elif name == "status":
            items = items.in_status(value, moment)
        elif name in _RANGES:
            items = items.filter(**{_RANGES[name]: value})
        else:
            items = items.filter(**{f"{name}__in": value})
    return items


def leading_link(filters: Mapping[str, Any]) -> tuple[str, str] | None:
    """Give a filter by one single target, which an index can follow in order of time."""
    for name in ROLES:
        if len(filters.get(name, ())) == 1:
            return name, filters[name][0]
    return None
