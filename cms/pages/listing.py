"""Lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest


@dataclass(frozen=True)
class Narrowing:
    """A link to less of a list, or to all of it again."""

    name: str
    address: str
    count: int = 0
    current: bool = False


def page_of(rows: "QuerySet[Any] | Sequence[Any]", request: HttpRequest, size: int) -> "Page[Any]":
    """Give the page of a list that `?page=` asks for.

    Raises Http404 for a page that does not exist, or a number that is none.
    """
    number = request.GET.get("page", "1")
    paginator = Paginator(rows, size)
    if not (number.isdecimal() and len(number) < 7 and 1 <= int(number) <= paginator.num_pages):
        raise Http404
    return paginator.page(int(number))
