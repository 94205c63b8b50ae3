"""Moving pages, with what is to be said before."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import MoveBulkAction
from wagtail.admin.views.pages.move import MoveChooseDestinationView, MoveConfirmView
from wagtail.models import Page

from cms.pages.routes import is_taken
from cms.withdrawal.warnings import Deed, warnings


def refuse_taken(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Ask for another place where the page would have the address of something else."""
    if not is_taken(destination, page.slug):
        return None
    words = (
        f"The site itself uses “{page.slug}” there. Give the page another slug before moving it."
    )
    messages.error(request, words)
    return redirect("wagtailadmin_pages:move", page.pk)


class ChooseDestinationView(MoveChooseDestinationView):
    """Asks where to move a page, and says already here what that means."""

    template_name = "withdrawal/move_choose_destination.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is to be said."""
        said = warnings(self.request, [self.page_to_move], Deed.MOVE)
        return {**super().get_context_data(**kwargs), "warnings": said}


class MovePageView(MoveConfirmView):
    """Moves a page with all below it."""

    template_name = "withdrawal/confirm_move.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is to be said."""
        said = warnings(self.request, [self.page_to_move], Deed.MOVE)
        return {**super().get_context_data(**kwargs), "warnings": said}


class MovePages(MoveBulkAction):
    """Moves several pages with all below them."""

    template_name = "withdrawal/confirm_bulk_move.html"

    def get_actionable_objects(self) -> tuple[list[Page], dict[str, Any]]:
        """Set aside the pages that would have the address of something else."""
        pages, others = super().get_actionable_objects()
        if self.cleaned_form is None:
            return pages, others
        destination = self.cleaned_form.cleaned_data["chooser"]
        taken = [page for page in pages if is_taken(destination, page.slug)]
        kept = [page for page in pages if page not in taken]
        aside = [{"item": page, "can_edit": True} for page in taken]
        return kept, {**others, "pages_with_taken_slugs": aside}

    def prepare_action(self, pages: list[Page], aside: dict[str, Any]) -> HttpResponse | None:
        """Ask again where a page was set aside, as for pages with the slug of one that is there."""
        both = [*aside["pages_with_duplicate_slugs"], *aside["pages_with_taken_slugs"]]
        again: HttpResponse | None = super().prepare_action(
            pages, {**aside, "pages_with_duplicate_slugs": both}
        )
        return again

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is to be said."""
        said = warnings(self.request, self.get_actionable_objects()[0], Deed.MOVE)
        return {**super().get_context_data(**kwargs), "warnings": said}
