"""Posts by year and month, as the clock here had it."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.utils import timezone


class Year(NamedTuple):
    """A year in which something was published, and how much."""

    number: int
    posts: int


def years_of(posts: "QuerySet[Any]") -> list[Year]:
    """Give the years of some posts, the latest first."""
    counted = posts.order_by().annotate(year=ExtractYear("first_published_at"))
    numbers = counted.values_list("year").annotate(posts=Count("pk")).order_by("-year")
    return [Year(*row) for row in numbers if row[0]]


def in_year(posts: "QuerySet[Any]", year: int) -> "QuerySet[Any]":
    """Keep the posts of a year, from midnight here to midnight. Raises Http404 for no year."""
    try:
        begins, ends = _midnight(year), _midnight(year + 1)
    except (ValueError, OverflowError):
        raise Http404 from None
    return posts.filter(first_published_at__gte=begins, first_published_at__lt=ends)


def by_month(posts: Iterable[Any]) -> list[tuple[date, list[Any]]]:
    """Give the posts of each month, under its first day."""

    def month(post: Any) -> date:
        return timezone.localdate(post.first_published_at).replace(day=1)

    return [(first, list(listed)) for first, listed in groupby(posts, month)]


def _midnight(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_default_timezone())
