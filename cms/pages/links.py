"""Find out, once per body, which of the things it links to are public."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Model
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text

from cms.blocks.links import Link, Links
from cms.pages.visibility import published, published_documents

#: No row has a number as long as this, and asking a database for one is an error.
DIGITS = 19

#: What a link leads to: the model of a row, and its number.
Target = tuple[type[Model], Any]

#: Given page numbers, tells which content item each one has: (id, kind).
Items = Callable[[Iterable[int]], Mapping[int, tuple[str, str]]]


class Targets:
    """The public pages and documents that bodies refer to: each is asked for once.

    Relative addresses are resolved against `base`; `items` adds the content item of each page.
    """

    def __init__(self, base: str = "", items: Items | None = None) -> None:
        """Know none yet."""
        self._base = Links(base=base)
        self._items = items
        self._pages: dict[int, Link | None] = {}
        self._documents: dict[int, Link | None] = {}

    def links(
        self, bodies: Iterable[StreamValue | str], base: str, others: Iterable[Target] = ()
    ) -> Links:
        """Resolve the links of some bodies (streams, or stored rich text), in two queries.

        `others` are led to besides.
        """
        pages, documents = _numbers([*_references(bodies), *others])
        if missing := pages - self._pages.keys():
            self._pages |= dict.fromkeys(missing) | dict(self._read_pages(missing))
        if missing := documents - self._documents.keys():
            self._documents |= dict.fromkeys(missing) | dict(self._read_documents(missing))
        return Links(
            {pk: link for pk in pages if (link := self._pages[pk])},
            {pk: link for pk in documents if (link := self._documents[pk])},
            base,
        )

    def _read_pages(self, pages: set[int]) -> Iterable[tuple[int, Link]]:
        identities = self._items(pages) if self._items else {}
        for page in published(Page.objects.filter(pk__in=pages)):
            item_id, kind = identities.get(page.pk, (None, None))
            url = self._base.absolute(page.get_url() or "")
            yield page.pk, Link(title=page.title, url=url, id=item_id, kind=kind)

    def _read_documents(self, documents: set[int]) -> Iterable[tuple[int, Link]]:
        found = get_document_model().objects.filter(pk__in=documents)
        for document in published_documents(found):
            yield document.pk, document_link(document, self._base)


def links_of(
    bodies: Iterable[StreamValue | str], base: str = "", *, others: Iterable[Target] = ()
) -> Links:
    """Resolve the links of some bodies, and others; `base` makes addresses absolute."""
    return Targets(base).links(bodies, base, others)


def document_link(document: Any, links: Links) -> Link:
    """Give the link to a document, with its type (file extension) and size in bytes."""
    return Link(
        title=document.title,
        url=links.absolute(document.url),
        type=document.file_extension.upper(),
        bytes=document.get_file_size(),
    )


def _numbers(targets: Iterable[Target]) -> tuple[set[int], set[int]]:
    """Give the numbers of the pages and of the documents among some targets."""
    pages: set[int] = set()
    documents: set[int] = set()
    for model, pk in targets:
        if issubclass(model, Page):
            pages.add(int(pk))
        elif issubclass(model, get_document_model()):
            documents.add(int(pk))
    return pages, documents


def _references(bodies: Iterable[StreamValue | str]) -> Iterable[Target]:
    for body in bodies:
        found = (
            body.stream_block.extract_references(body)
            if isinstance(body, StreamValue)
            else extract_references_from_rich_text(body)
        )
        for model, pk, _model_path, _content_path in found:
            if str(pk).isdecimal() and len(str(pk)) < DIGITS:
                yield model, pk
