"""Posts as Atom (RFC 4287), page by page (RFC 5005), with their licences (RFC 4946)."""

from typing import Any
from xml.etree import ElementTree as ET

from django.conf import settings
from django.urls import reverse

from cms.feed.syndication import Syndicated, SyndicationView, authors, image
from cms.publication.storing import LANGUAGE

_NAMESPACE = "http://www.w3.org/2005/Atom"


class AtomView(SyndicationView):
    """Posts as Atom."""

    content_type = "application/atom+xml; charset=utf-8"

    def written(self, syndicated: Syndicated) -> bytes:
        """Give the page as Atom."""
        feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": LANGUAGE})
        _add(feed, "id", syndicated.id)
        _add(feed, "title", syndicated.title)
        if syndicated.description:
            _add(feed, "subtitle", syndicated.description)
        _add(feed, "updated", f"{syndicated.updated:%Y-%m-%dT%H:%M:%SZ}")
        # RFC 4287 section 4.1.1: whoever publishes is the author of entries that name nobody.
        _add_person(feed, syndicated.publisher, f"{syndicated.root}/")
        _add(feed, "link", rel="alternate", type="text/html", href=syndicated.home)
        for name, address in syndicated.pages.items():
            _add(feed, "link", rel=name, type="application/atom+xml", href=address)
        _add_rights(feed, settings.FEED_LICENCE)
        _add(feed, "icon", syndicated.icon)
        _add(feed, "generator", "Commonplace")
        for post in syndicated.posts:
            _add_entry(feed, post, f"{syndicated.root}{reverse('feed:topics')}")
        content: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
        return content


def _add_entry(feed: ET.Element, post: dict[str, Any], scheme: str) -> None:
    """Add a post. Who contributed to it wrote it: all are authors, and none a `contributor`."""
    entry = _add(feed, "entry", **{"xml:lang": post["language"]})
    _add(entry, "id", f"urn:uuid:{post['id']}")
    _add(entry, "title", post["title"])
    _add(entry, "published", post["published_at"])
    _add(entry, "updated", post["updated_at"])
    for author in authors(post):
        _add_person(entry, **author)
    for topic in post["topics"]:
        _add(entry, "category", term=topic["slug"], scheme=scheme, label=topic["name"])
    _add(entry, "link", rel="alternate", type="text/html", href=post["url"])
    if post["canonical_url"] != post["url"]:
        _add(entry, "link", rel="via", type="text/html", href=post["canonical_url"])
    if picture := image(post):
        _add(entry, "link", rel="enclosure", type=picture["type"], href=picture["url"])
    for other in post["related"]:
        _add(entry, "link", rel="related", title=other["title"], href=other["url"])
    _add_rights(entry, post["licence"])
    _add(entry, "summary", post["standfirst"], type="text")
    _add(entry, "content", post["body"]["html"], type="html")


def _add_person(parent: ET.Element, name: str, url: str | None) -> None:
    author = _add(parent, "author")
    _add(author, "name", name)
    if url:
        _add(author, "uri", url)


def _add_rights(parent: ET.Element, licence: dict[str, Any]) -> None:
    _add(parent, "rights", licence["name"])
    if licence["url"]:
        _add(parent, "link", rel="license", href=licence["url"])


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text
    return element
