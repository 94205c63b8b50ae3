"""What content items are made up of: things with names that can name each other."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.bench.writing import SITE, Writer

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
TOPICS = 30
RARE = 25  # posts about the rarest topic: the oldest ones

writer = Writer()
chance = writer.random


def share_out(size: int) -> dict[str, int]:
    """Give how many items of each kind there are: nine in ten are posts."""
    counts = {
        "topics": TOPICS,
        "organisations": size // 100,
        "authors": size * 3 // 100,
        "offers": size // 50,
    }
    counts["sessions"] = size // 10 - sum(counts.values())
    return {**counts, "posts": size - size // 10}


class Thing:
    """What other items name: an item's id, title, slug and address."""

    def __init__(self, kind: str, number: int) -> None:
        """Make up the one with this number."""
        self.kind, self.number = kind, number
        self.id = uuid.UUID(int=chance.getrandbits(128), version=4)
        self.title = f"{writer.words(5)} {number}"
        self.slug = f"{kind[:-1]}-{number}"
        self.url = f"{SITE}/{kind}/{self.slug}/"
        # Newer items are not always the later ones: dates are corrected, old posts edited.
        self.published_at = NOW - timedelta(days=1, seconds=chance.randrange(300_000_000))

    @property
    def named(self) -> dict[str, Any]:
        """Give it as other items show it."""
        return {"id": str(self.id), "name": self.title, "url": self.url}

    @property
    def reference(self) -> dict[str, Any]:
        """Give it as other items link to it."""
        return {"id": str(self.id), "kind": self.kind, "title": self.title, "url": self.url}


def skewed(things: list[Thing]) -> Thing:
    """Choose one: the first are chosen most, as it is with topics and authors."""
    return things[int(len(things) * chance.random() ** 3)]
