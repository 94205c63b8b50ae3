"""What an item names, and where it once was."""

import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from cms.publication.models.items import ContentItem


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
