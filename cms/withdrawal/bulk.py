"""Unpublishing and deleting several things at once, with one set of words for all of them."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import classproperty
from wagtail.actions.delete import DeleteAction
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, UnpublishBulkAction
from wagtail.snippets.bulk_actions import delete as snippets

from cms.publication.farewells import is_or_is_below
from cms.withdrawal.asking import AsksForWords
from cms.withdrawal.forms import BulkFarewellForm
from cms.withdrawal.needed import is_needed
from cms.withdrawal.snippets import presented_snippets
from cms.withdrawal.warnings import Deed


class _AsksAboutMany(AsksForWords, BulkAction):
    """Asks for words about all that was chosen."""

    def to_go(self) -> list[Any]:
        """Give what was chosen, as far as who asks may withdraw it."""
        rows: list[Any] = self.get_actionable_objects()[0]
        return rows


class UnpublishPages(_AsksAboutMany, UnpublishBulkAction):
    """Unpublishes pages, and those below them if that is wished."""

    form_class = BulkFarewellForm
    template_name = "withdrawal/confirm_bulk_unpublish.html"
    deed = Deed.UNPUBLISH


class DeletePages(_AsksAboutMany, DeleteBulkAction):
    """Deletes pages with all below them."""

    form_class = BulkFarewellForm
    template_name = "withdrawal/confirm_bulk_delete.html"
    extended_template = DeleteBulkAction.template_name
    deed = Deed.DELETE

    def annotate_items(self, items: Sequence[Any]) -> Sequence[Any]:
        """Say of each whether something that stays cannot do without it."""
        pages: Sequence[Any] = super().annotate_items(items)
        for page in pages:
            references = page._usage_references
            references.is_protected = references.is_protected or is_needed(page, references)
        self.is_protected = any(page._usage_references.is_protected for page in pages)
        return pages

    @classmethod
    def execute_action(cls, objects: Sequence[Any], **kwargs: Any) -> tuple[int, int]:
        """Delete them. What lies below another of them goes with it; Wagtail would miss it then."""
        tops = [
            page
            for page in objects
            if not any(page.path != other.path and is_or_is_below(page, other) for other in objects)
        ]
        count: tuple[int, int] = super().execute_action(tops, **kwargs)
        return count


class DeleteSnippets(_AsksAboutMany, snippets.DeleteBulkAction):
    """Deletes snippets."""

    models = classproperty(lambda cls: presented_snippets())
    template_name = "withdrawal/confirm_bulk_delete.html"
    extended_template = snippets.DeleteBulkAction.template_name

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let another of their sort replace them."""
        return {**super().get_form_kwargs(), "model": self.model}

    @classmethod
    def execute_action(cls, objects: Sequence[Any], **kwargs: Any) -> tuple[int, int]:
        """Delete them one by one: Wagtail would leave no trace of them in its log."""
        for row in objects:
            DeleteAction(row, user=kwargs["self"].request.user).execute(skip_permission_checks=True)
        return len(objects), 0
