"""Posts for feed readers: Atom (RFC 4287) and JSON Feed 1.1, with whole bodies."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import not_modified
from cms.feed.filters import narrowed, public
from cms.feed.views import FeedView, filled, versioned_head
from cms.pages.addresses import default_site, name_of
from cms.publication.models import Version

MOST_POSTS = 50
LANGUAGE = "en-GB"
_FILTERS = {name: parameters.ROLES[name] for name in ("topic", "author")}


@dataclass(frozen=True)
class Syndicated:
    """The posts of one feed, with what is said about the feed itself."""

    title: str
    home: str
    address: str
    posts: list[dict[str, Any]]


class SyndicationView(FeedView, ABC):
    """The newest posts, for feed readers."""

    content_type = ""

    def get(self, request: Request) -> HttpResponse:
        """Give the newest posts, in three queries. Parameters that readers add are ignored."""
        given = request.query_params.copy()
        for name in set(given) - set(_FILTERS):
            del given[name]
        filters = parameters.read(given, _FILTERS)
        moment = timezone.now()
        head = versioned_head(request, moment, Version.at(moment))
        if unchanged := not_modified(request, head):
            return unchanged
        items = narrowed(public("posts", moment), filters, moment).with_status(moment)
        newest = items.only("detail").order_by("-published_at", "-id")[:MOST_POSTS]
        query = f"?{given.urlencode()}" if given else ""
        syndicated = Syndicated(
            name_of(default_site()),
            request.build_absolute_uri("/"),
            request.build_absolute_uri(f"{request.path}{query}"),
            [json.loads(item.detail_json()) for item in newest],
        )
        return filled(head, self.written(syndicated), self.content_type)

    @abstractmethod
    def written(self, syndicated: Syndicated) -> str:
        """Give the feed in its format."""


class AtomView(SyndicationView):
    """The newest posts as Atom."""

    content_type = "application/atom+xml; charset=utf-8"

    def written(self, syndicated: Syndicated) -> str:
        """Give the feed as Atom."""
        feed = WholeAtomFeed(
            title=syndicated.title,
            link=syndicated.home,
            description="",
            language=LANGUAGE,
            feed_url=syndicated.address,
            feed_guid=syndicated.address,
        )
        for post in syndicated.posts:
            feed.add_item(
                title=post["title"],
                link=post["url"],
                description=escape(post["standfirst"]),  # Atom1Feed says that it is HTML
                content=post["body"]["html"],
                unique_id=f"urn:uuid:{post['id']}",
                pubdate=datetime.fromisoformat(post["published_at"]),
                updateddate=datetime.fromisoformat(post["updated_at"]),
                categories=[topic["name"] for topic in post["topics"]],
                authors=list(_authors(post)),
            )
        return feed.writeString("utf-8")


class WholeAtomFeed(Atom1Feed):
    """Atom with whole bodies, and with as many authors as wrote."""

    def root_attributes(self) -> dict[str, str]:
        """Let relative addresses, should there be any, start from the site."""
        return {**super().root_attributes(), "xml:base": self.feed["link"]}

    def latest_post_date(self) -> datetime:
        """Give when the newest content changed; the same moment for ever if there is none."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=datetime.fromtimestamp(0, UTC))

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Name the site as the author of what names nobody: every entry needs one."""
        super().add_root_elements(handler)
        _name_author(handler, {"name": self.feed["title"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add the authors and the body."""
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            _name_author(handler, author)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def _name_author(handler: SimplerXMLGenerator, author: dict[str, Any]) -> None:
    handler.startElement("author", AttributesImpl({}))
    handler.addQuickElement("name", author["name"])
    if author.get("url"):
        handler.addQuickElement("uri", author["url"])
    handler.endElement("author")


class JsonFeedView(SyndicationView):
    """The newest posts as JSON Feed."""

    content_type = "application/feed+json"

    def written(self, syndicated: Syndicated) -> str:
        """Give the feed as JSON Feed."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": syndicated.title,
            "home_page_url": syndicated.home,
            "feed_url": syndicated.address,
            "language": LANGUAGE,
            "items": [dict(_entry(post)) for post in syndicated.posts],
        }
        return json.dumps(feed, ensure_ascii=False)


def _entry(post: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give a post as JSON Feed has it."""
    yield "id", f"urn:uuid:{post['id']}"
    yield "url", post["url"]
    yield "title", post["title"]
    yield "summary", post["standfirst"]
    yield "content_html", post["body"]["html"]
    yield "content_text", post["body"]["text"]
    yield "date_published", post["published_at"]
    yield "date_modified", post["updated_at"]
    yield "language", post["language"]
    yield "tags", [topic["name"] for topic in post["topics"]]
    yield "authors", [_without_nothing(author) for author in _authors(post)]
    if post["picture"] and post["picture"]["sizes"]:
        jpegs = [size for size in post["picture"]["sizes"] if size["type"] == "image/jpeg"]
        yield "image", jpegs[-1]["url"]


def _authors(post: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for contribution in post["contributions"]:
        author = contribution["author"]
        yield {"name": author["name"], "url": author["url"]}


def _without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
