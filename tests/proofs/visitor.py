"""Somebody without an account who reads everything that has an address."""

from datetime import datetime
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page, Revision

from blog.models import BlogIndexPage
from cms.publication.models import ContentItem, ItemPhase
from cms.publication.registry import presenters
from cms.vocabulary.models import Topic

API = "/api/v1/"
#: What the items of pages come from.
PAGES = {presenter.source for presenter in presenters() if presenter.is_page}
#: Where many things are told at once.
TOGETHER = ("/feed.atom", "/feed.json", "/offers/sessions.ics", f"{API}items/?limit=100")


class Visitor:
    """Reads what has an address, and keeps what it was, by its entity tag."""

    def __init__(self) -> None:
        """Begin without having read anything."""
        self.client = Client()
        self.kept: dict[tuple[str, str], bytes] = {}

    def get(self, address: str) -> HttpResponse:
        """Read an address. What has the entity tag of what was there before, is the same."""
        response = self.client.get(address)
        assert response.status_code < 500, address
        assert not response.cookies, address
        if tag := response.get("ETag"):
            before = self.kept.setdefault((address, tag), response.content)
            assert before == response.content, f"{address} changed, and its ETag did not"
        return response

    def read(self, address: str) -> str:
        """Give what is at an address, whatever the status is."""
        return self.get(address).content.decode()

    def finds(self, word: str) -> bool:
        """Say whether a search finds anything by a word."""
        return '"results":[]' not in self.read(f"{API}items/?search={word}")


def addresses_of_pages() -> list[str]:
    """Give the addresses of all pages, public or not, and of the listing of each topic."""
    found = [page.get_url() for page in Page.objects.filter(depth__gt=1)]
    blog = BlogIndexPage.objects.first()
    if blog and blog.get_url():
        found += [blog.topic_url(topic) for topic in Topic.objects.all()]
    return [urlsplit(url).path for url in found if url]


def addresses_of_what_is_gone() -> list[str]:
    """Give the addresses of the items that are withdrawn, or not presented yet."""
    items = ContentItem.objects.filter(public=False).order_by("pk").values_list("kind", "pk")
    return [f"{API}{kind}/{item_id}/" for kind, item_id in items]


def moments_to_come(now: datetime) -> list[datetime]:
    """Give the moments at which something will change by itself."""
    dates = Revision.objects.filter(approved_go_live_at__gt=now)
    return [
        *Page.objects.filter(expire_at__gt=now).values_list("expire_at", flat=True),
        *ItemPhase.objects.filter(starts_at__gt=now).values_list("starts_at", flat=True),
        *dates.values_list("approved_go_live_at", flat=True),
    ]
