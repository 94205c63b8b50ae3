"""Posts for feed readers, page by page, with whole bodies."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Subquery
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import urlencode
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import not_modified
from cms.feed.filters import in_order, narrowed, public
from cms.feed.pagination import Cursor, Direction, Page, in_pages, mark_of, page_of
from cms.feed.subjects import Subject, ids_of, moved, subjects, understood
from cms.feed.views import FeedView, filled, versioned_head
from cms.feed.withdrawals import withdrawn
from cms.pages.addresses import absolute, default_site, name_of
from cms.pages.statements import Statement
from cms.publication.models import ContentItem, ContentItemQuerySet
from cms.publication.versions import Version

POSTS_PER_PAGE = 50
#: When a feed changed in which nothing ever was, on a site where nothing ever was.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

#: What each item of a page is told of all: when the last of them changed.
_LATEST = "latest_update"
_FILTERS = ("topic", "author")
_PARAMETERS = {
    "cursor": parameters.CURSOR,
    **{name: parameters.ROLES[name] for name in _FILTERS},
}


@dataclass(frozen=True)
class Syndicated:
    """One page of a feed, with what each of its pages says about the whole.

    `pages` are the addresses of this page (`self`) and of those around it (`first`, `previous`,
    `next`). They are paged as RFC 5005 section 3 has it. The archives of its section 4 must not
    change any more; posts are corrected and withdrawn.
    """

    id: str
    title: str
    description: str
    publisher: str
    root: str
    home: str
    icon: str
    updated: datetime
    pages: Mapping[str, str]
    posts: list[dict[str, Any]]


class SyndicationView(FeedView, ABC):
    """Posts for feed readers, newest first: all, or those about a topic or by an author."""

    content_type = ""

    def get(self, request: Request) -> HttpResponse:
        """Give a page in three queries; names cost one more, several as many more."""
        given, asked = understood(request, _PARAMETERS)
        moment = timezone.now()
        head = versioned_head(request, moment, Version.at(moment))
        if unchanged := not_modified(request, head):
            return unchanged
        about = subjects({name: asked[name] for name in _FILTERS if name in asked})
        if elsewhere := moved(request, given, about, head):
            return elsewhere
        for each in about:
            if not each.item.is_public(moment):
                raise withdrawn(request, each.item, moment)

        ids = ids_of(about)
        mark = mark_of("posts", ids)
        cursor = Cursor.read(asked["cursor"], mark) if "cursor" in asked else None
        posts = narrowed(public("posts", moment), ids, moment)
        listed, order = in_order("posts", ids, moment)
        listed = listed.annotate(**{_LATEST: _latest(posts)})
        found = in_pages(listed, order, POSTS_PER_PAGE, Direction.of(cursor))
        place = cursor.place(order) if cursor else {}
        rows = Statement(found, "id", order.column, "detail", _LATEST).rows(**place)
        page = page_of(list(rows), order, POSTS_PER_PAGE, cursor)
        site = default_site()
        here = f"{site.root_url}{request.path}"
        syndicated = Syndicated(
            id=_address(here, ids),
            title=_title(name_of(site), about),
            description=_description(about),
            publisher=name_of(site),
            root=site.root_url,
            home=(len(about) == 1 and about[0].item.url) or f"{site.root_url}/",
            icon=absolute(static("favicon.svg"), site.root_url),
            updated=_updated(page, posts, about),
            pages=_pages(here, dict(given.lists()), page, mark),
            posts=[json.loads(item.detail) for item in page.items],
        )
        return filled(head, self.written(syndicated), self.content_type)

    @abstractmethod
    def written(self, syndicated: Syndicated) -> str | bytes:
        """Give the page in its format."""


def _title(publisher: str, about: Iterable[Subject]) -> str:
    words = ""
    for role, preposition in (("topic", "about"), ("author", "by")):
        names = dict.fromkeys(each.item.title for each in about if each.role == role)
        words += f" {preposition} {' or '.join(names)}" if names else ""
    return f"Posts{words} – {publisher}" if words else publisher


def _description(about: Sequence[Subject]) -> str:
    """Give what the only topic says of itself."""
    if len(about) != 1:
        return ""
    return str(json.loads(about[0].item.detail).get("description", ""))


def _latest(posts: ContentItemQuerySet) -> Subquery:
    return Subquery(posts.order_by("-change").values("updated_at")[:1])


def _updated(page: Page, posts: ContentItemQuerySet, about: Sequence[Subject]) -> datetime:
    """Give when the feed changed: its posts, or what it is about, or anything if it is empty."""
    changes = [getattr(item, _LATEST) for item in page.items[:1]]
    if not changes:
        changes = [posts.order_by("-change").values_list("updated_at", flat=True).first()]
    if not any(changes):
        changes = [each.item.changed_at for each in about]
    if not changes:
        anything = ContentItem.objects.filter(change__isnull=False).order_by("-change")
        changes = [anything.values_list("changed_at", flat=True).first()]
    return max(filter(None, changes), default=NEVER)


def _pages(here: str, asked: Mapping[str, list[str]], page: Page, mark: str) -> dict[str, str]:
    first = {name: values for name, values in asked.items() if name != "cursor"}
    around = {"previous": page.previous, "next": page.next}
    return {
        "self": _address(here, asked),
        "first": _address(here, first),
        **{
            name: _address(here, {**first, "cursor": [cursor.signed(mark)]})
            for name, cursor in around.items()
            if cursor
        },
    }


def _address(here: str, query: Mapping[str, list[str]]) -> str:
    return f"{here}?{urlencode(query, doseq=True)}" if query else here


def authors(post: dict[str, Any]) -> list[dict[str, Any]]:
    """Give name and address of everybody who wrote a post."""
    written_by = (line["author"] for line in post["contributions"])
    return [{"name": author["name"], "url": author["url"]} for author in written_by]


def image(post: dict[str, Any]) -> dict[str, Any] | None:
    """Give the largest file of a post's picture that every reader can show."""
    sizes = post["picture"]["sizes"] if post["picture"] else []
    return next((size for size in reversed(sizes) if size["type"] == "image/jpeg"), None)
