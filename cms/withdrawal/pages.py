"""Unpublishing and deleting pages, with the words that go with it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.pages.visibility import published
from cms.publication.farewells import saying
from cms.withdrawal.forms import FarewellForm, presented_pages

REFUSED = "Nothing has been withdrawn yet: please correct the words below."


def has_readers(pages: Iterable[Page]) -> bool:
    """Say whether some pages, or pages below them, are public and have an address to leave."""
    below = Page.objects.none()
    for page in pages:
        below |= Page.objects.descendant_of(page, inclusive=True)
    return bool(published(below.exact_type(*presented_pages())).exists())


@contextmanager
def withdrawing(form: FarewellForm) -> Iterator[None]:
    """Withdraw inside with the words of a valid form: all that is to go, or nothing of it."""
    with transaction.atomic(), saying(form.farewell(), form.withdrawn):
        yield


def still_needed(problem: ProtectedError) -> str:
    """Say what keeps pages from being deleted: Wagtail sees it only for a page by itself."""
    names = ", ".join(sorted(f"“{row}”" for row in problem.protected_objects))
    return (
        f"Nothing has been deleted: {names} cannot do without a page that would go. "
        "Change that first, or unpublish instead of deleting."
    )


class _AsksForWords(TemplateView):
    """Asks for the words on the page where Wagtail asks whether to go on."""

    def page_to_go(self) -> Page:
        """Give the page that is to be withdrawn."""
        raise NotImplementedError

    @cached_property
    def form(self) -> FarewellForm:
        """Give the form, filled in if it was sent."""
        sent = self.request.POST if self.request.method == "POST" else None
        return FarewellForm(sent, withdrawn=[self.page_to_go()])

    def answer(self, go_on: Callable[[], HttpResponse]) -> HttpResponse:
        """Go on if the words are right; otherwise show them again, with what is wrong."""
        if not self.form.is_valid():
            messages.validation_error(self.request, REFUSED, self.form)
            return self.render_to_response(self.get_context_data())
        try:
            with withdrawing(self.form):
                return go_on()
        except ProtectedError as problem:
            messages.error(self.request, still_needed(problem))
            return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, if anybody would read what it asks for."""
        context = super().get_context_data(**kwargs)
        if has_readers([self.page_to_go()]):
            context["form"] = self.form
        return context


class UnpublishPageView(_AsksForWords, UnpublishView):
    """Unpublishes a page, and those below it if that is wished."""

    template_name = "withdrawal/confirm_unpublish.html"

    def page_to_go(self) -> Page:
        """Give the page that is to be unpublished."""
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Keep the tick for the pages below, if the form is shown again."""
        ticked = "include_descendants" in self.request.POST
        return {**super().get_context_data(**kwargs), "checked": ticked}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Unpublish it."""
        return self.answer(lambda: UnpublishView.post(self, request, *args, **kwargs))


class DeletePageView(_AsksForWords, DeleteView):
    """Deletes a page with all below it."""

    template_name = "withdrawal/confirm_delete.html"

    def page_to_go(self) -> Page:
        """Give the page that is to be deleted."""
        return self.page

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it."""
        return self.answer(lambda: DeleteView.post(self, request, *args, **kwargs))


class PagesViewSet(PageViewSet):
    """The admin's views of pages, with ours among them."""

    model = Page
    unpublish_view_class = UnpublishPageView
    delete_view_class = DeletePageView
