"""Content items as publishing would have stored them: a great many, with what they name."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from cms.publication.kinds import address
from cms.publication.models import STATUS, ContentItem, ContentLink, ItemPhase
from cms.publication.search import SearchEntry, searchable
from cms.publication.storing import LANGUAGE
from offers.status import timeline
from tests.bench.things import NOW, RARE, Thing, chance, share_out, skewed, writer
from tests.bench.writing import COMMON_WORD, SITE, in_full


class Content:
    """All items, with what they name and what states they go through."""

    def __init__(self, size: int, change: int) -> None:
        """Make up the things first, so that they can name each other; number on from `change`."""
        self.things = {
            kind: [Thing(kind, number) for number in range(count)]
            for kind, count in share_out(size).items()
        }
        posts = sorted(self.things["posts"], key=lambda post: post.published_at)
        self.rare = {post.id for post in posts[:RARE]}
        self.change = change
        self.links: list[ContentLink] = []
        self.phases: list[ItemPhase] = []
        self.entries: list[SearchEntry] = []

    def items(self) -> Iterator[ContentItem]:
        """Give the items, what is named before what names it."""
        for kind, things in self.things.items():
            for thing in things:
                summary, more, named = getattr(self, kind)(thing)
                yield self._item(thing, summary, more)
                self.links += (self._name(thing, *each) for each in dict.fromkeys(named))

    def topics(self, thing: Thing) -> Any:
        """Give a topic's fields."""
        about = {"name": thing.title, "description": writer.words(20), "posts_count": 100}
        return about, {}, []

    def organisations(self, thing: Thing) -> Any:
        """Give an organisation's fields."""
        about = {"name": thing.title, "organisation_kind": "delivery_partner"}
        place = {"place": writer.words(1), "link": thing.url, "logo": writer.picture(thing.number)}
        return {**about, **place}, {}, []

    def authors(self, thing: Thing) -> Any:
        """Give an author's fields."""
        organisation = skewed(self.things["organisations"])
        about = {"name": thing.title, "role": writer.words(2), "organisation": organisation.named}
        shown = {"portrait": writer.picture(thing.number), "posts_count": 30}
        more = {"biography": in_full(writer.words(60)), "links": []}
        return {**about, **shown}, more, [("organisation", organisation)]

    def offers(self, thing: Thing) -> Any:
        """Give an offer's fields; its states are those that its dates make."""
        topic, partner = skewed(self.things["topics"][:-1]), skewed(self.things["organisations"])
        opens = NOW + timedelta(days=chance.randint(-900, 90), hours=12)
        closes = opens + timedelta(days=chance.randint(20, 90))
        for phase in timeline(opens, closes):
            status, starts, ends = phase
            self.phases.append(
                ItemPhase(
                    item_id=thing.id,
                    status=status.value,
                    is_open=status.is_open,
                    starts_at=starts,
                    ends_at=ends,
                    published_at=thing.published_at,
                )
            )
        summary = {
            "short_name": thing.title,
            "summary": writer.words(30),
            "status": STATUS,
            "opens_at": f"{opens:%Y-%m-%dT%H:%M:%SZ}",
            "closes_at": f"{closes:%Y-%m-%dT%H:%M:%SZ}",
            "places": "many",
            "delivery_partners": [partner.named],
            "topics": [{**topic.named, "slug": topic.slug}],
            "picture": writer.picture(thing.number),
        }
        words = {"who_for": in_full(writer.words(40)), "what_you_get": in_full(writer.words(40))}
        more = {**words, "body": writer.body(4), "toolkit": [], "sessions": [], "sign_up": None}
        return summary, more, [("topic", topic), ("organisation", partner)]

    def sessions(self, thing: Thing) -> Any:
        """Give a session's fields."""
        offer = skewed(self.things["offers"])
        starts = f"{thing.published_at:%Y-%m-%dT%H:%M:%SZ}"
        when = {"offer": offer.reference, "starts_at": starts, "ends_at": starts}
        where = {"venue": writer.words(3), "online": False, "places": 20}
        return {**when, **where}, {}, [("offer", offer)]

    def posts(self, thing: Thing) -> Any:
        """Give a post's fields."""
        topics = self.things["topics"][-1:] if thing.id in self.rare else []
        topics += dict.fromkeys(skewed(self.things["topics"][:-1]) for _ in range(2))
        organisation = skewed(self.things["organisations"])
        authors = list(dict.fromkeys(skewed(self.things["authors"]) for _ in range(2)))
        contributions = [
            {"author": each.named, "role": writer.words(2), "organisation": organisation.named}
            for each in authors
        ]
        summary = {
            "standfirst": writer.words(30),
            "contributions": contributions,
            "topics": [{**topic.named, "slug": topic.slug} for topic in topics],
            "picture": writer.picture(thing.number),
            "reading_minutes": 3,
        }
        mentions = f"It was the {COMMON_WORD}." if thing.number % 5 == 0 else ""
        more = {
            "body": writer.body(3, mentions=mentions),
            "related": [],
            "links": [],
            "offers": [],
            "canonical_url": thing.url,
            "licence": {"name": "Creative Commons Attribution 4.0", "url": SITE},
            "attribution": {"text": thing.title, "html": f'<a href="{thing.url}">there</a>'},
            "about_the_authors": [
                {**line["author"], "biography": in_full(writer.words(50)), "portrait": None}
                for line in contributions
            ],
        }
        named = [("topic", topic) for topic in topics]
        named += [("author", author) for author in authors]
        return summary, more, [*named, ("organisation", organisation)]

    def _item(self, thing: Thing, summary: dict[str, Any], more: dict[str, Any]) -> ContentItem:
        self.change += 1
        moment = f"{thing.published_at:%Y-%m-%dT%H:%M:%SZ}"
        record = {
            "id": str(thing.id),
            "kind": thing.kind,
            "self": f"{SITE}{address(thing.kind, thing.id)}",
            "url": thing.url,
            "slug": thing.slug,
            "title": thing.title,
            "change": self.change,
            "digest": f"{thing.id.int:064x}",
            "published_at": moment,
            "updated_at": moment,
            "language": LANGUAGE,
            **summary,
        }
        lead, text = summary.get("standfirst", ""), more.get("body", {}).get("text", "")
        self.entries.append(
            SearchEntry(
                item_id=thing.id,
                number=self.change,
                kind=thing.kind,
                published_at=thing.published_at,
                words=searchable(thing.title, [lead], [text]),
            )
        )
        return ContentItem(
            **{name: record[name] for name in ("kind", "slug", "title", "url", "change", "digest")},
            id=thing.id,
            source=f"bench.{thing.kind}",
            source_key=str(thing.number),
            event=ContentItem.Event.PUBLISHED,
            public=True,
            published_at=thing.published_at,
            updated_at=thing.published_at,
            changed_at=thing.published_at,
            starts_at=thing.published_at if thing.kind == "sessions" else None,
            sort_key=thing.title.casefold(),
            summary=compact(record),
            detail=compact({**record, **more}),
        )

    def _name(self, thing: Thing, role: str, target: Thing) -> ContentLink:
        return ContentLink(
            item_id=thing.id,
            role=role,
            target_id=target.id,
            slug=target.slug,
            published_at=thing.published_at,
        )


def compact(record: dict[str, Any]) -> str:
    """Give JSON as publishing stores it."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
