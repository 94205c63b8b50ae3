"""Where a sign-up form is sent to, and the page that says thank you. Sets no cookie."""

import uuid
from typing import Any

from django.db import DatabaseError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from cms.pages.links import links_of
from cms.publication.faults import fault_of_database
from offers.form.attachments import LOST
from offers.form.embedding import public_link
from offers.form.origin import is_from_here
from offers.form.sign_up_form import CONSENT, SignUpForm
from offers.form.stamp import STAMP, is_worded_otherwise, stamped_again
from offers.models import SignUp
from offers.sign_ups.finding import form_page_at, host_of, offers_of
from offers.sign_ups.reading import MOST, MOST_WITH_FILES, UnreadableError, read
from offers.sign_ups.receiving import FileGoneError, keep
from offers.sign_ups.refusals import for_one_person, not_allowed, not_taken, unreadable
from offers.sign_ups.removed_questions import take_in_former_answers
from offers.sign_ups.sender import sender_of, sends_too_much
from offers.sign_ups.uploads import gone_with_others, looked_at, not_looked_at
from offers.sign_ups.waiting import only_what_is_here, store_to_wait, store_with_answers

FOREIGN = (
    "We could not tell that your answers came from this page, so we have not taken them yet. "
    "They are all here: please look at them and send them again."
)
TOO_MANY = (
    "Very many answers have come from where you are, so we have not taken yours yet. They are all "
    "here: please wait a minute and send them again."
)
BUSY = (
    "Something on our side kept us from taking your answers. They are all here: please wait a "
    "minute and send them again."
)
REWORDED = (
    "The wording about your answers has changed since you opened this page: please read it and "
    "send again."
)
NOT_SENT_BY_A_FORM = "What arrived was not sent by a form."
NOT_FOR_ANSWERS = "No answers are taken at this address."
LATER = 60  # seconds
LOOKING = ("GET", "HEAD")


@csrf_exempt  # there is no session to ride on; where the request comes from is checked instead
def sign_up(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take in a form: thank, or show the page it came from again with what to correct.

    Who opened a form before it was taken off the site may still send it.
    """
    form_page = form_page_at(key)
    shown = form_page is not None and form_page.is_public
    if request.method not in {*LOOKING, "POST"}:
        return not_allowed(request, NOT_SENT_BY_A_FORM, {*LOOKING, "POST"})
    if request.method != "POST":
        if not shown:
            raise Http404
        return HttpResponseRedirect(form_page.get_url(request))
    try:
        files = form_page is not None and form_page.asks_for_files
        sent = read(request, MOST_WITH_FILES if files else MOST)
    except UnreadableError as problem:
        return unreadable(request, form_page if shown else None, problem)
    if form_page is None or not (shown or form_page.was_public):
        return not_taken(request, sent, status=404)
    return take(request, form_page.form(sent))


def take(request: HttpRequest, form: SignUpForm) -> HttpResponse:
    """Keep what a form sent, if nothing speaks against it."""
    offers = offers_of(form.page)
    host = host_of(form, offers)
    sender = sender_of(request)
    if not is_from_here(request):
        form.uploads = not_looked_at(request, form)
        return shown_again(request, form, host, status=403, notice=FOREIGN)
    if wait := sends_too_much(sender):
        form.uploads = not_looked_at(request, form)
        return shown_again(request, form, host, status=429, notice=TOO_MANY, wait=wait)
    try:
        form.uploads = looked_at(request, form)
        reworded = is_worded_otherwise(form.data.get(form.add_prefix(STAMP), ""), form.page)
        if reworded:
            form.data = to_be_read_again(form)
        elif form.is_valid():
            take_in_former_answers(form)
        if reworded or not form.is_valid() or gone_with_others(form):
            store_to_wait(form, sender)
            notice = REWORDED if reworded else ""
            return shown_again(request, form, host, status=422, notice=notice)
        store_with_answers(form, sender)
        reference = keep(form, host, offers=offers, sender=sender).reference
    except FileGoneError:
        only_what_is_here(form)
        return shown_again(request, form, host, status=422)
    except DatabaseError as problem:
        # A database that is away or busy; or the form or its page has just been deleted.
        if not fault_of_database(problem) and not isinstance(problem, IntegrityError):
            raise
        if form.uploads:
            only_what_is_here(form)
        else:
            form.uploads = not_looked_at(request, form)
        return shown_again(request, form, host, status=503, notice=BUSY, wait=LATER)
    thanks = HttpResponseRedirect(reverse("offers:thank_you", args=[form.page.key, reference]))
    thanks.status_code = 303
    return for_one_person(thanks)


def to_be_read_again(form: SignUpForm) -> QueryDict:
    """Give what a form sent, as if the words about the answers had been shown as they are now.

    Nobody has agreed to them yet.
    """
    sent: QueryDict = form.data.copy()
    stamp = form.add_prefix(STAMP)
    sent[stamp] = stamped_again(str(sent[stamp]), form.page)
    sent.pop(form.add_prefix(CONSENT), None)
    return sent


def shown_again(
    request: HttpRequest, form: SignUpForm, host: Any, status: int, notice: str = "", wait: int = 0
) -> HttpResponse:
    """Show the page a form came from, with what was typed and what is wrong with it.

    A form that is off the site is not shown again, but what was typed is.
    """
    form.notice = notice
    if not form.page.is_public:
        return not_taken(request, form.data, status=410 if status == 422 else status, wait=wait)
    request.sign_up_form = form  # type: ignore[attr-defined]
    try:
        response: HttpResponse = host.specific.serve(request)
    except Http404:  # its time was over between the look and the serving
        response = form.page.serve(request)
    response.status_code = status
    return for_one_person(response, wait)


@csrf_exempt  # nothing is done here; who sends something is told so
def thank_you(request: HttpRequest, key: uuid.UUID, reference: str) -> HttpResponse:
    """Confirm a sign-up by its reference, and say what happens next.

    A bookmark of it stays good when the form is deleted. Whether a reference never was, belongs
    to another form or has been erased, the answer is the same.
    """
    if request.method not in LOOKING:
        return not_allowed(request, NOT_FOR_ANSWERS, LOOKING)
    kept = SignUp.objects.filter(reference=reference).select_related("form", "version").first()
    if kept is None or (kept.form and kept.form.key != key):
        template = "offers/sign_up_unknown.html"
        return for_one_person(TemplateResponse(request, template, {}, status=404))
    thanks = kept.form.thank_you if kept.form else ""
    context = {
        "sign_up": kept,
        "thank_you": thanks,
        "links": links_of([thanks]),
        "lost": any(
            question["type"] == "file" and str(kept.answers.get(question["name"])).endswith(LOST)
            for question in kept.questions
        ),
        "back": public_link(kept.host_id) if kept.host_id != kept.form_id else None,
    }
    return for_one_person(TemplateResponse(request, "offers/thank_you.html", context))


@csrf_exempt  # as there is no form, there is nothing to forge
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Say that no form is here; and what was sent to it, give back."""
    if request.method != "POST":
        raise Http404
    try:
        return not_taken(request, read(request), status=404)
    except UnreadableError as problem:
        return unreadable(request, None, problem)
