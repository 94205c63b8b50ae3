"""Sitemaps: every public page, when what it shows last changed, and its pictures.

Items and their stored content tell, as for the rest of the feed; pages that are no items are asked
themselves. https://www.sitemaps.org/protocol.html
"""

import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sitemaps.views import sitemap as section_of
from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe
from wagtail.models import Page

from cms.feed.conditions import entity_tag
from cms.pages.addresses import root_url
from cms.pages.models import BasePage
from cms.pages.visibility import published
from cms.publication.freshness import cache_control
from cms.publication.models import ContentItem, ContentLink
from cms.publication.registry import presenters
from cms.publication.versions import Version

View = Callable[..., HttpResponse]

#: How many pages a sitemap names: their whole content is read for their pictures.
LIMIT = 500
PICTURE_TYPE = "image/jpeg"


class Items(Sitemap):  # type: ignore[type-arg]  # only its stub has arguments
    """The pages of items of one kind. Those that `name` it in a role are listed there."""

    limit = LIMIT

    def __init__(self, kind: str, role: str = "") -> None:
        """Keep what is asked for."""
        self._kind, self._role = kind, role

    def items(self) -> "QuerySet[ContentItem]":
        """Give the public items, the newest first, with when what their page shows changed."""
        links = ContentLink.objects.filter(target=OuterRef("pk"), role=self._role)
        newest = links.order_by("-item__changed_at").values("item__changed_at")[:1]
        items = ContentItem.objects.public().filter(kind=self._kind).exclude(url="")
        listed = items.annotate(listed_at=Coalesce(Subquery(newest), F("updated_at")))
        return listed.order_by("-published_at", "pk").only("url", "updated_at", "detail")

    def get_urls(
        self, page: Any = 1, site: Any = None, protocol: Any = None
    ) -> list[dict[str, Any]]:
        """Give addresses, moments and pictures; of what appeared elsewhere first, nothing."""
        told = [(item, json.loads(item.detail)) for item in self.paginator.page(page).object_list]
        return [
            {
                "location": item.url,
                "lastmod": _last(item.updated_at, item.listed_at),
                "pictures": sorted(set(pictures(detail))),
            }
            for item, detail in told
            if detail.get("canonical_url", item.url) == item.url
        ]


class Pages(Sitemap):  # type: ignore[type-arg]
    """All other pages: the front page, indexes, plain pages. They know what they list."""

    limit = LIMIT

    def items(self) -> "QuerySet[Any]":
        """Give the public pages that are no items."""
        items = [presenter.model for presenter in presenters() if presenter.is_page]
        others: QuerySet[Any] = published(Page.objects.not_exact_type(*items)).order_by("path")
        return others

    def get_urls(
        self, page: Any = 1, site: Any = None, protocol: Any = None
    ) -> list[dict[str, Any]]:
        """Give addresses and moments."""
        shown: Any = self.paginator.page(page).object_list
        changes = dict(ContentItem.objects.values_list("kind").annotate(Max("changed_at")))
        return [
            {**entry, "lastmod": _last(entry["lastmod"], *map(changes.get, found.lists))}
            for found in shown.specific()
            if isinstance(found, BasePage)
            for entry in found.get_sitemap_urls()
        ]


SECTIONS: dict[str, Any] = {
    "pages": Pages(),
    "posts": Items("posts"),
    "offers": Items("offers"),
    "people": Items("authors", "author"),
    "topics": Items("topics", "topic"),
}


def pictures(value: Any) -> Iterator[str]:
    """Give the addresses of all pictures in an item, of each the largest file that all can read."""
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict) and "sizes" in value:
        files = [file for file in value["sizes"] if file["type"] == PICTURE_TYPE]
        yield from (file["url"] for file in files[-1:])
    elif isinstance(value, dict | list):
        for inner in inside:
            yield from pictures(inner)


def versioned(view: View) -> View:
    """Answer with what is public now, and to whoever has it already, that they have it."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **asked: Any) -> HttpResponse:
        moment = timezone.now()
        version = Version.at(moment)
        state = (version.epoch, version.number, version.since, request.get_full_path())
        answered = condition(etag_func=lambda *_, **__: entity_tag(*state))(view)
        response: HttpResponse = answered(request, **asked)
        response["Cache-Control"] = cache_control(moment, version.until)
        return response

    return answer


@versioned
def index(request: HttpRequest) -> HttpResponse:
    """Name the sitemaps."""
    root = root_url()
    listed = [
        SitemapIndexItem(f"{root}{reverse('sitemap', args=[name])}{query}")
        for name, section in SECTIONS.items()
        for number in section.paginator.page_range
        for query in [f"?p={number}" if number > 1 else ""]
    ]
    context = {"sitemaps": listed}
    return TemplateResponse(
        request, "sitemap_index.xml", context, content_type="application/xml"
    ).render()


@versioned
def section(request: HttpRequest, section: str) -> HttpResponse:
    """Name the pages of one section."""
    response: HttpResponse = section_of(request, SECTIONS, section, "feed/sitemap.xml").render()
    return response


def _last(*moments: Any) -> Any:
    """Give the last of some moments, to the second."""
    last = max(filter(None, moments), default=None)
    return last.replace(microsecond=0) if last else None
