"""Somebody without an account who reads everything that has an address."""

import json
from datetime import datetime
from urllib.parse import urlsplit

from django.test import Client
from wagtail.models import Page, Revision

from blog.models import BlogIndexPage
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem, ItemPhase
from cms.publication.registry import presenters
from cms.vocabulary.models import Topic

API = "/api/v1/"
#: What the items of pages come from.
PAGES = {presenter.source for presenter in presenters() if presenter.is_page}
#: Where many things are told at once.
TOGETHER = ("/feed.atom", "/feed.json", "/offers/sessions.ics", f"{API}items/?limit=100")


def pages() -> list[str]:
    """Give the addresses of all pages, public or not, and of the listing of each topic."""
    found = [page.get_url() for page in Page.objects.filter(depth__gt=1)]
    blog = BlogIndexPage.objects.first()
    if blog and blog.get_url():
        found += [blog.topic_url(topic) for topic in Topic.objects.all()]
    return [urlsplit(url).path for url in found if url]


def feeds() -> list[str]:
    """Give the addresses of the syndicated feeds and of every item, withdrawn ones too."""
    items = ContentItem.objects.order_by("pk").values_list("kind", "pk")
    return [*TOGETHER, *(f"{API}{kind}/{item_id}/" for kind, item_id in items)]


def read(client: Client, address: str) -> str:
    """Give what is at an address, whatever the status is, but no fault of the server."""
    response = client.get(address)
    assert response.status_code < 500, address
    return response.content.decode()


def listed_sources(client: Client) -> set[tuple[str, str]]:
    """Give the model and the key of everything that the lists hold."""
    lists = (json.loads(read(client, f"{API}{kind}/?limit=100&fields=id")) for kind in KINDS)
    ids = [item["id"] for page in lists for item in page["results"]]
    return set(ContentItem.objects.filter(pk__in=ids).values_list("source", "source_key"))


def moments_to_come(now: datetime) -> list[datetime]:
    """Give the moments at which something will change by itself."""
    dates = Revision.objects.filter(approved_go_live_at__gt=now)
    return [
        *Page.objects.filter(expire_at__gt=now).values_list("expire_at", flat=True),
        *ItemPhase.objects.filter(starts_at__gt=now).values_list("starts_at", flat=True),
        *dates.values_list("approved_go_live_at", flat=True),
    ]
