"""The parameters of the feed: what each means, what it allows, and which list takes which."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.http import QueryDict

from cms.feed.errors import ParameterError, Problem
from cms.feed.parameter_types import (
    Address,
    BadValueError,
    Choice,
    Flag,
    Moment,
    Name,
    Number,
    Opaque,
    Parameter,
    Selection,
    Words,
    nearest,
    shown,
)
from cms.publication.kinds import KINDS
from cms.publication.registry import presentation

ALL = "all"  # fields
BODY_FORMATS = ("html", "blocks", "text")
MOST_ERRORS = 20  # told at once


LIMIT = Number("limit", "How many items one page holds.", ("1 to 100",), most=100, default=20)
CURSOR = Opaque(
    "cursor",
    "The place to go on from. Follow `next` and `previous`, which hold it, "
    "and do not make one up: it is signed, and belongs to the filters it was made with.",
    ("a cursor out of `next` or `previous` of this list, with the same filters",),
)
_BY_NAME = ("an id", "a slug")
ROLES = {
    "topic": Name("topic", "Only what is about this topic.", _BY_NAME),
    "author": Name("author", "Only what this author contributed to.", _BY_NAME),
    "organisation": Name("organisation", "Only what names this organisation.", _BY_NAME),
    "offer": Name("offer", "Only what belongs to this offer or embeds it.", _BY_NAME),
}
SLUG = Name("slug", "Only what has this slug.", ("a slug",))
KIND = Choice("kind", "Only items of this kind.", tuple(KINDS))
SEARCH = Words(
    "search",
    "Only what has all these words, in any of their forms. Lists then begin with what has them in "
    "its title, go on with what has them in its summary, and end with the rest, each newest first.",
    ("up to 20 words in up to 200 characters",),
)
_MOMENTS = ("a date: 2026-03-01", "a moment: 2026-03-01T09:00:00Z")
RANGES = {
    name: Moment(name, meaning, _MOMENTS)
    for name, meaning in {
        "published_from": "Only what was first published then or later.",
        "published_to": "Only what was first published before.",
        "starts_from": "Only sessions that start then or later.",
        "starts_to": "Only sessions that start before.",
    }.items()
}
COUNT = Flag(
    "count",
    "Add `count`: how many items fit, on all pages. A snapshot ends with it, in a line of its own "
    "that holds how many items came; one without that line broke off.",
    ("true", "false"),
)
URL = Address(
    "url",
    "The address of a page, as people see it.",
    ("a whole address", "a path that begins with a slash"),
    required=True,
)
AFTER = Opaque(
    "after",
    "How far you have read. Keep `next`, which holds it: it is signed, and belongs to the "
    "filters it was made with. Left out: from the very beginning.",
    ("what `next` of `/changes/` or the first line of `/snapshot/` holds, with the same filters",),
)

_EVERYWHERE = ("slug", "published_from", "published_to", "search")
#: What narrows the list of each kind.
FILTERS = {
    **{name: (*kind.filters, *_EVERYWHERE) for name, kind in KINDS.items()},
    "items": ("kind", *ROLES, "status", "starts_from", "starts_to", *_EVERYWHERE),
}


@cache
def field_names(kind: str) -> tuple[str, ...]:
    """Give the fields that whole items of a kind have; `items`: of all kinds."""
    if kind == "items":
        return tuple(dict.fromkeys(name for each in KINDS for name in field_names(each)))
    return tuple(presentation(kind).detail_serializer().fields)


@cache
def summary_names(kind: str) -> frozenset[str]:
    """Give the fields that items of a kind have in lists."""
    return frozenset(presentation(kind).summary_serializer().fields)


@cache
def of_list(kind: str) -> Mapping[str, Parameter]:
    """Give the parameters of a kind's list, by name; `items`: of the list of all kinds."""
    return _by_name(LIMIT, CURSOR, *_filters(kind), *_shape(kind), COUNT)


@cache
def of_changes() -> Mapping[str, Parameter]:
    """Give the parameters of the changes, by name."""
    return _by_name(AFTER, LIMIT, *_filters("items"), *_shape("items"))


@cache
def of_snapshot() -> Mapping[str, Parameter]:
    """Give the parameters of the snapshot, by name."""
    return _by_name(*_filters("items"), *_shape("items"), COUNT)


@cache
def of_resolving() -> Mapping[str, Parameter]:
    """Give the parameters of the question what is at an address, by name."""
    return _by_name(URL, *_shape("items"))


@cache
def of_item(kind: str) -> Mapping[str, Parameter]:
    """Give the parameters of a single item, by name."""
    return _by_name(*_shape(kind))


def filters_of(kind: str, understood: Mapping[str, Any]) -> dict[str, Any]:
    """Give those parameters of a request that narrow the list of a kind."""
    return {name: understood[name] for name in FILTERS[kind] if name in understood}


def _by_name(*parameters: Parameter) -> dict[str, Parameter]:
    return {each.name: each for each in parameters}


def _filters(kind: str) -> list[Parameter]:
    """Give the parameters that narrow the list of a kind."""
    status: Any = presentation("offers").summary_serializer().fields["status"]
    states = Choice("status", "Only what is in this state now.", tuple(status.choices))
    known = {"slug": SLUG, "kind": KIND, "status": states, "search": SEARCH, **ROLES, **RANGES}
    return [known[name] for name in FILTERS[kind]]


def _shape(kind: str) -> list[Parameter]:
    """Give the parameters that say how much of an item comes."""
    names = field_names(kind)
    meaning = "Only these fields, and always `id` and `kind`; `all`: every field of a whole item."
    fields = Selection("fields", meaning, (*names, ALL), alone=ALL)
    if "body" not in names:
        return [fields]
    meaning = (
        "In which forms the body comes. Left out: all three where one item is asked for, none "
        "elsewhere."
    )
    return [fields, Selection("body", meaning, ("none", *BODY_FORMATS))]


def read(given: QueryDict, known: Mapping[str, Parameter]) -> dict[str, Any]:
    """Give what the parameters of a request mean, by name. Raises Problem for bad ones."""
    understood: dict[str, Any] = {}
    errors: list[ParameterError] = []
    for name, values in given.lists():
        if len(errors) == MOST_ERRORS:
            break
        if (parameter := known.get(name)) is None:
            message = f"There is no parameter {shown(name)} here.{nearest(name, tuple(known))}"
            errors.append(ParameterError(shown(name)[1:-1], message, list(known)))
            continue
        try:
            understood[name] = parameter.read(values)
        except BadValueError as bad:
            errors.append(ParameterError(name, str(bad), list(parameter.allowed)))
    for parameter in known.values():
        if parameter.required and parameter.name not in given:
            message = "It must be given."
            errors.append(ParameterError(parameter.name, message, list(parameter.allowed)))
    if errors:
        detail = " ".join(f"{error.parameter}: {error.message}" for error in errors[:3])
        raise Problem(400, detail, errors)
    return understood
