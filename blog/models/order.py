"""Where posts stand among the others: before and after, and what they share."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from cms.pages.visibility import published
from cms.vocabulary.models import Topic

NEWEST_FIRST = ("-first_published_at", "-pk")


def neighbours(post: Any) -> "tuple[Any | None, Any | None]":
    """Give the public posts published before and after one beside it, in one query."""
    at = post.first_published_at
    if at is None or not post.path:
        return None, None
    beside = published(type(post).objects.sibling_of(post, inclusive=False))
    before = Q(first_published_at__lt=at) | Q(first_published_at=at, pk__lt=post.pk)
    after = Q(first_published_at__gt=at) | Q(first_published_at=at, pk__gt=post.pk)
    oldest_first = [field.removeprefix("-") for field in NEWEST_FIRST]
    older = beside.filter(before).order_by(*NEWEST_FIRST).values("pk")[:1]
    newer = beside.filter(after).order_by(*oldest_first).values("pk")[:1]
    both = type(post).objects.filter(Q(pk=Subquery(older)) | Q(pk=Subquery(newer)))
    found = {_place(other) < _place(post): other for other in both.defer("body")}
    return found.get(True), found.get(False)


def sharing(topics: Iterable[Topic]) -> "QuerySet[Any]":
    """Give the public posts about any of some topics: the most shared first, then the newest."""
    post, wanted = apps.get_model("blog", "PostPage"), list(topics)
    further = post.further_topics.through.objects.filter(topic__in=wanted)
    also = further.filter(postpage=OuterRef("pk")).exclude(topic=OuterRef("topic"))
    counted = also.order_by().values("postpage").annotate(number=Count("pk")).values("number")
    main = Case(When(topic__in=wanted, then=1), default=0, output_field=IntegerField())
    about = Q(topic__in=wanted) | Q(pk__in=further.values("postpage"))
    posts = published(post.objects.filter(about))
    shared = main + Coalesce(Subquery(counted), Value(0))
    return posts.alias(shared=shared).order_by(F("shared").desc(), *NEWEST_FIRST)


def _place(post: Any) -> tuple[Any, int]:
    return post.first_published_at, post.pk
