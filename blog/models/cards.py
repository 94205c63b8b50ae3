"""Posts as lists show them: with who wrote them, their pictures, their topics."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from wagtail.models import Page

from cms.media.pictures import read_files
from cms.pages.listing import page_of
from cms.pages.visibility import published
from cms.vocabulary.models import Topic

POSTS_PER_PAGE = 12

#: The relations that a list of posts is read with.
ON_CARDS = ("picture", "topic")
#: Those that a post’s contributions are read with where their authors are introduced.
ON_POSTS = ("author__organisation", "author__portrait")


def topic_links(topics: Iterable[Topic], blog: Page | None = None) -> list[tuple[Topic, str]]:
    """Pair topics with the addresses of their listings; empty while there is no public blog.

    Give the `blog`, if it is at hand, to save asking for it.
    """
    kind = apps.get_model("blog", "BlogIndexPage")
    blog = blog or published(kind.objects.all()).first()
    address = blog.get_url() if blog else None
    return [(topic, f"{address}{kind.path_of(topic)}" if address else "") for topic in topics]


def for_cards(posts: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """Read posts with what cards show of them, and without their bodies."""
    shown: models.QuerySet[Any] = posts.select_related(*ON_CARDS).defer("body")
    return shown


def with_bylines(posts: "Iterable[Any]") -> "list[Any]":
    """Give each post its `bylines`, and read the files of its picture, in two queries for all.

    Pictures and topics that the posts were not read with cost one more each.
    """
    listed = list(posts)
    models.prefetch_related_objects(listed, *ON_CARDS)
    read_files((post.picture, ("card",)) for post in listed)
    read_bylines(listed)
    return listed


def read_bylines(posts: Sequence[Any], *read_with: str) -> None:
    """Give each post its `bylines`, read with some relations, in one query for all."""
    lines = apps.get_model("blog", "PostContribution").objects.filter(
        page__in=posts, author__in=published(_authors())
    )
    by_post: dict[int, list[Any]] = {post.pk: [] for post in posts}
    for line in lines.select_related("author", "organisation", *read_with):
        by_post[line.page_id].append(line)
    for post in posts:
        post.bylines = by_post[post.pk]


def by_public_authors(contributions: list[Any]) -> list[Any]:
    """Keep the contributions whose author the public may see, with all that is shown of them."""
    models.prefetch_related_objects(contributions, "organisation")
    people = _authors().select_related("organisation", "portrait")
    authors = published(people).in_bulk({line.author_id for line in contributions})
    shown = [line for line in contributions if line.author_id in authors]
    for line in shown:
        line.author = authors[line.author_id]
    return shown


def page_of_posts(posts: "models.QuerySet[Any]", request: HttpRequest) -> Any:
    """Give the asked-for page of posts, each ready to be shown on a card."""
    page = page_of(posts, request, POSTS_PER_PAGE)
    page.object_list = with_bylines(page.object_list)
    return page


def _authors() -> "models.QuerySet[Any]":
    authors: models.QuerySet[Any] = apps.get_model("blog", "AuthorPage").objects.all()
    return authors
