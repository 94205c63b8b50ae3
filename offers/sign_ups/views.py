"""Where a sign-up form is sent to, and the page that says thank you. Sets no cookie."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.pages.links import links_of
from cms.pages.visibility import published
from offers.form.embedding import public_link
from offers.form.origin import is_from_here
from offers.form.sign_up_form import SignUpForm
from offers.models import SignUp, SignUpFormPage
from offers.sign_ups.receiving import UnreadableError, host_of, keep, read

FOREIGN = (
    "We could not tell that your answers came from this page, so we have not taken them yet. "
    "They are all here: please look at them and send them again."
)


@csrf_exempt  # there is no session to ride on; where the request comes from is checked instead
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take in a form: thank, or show the page it came from again with what to correct."""
    form_page = get_object_or_404(published(SignUpFormPage.objects.filter(key=key)))
    if request.method != "POST":
        return HttpResponseRedirect(form_page.get_url(request))
    try:
        form = form_page.form(read(request))
    except UnreadableError as problem:
        return unreadable(request, form_page, problem)
    host = host_of(form)
    if not is_from_here(request):
        form.notice = FOREIGN
        return shown_again(request, form, host, status=403)
    if not form.is_valid():
        return shown_again(request, form, host, status=422)
    reference = keep(form, host).reference
    thanks = HttpResponseRedirect(reverse("offers:thank_you", args=[form_page.key, reference]))
    thanks.status_code = 303
    return for_one_person(thanks)


def shown_again(request: HttpRequest, form: SignUpForm, host: Any, status: int) -> HttpResponse:
    """Show the page a form came from, with what was typed and what is wrong with it."""
    request.sign_up_form = form  # type: ignore[attr-defined]
    try:
        response: HttpResponse = host.serve(request)
    except Http404:  # its time was over between the look and the serving
        response = form.page.serve(request)
    response.status_code = status
    response["X-Robots-Tag"] = "noindex"
    return for_one_person(response)


def unreadable(request: HttpRequest, form_page: Any, problem: UnreadableError) -> HttpResponse:
    """Say that nothing could be read, and lead back to the form."""
    context = {"page": form_page, "reason": problem.reason}
    template = "offers/sign_up_refused.html"
    return for_one_person(TemplateResponse(request, template, context, status=problem.status))


@require_safe
def thank_you(request: HttpRequest, key: uuid.UUID, reference: str) -> HttpResponse:
    """Confirm a sign-up by its reference, and say what happens next."""
    form_page = get_object_or_404(SignUpFormPage, key=key)
    kept = get_object_or_404(SignUp, reference=reference, form=form_page)
    context = {
        "page": form_page,
        "sign_up": kept,
        "links": links_of([form_page.thank_you]),
        "back": public_link(kept.host_id) if kept.host_id != form_page.pk else None,
    }
    response = TemplateResponse(request, "offers/thank_you.html", context)
    response["X-Robots-Tag"] = "noindex"
    return for_one_person(response)


def for_one_person(response: HttpResponse) -> HttpResponse:
    """Keep a response out of every cache."""
    patch_cache_control(response, private=True, no_store=True)
    return response
