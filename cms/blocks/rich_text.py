"""Rich text as safe HTML, for pages and feed alike."""

import re

import nh3
from bs4 import BeautifulSoup, Tag

from cms.blocks.links import Links
from cms.blocks.markup import SCHEMES, printable

#: What editors can do inside a paragraph.
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]

_STORED_TAGS = {"p", "ul", "ol", "li", "a", "b", "strong", "i", "em", "br", "h2", "h3", "h4"}
_STORED_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
_SEMANTIC = {"b": "strong", "i": "em"}
#: Where there is none of these, there is nothing to read: reading takes longest.
_TO_CHANGE = re.compile(r"<(?:a|br|b|i)[\s/>]")


def to_html(source: str, links: Links) -> str:
    """Give stored rich text as clean HTML with its links resolved.

    The editor's own white-list applies only to what the editor saves; text that came in by
    another way is cleaned here, so that what leaves is safe whatever is stored.
    """
    cleaned = nh3.clean(
        printable(source),
        tags=_STORED_TAGS,
        attributes=_STORED_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    cleaned = printable(cleaned)  # once more: what was written as `&#x202e;` shows only now
    if not _TO_CHANGE.search(cleaned):
        return cleaned
    soup = BeautifulSoup(cleaned, "html.parser")
    for anchor in soup("a"):
        _resolve(anchor, links)
    for tag in soup(list(_SEMANTIC)):
        tag.name = _SEMANTIC[tag.name]
    for line_break in soup("br"):
        _split(line_break)
    return str(soup)


def _resolve(anchor: Tag, links: Links) -> None:
    """Point a link at its public address, or leave only its words."""
    linktype, pk = anchor.get("linktype"), anchor.get("id")
    if linktype == "page":
        link = links.page(pk)
        address = link.url if link else ""
    elif linktype == "document":
        link = links.document(pk)
        address = link.url if link else ""
    else:
        address = links.absolute(str(anchor.get("href") or ""))
    if address:
        anchor.attrs = {"href": address}
    else:
        anchor.unwrap()


def _split(line_break: Tag) -> None:
    """Turn a line break into a new paragraph, or into a space where that is not possible."""
    parent = line_break.parent
    if parent is None or parent.name != "p":
        line_break.replace_with(" ")
        return
    rest = BeautifulSoup("", "html.parser").new_tag("p")
    rest.extend(list(line_break.next_siblings))
    line_break.extract()
    parent.insert_after(rest)
