"""What is public, as data: the clock, the content items, their links and their phases."""

from cms.publication.models.chores import Chore
from cms.publication.models.clock import Clock
from cms.publication.models.items import (
    IS_OPEN,
    STATUS,
    ContentItem,
    ContentItemQuerySet,
    Placeholder,
)
from cms.publication.models.links import ContentLink, FormerAddress
from cms.publication.models.phases import ItemPhase

__all__ = [
    "IS_OPEN",
    "STATUS",
    "Chore",
    "Clock",
    "ContentItem",
    "ContentItemQuerySet",
    "ContentLink",
    "FormerAddress",
    "ItemPhase",
    "Placeholder",
]
