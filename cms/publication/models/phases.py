"""The states that items go through as time passes."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.pages.statements import Given


class ItemPhaseQuerySet(models.QuerySet["ItemPhase"]):
    """Phases, asked by the moment."""

    def current(self, at: datetime | Given | None = None) -> Self:
        """Keep the phases that have begun and not ended at a moment."""
        return self.filter(ItemPhase.current(at or timezone.now()))


class ItemPhase(models.Model):
    """A stretch of time an item spends in one state. No job has to run for it to change."""

    item = models.ForeignKey(
        "publication.ContentItem", on_delete=models.CASCADE, related_name="phases"
    )
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
