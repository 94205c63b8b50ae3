"""Where the links of a body lead, decided once per body and handed to its blocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit


@dataclass(frozen=True)
class Link:
    """A public thing to link to.

    `id` and `kind` name its content item, where it has one; `type` (a file extension) and
    `bytes` are a document's.
    """

    title: str
    url: str
    id: str | None = None
    kind: str | None = None
    type: str = ""
    bytes: int | None = None


class Links:
    """The public pages and documents that one body refers to.

    What is not here is not public: its link is unwrapped and its words are kept. `base` is the
    address that relative links are resolved against: absolute for the feed, empty for a page.
    """

    def __init__(
        self,
        pages: Mapping[int, Link] | None = None,
        documents: Mapping[int, Link] | None = None,
        base: str = "",
    ) -> None:
        """Keep the targets by database number."""
        self._pages = pages or {}
        self._documents = documents or {}
        self._base = base

    def page(self, pk: object) -> Link | None:
        """Give the link to a page, or None if the public may not see it."""
        return self._pages.get(_number(pk))

    def document(self, pk: object) -> Link | None:
        """Give the link to a document, or None if the public may not have it."""
        return self._documents.get(_number(pk))

    def at(self, url: str) -> Link | None:
        """Give the page at an address, if it is one of those in this body."""
        return next((link for link in self._pages.values() if link.url == url), None)

    def ids(self, kind: str) -> set[str]:
        """Give the ids of the items of one kind that this body links to."""
        return {link.id for link in self._pages.values() if link.kind == kind and link.id}

    def absolute(self, address: str) -> str:
        """Resolve an address that was written by hand. An address that is none is dropped."""
        try:
            return urljoin(self._base, address)
        except ValueError:
            return ""


NO_LINKS = Links()


def web_address(address: str | None) -> str:
    """Give an address on the web as it is, and nothing for any other.

    What editors enter is checked when they save; what came into the database by another way is
    checked here, so that no `javascript:` goes out.
    """
    address = (address or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    whole = parts.scheme in {"http", "https"} and parts.hostname
    return address if whole and address.isprintable() and " " not in address else ""


def links_in(context: Mapping[str, Any] | None) -> Links:
    """Give the links of the body that is being rendered; none in the picker's preview."""
    links = (context or {}).get("links", NO_LINKS)
    return links if isinstance(links, Links) else NO_LINKS


def _number(pk: object) -> int:
    try:
        return int(str(pk))
    except ValueError:
        return -1
