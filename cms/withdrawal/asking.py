"""Asking for the words where Wagtail asks whether to go on, and withdrawing with them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.views.generic.edit import FormMixin
from wagtail.admin import messages
from wagtail.models import Page

from cms.pages.visibility import published
from cms.publication.farewells import saying
from cms.publication.registry import presenter_of
from cms.withdrawal.forms import FarewellForm, presented_pages
from cms.withdrawal.warnings import Deed, warnings

if TYPE_CHECKING:
    _FormMixin = FormMixin[FarewellForm]
else:
    _FormMixin = FormMixin

REFUSED = "Nothing has been withdrawn yet: please correct the words below."


class AsksForWords(_FormMixin):
    """Makes a view of Wagtail’s, which withdraws something, ask for the words first."""

    form_class = FarewellForm
    request: HttpRequest
    #: What is done, if others have something to say before.
    deed: Deed | None = None

    def to_go(self) -> list[Any]:
        """Give the rows that are to be withdrawn."""
        raise NotImplementedError

    def go_on(self, form: FarewellForm) -> HttpResponse:
        """Withdraw them, as Wagtail does."""
        return super().form_valid(form)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form what is to be withdrawn."""
        return {**super().get_form_kwargs(), "withdrawn": self.to_go()}

    def form_valid(self, form: FarewellForm) -> HttpResponse:
        """Withdraw with the words: all that is to go, or nothing of it."""
        try:
            with transaction.atomic(), saying(form.farewell(), form.withdrawn):
                return self.go_on(form)
        except ProtectedError as problem:
            messages.error(self.request, _still_needed(problem.protected_objects))
            return super().form_invalid(form)
        except RestrictedError as problem:
            messages.error(self.request, _still_needed(problem.restricted_objects))
            return super().form_invalid(form)

    def form_invalid(self, form: FarewellForm) -> HttpResponse:
        """Show the words again, with what is wrong."""
        messages.validation_error(self.request, REFUSED, form)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, and who would read what it asks for."""
        form = kwargs.setdefault("form", self.get_form())
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "warnings": warnings(self.request, form.withdrawn, self.deed),
            "has_readers": has_readers(form.withdrawn),
            "has_addresses": any(_has_address(row) for row in form.withdrawn),
        }


def has_readers(rows: Iterable[Model]) -> bool:
    """Say whether anybody would miss some rows: they, or pages below them, are public items."""
    below = Page.objects.none()
    for row in rows:
        if isinstance(row, Page):
            below |= Page.objects.descendant_of(row, inclusive=True)
        elif (presenter := presenter_of(row)) and presenter.visible([presenter.key(row)]):
            return True
    return bool(published(below.exact_type(*presented_pages())).exists())


def _has_address(row: Model) -> bool:
    """Say whether visitors can have a link to a row, or to what is below it."""
    presenter = presenter_of(row)
    return isinstance(row, Page) or bool(presenter and presenter.path(row))


def _still_needed(by: Iterable[Model]) -> str:
    """Say what keeps rows from being deleted, where Wagtail has not seen it."""
    names = ", ".join(sorted(f"“{row}”" for row in by))
    return f"Nothing has been deleted: {names} cannot do without what would go. Change that first."
