"""What the public may see, found out the slow and plain way, without the product's own answer."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.forms import model_to_dict
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from cms.media.models import LibraryDocument, LibraryImage
from cms.vocabulary.models import Organisation, Topic

WORD = re.compile(r"zq\d+x")


def is_public(page: Page) -> bool:
    """Say whether anybody may see a page."""
    private = {restriction.page.path for restriction in PageViewRestriction.objects.all()}
    sites = {site.root_page.path for site in Site.objects.all()}
    return (
        page.live
        and page.alias_of_id is None
        and not (page.expire_at and page.expire_at <= timezone.now())
        and not any(page.path.startswith(path) for path in private)
        and any(page.path.startswith(path) for path in sites)
    )


def is_open(document: LibraryDocument) -> bool:
    """Say whether anybody may have a document."""
    restrictions = CollectionViewRestriction.objects.all()
    closed = {restriction.collection.path for restriction in restrictions}
    return not any(document.collection.path.startswith(path) for path in closed)


def public_pages() -> list[Page]:
    """Give the pages that anybody may see."""
    return [page for page in Page.objects.specific() if is_public(page)]


def public_rows() -> Iterator[Model]:
    """Give everything that anybody may see."""
    yield from public_pages()
    yield from (row for row in LibraryDocument.objects.all() if is_open(row))
    for model in (LibraryImage, Topic, Organisation):
        yield from model.objects.all()


def words_in(text: str) -> set[str]:
    """Give the words in a text that only one thing has."""
    return set(WORD.findall(text))


def words_of(row: Any) -> set[str]:
    """Give the words of a row as it is in the database, without those of its draft."""
    if not isinstance(row, Page):
        return words_in(str(model_to_dict(row)))
    return words_in(json.dumps({**json.loads(row.to_json()), "draft_title": ""}))


def public_words() -> set[str]:
    """Give every word that anybody may read somewhere."""
    return {word for row in public_rows() for word in words_of(row)}
