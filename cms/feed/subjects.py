"""What a feed is about: the topics, authors or offers that its address names."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse, HttpResponsePermanentRedirect, QueryDict
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.errors import Problem
from cms.feed.parameter_types import Parameter, shown
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem, FormerAddress

#: The kind of item that a parameter names.
KIND_OF = {kind.singular: kind.name for kind in KINDS.values()}


class Subject(NamedTuple):
    """An item that an address names: by which parameter, and by which id or slug."""

    role: str
    name: str
    item: ContentItem


def understood(
    request: Request, known: Mapping[str, Parameter]
) -> tuple[QueryDict, dict[str, Any]]:
    """Give those parameters of a request that are known, and what they mean.

    Others are passed over: feed readers and calendars add some of their own.
    """
    given = request.query_params.copy()
    for name in set(given) - set(known):
        del given[name]
    return given, parameters.read(given, known)


def subjects(filters: Mapping[str, Iterable[str]]) -> list[Subject]:
    """Find what filters name, withdrawn or not: in one query, and one more for a former slug.

    Raises Problem for what never was: an empty answer would have somebody follow it for ever.
    """
    named = [(role, name) for role, names in filters.items() for name in names]
    if not named:
        return []
    conditions = (
        Q(kind=KIND_OF[role]) & (Q(slug=name) | Q(pk__in=list(_id(name)))) for role, name in named
    )
    items = ContentItem.objects.filter(reduce(or_, conditions), change__isnull=False)
    rows = list(items.select_related("replaced_by"))
    return [Subject(role, name, _item(rows, role, name)) for role, name in named]


def _id(name: str) -> Iterator[UUID]:
    try:
        yield UUID(name)
    except ValueError:
        return


def _item(rows: list[ContentItem], role: str, name: str) -> ContentItem:
    kind = KIND_OF[role]
    called = [item for item in rows if item.kind == kind and _is_called(item, name)]
    if called:
        return max(called, key=lambda item: item.public)
    former = FormerAddress.objects.filter(item__kind=kind, url__endswith=f"/{name}/")
    renamed = former.select_related("item").order_by("-pk").first()
    if renamed is None:
        raise Problem(404, f"There is no {role} {shown(name)}.")
    return renamed.item


def _is_called(item: ContentItem, name: str) -> bool:
    return item.slug == name or item.pk in _id(name)


def ids_of(about: Iterable[Subject]) -> dict[str, list[str]]:
    """Give the ids of subjects by their roles: filters that no rename changes."""
    ids: dict[str, list[str]] = {}
    for each in about:
        ids.setdefault(each.role, []).append(str(each.item.pk))
    return {role: sorted(set(given)) for role, given in sorted(ids.items())}


def moved(
    request: Request, given: QueryDict, about: Iterable[Subject], head: HttpResponse
) -> HttpResponse | None:
    """Lead on to the address with the slugs of today, if it names something by a former one.

    For as long as `head` lets an answer be kept: another thing may get the slug one day.
    """
    today = {
        (each.role, each.name): each.item.slug
        for each in about
        if not _is_called(each.item, each.name)
    }
    if not today:
        return None
    query = given.copy()
    for role in {role for role, _ in today}:
        names = given.getlist(role)
        query.setlist(role, [today.get((role, name), name) for name in names])
    response = HttpResponsePermanentRedirect(f"{request.path}?{query.urlencode()}")
    del response["Content-Type"]
    response["Cache-Control"] = head["Cache-Control"]
    return response
