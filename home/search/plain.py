"""Plain pages, which are no content items: their words are kept by the cache, not the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from cms.blocks.links import Links
from cms.caching.release import release
from cms.pages.visibility import published
from cms.publication.bodies import present_body
from cms.publication.search import MARKS, searchable
from home.models import StandardPage

KEPT = 24 * 3600  # seconds


@dataclass(frozen=True)
class PlainPage:
    """A plain page that has all words asked for, and how near they are, as `rank()` has it."""

    title: str
    url: str
    text: str
    published_at: datetime
    rank: int


def plain_pages(asked: Sequence[str]) -> list[PlainPage]:
    """Give the plain pages that have all of some stems."""
    found = []
    for page, words, text in _read(_public()):
        near = [rank for rank, mark in enumerate(reversed(MARKS)) if _has(words, mark, asked)]
        if near and (url := page.get_url()):
            found.append(PlainPage(page.title, url, text, page.last_published_at, near[-1]))
    return found


def plain_words() -> frozenset[str]:
    """Give the stems that public plain pages have."""
    return frozenset().union(*(words for _, words, _ in _read(_public())))


def titles() -> list[tuple[str, str, str]]:
    """Give title, slug and path of each public plain page."""
    return [(page.title, page.slug, page.get_url() or "") for page in _public()]


def _public() -> list[StandardPage]:
    pages = published(StandardPage.objects.filter(last_published_at__isnull=False))
    return list(pages.defer("body").order_by("pk"))


def _has(words: frozenset[str], mark: str, asked: Iterable[str]) -> bool:
    return all(f"{mark}{stem}" in words for stem in asked)


def _read(
    pages: Sequence[StandardPage],
) -> Iterable[tuple[StandardPage, frozenset[str], str]]:
    """Give each page with its marked stems and its text: made once by each release."""
    keys = {
        f"plain/{release()}/{page.pk}/{page.last_published_at.timestamp()}": page for page in pages
    }
    known = cache.get_many(keys)
    for key, page in keys.items():
        if key not in known:
            text = present_body(page.body, Links())["text"]
            lead = [page.summary, page.search_description]
            words = frozenset(searchable(page.title, lead, [text]).split())
            known[key] = words, "\n".join([page.summary, text])
            cache.set(key, known[key], KEPT)
        yield page, *known[key]
