"""Content items as the feed finds them, for tests that need rows and no pages."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from cms.publication.kinds import KINDS
from cms.publication.models import Clock, ContentItem, ContentLink, ItemPhase
from cms.publication.search import SearchEntry, searchable

FIRST_DAY = datetime(2026, 1, 1, 9, tzinfo=UTC)


def tick() -> int:
    with transaction.atomic():
        return Clock.tick()


class ContentItemFactory(DjangoModelFactory):
    """A public post. Ask for other kinds by `kind`; `content` is added to its JSON."""

    class Meta:
        model = ContentItem
        exclude = ["content", "body"]

    id = factory.LazyFunction(uuid4)
    kind = "posts"
    source = factory.LazyAttribute(lambda item: f"tests.{item.kind}")
    source_key = factory.Sequence(str)
    change = factory.LazyFunction(tick)
    event = ContentItem.Event.PUBLISHED
    public = True
    title = factory.Sequence(lambda n: f"Title {n}")
    slug = factory.Sequence(lambda n: f"slug-{n}")
    url = factory.LazyAttribute(lambda item: f"http://localhost/{item.slug}/")
    published_at = factory.Sequence(lambda n: FIRST_DAY + timedelta(minutes=n))
    updated_at = factory.SelfAttribute("published_at")
    changed_at = factory.SelfAttribute("published_at")
    starts_at = factory.SelfAttribute("published_at")
    sort_key = factory.LazyAttribute(lambda item: item.published_at.isoformat())

    content: Mapping[str, Any] = {}
    body: Mapping[str, Any] | None = None
    summary = factory.LazyAttribute(
        lambda item: json.dumps(
            {"id": str(item.id), "kind": item.kind, "title": item.title, **item.content}
        )
    )
    detail = factory.LazyAttribute(
        lambda item: json.dumps(
            {**json.loads(item.summary), **({"body": item.body} if item.body else {})}
        )
    )


class WholePostFactory(ContentItemFactory):
    """A public post with all the fields of a whole one; `content` replaces some of them."""

    body = {"html": "<p>Words.</p>", "blocks": [], "text": "Words."}
    detail = factory.LazyAttribute(
        lambda post: json.dumps(
            {
                **{
                    name: getattr(post, name) for name in ("kind", "title", "slug", "url", "change")
                },
                "id": str(post.id),
                "self": f"http://localhost/api/v1/posts/{post.id}/",
                "published_at": f"{post.published_at:%Y-%m-%dT%H:%M:%SZ}",
                "updated_at": f"{post.updated_at:%Y-%m-%dT%H:%M:%SZ}",
                "language": "en-GB",
                "standfirst": "What happened.",
                "contributions": [],
                "topics": [],
                "picture": None,
                "related": [],
                "canonical_url": post.url,
                "licence": {"name": "All rights reserved", "url": None},
                "attribution": {"text": post.title, "html": post.title},
                "body": post.body,
                **post.content,
            }
        )
    )


class SessionItemFactory(ContentItemFactory):
    """A public session of two hours; `content` replaces some of its fields."""

    kind = "sessions"
    summary = factory.LazyAttribute(
        lambda session: json.dumps(
            {
                "id": str(session.id),
                **{name: getattr(session, name) for name in ("kind", "title", "url", "change")},
                "published_at": f"{session.published_at:%Y-%m-%dT%H:%M:%SZ}",
                "updated_at": f"{session.updated_at:%Y-%m-%dT%H:%M:%SZ}",
                "offer": {"title": "Reflect | Recharge", "url": "http://localhost/offers/reflect/"},
                "starts_at": f"{session.starts_at:%Y-%m-%dT%H:%M:%SZ}",
                "ends_at": f"{session.starts_at + timedelta(hours=2):%Y-%m-%dT%H:%M:%SZ}",
                "venue": "The hall",
                "online": False,
                "places": None,
                **session.content,
            }
        )
    )


class TombstoneFactory(ContentItemFactory):
    """A withdrawn post."""

    event = ContentItem.Event.WITHDRAWN
    public = False
    title = ""
    summary = ""
    detail = ""


def named(item: ContentItem, role: str, target: ContentItem) -> ContentItem:
    """Let an item name another in a role, and give the item."""
    ContentLink.objects.create(
        item=item, role=role, target=target, slug=target.slug, published_at=item.published_at
    )
    return item


def in_phase(
    item: ContentItem,
    status: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> ContentItem:
    """Let an item be in a state for a while, and give the item."""
    ItemPhase.objects.create(
        item=item,
        status=status,
        is_open=status == "open",
        starts_at=starts_at,
        ends_at=ends_at,
        published_at=item.published_at,
    )
    return item


def one_of_each_kind() -> dict[str, ContentItem]:
    return {kind: ContentItemFactory(kind=kind) for kind in KINDS}


def findable(
    item: ContentItem, title: str | None = None, lead: str = "", words: str = ""
) -> ContentItem:
    """Let an item be found by its title, or another, and by further words; give the item."""
    SearchEntry.objects.create(
        item=item,
        number=item.change,
        kind=item.kind,
        published_at=item.published_at,
        expires_at=item.expires_at,
        words=searchable(item.title if title is None else title, [lead], [words]),
    )
    return item
