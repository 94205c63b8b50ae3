"""Fill a migrated database, and print as JSON what can be asked of it."""

import json
import sys
from itertools import islice
from typing import Any

from django.db import models, transaction

from cms.pages.models import BasePage
from cms.publication.models import Clock, ContentItem, ContentLink, ItemPhase
from cms.publication.search import SearchEntry
from tests.bench.content import Content
from tests.bench.things import writer
from tests.bench.vacuum import vacuum
from tests.bench.writing import COMMON_WORD, MONTH
from tests.factories.blog import AuthorPageFactory, PostPageFactory

BATCH = 1_000


def main(size: str) -> None:
    """Store this many items and one real page."""
    page = real_page()
    with transaction.atomic():
        Clock.hold()
        content = Content(int(size), Clock.objects.get().number)
        store(content)
        Clock.objects.update(number=content.change)
    vacuum()
    json.dump(what_to_ask(content, page), sys.stdout)


def real_page() -> BasePage:
    """Publish a long post by two people, as staff would."""
    authors = [AuthorPageFactory(title=writer.words(2)) for _ in range(2)]
    body = [
        ("paragraph", block["html"])
        for block in writer.body(40)["blocks"]
        if "<p>" in block["html"]
    ]
    return PostPageFactory(title=writer.words(6), authors=authors, body=body)


def store(content: Content) -> None:
    """Store all items, then what they name and what states they have."""
    items = content.items()
    while batch := list(islice(items, BATCH)):
        ContentItem.objects.bulk_create(batch)
        insert(ContentLink, content.links)
        insert(ItemPhase, content.phases)
        insert(SearchEntry, content.entries)


def insert(model: type[models.Model], waiting: list[Any]) -> None:
    """Store rows, and forget them."""
    model._default_manager.bulk_create(waiting, batch_size=BATCH)
    waiting.clear()


def what_to_ask(content: Content, page: BasePage) -> dict[str, Any]:
    """Give what the addresses of the cases need."""
    things = content.things
    return {
        "post": str(things["posts"][7].id),
        "offer": str(things["offers"][0].id),
        "topic": things["topics"][0].slug,
        "rare_topic": things["topics"][-1].slug,
        "author": things["authors"][0].slug,
        "organisation": things["organisations"][0].slug,
        "month": MONTH,
        "word": COMMON_WORD,
        "page": page.get_url(),
        "items": ContentItem.objects.public().count(),
    }
