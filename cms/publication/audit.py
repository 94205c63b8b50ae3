"""Compare what is stored with what the rows would give now."""

from collections.abc import Iterator
from dataclasses import dataclass

from cms.publication.models import ContentItem
from cms.publication.registry import Presenter
from cms.publication.storing import drifted


@dataclass(frozen=True)
class Drift:
    """An item that is not what it should be, and what is wrong with it."""

    kind: str
    key: str
    problem: str


def missing(presenter: Presenter) -> list[str]:
    """Give the keys of public rows that have no public item."""
    visible = {presenter.key(row) for row in presenter.public_rows()}
    items = ContentItem.objects.filter(source=presenter.source, public=True)
    return sorted(visible - set(items.values_list("source_key", flat=True)))


def drift_of(presenter: Presenter) -> Iterator[Drift]:
    """Give everything that is wrong with the items of one kind."""
    for key in missing(presenter):
        yield Drift(presenter.kind, key, "is public but has no item")
    items = ContentItem.objects.filter(source=presenter.source, public=True)
    for item in items.order_by("pk").iterator(chunk_size=200):
        row = presenter.public_rows([item.source_key]).first()
        if row is None:
            yield Drift(presenter.kind, item.source_key, "is not public but has an item")
        elif drifted(item, row):
            yield Drift(presenter.kind, item.source_key, "differs from its item")
