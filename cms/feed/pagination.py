"""Pages of a list, found by the place to go on from and not by counting."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, auto
from typing import Any, Self, TypeVar
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import F, Field, Q, QuerySet, SmallIntegerField, UUIDField
from django.db.models.functions import Coalesce

from cms.feed.errors import ParameterError, Problem
from cms.feed.parameters import CURSOR
from cms.pages.statements import Given
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem

Rows = TypeVar("Rows", bound="QuerySet[Any]")

_SIGNER = Signer(salt="cms.feed.cursor")


@dataclass(frozen=True)
class Order:
    """The order of a list: by a column, then by id.

    `along` links or phases: by what those repeat of both that `mark` an item. Of a search: by how
    near the words `asked` for are, before all else. `gathered`: what few there are is sorted,
    and no index followed that has all in this order.
    """

    column: str
    along: str = ""
    mark: Q = field(default_factory=Q)
    gathered: bool = False
    asked: tuple[str, ...] = ()

    @classmethod
    def of(cls, kind: str) -> Self:
        """Give the order of a kind's list; `items`: of the list of all kinds."""
        return cls(KINDS[kind].order if kind in KINDS else "published_at")

    @property
    def newest_first(self) -> bool:
        """Say whether the largest value comes first."""
        return self.column == "published_at"

    @property
    def paths(self) -> tuple[str, ...]:
        """Give what the database orders by: the way to the column, and to the id."""
        if self.asked:
            return "rank", self.column, "pk"
        if self.along:
            return f"{self.along}__{self.column}", f"{self.along}__item_id"
        return self.column, "id"

    def key(self, item: ContentItem) -> str:
        """Give an item's place as text: its value of the column, after its rank if it has one.

        The value may still be the text that the database has for it.
        """
        value = getattr(item, self.column)
        text = value.isoformat() if isinstance(value, datetime) else str(value)
        return f"{getattr(item, 'rank', 0)} {text}" if self.asked else text

    @property
    def fields(self) -> "tuple[Field[Any, Any], ...]":
        """Give the types of what the database orders by."""
        column: Any = ContentItem._meta.get_field(self.column)
        return (*((SmallIntegerField(),) if self.asked else ()), column, UUIDField())

    def values(self, key: str) -> list[Any]:
        """Give what a place as text stands for, as the database orders it."""
        if self.asked:
            rank, _, key = key.partition(" ")
            return [int(rank), _moment(key)]
        return [key if self.column == "sort_key" else _moment(key)]


def _moment(text: str) -> datetime:
    """Give the moment that a text stands for, in UTC unless it says otherwise."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Cursor:
    """A place in a list: beside an item, looking forwards or backwards."""

    key: str
    item_id: UUID
    backwards: bool = False

    def place(self, order: Order) -> dict[str, Any]:
        """Give what `in_pages()` left room for."""
        return dict(zip(order.paths, [*order.values(self.key), self.item_id], strict=True))

    def signed(self, mark: str) -> str:
        """Give it as text that only we can make, and that only the list `mark` takes."""
        return _SIGNER.sign_object([mark, self.key, self.item_id.hex, int(self.backwards)])

    @classmethod
    def read(cls, text: str, mark: str) -> Self:
        """Read it. Raises Problem unless we made it, for this very list."""
        try:
            made_for, key, item_id, backwards = _SIGNER.unsign_object(text)
        except (BadSignature, ValueError):
            raise _refused("The cursor is not one of ours.") from None
        if made_for != mark:
            raise _refused("The cursor belongs to another list, or to other filters.")
        return cls(key, UUID(item_id), bool(backwards))


def _refused(message: str) -> Problem:
    return Problem(400, message, [ParameterError("cursor", message, list(CURSOR.allowed))])


def mark_of(kind: str, filters: Mapping[str, Any]) -> str:
    """Give a short mark that tells one list from another."""
    canonical = json.dumps([kind, sorted(filters.items())], default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


class Direction(Enum):
    """Which way a page goes: from the start of a list, or from a place on."""

    START = auto()
    FORWARDS = auto()
    BACKWARDS = auto()

    @classmethod
    def of(cls, cursor: Cursor | None) -> Self:
        """Give the way a cursor goes."""
        if cursor is None:
            return cls.START
        return cls.BACKWARDS if cursor.backwards else cls.FORWARDS


@dataclass(frozen=True)
class Page:
    """Some items of a list, with the places to go on from in both directions."""

    items: list[ContentItem]
    next: Cursor | None
    previous: Cursor | None


def without_index(column: str) -> Coalesce:
    """Give a column as the database cannot look it up in an index."""
    return Coalesce(column, column)


def sorted_by(rows: Rows, order: Order, direction: Direction) -> Rows:
    """Put a list, or one page of it, in its order; backwards in the opposite one."""
    descending = order.newest_first != (direction is Direction.BACKWARDS)
    places: list[F | Coalesce] = [F(path) for path in order.paths]
    if order.gathered:
        places[0] = without_index(order.paths[0])
    return rows.order_by(*(place.desc() if descending else place.asc() for place in places))


def in_pages(rows: Rows, order: Order, limit: int, direction: Direction) -> Rows:
    """Give one page of a list and one row more, from a place on that is `Given` when it is run."""
    descending = order.newest_first != (direction is Direction.BACKWARDS)
    beyond = Q()
    if direction is not Direction.START:
        beyond = _beyond(order, "lt" if descending else "gt")
    rows = rows.filter(order.mark & beyond)  # at once: two filters would be about two links
    return sorted_by(rows, order, direction)[: limit + 1]


def page_of(rows: list[ContentItem], order: Order, limit: int, cursor: Cursor | None) -> Page:
    """Make a page of what `in_pages()` found."""
    backwards = cursor is not None and cursor.backwards
    more = len(rows) > limit
    rows = rows[:limit][:: -1 if backwards else 1]
    if order.along:  # where an item comes twice that names two targets of the same slug
        rows = list(dict.fromkeys(rows))
    if not rows:
        return Page([], None, None)
    first, last = rows[0], rows[-1]

    def beside(item: ContentItem, backwards: bool = False) -> Cursor:
        return Cursor(order.key(item), UUID(str(item.id)), backwards)

    return Page(
        rows,
        next=beside(last) if more or backwards else None,
        previous=(
            beside(first, backwards=True) if (more if backwards else cursor is not None) else None
        ),
    )


def _beyond(order: Order, comparison: str) -> Q:
    """Give the condition for what lies beyond a place; the first part lets an index find it."""
    places = zip(order.paths, order.fields, strict=True)
    *before, (last, item_id) = ((path, Given(path, field)) for path, field in places)
    beyond = Q(**{f"{last}__{comparison}": item_id})
    for path, value in reversed(before):
        further = Q(**{f"{path}__{comparison}": value}) | beyond
        beyond = Q(**{f"{path}__{comparison}e": value}) & further
    return beyond
