"""May the public see it? Asked here and nowhere else, by pages and publication alike."""

from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, PageViewRestriction, Site

Pages = TypeVar("Pages", bound="QuerySet[Any]")


def published(pages: Pages, at: datetime | None = None) -> Pages:
    """Keep the pages that anybody may see at a moment (now, unless told otherwise).

    Live, not expired to the second, unrestricted here and above, inside a site, and no alias
    (an alias repeats a page that has its own address). One query, whatever it is given.
    """
    moment = at or timezone.now()
    return open_to_all(pages).filter(Q(expire_at__isnull=True) | Q(expire_at__gt=moment), live=True)


def with_visibility(pages: Pages) -> Pages:
    """Add to each page whether `published()` keeps it (`is_public`), and `is_restricted`.

    That is: whether a view restriction lies on it or on one above it.
    """
    inside, unrestricted = _in_a_site_and_unrestricted()
    kept = Q(Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()), inside, unrestricted)
    seen = When(kept, live=True, alias_of__isnull=True, then=True)
    return pages.annotate(is_public=Case(seen, default=False), is_restricted=~unrestricted)


def open_to_all(pages: Pages) -> Pages:
    """Keep the pages that nobody would be kept from, were they live: drafts among them."""
    return pages.filter(*_in_a_site_and_unrestricted(), alias_of__isnull=True)


@cache
def _in_a_site_and_unrestricted() -> tuple[Exists, Any]:
    """Give the conditions on what is above a page: kept, as to make them costs the most."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restricted = PageViewRestriction.objects.alias(below=path).filter(
        below__startswith=F("page__path")
    )
    inside = Site.objects.alias(below=path).filter(below__startswith=F("root_page__path"))
    return Exists(inside), ~Exists(restricted)


def published_documents(documents: "QuerySet[Any] | None" = None) -> "QuerySet[Any]":
    """Keep the documents that anybody may download: those in no restricted collection."""
    if documents is None:
        documents = get_document_model().objects.all()
    path = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    restricted = CollectionViewRestriction.objects.alias(below=path).filter(
        below__startswith=F("collection__path")
    )
    return documents.filter(~Exists(restricted))
