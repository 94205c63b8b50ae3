"""The moments at which time alone changes something public."""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import DateTimeField, Q, QuerySet, Subquery
from wagtail.models import Page, get_page_models

from cms.pages.statements import Given
from cms.publication.models import ContentItem, ItemPhase
from cms.publication.registry import presenter_of


class Turn(NamedTuple):
    """Rows that have such moments in a column, or so long after them."""

    rows: "QuerySet[Any]"
    column: str
    before: timedelta

    @property
    def given(self) -> str:
        """Give the name of the value that the column is compared with."""
        return f"moment_and_{self.before.total_seconds():.0f}"

    def last(self) -> Subquery:
        """Give the last that has come."""
        return self._first(f"-{self.column}", "lte")

    def next(self) -> Subquery:
        """Give the next to come."""
        return self._first(self.column, "gt")

    def _first(self, order: str, lookup: str) -> Subquery:
        """Give one end of a column, as an index has it: `MIN` and `MAX` may read all there are."""
        moment = Given(self.given, DateTimeField())
        rows = self.rows.filter(**{f"{self.column}__{lookup}": moment})
        return Subquery(rows.order_by(order).values(self.column)[:1])


_TURNS: list[Turn] = []


def time_turns(rows: "QuerySet[Any]", column: str, before: timedelta = timedelta()) -> None:
    """Tell that time changes something public at the moments that rows have in a column.

    Or so long before each. Call it when the app is ready.
    """
    _TURNS.append(Turn(rows, column, before))


def turns() -> list[Turn]:
    """Give all that was told."""
    return list(_TURNS)


def tell_of_items_and_pages() -> None:
    """Tell when items change their state or expire, and pages that are no items."""
    time_turns(ItemPhase.objects.all(), "starts_at")
    time_turns(ContentItem.objects.filter(public=True), "expires_at")
    others = [model._meta for model in get_page_models() if presenter_of(model) is None]
    if others:
        named = (Q(app_label=each.app_label, model=each.model_name) for each in others)
        types = ContentType.objects.filter(reduce(or_, named))
        time_turns(Page.objects.filter(live=True, content_type__in=types), "expire_at")
