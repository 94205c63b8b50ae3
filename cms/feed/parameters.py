"""The parameters of the feed: what each means, what it allows, and which list takes which."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from django.http import QueryDict

from cms.feed.errors import ParameterError, Problem
from cms.publication.kinds import KINDS
from cms.publication.registry import presentation

BODY_FORMATS = ("html", "blocks", "text")
MOST_VALUES = 50  # of one parameter
MOST_ERRORS = 20  # told at once

_NAME = re.compile(r"[-\w]{1,255}")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


class BadValueError(ValueError):
    """A value that a parameter does not allow."""


@dataclass(frozen=True)
class Parameter:
    """A parameter: its name, what it means and what it allows, in words for partners."""

    name: str
    meaning: str
    allowed: tuple[str, ...]
    repeatable: bool = False

    def read(self, values: list[str]) -> Any:
        """Give what the values mean. Raises BadValueError."""
        if not self.repeatable and len(values) > 1:
            raise BadValueError("Give it once.")
        if len(values) > MOST_VALUES:
            raise BadValueError(f"Give it at most {MOST_VALUES} times.")
        return self.understood(values)

    def understood(self, values: list[str]) -> Any:
        """Give what the values mean, which are not too many. Raises BadValueError."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """Describe one value, as OpenAPI does."""
        return {"type": "string"}


@dataclass(frozen=True)
class Number(Parameter):
    """A whole number from 1 to `most`."""

    most: int = 1
    default: int = 1

    def understood(self, values: list[str]) -> int:
        """Give the number."""
        if not _NUMBER.fullmatch(values[0]) or int(values[0]) > self.most:
            raise BadValueError(f"Give a whole number from 1 to {self.most}.")
        return int(values[0])

    def schema(self) -> dict[str, Any]:
        """Describe the number."""
        return {"type": "integer", "minimum": 1, "maximum": self.most, "default": self.default}


@dataclass(frozen=True)
class Opaque(Parameter):
    """A text that only we can read; whoever uses it says whether it is a right one."""

    def understood(self, values: list[str]) -> str:
        """Give the text as it is."""
        return values[0]


@dataclass(frozen=True)
class Name(Parameter):
    """Ids or slugs: any of them."""

    repeatable: bool = True

    def understood(self, values: list[str]) -> tuple[str, ...]:
        """Give each once, in order."""
        for value in values:
            if not _NAME.fullmatch(value):
                raise BadValueError(f"{shown(value)} is not {' or '.join(self.allowed)}.")
        return tuple(sorted(set(values)))

    def schema(self) -> dict[str, Any]:
        """Describe one id or slug."""
        return {"type": "string", "maxLength": 255}


@dataclass(frozen=True)
class Choice(Parameter):
    """Words of a list: any of them."""

    repeatable: bool = True

    def understood(self, values: list[str]) -> tuple[str, ...]:
        """Give each once, in order."""
        for value in values:
            if value not in self.allowed:
                raise BadValueError(f"{shown(value)} is not allowed.{nearest(value, self.allowed)}")
        return tuple(sorted(set(values)))

    def schema(self) -> dict[str, Any]:
        """Describe the words."""
        return {"type": "string", "enum": list(self.allowed)}


@dataclass(frozen=True)
class Selection(Parameter):
    """Words of a list, with commas between them; `none`, where allowed, stands alone."""

    repeatable: bool = True

    def understood(self, values: list[str]) -> frozenset[str]:
        """Give the words; nothing for `none`."""
        words = [word for value in values for word in value.split(",")]
        for word in words:
            if word not in self.allowed:
                raise BadValueError(f"{shown(word)} is not allowed.{nearest(word, self.allowed)}")
        if "none" in words and len(set(words)) > 1:
            raise BadValueError("“none” excludes the others.")
        return frozenset(words) - {"none"}

    def schema(self) -> dict[str, Any]:
        """Describe the words as a list."""
        return {"type": "array", "items": {"type": "string", "enum": list(self.allowed)}}


def shown(value: str) -> str:
    """Give what a client sent so that it can stand in a message."""
    printable = "".join(character if character.isprintable() else "�" for character in value)
    return f"“{printable[:60]}{'…' if len(printable) > 60 else ''}”"


def nearest(word: str, words: tuple[str, ...]) -> str:
    """Ask whether a similar word was meant."""
    found = get_close_matches(word[:60].lower(), words, n=1)
    return f" Did you mean “{found[0]}”?" if found else ""


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
    "sessions": ("offer",),
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
