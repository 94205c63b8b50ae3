"""What is public, as data: the clock, the content items, their links and their phases."""

import json
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from cms.publication.search import SearchEntry, rank
from cms.publication.statements import Given


class Clock(models.Model):
    """One row, one number: the version of everything public.

    Whoever takes the next number holds the row until their transaction ends. So numbers become
    visible in the order they were taken, and a reader who has seen 41 never misses a 40.
    Whoever writes content items takes this row first, so that no two wait for each other.
    """

    number = models.BigIntegerField(default=0)
    #: Set anew when the database was restored from a backup: numbers then start again from an
    #: earlier one, and mean something else.
    epoch = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def hold(cls) -> None:
        """Keep others from the next number until the transaction ends."""
        cls.objects.select_for_update().get(pk=1)

    @classmethod
    def tick(cls) -> int:
        """Take the next number. Must run inside a transaction, which then holds the row."""
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError("Clock.tick() needs a transaction.")
        cls.objects.filter(pk=1).update(number=F("number") + 1)
        return int(cls.objects.values_list("number", flat=True).get(pk=1))


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


def _sorted_out(targets: Iterable[str]) -> tuple[list[uuid.UUID], list[str]]:
    """Tell ids from slugs."""
    ids, slugs = [], []
    for target in targets:
        try:
            ids.append(uuid.UUID(target))
        except ValueError:
            slugs.append(target)
    return ids, slugs


class ContentLink(models.Model):
    """One item names another: as its author, topic, organisation or offer. Filters read it."""

    item = models.ForeignKey(ContentItem, on_delete=models.CASCADE, related_name="links")
    role = models.CharField(max_length=20)
    target = models.ForeignKey(ContentItem, on_delete=models.CASCADE, related_name="named_by")
    #: What was true when the item was presented: the target's slug, the item's publication.
    slug = models.CharField(max_length=255, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "role", "target"], name="link_once")]
        indexes = [
            models.Index(fields=["role", "target", "published_at", "item"], name="link_by_target"),
            models.Index(fields=["role", "slug", "published_at", "item"], name="link_by_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.role} {self.target_id}"

    @staticmethod
    def naming(role: str, targets: Iterable[str], path: str = "") -> Q:
        """Give the condition for links to any of some targets, given by id or slug, in a role.

        `path` leads to the links from where it is asked.
        """
        ids, slugs = _sorted_out(targets)
        named = Q(**{f"{path}slug__in": slugs}) if slugs else Q()
        named |= Q(**{f"{path}target__in": ids}) if ids else Q()
        return Q(**{f"{path}role": role}) & named


class FormerAddress(models.Model):
    """An address at which an item's page once was."""

    url = models.TextField(unique=True)
    item = models.ForeignKey(ContentItem, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.url


class ItemPhaseQuerySet(models.QuerySet["ItemPhase"]):
    """Phases, asked by the moment."""

    def current(self, at: datetime | Given | None = None) -> Self:
        """Keep the phases that have begun and not ended at a moment."""
        return self.filter(ItemPhase.current(at or timezone.now()))


class ItemPhase(models.Model):
    """A stretch of time an item spends in one state. No job has to run for it to change."""

    item = models.ForeignKey(ContentItem, on_delete=models.CASCADE, related_name="phases")
    status = models.CharField(max_length=20)
    is_open = models.BooleanField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    #: The item's publication, as it was when the item was presented.
    published_at = models.DateTimeField(null=True)

    objects = ItemPhaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["starts_at", "ends_at"], name="phase_by_time"),
            models.Index(fields=["status", "published_at", "item"], name="phase_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.status} from {self.starts_at}"

    @staticmethod
    def current(at: datetime | Given, path: str = "") -> Q:
        """Give the condition for phases that have begun and not ended at a moment.

        `path` leads to the phases from where it is asked.
        """
        begun = Q(**{f"{path}starts_at__isnull": True}) | Q(**{f"{path}starts_at__lte": at})
        not_over = Q(**{f"{path}ends_at__isnull": True}) | Q(**{f"{path}ends_at__gt": at})
        return begun & not_over


class Chore(models.Model):
    """A piece of regular work, and when it was last done: what workers share of it."""

    name = models.CharField(max_length=20, primary_key=True)
    done_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}, last at {self.done_at}"

    @classmethod
    def done(cls, name: str) -> None:
        """Write down that it has just been done."""
        cls.objects.update_or_create(name=name, defaults={"done_at": timezone.now()})

    @classmethod
    def claim(cls, name: str, since: datetime) -> bool:
        """Say whether the caller has to do it now: nobody has since a moment.

        The first time ever it is put off until the next time.
        """
        now = timezone.now()
        cls.objects.get_or_create(name=name, defaults={"done_at": now})
        return bool(cls.objects.filter(name=name, done_at__lt=since).update(done_at=now))
