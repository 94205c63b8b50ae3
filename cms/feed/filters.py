"""Which items fit the parameters of a request."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from cms.feed.pagination import Order
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


def in_order(
    kind: str, filters: Mapping[str, Any], moment: datetime
) -> tuple[ContentItemQuerySet, Order]:
    """Give what is public of a kind and fits all filters, and the order to read it in.

    A filter by one single target leads the way: an index follows its links in order of time.
    """
    items, order, left = public(kind, moment), Order.of(kind), dict(filters)
    single = next((role for role in ROLES if len(filters.get(role, ())) == 1), None)
    if order.newest_first and single:
        items = items.along_links(single, left.pop(single)[0])
        order = replace(order, along_links=True)
    return narrowed(items, left, moment), order
