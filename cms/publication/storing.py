"""Keep content items as their rows would have them: recompute from the truth, store what is new."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from cms.blocks.markup import all_printable, printable
from cms.publication.kinds import KINDS, address
from cms.publication.models import (
    Clock,
    ContentItem,
    ContentLink,
    FormerAddress,
    ItemPhase,
    Placeholder,
)
from cms.publication.presenting import Presenting
from cms.publication.registry import Presenter, presenter_for, presenter_of
from cms.publication.schedule import EXPIRED
from cms.publication.search import SearchEntry, searchable

LANGUAGE = "en-GB"


class Draft:
    """A content item as its row would have it now, not stored yet."""

    def __init__(
        self, presenter: Presenter, row: Any, item: ContentItem, presenting: Presenting
    ) -> None:
        """Put it together."""
        path = presenter.path(row)
        self.presenter, self.row = presenter, row
        self.url = presenting.absolute(path) if path else ""
        self.title = printable(presenter.title(row))[:255]
        self.slug = presenter.slug(row)
        self.published_at = presenter.published_at(row) or item.published_at or timezone.now()
        self.expires_at = presenter.expires_at(row)
        self.starts_at = presenter.starts_at(row)
        self.sort_key = self.title.casefold()[:255]
        fields = presenter.fields(row, presenting)
        record = {
            "id": str(item.pk),
            "kind": presenter.kind,
            "self": presenting.absolute(address(presenter.kind, item.pk)),
            "url": self.url or None,
            "slug": self.slug,
            "title": self.title,
            "change": None,
            "digest": None,
            "published_at": self.published_at,
            "updated_at": None,
            "language": LANGUAGE,
            **fields,
        }
        self.summary = _written(presenter.summary_serializer, record, presenting)
        self.detail = _written(presenter.detail_serializer, record, presenting)
        self.words = searchable(self.title, presenter.lead(fields), presenter.words(fields))
        self.phases = list(presenter.phases(row))
        self.named = {
            (role, str(target["id"]), str(target["slug"]))
            for role, target in presenter.named(fields)
            if target and target["id"]
        }
        whole = [self.summary, self.detail, self.phases, self.expires_at]
        self.digest = hashlib.sha256(_json([*whole, sorted(self.named)]).encode()).hexdigest()

    def store(self, item: ContentItem) -> set[uuid.UUID]:
        """Give the item a new number and this content, if the content is new.

        Gives the items that are due because of it.
        """
        if item.public and self.is_content_of(item):
            if not (entry := self.entry(item)).is_stored():
                Clock.tick()
                entry.save()
            return set()
        item.event = item.Event.UPDATED if item.public else item.Event.PUBLISHED
        item.public = True
        item.reason, item.replaced_by = "", None
        if item.url and item.url != self.url:
            FormerAddress.objects.update_or_create(url=item.url, defaults={"item": item})
        item.title, item.slug, item.url = self.title, self.slug, self.url
        item.digest = self.digest
        item.published_at = self.published_at
        item.starts_at, item.expires_at = self.starts_at, self.expires_at
        item.sort_key = self.sort_key
        affected = _name(item, self.named)
        if KINDS[item.kind].has_states:
            ItemPhase.objects.filter(item=item).delete()
            ItemPhase.objects.bulk_create(
                ItemPhase(
                    item=item,
                    status=status,
                    is_open=is_open,
                    starts_at=start,
                    ends_at=end,
                    published_at=item.published_at,
                )
                for status, is_open, start, end in self.phases
            )
        _number(item)
        item.updated_at = item.changed_at
        stamp = {
            "change": item.change,
            "digest": item.digest,
            "updated_at": f"{item.updated_at:%Y-%m-%dT%H:%M:%SZ}",
        }
        item.summary = _json({**self.summary, **stamp})
        item.detail = _json({**self.detail, **stamp})
        item.save()
        self.entry(item).save()
        return affected

    def is_content_of(self, item: ContentItem) -> bool:
        """Say whether the item has this content. Its end may have been shortened since."""
        return item.digest == self.digest and item.expires_at == self.expires_at

    def entry(self, item: ContentItem) -> SearchEntry:
        """Give what a search should find the item by, once it has this content."""
        repeated: dict[str, Any] = {
            "number": item.change,
            "kind": item.kind,
            "published_at": item.published_at,
            "expires_at": item.expires_at,
        }
        return SearchEntry(item=item, words=self.words, **repeated)


def withdraw(
    item: ContentItem, reason: str = "", replaced_by: ContentItem | None = None
) -> set[uuid.UUID]:
    """Make an item a tombstone: it keeps its id and address and loses its content.

    Must run in a transaction that holds the clock. Does nothing to an item that is not public.
    One that has expired says so, whoever notices first: its page may not be unpublished yet.
    Gives the items that are due because of it.
    """
    if not item.public:
        return set()
    if not item.is_public():
        reason = reason or EXPIRED
    item.public = False
    item.event = item.Event.WITHDRAWN
    item.reason, item.replaced_by = reason, replaced_by
    item.summary = item.detail = item.digest = ""
    item.title = item.sort_key = ""
    item.expires_at = None
    affected = _name(item, set())
    ItemPhase.objects.filter(item=item).delete()
    SearchEntry.objects.filter(item=item).delete()
    _number(item)
    item.save()
    return affected


def preview(row: Any) -> dict[str, Any]:
    """Give the whole item as partners would get it, of a row that need not be saved.

    Raises LookupError when nothing presents such a row.
    """
    presenter = presenter_of(row)
    if presenter is None:
        raise LookupError(f"Nothing presents {row._meta.label}.")
    item = ContentItem.objects.filter(source=presenter.source, source_key=presenter.key(row))
    return dict(Draft(presenter, row, item.first() or ContentItem(), Presenting(keep=False)).detail)


def drifted(item: ContentItem, row: Any) -> bool:
    """Say whether an item differs from what its row would give now."""
    draft = Draft(presenter_for(item.source), row, item, Presenting(keep=False))
    return not (draft.is_content_of(item) and draft.entry(item).is_stored())


def _number(item: ContentItem) -> None:
    """Take the next number for an item."""
    item.change = Clock.tick()
    item.changed_at = timezone.now()


def _name(item: ContentItem, named: set[tuple[str, str, str]]) -> set[uuid.UUID]:
    """Replace what an item names, and ask for those that it names anew, or no more.

    They may count or list the items that name them.
    """
    links = item.links.values_list("role", "target", "slug", "published_at")
    stored = {(role, str(target), slug, moment) for role, target, slug, moment in links}
    wanted = {(*each, item.published_at) for each in named}
    if stored != wanted:
        ContentLink.objects.filter(item=item).delete()
        ContentLink.objects.bulk_create(
            ContentLink(item=item, role=role, target_id=target, slug=slug, published_at=moment)
            for role, target, slug, moment in sorted(wanted)
        )
    before = {(role, target) for role, target, *_ in stored}
    now = {(role, target) for role, target, _ in named}
    affected = {uuid.UUID(target) for _, target in before ^ now}
    if affected:
        ContentItem.objects.filter(pk__in=affected).update(asked=F("asked") + 1)
    return affected


def _written(serializer: type[Any], record: Mapping[str, Any], presenting: Presenting) -> Any:
    """Give a record in its form for partners.

    The serializer is made once: each time DRF makes one, it copies all fields.
    """
    made = presenting.once(("serializer", serializer), serializer)
    return all_printable(made.to_representation(record), but=(Placeholder,))


def _json(value: Any) -> str:
    """Give compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_iso)


def _iso(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be part of a content item.")
