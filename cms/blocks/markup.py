"""The markup a body may leave the house in, and the same words as plain text."""

import re
from collections.abc import Iterator
from typing import TypeGuard

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

#: Elements of the feed's HTML, and the attributes each may carry (feed contract, "Body").
ALLOWED: dict[str, set[str]] = {
    **{name: set() for name in ("h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "hr")},
    **{name: set() for name in ("blockquote", "cite", "figure", "figcaption")},
    **{name: set() for name in ("table", "caption", "thead", "tbody", "tfoot", "tr")},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "a": {"href"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

#: Characters that change the direction or the look of text around them, and C0/C1 controls.
#: They have no business in a body, and XML cannot carry most of them.
UNSAFE_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "figure", "table", "hr"}


def printable(text: str) -> str:
    """Give the text without control and direction-changing characters."""
    return UNSAFE_CHARACTERS.sub("", text)


def clean(html: str) -> str:
    """Give the HTML with nothing in it that is not on the allow-list; words are kept."""
    cleaned: str = nh3.clean(
        printable(html),
        tags=set(ALLOWED),
        attributes={name: names for name, names in ALLOWED.items() if names},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return "\n".join(line.strip() for line in cleaned.splitlines() if line.strip())


def to_text(html: str) -> str:
    """Give clean HTML as plain text: a blank line between blocks, `words (address)` links."""
    return "\n\n".join(_paragraphs(BeautifulSoup(html, "html.parser")))


def _paragraphs(parent: Tag) -> Iterator[str]:
    """Give the blocks inside an element, each as text; loose words form a block of their own."""
    loose: list[str] = []
    for child in parent.children:
        if isinstance(child, Tag) and child.name in BLOCKS:
            if words := _squeeze("".join(loose)):
                yield words
            loose = []
            yield from _block(child)
        else:
            loose.append(_inline(child))
    if words := _squeeze("".join(loose)):
        yield words


def _block(tag: Tag) -> Iterator[str]:
    """Give one block element as text."""
    if tag.name in {"ul", "ol"}:
        yield "\n".join(_list_lines(tag))
    elif tag.name == "table":
        rows = [[_squeeze(_inline(cell)) for cell in row(["th", "td"])] for row in tag("tr")]
        caption = tag.find("caption")
        if isinstance(caption, Tag):
            yield _squeeze(_inline(caption))
        yield "\n".join(" | ".join(row) for row in rows)
    elif tag.name in {"blockquote", "figure"}:
        yield from _paragraphs(tag)
    elif words := _squeeze(_inline(tag)):
        yield words


def _list_lines(tag: Tag, indent: str = "") -> Iterator[str]:
    """Give a list as lines; a list inside an item is indented under it."""
    for item in tag.find_all("li", recursive=False):
        inner = [child for child in item.children if _is_list(child)]
        words = "".join(_inline(child) + " " for child in item.children if not _is_list(child))
        yield f"{indent}- {_squeeze(words)}"
        for nested in inner:
            yield from _list_lines(nested, indent + "  ")


def _is_list(node: object) -> TypeGuard[Tag]:
    return isinstance(node, Tag) and node.name in {"ul", "ol"}


def _inline(node: object) -> str:
    """Give a run of inline content as text."""
    if isinstance(node, NavigableString):
        return str(node)
    if not isinstance(node, Tag):
        return ""
    words = "".join(_inline(child) for child in node.children)
    address = node.get("href")
    if node.name == "a" and address and address != words.strip():
        return f"{words} ({address})"
    return words


def _squeeze(text: str) -> str:
    return " ".join(text.split())
