"""Rich text as safe HTML, for pages and feed alike."""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

import nh3
from bs4.dammit import EntitySubstitution

from cms.blocks.elements import attributes_of, parts
from cms.blocks.links import Links
from cms.blocks.markup import SCHEMES, printable

#: What editors can do inside a paragraph.
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]

_STORED_TAGS = {"p", "ul", "ol", "li", "a", "b", "strong", "i", "em", "br", "h2", "h3", "h4"}
_STORED_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
_SEMANTIC = {"b": "strong", "i": "em"}
_BLANKS = " \t\n\r\f"
#: Where there is none of these, there is nothing to change.
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
    return "".join(_rewritten(cleaned, links))


def _rewritten(cleaned: str, links: Links) -> Iterator[str]:
    """Point links at public addresses, or leave only their words; say what `b` and `i` mean.

    A line break becomes a new paragraph, or a space where that is not possible.
    """
    opened: list[str] = []
    inside = [""]  # the same without links that lead nowhere
    for closing, name, attributes, words in parts(cleaned):
        if words.strip(_BLANKS):
            yield escape(unescape(words), quote=False)
        elif words:
            yield "\n" if "\n" in words else " "
        elif name == "br":
            yield "</p><p>" if inside[-1] == "p" else " "
        elif closing:
            if written := opened.pop():
                inside.pop()
                yield f"</{written}>"
        elif name == "a":
            address = _address(attributes_of(attributes), links)
            opened.append("a" if address else "")
            if address:
                inside.append("a")
                yield f"<a{_written({'href': address})}>"
        else:
            written = _SEMANTIC.get(name, name)
            opened.append(written)
            inside.append(written)
            yield f"<{written}{_written(attributes_of(attributes))}>"


def _written(attributes: Mapping[str, str]) -> str:
    """Give attributes as HTML."""
    return "".join(
        f" {name}={EntitySubstitution.substitute_xml(value, True)}"
        for name, value in attributes.items()
    )


def _address(attributes: Mapping[str, str], links: Links) -> str:
    """Give the public address of a link, or nothing."""
    linktype, pk = attributes.get("linktype"), attributes.get("id")
    if linktype == "page":
        link = links.page(pk)
    elif linktype == "document":
        link = links.document(pk)
    else:
        return links.absolute(attributes.get("href", ""))
    return link.url if link else ""
