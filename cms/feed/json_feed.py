"""Posts as JSON Feed 1.1, page by page."""

import json
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from cms.feed.syndication import Syndicated, SyndicationView, authors, image
from cms.publication.storing import LANGUAGE

#: What of a post JSON Feed has no name for. Objects of one's own begin with a low line.
_OUR_OWN = ("self", "licence", "attribution", "canonical_url")


class JsonFeedView(SyndicationView):
    """Posts as JSON Feed."""

    content_type = "application/feed+json"

    def written(self, syndicated: Syndicated) -> str:
        """Give the page as JSON Feed."""
        about = f"{syndicated.root}{reverse('feed:documentation')}"
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": syndicated.title,
            "description": syndicated.description,
            "home_page_url": syndicated.home,
            "feed_url": syndicated.pages["first"],  # which is the feed's identity, too
            "next_url": syndicated.pages.get("next"),
            "favicon": syndicated.icon,
            "authors": [{"name": syndicated.publisher, "url": f"{syndicated.root}/"}],
            "language": LANGUAGE,
        }
        items = [dict(_item(post, about)) for post in syndicated.posts]
        return json.dumps({**_without_nothing(feed), "items": items}, ensure_ascii=False)


def _item(post: dict[str, Any], about: str) -> Iterator[tuple[str, Any]]:
    """Give a post as JSON Feed has it."""
    yield "id", f"urn:uuid:{post['id']}"
    yield "url", post["url"]
    yield "title", post["title"]
    yield "summary", post["standfirst"]
    yield "content_html", post["body"]["html"]
    yield "content_text", post["body"]["text"]
    if picture := image(post):
        yield "image", picture["url"]
    yield "date_published", post["published_at"]
    yield "date_modified", post["updated_at"]
    if written_by := [_without_nothing(author) for author in authors(post)]:
        yield "authors", written_by
    yield "tags", [topic["name"] for topic in post["topics"]]
    yield "language", post["language"]
    yield "_commonplace", {"about": about, **{name: post[name] for name in _OUR_OWN}}


def _without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
