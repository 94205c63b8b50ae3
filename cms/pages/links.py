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

#: Given page numbers, tells which content item each one has: (id, kind).
Items = Callable[[Iterable[int]], Mapping[int, tuple[str, str]]]


def links_of(
    bodies: Iterable[StreamValue | str], base: str = "", items: Items | None = None
) -> Links:
    """Resolve the links of some bodies (streams, or stored rich text) in two queries.

    `base` makes addresses absolute; `items` adds the content item of each page.
    """
    pages, documents = _referred(bodies)
    resolved = Links(base=base)
    identities = items(pages) if items and pages else {}
    page_links = {}
    if pages:
        for page in published(Page.objects.filter(pk__in=pages)):
            item_id, kind = identities.get(page.pk, (None, None))
            url = resolved.absolute(page.get_url() or "")
            page_links[page.pk] = Link(title=page.title, url=url, id=item_id, kind=kind)
    document_links = {}
    if documents:
        for document in published_documents(get_document_model().objects.filter(pk__in=documents)):
            document_links[document.pk] = document_link(document, resolved)
    return Links(page_links, document_links, base)


def document_link(document: Any, links: Links) -> Link:
    """Give the link to a document, with its type (file extension) and size in bytes."""
    return Link(
        title=document.title,
        url=links.absolute(document.url),
        type=document.file_extension.upper(),
        bytes=document.get_file_size(),
    )


def _referred(bodies: Iterable[StreamValue | str]) -> tuple[set[int], set[int]]:
    """Give the numbers of the pages and of the documents that some bodies refer to."""
    pages: set[int] = set()
    documents: set[int] = set()
    for model, pk in _references(bodies):
        if issubclass(model, Page):
            pages.add(int(pk))
        elif issubclass(model, get_document_model()):
            documents.add(int(pk))
    return pages, documents


def _references(bodies: Iterable[StreamValue | str]) -> Iterable[tuple[type[Model], Any]]:
    for body in bodies:
        found = (
            body.stream_block.extract_references(body)
            if isinstance(body, StreamValue)
            else extract_references_from_rich_text(body)
        )
        for model, pk, _model_path, _content_path in found:
            if str(pk).isdecimal() and len(str(pk)) < DIGITS:
                yield model, pk
