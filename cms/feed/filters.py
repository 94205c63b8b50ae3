"""Which items fit the parameters of a request."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cms.feed.pagination import Order, Rows, without_index
from cms.feed.parameters import ROLES
from cms.pages.statements import Given
from cms.publication.models import ContentItem, ContentItemQuerySet, ContentLink, ItemPhase
from cms.publication.search import SearchEntry, SearchEntryQuerySet, rank

#: What marks the items that fit a filter: the relation that leads to it.
_MARKS = {**dict.fromkeys(ROLES, "links"), "status": "phases"}
#: So many items are sooner gathered and sorted than found in their order.
FEW = 500

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
        if name in _MARKS:
            items = items.filter(pk__in=_marks(name, value, moment).values("item"))
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

    Made for one page. Where many fit, they are found in their order and looked at one by one,
    until they are enough: along the marks of one filter, if an index has them in order of time.
    Where few fit, they are gathered and sorted. Left to themselves databases choose badly, not
    knowing how many fit.
    """
    order, others = Order.of(kind), dict(filters)
    lead, few = _choice(filters, order)
    if lead:
        path = f"{_MARKS[lead]}__"
        mark = _mark(lead, others.pop(lead), moment, path)
        for name in others.keys() & {"published_from", "published_to"}:
            mark &= Q(**{f"{path}{_RANGES[name]}": others.pop(name)})
        order = replace(order, along=_MARKS[lead], mark=mark)
    items = public(kind, moment)
    if few:
        order = replace(order, gathered=True)
        items = public("items", moment)
        if kind != "items":
            items = items.alias(its_kind=without_index("kind")).filter(its_kind=kind)
    for name in (others.keys() & _MARKS.keys()) - few:
        items = _marked(items, name, others.pop(name), moment, "pk")
    if others.keys() & {"starts_from", "starts_to"}:  # which nothing else has
        items = items.filter(kind="sessions")
    return narrowed(items, others, moment), order


def _choice(filters: Mapping[str, Any], order: Order) -> tuple[str, set[str]]:
    """Give the filter whose marks lead the way; or none, and those filters that few items fit.

    Counts what fits them, where there is a choice.
    """
    if "slug" in filters:  # hardly any two have the same
        return "", {"slug"}
    marking = [name for name in _MARKS if name in filters]
    leading = [name for name in marking if len(filters[name]) == 1 and order.newest_first]
    if len(leading) == 1 or not marking:
        return "".join(leading), set()
    moment = timezone.now()
    number = {name: _marks(name, filters[name], moment).count() for name in marking}
    if leading:
        return min(leading, key=number.__getitem__), set()
    return "", {name for name in marking if number[name] <= FEW}


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
    for name in others.keys() & _MARKS.keys():
        entries = _marked(entries, name, others.pop(name), moment, "item")
    if others:
        entries = entries.filter(item__in=narrowed(ContentItem.objects.all(), others, moment))
    return entries


def _marks(name: str, values: tuple[str, ...], moment: datetime | Given) -> "QuerySet[Any]":
    """Give the links or the phases that mark what fits a filter."""
    model: Any = ContentItem._meta.get_field(_MARKS[name]).related_model
    rows: QuerySet[Any] = model.objects.filter(_mark(name, values, moment))
    return rows


def _mark(name: str, values: tuple[str, ...], moment: datetime | Given, path: str = "") -> Q:
    if name in ROLES:
        return ContentLink.naming(name, values, path)
    return ItemPhase.current(moment, path) & Q(**{f"{path}status__in": values})


def _marked(
    rows: Rows, name: str, values: tuple[str, ...], moment: datetime | Given, item: str
) -> Rows:
    """Look at each row by itself whether it has a mark: neither EXISTS nor IN.

    PostgreSQL makes joins of those, which gather and sort. A mark repeats the item's publication,
    so that an index leads to it in one step.
    """
    same = {"item": OuterRef(item), "published_at": OuterRef("published_at")}
    mark = Subquery(_marks(name, values, moment).filter(**same).values("pk")[:1])
    return rows.alias(**{f"{name}_mark": mark}).filter(**{f"{name}_mark__isnull": False})
