"""What is said where answers cannot be taken at all, and how such a page is sent."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control

from cms.pages.visibility import published
from offers.form.embedding import public_link
from offers.form.origin import is_from_here
from offers.models import OfferIndexPage
from offers.sign_ups.reading import UnreadableError, shown_back


def not_taken(request: HttpRequest, sent: QueryDict, status: int, wait: int = 0) -> HttpResponse:
    """Say that there is no such form now, and give back what was typed, to be copied.

    Only to whom it was typed by: a page elsewhere cannot have us print what it likes.
    """
    index = published(OfferIndexPage.objects.all()).first()
    context = {
        "typed": shown_back(sent) if is_from_here(request) else [],
        "offers": public_link(index.pk) if index else None,
    }
    template = "offers/sign_up_not_taken.html"
    return for_one_person(TemplateResponse(request, template, context, status=status), wait)


def not_allowed(request: HttpRequest, reason: str, allowed: Iterable[str]) -> HttpResponse:
    """Say that an address is not asked in this way."""
    response = unreadable(request, None, UnreadableError(405, reason))
    response["Allow"] = ", ".join(sorted(allowed))
    return response


def unreadable(request: HttpRequest, form_page: Any, problem: UnreadableError) -> HttpResponse:
    """Say that nothing could be read, and lead back to the form."""
    context = {"form_page": form_page, "reason": problem.reason}
    template = "offers/sign_up_refused.html"
    return for_one_person(TemplateResponse(request, template, context, status=problem.status))


def for_one_person(response: HttpResponse, wait: int = 0) -> HttpResponse:
    """Keep a response out of every cache and search engine; say how long to wait, if at all.

    So whoever goes back from the thanks to answers that had to be corrected is asked by the browser
    whether to send those again; what comes of it is that page, and no second sign-up. The browser
    could show it without asking only if it kept what was typed, for whoever uses the computer next,
    or if we kept answers that nobody has sent yet.
    """
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    if wait:
        response["Retry-After"] = str(wait)
    return response
