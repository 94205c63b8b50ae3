"""Bring items up to date with their rows: one, or many that need the same things."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db import transaction

from cms.publication.models import Clock, ContentItem
from cms.publication.preparing import prepare
from cms.publication.presenting import Presenting
from cms.publication.registry import presenter_for
from cms.publication.storing import Draft, withdraw


class Together:
    """Items that are presented one after the other: what they need is read for all at once.

    Whatever changes what one of them shows counts up how often it was asked for. So what was
    read after the items themselves is true of each that nobody has asked for since.
    """

    def __init__(self, item_ids: Iterable[uuid.UUID]) -> None:
        """Read those of some items that are due, and their rows."""
        self._items = ContentItem.objects.due().in_bulk(list(item_ids))
        self._rows: dict[tuple[str, str], Any] = {}
        keys: dict[str, list[str]] = defaultdict(list)
        for item in self._items.values():
            keys[item.source].append(item.source_key)
        for source, wanted in keys.items():
            presenter = presenter_for(source)
            rows = list(presenter.public_rows(wanted))
            if rows:
                presenter.prepare(rows)
                prepare(rows)
                self.presenting.expect(body for row in rows for body in presenter.bodies(row))
            self._rows |= {(source, presenter.key(row)): row for row in rows}

    @cached_property
    def presenting(self) -> Presenting:
        """Give what they are presented with."""
        return Presenting()

    def item(self, item_id: uuid.UUID) -> ContentItem | None:
        """Give an item as it was read, if it was due."""
        return self._items.get(item_id)

    def draft(self, item: ContentItem) -> Draft | None:
        """Give an item as it should be; None if nobody may see it."""
        row = self._rows.get((item.source, item.source_key))
        return Draft(presenter_for(item.source), row, item, self.presenting) if row else None


def present(item_id: uuid.UUID, together: Together | None = None) -> set[uuid.UUID]:
    """Bring one item up to date with its row, unless nothing was asked since the last time.

    May run twice, late, or side by side with itself: what was computed before somebody asked
    again is thrown away and computed anew. Gives the items that are due because of it.
    """
    while True:
        together = together or Together([item_id])
        item = together.item(item_id)
        if item is None:
            return set()
        draft = together.draft(item)
        with transaction.atomic():
            Clock.hold()
            current = ContentItem.objects.get(pk=item_id)
            if current.asked != item.asked:
                together = None
                continue
            change, current.presented = current.change, item.asked
            affected = draft.store(current) if draft else withdraw(current)
            if current.change == change:  # nothing new was stored, so this was not either
                current.save(update_fields=["presented"])
            return affected
