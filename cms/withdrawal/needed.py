"""What keeps a page from being deleted, beyond what Wagtail looks at."""

from django.db.models import RESTRICT
from wagtail.models import Page
from wagtail.models.reference_index import ReferenceGroups


def is_needed(page: Page, references: ReferenceGroups) -> bool:
    """Say whether a page that stays cannot do without a page; `references` lead to that one.

    Wagtail leaves references with RESTRICT to the database. What lies below the page goes with it.
    """
    sources = [each.object_id for each in references.qs if each.on_delete is RESTRICT]
    staying = Page.objects.filter(pk__in=sources).not_descendant_of(page, inclusive=True)
    return bool(sources) and bool(staying.exists())
