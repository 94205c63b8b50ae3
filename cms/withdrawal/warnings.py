"""What other parts of the product say before pages are unpublished, moved or deleted.

A leaf registers a function with Wagtail’s hooks, under the name `HOOK`. It takes the request, the
pages and what is to be done with them and all below them, and gives sentences.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

HOOK = "warn_before_pages_go"


class Deed(StrEnum):
    """What is to be done with pages."""

    UNPUBLISH = "unpublish"
    MOVE = "move"
    DELETE = "delete"


def warnings(request: HttpRequest, rows: Iterable[object], deed: Deed | None) -> list[str]:
    """Give what everybody has to say about it; nothing for what is no page."""
    pages = [row for row in rows if isinstance(row, Page)]
    if deed is None or not pages:
        return []
    return [words for warn in hooks.get_hooks(HOOK) for words in warn(request, pages, deed)]
