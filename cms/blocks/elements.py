"""Clean HTML in pieces, or as a tree of elements.

For what came out of nh3 and nothing else: each element in it is closed, each value is in double
quotes and each `<` in words is written as `&lt;`. So it can be read many times faster than HTML
that anybody might have written.
"""

import re
from collections.abc import Iterator
from html import unescape

_PART = re.compile(r"""<(/?)([a-z0-9]+)((?: [a-z]+="[^"]*")*)>|([^<]+)""")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_NEVER_CLOSED = {"hr", "img"}


class Element:
    """An element with what is inside it: other elements and words."""

    __slots__ = ("address", "inside", "name")

    def __init__(self, name: str, address: str | None = None) -> None:
        """Begin with nothing inside. `address` is where a link leads."""
        self.name = name
        self.address = address
        self.inside: list[Element | str] = []

    def everything(self) -> "Iterator[Element | str]":
        """Give all that is inside, however deep, in order of appearance."""
        waiting = self.inside[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, Element):
                waiting += reversed(node.inside)

    def all(self, *names: str) -> "list[Element]":
        """Give the elements of some names, however deep."""
        return [n for n in self.everything() if isinstance(n, Element) and n.name in names]

    def words(self) -> Iterator[str]:
        """Give the words, however deep, piece by piece."""
        return (node for node in self.everything() if isinstance(node, str))


def parts(html: str) -> list[tuple[str, str, str, str]]:
    """Give clean HTML in pieces: whether it closes, name and attributes of an element; or words."""
    return _PART.findall(html)


def attributes_of(written: str) -> dict[str, str]:
    """Give the attributes of an element by name."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)}


def elements(html: str) -> Element:
    """Give clean HTML as a tree, inside an element without a name."""
    path = [Element("")]
    for closing, name, attributes, words in parts(html):
        if words:
            path[-1].inside.append(unescape(words))
        elif not closing:
            element = Element(name, attributes_of(attributes).get("href") if name == "a" else None)
            path[-1].inside.append(element)
            if name not in _NEVER_CLOSED:
                path.append(element)
        elif path[-1].name == name:
            path.pop()
    return path[0]
