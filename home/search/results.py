"""What fits a question, from the nearest on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from cms.pages.listing import Narrowing
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem, ContentLink
from cms.publication.registry import presentation
from cms.publication.search import SearchEntry, SearchEntryQuerySet, rank, stems
from home.search.excerpts import excerpt, marked
from home.search.plain import PlainPage, plain_pages
from home.search.question import PLAIN, SHOWN, Question
from offers.status import Status

#: Nobody reads on for longer, and the database need not sort more than this.
MOST = 500
MOST_TOPICS = 12


@dataclass(frozen=True)
class Result:
    """Something that was found, as it is shown. `moment` is when it appeared, or takes place."""

    title: SafeString
    url: str
    label: str
    excerpt: SafeString
    moment: datetime | None = None
    status: Status | None = None


class Results(Sequence[Result]):
    """What fits a question at a moment: a list to take pages from, and ways to narrow it."""

    def __init__(self, question: Question, moment: datetime) -> None:
        """Look for nothing yet."""
        self.question, self._moment = question, moment

    @cached_property
    def total(self) -> int:
        """Count all that fits, more than can be shown included."""
        if self.question.kind:
            return self._by_kind.get(self.question.kind, 0)
        return sum(self._by_kind.values())

    def __len__(self) -> int:
        return min(self.total, MOST)

    def __getitem__(self, part: Any) -> Any:
        end = min(part.stop, MOST)
        near = self._narrowed.annotate(rank=rank(self.question.stems))
        ordered = near.order_by("-rank", "-published_at", "item")[:end]
        places: list[tuple[int, datetime, Any]] = [
            *ordered.values_list("rank", "published_at", "item"),
            *((page.rank, page.published_at, page) for page in self._plain_shown),
        ]
        places.sort(key=lambda place: place[:2], reverse=True)
        asked = [thing for _, _, thing in places[part.start : end]]
        items = ContentItem.objects.with_status(self._moment).in_bulk(
            [thing for thing in asked if not isinstance(thing, PlainPage)]
        )
        return [
            self._of_page(thing) if isinstance(thing, PlainPage) else self._of_item(items[thing])
            for thing in asked
            if isinstance(thing, PlainPage) or thing in items
        ]

    def kinds(self, titles: Mapping[str, str]) -> list[Narrowing]:
        """Give the ways to narrow the results to a kind; none where there is only one kind.

        They are called by the titles of kinds that are given, where one is.
        """
        asked, counted = self.question, self._by_kind
        if len(counted) < 2 and not asked.kind:
            return []
        everything = Narrowing("All", asked.address(kind=""), sum(counted.values()), not asked.kind)
        return [
            everything,
            *(
                Narrowing(
                    titles.get(kind, title),
                    asked.address(kind=kind),
                    counted.get(kind, 0),
                    kind == asked.kind,
                )
                for kind, title in SHOWN.items()
                if kind in counted or kind == asked.kind
            ),
        ]

    def topics(self) -> list[Narrowing]:
        """Give the ways to narrow the results to a topic, the most frequent first."""
        asked, entries = self.question, self._entries
        if asked.kind:
            entries = entries.filter(kind=asked.kind)
        links = ContentLink.objects.filter(role="topic", item__in=entries.values("item"))
        counted = links.values_list("slug", "target__title").annotate(number=Count("item"))
        narrowed = [
            Narrowing(title, asked.address(topic=slug), number, slug == asked.topic)
            for slug, title, number in counted.order_by("-number", "slug")[:MOST_TOPICS]
        ]
        if not narrowed and not asked.topic:
            return []
        return [Narrowing("Any topic", asked.address(topic=""), 0, not asked.topic), *narrowed]

    @cached_property
    def _by_kind(self) -> dict[str, int]:
        counted = self._of_topic.order_by().values_list("kind").annotate(number=Count("item"))
        found: dict[str, int] = dict(counted)
        if self._plain and not self.question.topic:
            found[PLAIN] = len(self._plain)
        return found

    @cached_property
    def _plain(self) -> list[PlainPage]:
        return plain_pages(self.question.stems)

    @property
    def _plain_shown(self) -> list[PlainPage]:
        fits = not self.question.topic and self.question.kind in ("", PLAIN)
        return self._plain if fits else []

    @property
    def _entries(self) -> SearchEntryQuerySet:
        entries = SearchEntry.objects.found(self.question.stems).public(self._moment)
        return entries.filter(kind__in=SHOWN)

    @property
    def _of_topic(self) -> SearchEntryQuerySet:
        return about(self._entries, self.question.topic) if self.question.topic else self._entries

    @property
    def _narrowed(self) -> SearchEntryQuerySet:
        kind = self.question.kind
        return self._of_topic.filter(kind=kind) if kind else self._of_topic

    def _of_page(self, page: PlainPage) -> Result:
        asked = self.question.stems
        return Result(marked(page.title, asked), page.url, "Page", excerpt([page.text], asked))

    def _of_item(self, item: ContentItem) -> Result:
        asked, presenter = self.question.stems, presentation(item.kind)
        fields = json.loads(item.detail)
        said = [*presenter.lead(fields), *presenter.words(fields)]
        texts = [text for text in said if text != item.title]
        named = frozenset(asked).issubset(stems(item.title))
        status = getattr(item, "status", None)
        return Result(
            title=marked(item.title, asked),
            url=item.url,
            label=KINDS[item.kind].singular.capitalize(),
            excerpt=excerpt(texts, asked, from_start=named),
            moment=item.starts_at or (item.published_at if item.kind == "posts" else None),
            status=Status(status) if status else None,
        )


def about(entries: SearchEntryQuerySet, topic: str) -> SearchEntryQuerySet:
    """Keep the entries of what names a topic, by its slug."""
    links: QuerySet[Any] = ContentLink.objects.filter(role="topic", slug=topic)
    return entries.filter(item__in=links.values("item"))
