"""May the public see it? Asked here and nowhere else, by pages and publication alike."""

from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db.models import BooleanField, Case, Func, Model, Q, QuerySet, When
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, PageViewRestriction, Site

from cms.pages.statements import Given

Pages = TypeVar("Pages", bound="QuerySet[Any]")


def published(pages: Pages, at: "datetime | Given | None" = None) -> Pages:
    """Keep the pages that anybody may see at a moment (now, unless told otherwise).

    Live, not expired to the second, unrestricted here and above, inside a site, and no alias
    (an alias repeats a page that has its own address). One query, whatever it is given.
    """
    moment = at or timezone.now()
    return open_to_all(pages).filter(Q(expire_at__isnull=True) | Q(expire_at__gt=moment), live=True)


def with_visibility(pages: Pages, at: "datetime | Given") -> Pages:
    """Add to each page whether `published()` keeps it (`is_public`), and `is_restricted`.

    That is: whether a view restriction lies on it or on one above it.
    """
    in_time = Q(expire_at__isnull=True) | Q(expire_at__gt=at)
    unrestricted = ~Q(_names_what_is_above(PageViewRestriction, "page"))
    seen = Q(
        in_time, unrestricted, _names_what_is_above(Site, "root_page"), live=True, alias_of=None
    )
    return pages.annotate(
        is_public=Case(When(seen, then=True), default=False),
        is_restricted=_names_what_is_above(PageViewRestriction, "page"),
    )


def open_to_all(pages: Pages) -> Pages:
    """Keep the pages that nobody would be kept from, were they live: drafts among them."""
    return pages.filter(
        _names_what_is_above(Site, "root_page"),
        ~Q(_names_what_is_above(PageViewRestriction, "page")),
        alias_of__isnull=True,
    )


def published_documents(documents: "QuerySet[Any] | None" = None) -> "QuerySet[Any]":
    """Keep the documents that anybody may download: those in no restricted collection."""
    if documents is None:
        documents = get_document_model().objects.all()
    restricted = _names_what_is_above(CollectionViewRestriction, "collection", "collection__path")
    return documents.filter(~Q(restricted))


@cache
def _names_what_is_above(model: type[Model], name: str, path: str = "path") -> Func:
    """Say of a path whether a foreign key of a model leads to what has it, or lies above that.

    In words of SQL that stay the same: put together by Django anew each time, the conditions of
    `published()` cost more than the query itself.
    """
    field: Any = model._meta.get_field(name)
    sql = (
        f'EXISTS(SELECT 1 FROM "{model._meta.db_table}" "names"'  # noqa: S608 - names of tables
        f' INNER JOIN "{field.related_model._meta.db_table}" "top"'
        f' ON "top"."id" = "names"."{field.column}"'
        ' WHERE "top"."path" = SUBSTR(%(expressions)s, 1, LENGTH("top"."path")))'
    )
    return Func(path, template=sql, output_field=BooleanField())
