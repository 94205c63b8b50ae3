"""Finding what the sample texts refer to by name."""

import json
import re
from typing import Any

from wagtail.models import Page

from blog.models import AuthorPage, PostPage
from home.sample.library import Library
from home.sample.pictures import PICTURES
from home.sample.writing import Block, Ref
from offers.models import OfferPage, SignUpFormPage

PAGES = {
    "author": AuthorPage,
    "form": SignUpFormPage,
    "offer": OfferPage,
    "page": Page,
    "post": PostPage,
}
_WRITTEN = re.compile(r"\[\[(\w+):([\w-]+)\|(.+?)\]\]")


def find(kind: str, slug: str) -> Any:
    """Give a page by its kind and slug, or None."""
    pages = PAGES[kind].objects.filter(slug=slug, alias_of=None).order_by("depth", "pk")
    return pages.first()


class References:
    """Turns names into what the database has for them."""

    def __init__(self, library: Library) -> None:
        """Take pictures and documents from a library."""
        self._library = library

    def stream(self, blocks: list[Block]) -> str:
        """Give the blocks of a body as a stream field stores them."""
        return json.dumps(self._resolved(blocks))

    def text(self, source: str) -> str:
        """Give stored rich text with `[[kind:name|words]]` made into links."""
        return _WRITTEN.sub(self._link, source)

    def number(self, ref: Ref) -> Any:
        """Give the database number of what is referred to.

        Raises LookupError when there is no such thing.
        """
        if ref.kind == "alt":
            return PICTURES[ref.name].alt
        if ref.kind == "picture":
            return self._library.picture(ref.name).pk
        if ref.kind == "document":
            return self._library.document(ref.name).pk
        page = find(ref.kind, ref.name)
        if page is None:
            raise LookupError(f"The sample content has no {ref.kind} “{ref.name}”.")
        return page.pk

    def _link(self, written: re.Match[str]) -> str:
        kind, name, words = written.groups()
        linktype = "document" if kind == "document" else "page"
        return f'<a linktype="{linktype}" id="{self.number(Ref(kind, name))}">{words}</a>'

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, Ref):
            return self.number(value)
        if isinstance(value, dict):
            return {key: self._resolved(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self._resolved(part) for part in value]
        return self.text(value) if isinstance(value, str) else value
