"""Which content item belongs to which row. An item's id is given once and kept for ever."""

import uuid
from collections.abc import Iterable

from cms.publication.models import ContentItem
from cms.publication.registry import Presenter


def identify(
    presenter: Presenter, keys: Iterable[str], *, keep: bool = True
) -> dict[str, uuid.UUID]:
    """Give the ids of some rows' items by row key, making those that do not exist yet.

    Without `keep` nothing is made, and rows that have no item are left out.
    """
    wanted = set(keys)
    items = ContentItem.objects.filter(source=presenter.source)
    known = dict(items.filter(source_key__in=wanted).values_list("source_key", "pk"))
    missing = wanted - known.keys() if keep else set()
    if missing:
        ContentItem.objects.bulk_create(
            (
                ContentItem(kind=presenter.kind, source=presenter.source, source_key=key, asked=1)
                for key in sorted(missing)
            ),
            ignore_conflicts=True,
        )
        known |= dict(items.filter(source_key__in=missing).values_list("source_key", "pk"))
    return known
