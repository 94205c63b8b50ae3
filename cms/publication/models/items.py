"""The content items: everything public, complete, as data."""

import json
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from cms.pages.statements import Given
from cms.publication.models.phases import ItemPhase
from cms.publication.search import SearchEntry, rank


class Placeholder(str):
    """Stands in stored JSON for a value that only the moment of asking can tell.

    No other string can be one: texts are stripped of control characters before they are stored.
    """


STATUS = Placeholder("\x01status")
IS_OPEN = Placeholder("\x01is_open")
_STATUS_JSON = json.dumps(STATUS)
_IS_OPEN_JSON = json.dumps(IS_OPEN)


class ContentItemQuerySet(models.QuerySet["ContentItem"]):
    """Content items, asked as the feed asks."""

    def public(self, at: datetime | Given | None = None) -> Self:
        """Keep what anybody may see at a moment (now, unless told otherwise)."""
        moment = at or timezone.now()
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=moment), public=True)

    def due(self) -> Self:
        """Keep what waits to be presented."""
        return self.filter(asked__gt=F("presented"))

    def found(self, asked: Iterable[str]) -> Self:
        """Keep the items that have all of some stems, anywhere."""
        return self.filter(pk__in=SearchEntry.objects.found(asked).values("item"))

    def with_rank(self, asked: Iterable[str]) -> Self:
        """Add how near all of some stems are, to items that have them."""
        return self.annotate(rank=rank(asked, "search_entry__number"))

    def with_status(self, at: datetime | Given | None = None) -> Self:
        """Add what `summary_json()` and `detail_json()` need, in the same query."""
        phase = ItemPhase.objects.current(at).filter(item=OuterRef("pk"))
        return self.annotate(
            status=Subquery(phase.values("status")[:1]),
            is_open=Subquery(phase.values("is_open")[:1]),
        )


class ContentItem(models.Model):
    """The public form of one page, session, topic or organisation: complete, as data, numbered.

    A row without a number is only an identity: its thing is public but not yet presented. A
    withdrawn item keeps its row, so that partners learn of it, and loses its content.
    """

    class Event(models.TextChoices):
        """What last happened to an item."""

        PUBLISHED = "published"
        UPDATED = "updated"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    #: What it presents: a model's label (`blog.postpage`) and the key of one row.
    source = models.CharField(max_length=80)
    source_key = models.CharField(max_length=64)

    change = models.BigIntegerField(null=True, unique=True)
    event = models.CharField(max_length=10, choices=Event.choices, blank=True)
    changed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    public = models.BooleanField(default=False)
    slug = models.CharField(max_length=255, blank=True)
    #: The address of its page, absolute; kept when it is withdrawn. Empty where there is none.
    url = models.TextField(blank=True)
    title = models.CharField(max_length=255, blank=True)
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    #: When it takes place, for what does.
    starts_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    #: Its place among others in order of their names.
    sort_key = models.CharField(max_length=255, blank=True)

    #: Prepared JSON objects, served as they are.
    summary = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)

    #: How often presenting was asked for, and how much of that was done: the difference is work
    #: that is due. Counted in the transaction of the change, so that no crash can lose it.
    asked = models.PositiveBigIntegerField(default=0)
    presented = models.PositiveBigIntegerField(default=0)

    objects = ContentItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="one_item_per_source")
        ]
        indexes = [
            *(
                models.Index(fields=[*columns, "id"], name=name, condition=Q(public=True))
                for name, *columns in (
                    ("item_by_publication", "published_at"),
                    ("item_of_kind_by_publication", "kind", "published_at"),
                    ("item_of_kind_by_start", "kind", "starts_at"),
                    ("item_of_kind_by_name", "kind", "sort_key"),
                )
            ),
            models.Index(fields=["slug"], name="item_by_slug"),
            models.Index(fields=["kind", "change"], name="item_by_change"),
            models.Index(fields=["url"], name="item_by_address"),
            models.Index(
                fields=["expires_at"], name="item_expiring", condition=Q(expires_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.title or self.id}"

    def is_public(self, at: datetime | None = None) -> bool:
        """Say whether anybody may see it at a moment (now, unless told otherwise)."""
        return self.public and (self.expires_at is None or self.expires_at > (at or timezone.now()))

    def summary_json(self) -> str:
        """Give the JSON object for lists. Needs `with_status()`."""
        return self._told_the_time(self.summary)

    def detail_json(self) -> str:
        """Give the JSON object of the whole item. Needs `with_status()`."""
        return self._told_the_time(self.detail)

    def _told_the_time(self, stored: str) -> str:
        """Put the state at the moment of asking where the stored JSON leaves room for it."""
        status, is_open = getattr(self, "status", None), getattr(self, "is_open", None)
        if status is None:
            return stored
        told = stored.replace(_STATUS_JSON, json.dumps(status))
        return told.replace(_IS_OPEN_JSON, "true" if is_open else "false")
