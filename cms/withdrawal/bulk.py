"""Unpublishing and deleting several pages at once, with one set of words for all of them."""

from typing import Any

from django import forms
from django.db.models import ProtectedError
from django.http import HttpResponse
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, UnpublishBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from cms.withdrawal.forms import BulkFarewellForm
from cms.withdrawal.pages import REFUSED, has_readers, still_needed, withdrawing


class _AsksForWords(PageBulkAction):
    """Asks for the words on the page where Wagtail asks whether to go on."""

    form_class = BulkFarewellForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which pages are to be withdrawn."""
        pages, _ = self.get_actionable_objects()
        return {**super().get_form_kwargs(), "withdrawn": pages}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether anybody would read what the form asks for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["has_readers"] = has_readers(context["form"].withdrawn)
        return context

    def form_valid(self, form: BulkFarewellForm) -> HttpResponse:
        """Withdraw the pages with the words."""
        response: HttpResponse
        try:
            with withdrawing(form):
                response = super().form_valid(form)
        except ProtectedError as problem:
            messages.error(self.request, still_needed(problem))
            response = super().form_invalid(form)
        return response

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Show the words again, with what is wrong."""
        messages.validation_error(self.request, REFUSED, form)
        response: HttpResponse = super().form_invalid(form)
        return response


class UnpublishPages(_AsksForWords, UnpublishBulkAction):
    """Unpublishes pages, and those below them if that is wished."""

    template_name = "withdrawal/confirm_bulk_unpublish.html"


class DeletePages(_AsksForWords, DeleteBulkAction):
    """Deletes pages with all below them."""

    template_name = "withdrawal/confirm_bulk_delete.html"
