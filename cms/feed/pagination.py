"""Pages of a list, found by the place to go on from and not by counting."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet

from cms.feed.errors import ParameterError, Problem
from cms.feed.parameters import CURSOR
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem
from cms.publication.search import SearchEntry

_SIGNER = Signer(salt="cms.feed.cursor")


@dataclass(frozen=True)
class Order:
    """The order of a list: by a column, then by id. Along links, by what they repeat of both.

    Of a search, by how near the words `asked` for are, before all else.
    """

    column: str
    along_links: bool = False
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
        return (
            (f"links__{self.column}", "links__item_id") if self.along_links else (self.column, "id")
        )

    def key(self, item: ContentItem) -> str:
        """Give an item's place as text: its value of the column, after its rank if it has one."""
        value = getattr(item, self.column)
        text = value.isoformat() if isinstance(value, datetime) else str(value)
        return f"{getattr(item, 'rank', 0)} {text}" if self.asked else text

    def values(self, key: str) -> list[Any]:
        """Give what a place as text stands for, as the database orders it."""
        if self.asked:
            rank, _, key = key.partition(" ")
            return [int(rank), datetime.fromisoformat(key)]
        return [key if self.column == "sort_key" else datetime.fromisoformat(key)]


@dataclass(frozen=True)
class Cursor:
    """A place in a list: beside an item, looking forwards or backwards."""

    key: str
    item_id: UUID
    backwards: bool = False

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


@dataclass(frozen=True)
class Page:
    """Some items of a list, with the places to go on from in both directions."""

    items: list[ContentItem]
    next: Cursor | None
    previous: Cursor | None


def page_of(
    items: "QuerySet[ContentItem]",
    order: Order,
    limit: int,
    cursor: Cursor | None,
    entries: "QuerySet[SearchEntry] | None" = None,
) -> Page:
    """Read the page of a list that a cursor asks for, in one query.

    Of a search, its place is found among the `entries`, and its items alone are read.
    """
    backwards = cursor is not None and cursor.backwards
    descending = order.newest_first != backwards
    sign, comparison = ("-", "lt") if descending else ("", "gt")
    beyond = _beyond(cursor, order, comparison) if cursor else Q()
    by = [f"{sign}{path}" for path in order.paths]
    if entries is None:
        items = items.filter(beyond)
    else:
        chosen = entries.filter(beyond).order_by(*by)[: limit + 1]
        items = items.filter(pk__in=chosen.values("pk"))
    rows = list(items.order_by(*by)[: limit + 1])
    more = len(rows) > limit
    rows = list(dict.fromkeys(rows[:limit]))[:: -1 if backwards else 1]
    if not rows:
        return Page([], None, None)
    first, last = rows[0], rows[-1]
    return Page(
        rows,
        next=Cursor(order.key(last), last.id) if more or backwards else None,
        previous=(
            Cursor(order.key(first), first.id, backwards=True)
            if (more if backwards else cursor is not None)
            else None
        ),
    )


def _beyond(cursor: Cursor, order: Order, comparison: str) -> Q:
    """Give the condition for what lies beyond a place; the first part lets an index find it."""
    places = zip(order.paths, [*order.values(cursor.key), cursor.item_id], strict=True)
    *before, (last, item_id) = places
    beyond = Q(**{f"{last}__{comparison}": item_id})
    for path, value in reversed(before):
        further = Q(**{f"{path}__{comparison}": value}) | beyond
        beyond = Q(**{f"{path}__{comparison}e": value}) & further
    return beyond
