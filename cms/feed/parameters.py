"""The parameters of the feed: what each means, what it allows, and which list takes which."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.http import QueryDict

from cms.feed.errors import ParameterError, Problem
from cms.feed.parameter_types import (
    BadValueError,
    Choice,
    Name,
    Number,
    Opaque,
    Parameter,
    Selection,
    nearest,
    shown,
)
from cms.publication.kinds import KINDS
from cms.publication.registry import presentation

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

#: What narrows the list of each kind.
FILTERS = {
    "posts": ("topic", "author", "organisation", "offer", "slug"),
    "authors": ("organisation", "slug"),
    "offers": ("topic", "organisation", "status", "slug"),
    "sessions": ("offer", "slug"),
    "topics": ("slug",),
    "organisations": ("slug",),
    "items": ("kind", "topic", "author", "organisation", "offer", "status", "slug"),
}


@cache
def field_names(kind: str, *, whole: bool) -> tuple[str, ...]:
    """Give the fields that items of a kind have, whole or in lists; `items`: of all kinds."""
    if kind == "items":
        names = [name for each in KINDS for name in field_names(each, whole=whole)]
        return tuple(dict.fromkeys(names))
    presenter = presentation(kind)
    summary = tuple(presenter.summary_serializer().fields)
    detail = tuple(presenter.detail_serializer().fields)
    if whole:
        return detail
    return (*summary, "body") if "body" in detail else summary


@cache
def of_list(kind: str) -> Mapping[str, Parameter]:
    """Give the parameters of a kind's list, by name; `items`: of the list of all kinds."""
    filters = [_filter(name) for name in FILTERS[kind]]
    return {each.name: each for each in (LIMIT, CURSOR, *filters, *_shape(kind, whole=False))}


@cache
def of_item(kind: str) -> Mapping[str, Parameter]:
    """Give the parameters of a single item, by name."""
    return {each.name: each for each in _shape(kind, whole=True)}


def _filter(name: str) -> Parameter:
    if name == "status":
        status: Any = presentation("offers").summary_serializer().fields["status"]
        return Choice("status", "Only what is in this state now.", tuple(status.choices))
    return {"slug": SLUG, "kind": KIND, **ROLES}[name]


def _shape(kind: str, *, whole: bool) -> list[Parameter]:
    """Give the parameters that say how much of an item comes."""
    names = field_names(kind, whole=whole)
    fields = Selection("fields", "Only these fields, and always `id` and `kind`.", names)
    if "body" not in names:
        return [fields]
    default = "all three" if whole else "none"
    meaning = f"In which forms the body comes. Left out: {default}."
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
    if errors:
        detail = " ".join(f"{error.parameter}: {error.message}" for error in errors[:3])
        raise Problem(400, detail, errors)
    return understood
