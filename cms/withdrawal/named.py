"""What staff call the things that are withdrawn, and which of them they may speak about."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.permissions import policy_registry

from cms.publication.models import ContentItem
from cms.publication.registry import Presenter, presenter_for, presenters
from cms.users.models import User


def whole_kinds() -> list[Presenter]:
    """Give the presenters of what is withdrawn by itself; parts come and go with their whole."""
    return [presenter for presenter in presenters() if presenter.part_of is None]


def row_of(item: ContentItem) -> Model | None:
    """Give what an item presents, if it still exists."""
    rows = presenter_for(item.source).model._default_manager
    row: Model | None = rows.filter(pk=item.source_key).first()
    return row


def may_publish(user: User | AnonymousUser) -> bool:
    """Say whether somebody may publish and unpublish any pages at all."""
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, ["publish"]))


class Named:
    """The names of some withdrawn items, read together: by their pages, or by Wagtail's log."""

    def __init__(self, items: Iterable[ContentItem]) -> None:
        """Read them all, in as many queries for one item as for many."""
        keys: dict[str, list[str]] = defaultdict(list)
        for item in items:
            keys[item.source].append(item.source_key)
        self._names: dict[tuple[str, str], str] = {}
        of_pages = {key for source in keys if _is_page(source) for key in keys[source]}
        self._pages: dict[str, Page] = {
            str(page.pk): page for page in Page.objects.filter(pk__in=of_pages)
        }
        gone = of_pages - self._pages.keys()
        entries = PageLogEntry.objects.filter(page_id__in=gone).order_by("timestamp", "pk")
        labels = {str(pk): label for pk, label in entries.values_list("page_id", "label")}
        labels |= {key: page.get_admin_display_title() for key, page in self._pages.items()}
        for source, wanted in keys.items():
            found = labels if _is_page(source) else _logged(source, wanted)
            self._names |= {(source, key): found[key] for key in wanted if key in found}

    def name(self, item: ContentItem) -> str:
        """Give the name of an item, as it was when it was last seen."""
        return self._names.get((item.source, item.source_key)) or item.slug

    def page(self, item: ContentItem) -> Page | None:
        """Give the page of an item, if it still exists."""
        return self._pages.get(item.source_key) if _is_page(item.source) else None

    def may_correct(self, user: User | AnonymousUser, item: ContentItem) -> bool:
        """Say whether somebody may change the words about an item.

        It takes the right to publish the page; or any page, where that one is deleted.
        """
        page = self.page(item)
        if page is None:
            return may_publish(user)
        return bool(page.permissions_for_user(user).can_publish())


def _is_page(source: str) -> bool:
    return presenter_for(source).is_page


def _logged(source: str, keys: list[str]) -> dict[str, str]:
    """Give what the log calls some rows that are no pages."""
    content_type = ContentType.objects.get_for_model(presenter_for(source).model)
    entries = ModelLogEntry.objects.filter(content_type=content_type, object_id__in=keys)
    return dict(entries.order_by("timestamp", "pk").values_list("object_id", "label"))
