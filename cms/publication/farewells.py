"""The last words about what is withdrawn: why, and what there is instead."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from cms.publication.models import Clock, ContentItem
from cms.publication.registry import parts_of, presenter_for
from cms.publication.schedule import EXPIRED


@dataclass(frozen=True)
class Farewell:
    """Why something is withdrawn, and the item that replaces it; either may be left out."""

    reason: str = ""
    replaced_by: ContentItem | None = None


_said: ContextVar[tuple[Farewell, list[Model]] | None] = ContextVar("farewell", default=None)


@contextmanager
def saying(farewell: Farewell, rows: Iterable[Model]) -> Iterator[None]:
    """Withdraw inside with these words: these rows, and the pages below them.

    The words end with the block, whatever happens in it, and no other thread hears them.
    """
    token = _said.set((farewell, list(rows)))
    try:
        yield
    finally:
        _said.reset(token)


def words_about(row: Model) -> Farewell:
    """Give the words that a row is being withdrawn with."""
    farewell, rows = _said.get() or (Farewell(), [])
    if any(is_or_is_below(row, other) for other in rows):
        return farewell
    expires_at = getattr(row, "expire_at", None)
    return Farewell(EXPIRED if expires_at and expires_at <= timezone.now() else "")


def is_or_is_below(row: Model, other: Model) -> bool:
    """Say whether a row is another, or a page below it."""
    if isinstance(row, Page) and isinstance(other, Page):
        return bool(row.path.startswith(other.path))
    return row == other


def correct(item_id: uuid.UUID, farewell: Farewell) -> bool:
    """Give a withdrawn item other words, and a new number so that partners hear of them.

    The parts that went with it get them too. Says whether it was still withdrawn.
    """
    with transaction.atomic():
        Clock.hold()
        item = ContentItem.objects.get(pk=item_id)
        if item.event != item.Event.WITHDRAWN:
            return False
        before = Farewell(item.reason, item.replaced_by)
        for one in [item, *_withdrawn_parts(item)]:
            if before == Farewell(one.reason, one.replaced_by) != farewell:
                one.reason, one.replaced_by = farewell.reason, farewell.replaced_by
                one.change, one.changed_at = Clock.tick(), timezone.now()
                one.save(update_fields=["reason", "replaced_by", "change", "changed_at"])
        return True


def _withdrawn_parts(item: ContentItem) -> Iterable[ContentItem]:
    """Give the withdrawn items of the parts of an item's row."""
    sources = [part.source for part in parts_of(presenter_for(item.source).model)]
    below = ContentItem.objects.filter(source__in=sources, event=ContentItem.Event.WITHDRAWN)
    return below.filter(source_key__startswith=f"{item.source_key}:")
