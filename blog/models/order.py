"""Which posts one leads on to: those before and after it, and those related to it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
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
from modelcluster.queryset import FakeQuerySet

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


def related(post: Any, topics: Sequence[Topic]) -> "QuerySet[Any]":
    """Give the public posts that an editor chose for one, in their order.

    Where none was chosen, or none is public any longer, those about any of some topics: the most
    shared first, then the newest. Each has a `place` if it was chosen. In one query.
    """
    others = published(type(post).objects.exclude(pk=post.pk))
    chosen, place = _chosen(post)
    further = type(post).further_topics.through.objects.filter(topic__in=topics)
    also = further.filter(postpage=OuterRef("pk")).exclude(topic=OuterRef("topic"))
    counted = also.order_by().values("postpage").annotate(number=Count("pk")).values("number")
    main = Case(When(topic__in=topics, then=1), default=0, output_field=IntegerField())
    alike = Q(topic__in=topics) | Q(pk__in=further.values("postpage"))
    none_chosen = ~Exists(others.filter(chosen))
    found = others.filter(chosen | Q(alike, none_chosen))
    shared = main + Coalesce(Subquery(counted), Value(0))
    posts: QuerySet[Any] = found.annotate(place=place)
    return posts.order_by(F("place").asc(nulls_last=True), shared.desc(), *NEWEST_FIRST)


def _chosen(post: Any) -> tuple[Q, Any]:
    """Give the condition that an editor chose a post for one, and its place among them."""
    lines = post.related.all()
    if isinstance(lines, FakeQuerySet):  # a draft in memory
        numbers = [line.post_id for line in lines]
        places = [When(pk=number, then=place) for place, number in enumerate(numbers)]
        return Q(pk__in=numbers), Case(*places, default=None, output_field=IntegerField())
    place = lines.filter(post=OuterRef("pk")).values(place=Coalesce("sort_order", 0))[:1]
    return Q(pk__in=lines.order_by().values("post")), Subquery(place)


def _place(post: Any) -> tuple[Any, int]:
    return post.first_published_at, post.pk
