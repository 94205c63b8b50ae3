"""Which items fit the parameters of a request."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from cms.feed.pagination import Order
from cms.feed.parameters import ROLES
from cms.publication.models import ContentItem, ContentItemQuerySet
from cms.publication.search import SearchEntry, SearchEntryQuerySet, rank
from cms.publication.statements import Given

_RANGES = {
    "published_from": "published_at__gte",
    "published_to": "published_at__lt",
    "starts_from": "starts_at__gte",
    "starts_to": "starts_at__lt",
}


def public(kind: str, moment: datetime | Given) -> ContentItemQuerySet:
    """Give what anybody may see of a kind; `items`: of all kinds."""
    items = ContentItem.objects.public(moment)
    return items if kind == "items" else items.filter(kind=kind)


def narrowed(
    items: ContentItemQuerySet, filters: Mapping[str, Any], moment: datetime | Given
) -> ContentItemQuerySet:
    """Keep what fits all filters."""
    for name, value in filters.items():
        if name in ROLES:
            items = items.linked_to(name, value)
        elif name == "status":
            items = items.in_status(value, moment)
        elif name == "search":
            items = items.found(value)
        elif name in _RANGES:
            items = items.filter(**{_RANGES[name]: value})
        else:
            items = items.filter(**{f"{name}__in": value})
    return items


def in_order(
    kind: str, filters: Mapping[str, Any], moment: datetime | Given
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


def ranked(kind: str, filters: Mapping[str, Any], moment: datetime | Given) -> SearchEntryQuerySet:
    """Give the entries of what fits all filters, `search` among them, each with its `rank`.

    What the entries themselves can tell is asked of them: reading the items of 2,000 hits would
    take longer than all the rest.
    """
    others = dict(filters)
    asked = others.pop("search")
    entries = SearchEntry.objects.found(asked).public(moment).annotate(rank=rank(asked))
    if kinds := others.pop("kind", None) if kind == "items" else (kind,):
        entries = entries.filter(kind__in=kinds)
    for name in others.keys() & {"published_from", "published_to"}:
        entries = entries.filter(**{_RANGES[name]: others.pop(name)})
    if others:
        entries = entries.filter(item__in=narrowed(ContentItem.objects.all(), others, moment))
    return entries
