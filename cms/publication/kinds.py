"""The six kinds of content item, and how each is listed."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Kind:
    """A kind of content item. `name` is its plural, as in its address."""

    name: str
    singular: str
    title: str
    newest_first: bool = False


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("posts", "post", "Posts", newest_first=True),
        Kind("authors", "author", "Authors"),
        Kind("offers", "offer", "Offers", newest_first=True),
        Kind("sessions", "session", "Sessions"),
        Kind("topics", "topic", "Topics"),
        Kind("organisations", "organisation", "Organisations"),
    )
}


def address(kind: str, item_id: UUID | str) -> str:
    """Give the path of an item in the feed."""
    return f"/api/v1/{kind}/{item_id}/"
