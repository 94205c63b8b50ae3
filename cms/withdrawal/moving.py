"""Moving pages, with what is to be said before."""

from typing import Any

from wagtail.admin.views.pages.bulk_actions import MoveBulkAction
from wagtail.admin.views.pages.move import MoveChooseDestinationView, MoveConfirmView

from cms.withdrawal.warnings import Deed, warnings


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is to be said."""
        said = warnings(self.request, self.get_actionable_objects()[0], Deed.MOVE)
        return {**super().get_context_data(**kwargs), "warnings": said}
