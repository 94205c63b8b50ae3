"""The six kinds of content item, and how each is listed."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Kind:
    """A kind of content item. `name` is its plural, as in its address.

    `order` is the column of content items by which it is listed: by `published_at` the newest
    come first, by others the lowest. `filters` are the parameters that narrow its list, besides
    those that narrow every list.
    """

    name: str
    singular: str
    title: str
    order: str = "sort_key"
    filters: tuple[str, ...] = ()

    @property
    def has_states(self) -> bool:
        """Say whether its items go through states as time passes."""
        return "status" in self.filters


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "posts",
            "post",
            "Posts",
            order="published_at",
            filters=("topic", "author", "organisation", "offer"),
        ),
        Kind("authors", "author", "Authors", filters=("organisation",)),
        Kind(
            "offers",
            "offer",
            "Offers",
            order="published_at",
            filters=("topic", "organisation", "status"),
        ),
        Kind(
            "sessions",
            "session",
            "Sessions",
            order="starts_at",
            filters=("offer", "starts_from", "starts_to"),
        ),
        Kind("topics", "topic", "Topics"),
        Kind("organisations", "organisation", "Organisations"),
    )
}


def address(kind: str, item_id: UUID | str) -> str:
    """Give the path of an item in the feed."""
    return f"/api/v1/{kind}/{item_id}/"
