"""Unpublishing and deleting a page, with the words that go with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.withdrawal.asking import AsksForWords
from cms.withdrawal.forms import FarewellForm
from cms.withdrawal.moving import ChooseDestinationView, MovePageView
from cms.withdrawal.needed import is_needed
from cms.withdrawal.warnings import Deed


class UnpublishPageView(AsksForWords, UnpublishView):
    """Unpublishes a page, and those below it if that is wished."""

    template_name = "withdrawal/confirm_unpublish.html"
    deed = Deed.UNPUBLISH

    def to_go(self) -> list[Page]:
        """Give the page that is to be unpublished."""
        return [self.object]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Keep the tick for the pages below, if the form is shown again."""
        ticked = "include_descendants" in self.request.POST
        return {**super().get_context_data(**kwargs), "checked": ticked}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Unpublish it, if the words are right."""
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def go_on(self, form: FarewellForm) -> HttpResponse:
        """Unpublish it, as Wagtail does."""
        answer: HttpResponse = UnpublishView.post(self, self.request)
        return answer


class DeletePageView(AsksForWords, DeleteView):
    """Deletes a page with all below it."""

    template_name = "withdrawal/confirm_delete.html"
    deed = Deed.DELETE

    def to_go(self) -> list[Page]:
        """Give the page that is to be deleted."""
        return [self.page]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it, if the words are right."""
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def go_on(self, form: FarewellForm) -> HttpResponse:
        """Delete it, as Wagtail does."""
        answer: HttpResponse = DeleteView.post(self, self.request)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say before whether something that stays cannot do without the page."""
        context = super().get_context_data(**kwargs)
        kept = context["is_protected"] or is_needed(self.page, self.usage)
        return {**context, "is_protected": kept}


class PagesViewSet(PageViewSet):
    """The admin's views of pages, with ours among them."""

    model = Page
    unpublish_view_class = UnpublishPageView
    delete_view_class = DeletePageView
    move_view_class = ChooseDestinationView
    move_confirm_view_class = MovePageView
