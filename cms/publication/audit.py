"""Compare what is stored with what the rows would give now."""

from collections.abc import Iterator
from dataclasses import dataclass

from cms.publication.changes import every_key
from cms.publication.models import ContentItem
from cms.publication.registry import Presenter
from cms.publication.storing import drifted


@dataclass(frozen=True)
class Drift:
    """An item that is not what it should be, and what is wrong with it."""

    kind: str
    key: str
    problem: str


def drift_at(presenter: Presenter, key: str) -> Drift | None:
    """Give what is wrong with one row's item, if anything is."""
    item = ContentItem.objects.filter(source=presenter.source, source_key=key, public=True).first()
    row = presenter.public_rows([key]).first()
    if row is None:
        return Drift(presenter.kind, key, "is not public but has an item") if item else None
    if item is None:
        return Drift(presenter.kind, key, "is public but has no item")
    return Drift(presenter.kind, key, "differs from its item") if drifted(item, row) else None


def drift_of(presenter: Presenter) -> Iterator[Drift]:
    """Give everything that is wrong with the items of one kind."""
    for key in sorted(every_key(presenter)):
        if drift := drift_at(presenter, key):
            yield drift
