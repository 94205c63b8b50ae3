"""Deleting what is public and no page, a topic say, with the words that go with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.snippets import DeleteView

from cms.publication.registry import presenters
from cms.withdrawal.asking import AsksForWords


def presented_snippets() -> list[Any]:
    """Give the snippets that partners can be told of."""
    snippets = get_snippet_models()
    return [presenter.model for presenter in presenters() if presenter.model in snippets]


class DeleteSnippetView(AsksForWords, DeleteView):
    """Deletes a snippet."""

    def to_go(self) -> list[Any]:
        """Give the snippet that is to be deleted."""
        return [self.object]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let another of its sort replace it."""
        return {**super().get_form_kwargs(), "model": self.model}

    def get_template_names(self) -> list[str]:
        """Give our template; Wagtail would look for one of its own first."""
        return ["withdrawal/confirm_delete_snippet.html"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it, or say what it is needed for since the question was asked."""
        answer: HttpResponse
        if self.usage and self.usage.is_protected:
            answer = self.render_to_response(self.get_context_data())
        else:
            answer = super().post(request, *args, **kwargs)
        return answer


def ask_for_words() -> None:
    """Put our view where Wagtail's is, for every snippet that partners can be told of.

    Who registers a snippet may lie below this app, and cannot name the view.
    """
    for model in presented_snippets():
        model.snippet_viewset.delete_view_class = DeleteSnippetView
