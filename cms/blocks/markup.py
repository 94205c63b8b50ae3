"""The markup a body may leave the house in, and the same words as plain text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

import nh3

from cms.blocks.elements import Element, elements

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

#: Characters that change the direction or the look of text around them, or that nobody sees; C0/C1
#: controls; halves of characters. They have no business in a text, and XML cannot carry most of
#: them. The joiners (U+200C, U+200D) are not among them: Persian and emoji need them.
UNSAFE_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SCHEME = re.compile(r"^\s*([^/?#:]*):")
BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "figure", "table", "hr"}


def printable(text: str) -> str:
    """Give the text without control, invisible and direction-changing characters."""
    return UNSAFE_CHARACTERS.sub("", text)


def all_printable(value: Any, *, but: tuple[type, ...] = ()) -> Any:
    """Give some JSON with every string in it printable, however deep; except some types of it."""
    if isinstance(value, but):
        return value
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: all_printable(inner, but=but) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [all_printable(inner, but=but) for inner in value]
    return value


def clean(html: str) -> str:
    """Give the HTML with nothing in it that is not on the allow-list; words are kept."""
    cleaned: str = nh3.clean(
        printable(html),
        tags=set(ALLOWED),
        attributes={name: names for name, names in ALLOWED.items() if names},
        attribute_filter=_without_unsafe_sources,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    lines = printable(cleaned).splitlines()  # once more: what was written as `&#x202e;` shows now
    return "\n".join(line.strip() for line in lines if line.strip())


def _without_unsafe_sources(_element: str, name: str, value: str) -> str | None:
    """Drop a `srcset` with an address that could do anything but show a picture.

    nh3 looks at the scheme of `src` and `href`, and not at this one.
    """
    if name != "srcset":
        return value
    schemes = {scheme for source in value.split(",") for scheme in _SCHEME.findall(source)}
    return value if schemes <= {"http", "https"} else None


def to_text(html: str) -> str:
    """Give clean HTML as plain text: a blank line between blocks, `words (address)` links."""
    tree = elements(html)
    try:
        return "\n\n".join(_paragraphs(tree))
    except RecursionError:  # elements inside each other by the hundred: no person wrote that
        return _squeeze(" ".join(tree.words()))


def _paragraphs(parent: Element) -> Iterator[str]:
    """Give the blocks inside an element, each as text; loose words form a block of their own."""
    loose: list[str] = []
    for child in parent.inside:
        if isinstance(child, Element) and child.name in BLOCKS:
            if words := _squeeze("".join(loose)):
                yield words
            loose = []
            yield from _block(child)
        else:
            loose.append(_inline(child))
    if words := _squeeze("".join(loose)):
        yield words


def _block(element: Element) -> Iterator[str]:
    """Give one block element as text."""
    if element.name in {"ul", "ol"}:
        yield "\n".join(_list_lines(element))
    elif element.name == "table":
        rows = [
            [_squeeze(_inline(cell)) for cell in row.all("th", "td")] for row in element.all("tr")
        ]
        for caption in element.all("caption")[:1]:
            yield _squeeze(_inline(caption))
        yield "\n".join(" | ".join(row) for row in rows)
    elif element.name in {"blockquote", "figure"}:
        yield from _paragraphs(element)
    elif words := _squeeze(_inline(element)):
        yield words


def _list_lines(element: Element, indent: str = "") -> Iterator[str]:
    """Give a list as lines; a list inside an item is indented under it."""
    for item in element.inside:
        if not isinstance(item, Element) or item.name != "li":
            continue
        inner = [child for child in item.inside if _is_list(child)]
        words = "".join(_inline(child) + " " for child in item.inside if not _is_list(child))
        yield f"{indent}- {_squeeze(words)}"
        for nested in inner:
            yield from _list_lines(nested, indent + "  ")


def _is_list(node: Element | str) -> TypeGuard[Element]:
    return isinstance(node, Element) and node.name in {"ul", "ol"}


def _inline(node: Element | str) -> str:
    """Give a run of inline content as text."""
    if isinstance(node, str):
        return node
    words = "".join(_inline(child) for child in node.inside)
    if node.name == "a" and node.address and node.address != words.strip():
        return f"{words} ({node.address})"
    return words


def _squeeze(text: str) -> str:
    return " ".join(text.split())
