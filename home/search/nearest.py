"""What somebody may have meant: the nearest words, and the nearest addresses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from django.core.cache import cache
from django.db.models import Exists
from django.utils import timezone
from rapidfuzz import fuzz, process, utils

from cms.blocks.markup import printable
from cms.caching.release import release
from cms.publication.models import Clock, ContentItem
from cms.publication.search import MARKS, SearchEntry, rank, stems
from cms.publication.versions import Version
from home.search.plain import plain_words, titles
from home.search.question import MOST_WORDS, SHOWN

MOST_TITLES = 5_000
NEAR = 78  # of 100
MOST_NEAR = 5
SHORTEST_ADDRESS = 4  # characters
LONGEST_ADDRESS = 150  # characters that are looked at
#: Sessions have no page of their own.
_PAGES = [kind for kind in SHOWN if kind != "sessions"]
#: In its title, or in what its summary says.
LEAD = MARKS[1]
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Known(NamedTuple):
    """Something public that has a page."""

    title: str
    slug: str
    url: str


@dataclass(frozen=True)
class Meant:
    """What to ask instead. `missing` are the words that nothing has."""

    words: str
    missing: tuple[str, ...]


def known() -> tuple[Known, ...]:
    """Give what has a page, the latest first: read once for each version of the site."""
    moment = timezone.now()
    version = Version.at(moment)
    since = version.since.isoformat() if version.since else ""
    key = f"known/{release()}/{version.epoch}/{version.number}/{since}"
    found: tuple[Known, ...] | None = cache.get(key)
    if found is None:
        items = ContentItem.objects.public(moment).filter(kind__in=_PAGES)
        rows = items.exclude(url="").order_by("-published_at").values_list("title", "slug", "url")
        found = tuple(Known(*row) for row in [*rows[:MOST_TITLES], *titles()])
        cache.set(key, found, 600)
    return found


def meant(words: str) -> Meant | None:
    """Give what somebody may have meant whose words are not found together.

    A word that nothing has is replaced by the nearest of all titles, or left out where none is
    near. None where nothing would be left, or nothing would be different.
    """
    asked = _WORD.findall(words)[:MOST_WORDS]
    missing = _without_hits(asked)
    if not missing:
        return Meant(max(asked, key=len), ()) if len(asked) > 1 else None
    vocabulary = {word.casefold() for each in known() for word in _WORD.findall(each.title)}
    long = [word for word in vocabulary if len(word) > 2]
    instead = []
    for word in asked:
        if word not in missing:
            instead.append(word)
        elif near := process.extractOne(
            word, long, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=NEAR
        ):
            instead.append(near[0])
    return Meant(" ".join(instead), tuple(missing)) if instead else None


def nearest(path: str) -> tuple[str, list[Known]]:
    """Give the words at the end of an address, and what is nearest to them: five at most.

    What has all the words goes before what is called something like them.
    """
    words = words_of(path.rstrip("/").rpartition("/")[2])
    asked = stems(words)
    if len(words) < SHORTEST_ADDRESS or not asked:
        return words, []
    entries = SearchEntry.objects.found(asked, LEAD).public(timezone.now()).filter(kind__in=_PAGES)
    near = entries.annotate(rank=rank(asked)).order_by("-rank", "-published_at", "item")
    rows = near.values_list("item__title", "item__slug", "item__url")[:MOST_NEAR]
    return words, list(dict.fromkeys([*(Known(*row) for row in rows), *_alike(words)]))[:MOST_NEAR]


def _alike(words: str) -> list[Known]:
    """Give what has a slug like some words, and then what has something like them in its title."""
    slugs = {each: each.slug.replace("-", " ") for each in known()}
    names = {each: f"{slug} {each.title.casefold()}" for each, slug in slugs.items()}
    return [
        each
        for choices, scorer, cutoff in ((slugs, fuzz.ratio, 75), (names, fuzz.partial_ratio, 84))
        for _, _, each in process.extract(
            words.casefold(), choices, scorer=scorer, score_cutoff=cutoff, limit=MOST_NEAR
        )
    ]


def words_of(path: str) -> str:
    """Give the words in an address, without what the file of a page may end with."""
    plain = printable(unquote(path[:LONGEST_ADDRESS], errors="ignore"))
    plain = re.sub(r"\.\w{2,5}$", "", plain)
    return " ".join(_WORD.findall(plain)[:MOST_WORDS])


def _without_hits(words: Sequence[str]) -> list[str]:
    """Give those of some words that nothing has, in two queries."""
    public = SearchEntry.objects.public(timezone.now()).filter(kind__in=SHOWN)
    asked = {f"word_{place}": public.found(stems(word)) for place, word in enumerate(words)}
    hits = {name: Exists(entries) for name, entries in asked.items()}
    row = Clock.objects.filter(pk=1).values(**hits).first() or {}
    plain = plain_words()
    return [
        word
        for word, name in zip(words, asked, strict=True)
        if not row.get(name) and not plain.issuperset(stems(word))
    ]
