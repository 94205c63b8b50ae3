"""What the public may see, found out the slow and plain way, without the product's own answer."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.forms import model_to_dict
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from cms.media.models import LibraryDocument, LibraryImage
from cms.vocabulary.models import Organisation, Topic

WORD = re.compile(r"zq\d+x")


def public_pages() -> list[Page]:
    """Give the pages that anybody may see."""
    private = [one.page.path for one in PageViewRestriction.objects.select_related("page")]
    sites = [site.root_page.path for site in Site.objects.select_related("root_page")]
    now = timezone.now()
    return [
        page
        for page in Page.objects.specific()
        if page.live
        and page.alias_of_id is None
        and not (page.expire_at and page.expire_at <= now)
        and not lies_in(page.path, private)
        and lies_in(page.path, sites)
    ]


def lies_in(path: str, trees: Iterable[str]) -> bool:
    """Say whether something is one of some places, or below one."""
    return any(path.startswith(tree) for tree in trees)


def public_documents() -> Iterator[LibraryDocument]:
    """Give the documents that anybody may have."""
    restrictions = CollectionViewRestriction.objects.select_related("collection")
    closed = [restriction.collection.path for restriction in restrictions]
    for document in LibraryDocument.objects.select_related("collection"):
        if not lies_in(document.collection.path, closed):
            yield document


def words_in(text: str) -> set[str]:
    """Give the words in a text that only one thing has."""
    return set(WORD.findall(text))


def words_of(row: Any) -> set[str]:
    """Give the words of a row as it is in the database, without those of its draft."""
    if not isinstance(row, Page):
        return words_in(str(model_to_dict(row)))
    return words_in(json.dumps({**json.loads(row.to_json()), "draft_title": ""}))


class Sight:
    """What anybody may see at this moment."""

    def __init__(self) -> None:
        """Look at everything once."""
        self.pages = public_pages()
        rows: list[Model] = [*self.pages, *public_documents()]
        for model in (LibraryImage, Topic, Organisation):
            rows += model.objects.all()
        #: Every word that anybody may read somewhere.
        self.words = {word for row in rows for word in words_of(row)}
        #: The model and the key of every page.
        self.sources = {(page._meta.label_lower, str(page.pk)) for page in self.pages}
