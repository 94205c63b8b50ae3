"""What a page says of itself: to browsers, search engines, and whoever it is shared with."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlencode, urljoin

from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from cms.media.pictures import Size
from cms.pages.identity import Identity

#: What could end a script or begin a comment in HTML, as JSON may write it: Django’s own choice.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}

#: A thing in schema.org’s words, and others that it names.
Thing = dict[str, Any]


@dataclass(frozen=True)
class Alternate:
    """Another form of what a page holds: a feed, a calendar, data. `type` is a media type."""

    type: str
    title: str
    address: str
    rel: str = "alternate"


@dataclass(frozen=True)
class Around:
    """Where a page is when it says what it is.

    `root` is the address of its site without a slash at the end, `trail` the names and paths of
    the pages above it, `shown` what its template was given.
    """

    root: str
    identity: Identity
    trail: Sequence[tuple[str, str]] = ()
    shown: Mapping[str, Any] = field(default_factory=dict)

    @property
    def site_name(self) -> str:
        """The name under which the site publishes."""
        return self.identity.name

    def absolute(self, address: str) -> str:
        """Make an address of this site absolute: the site says where it is, not the request."""
        return urljoin(f"{self.root}/", address)

    def address_of(self, page: Page) -> str:
        """Give the absolute address of a page; the site’s own where the page has none."""
        return self.absolute(page.get_url(self.shown.get("request")) or "")

    def file(self, size: Size | None) -> Size | None:
        """Give a file of a picture at its absolute address."""
        return replace(size, url=self.absolute(size.url)) if size else None


@dataclass(frozen=True)
class Head:
    """What a page says of itself. All addresses are absolute, but for those of alternates.

    `address` is the canonical one, `kind` Open Graph’s word for the page, `things` what it is
    about in schema.org’s words.
    """

    title: str
    site_name: str
    address: str
    description: str = ""
    kind: str = "website"
    robots: str = ""
    failed: bool = False
    picture: Size | None = None
    picture_alt: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    number: int = 1
    previous: str = ""
    next: str = ""
    alternates: tuple[Alternate, ...] = ()
    things: tuple[Thing, ...] = ()

    @property
    def full_title(self) -> str:
        """Give the title for a window: what went wrong first, the site’s name last."""
        title = f"Error: {self.title}" if self.failed else self.title
        numbered = f"{title}, page {self.number}" if self.number > 1 else title
        return numbered if self.title == self.site_name else f"{numbered} – {self.site_name}"

    @property
    def json_ld(self) -> SafeString:
        """Give all things as one JSON-LD document, which no text in it can end."""
        graph = [_without_gaps(thing) for thing in self.things]
        document = {"@context": "https://schema.org", "@graph": graph}
        text = json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False)
        return mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped just now

    def paged(self, listed: Any) -> Self:
        """Give the head of one page of a list, whose first page has this head."""
        if listed is None:
            return self

        def page(number: int) -> str:
            return f"{self.address}?page={number}" if number > 1 else self.address

        return replace(
            self,
            address=page(listed.number),
            number=listed.number,
            previous=page(listed.number - 1) if listed.has_previous() else "",
            next=page(listed.number + 1) if listed.has_next() else "",
        )


def feeds(title: str, **about: str) -> tuple[Alternate, ...]:
    """Give the feeds of posts: of all, or of those about one thing."""
    query = f"?{urlencode(about)}" if about else ""
    return (
        Alternate("application/atom+xml", f"{title} (Atom)", f"{reverse('atom')}{query}"),
        Alternate(
            "application/feed+json", f"{title} (JSON Feed)", f"{reverse('json-feed')}{query}"
        ),
    )


def data(address: str) -> Alternate:
    """Give the data of the item that is at an address."""
    found = f"{reverse('feed:resolve')}?{urlencode({'url': address})}"
    return Alternate("application/json", "This page as data (JSON)", found)


def calendar(title: str, **about: str) -> Alternate:
    """Give the calendar of sessions: of all, or of one offer."""
    query = f"?{urlencode(about)}" if about else ""
    return Alternate("text/calendar", title, f"{reverse('sessions-calendar')}{query}")


def _without_gaps(value: Any) -> Any:
    """Leave out what is not known, wherever it is: schema.org has no word for nothing."""
    if isinstance(value, Mapping):
        kept = {name: _without_gaps(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [_without_gaps(inner) for inner in value]
    return value
