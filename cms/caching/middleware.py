"""Answers everybody who asks for a page with the same bytes, for as long as they are true."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from cms.caching.entries import Entry, State, keep, kept, key_of
from cms.caching.flights import Flights
from cms.caching.parameters import Parameters, known_alone
from cms.pages.addresses import ELSEWHERE
from cms.publication.freshness import FRESH, cache_control
from cms.publication.versions import Version

View = Callable[[HttpRequest], HttpResponse]

NOT_KEPT = "private, no-store"
#: Of a search: browsers may go back to it, and nobody keeps what everybody else asked.
OWN = "private, max-age=60"
#: Of nothing: short, as a page may be published there any moment.
NOTHING = "public, max-age=10"
DOCUMENTS = "/documents/"


def kept_pages(get_response: View) -> View:
    """Make each page once for all visitors, and again when the version is another.

    The version is read from the database for each request, so nothing that was withdrawn, or made
    private, is ever answered again. It is read before the page is made: what changes meanwhile
    is not taken for older than it is.
    """
    being_made: Flights[Entry] = Flights()

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _leads_to_pages(request):
            return _of_no_page(request, get_response(request))
        if not _is_for_everybody(request):
            return _for_nobody_else(get_response(request))
        try:
            asked = known_alone(request)
            key = key_of(request, asked.given())
        except SuspiciousOperation:  # a host that is not ours: others answer that
            return get_response(request)
        moment = timezone.now()
        version = Version.at(moment)
        state = version.epoch, version.number, version.since
        answer: HttpResponse | None = None

        def make() -> Entry | None:
            nonlocal answer
            if entry := kept(key, state):  # made since
                return entry
            answer = _made(request, get_response)
            return _entry_of(request, answer, asked, state)

        entry = kept(key, state) or being_made.once((key, state), make)
        if entry:
            return _answer(request, entry, moment, version.until)
        return _told(request, answer or _made(request, get_response), asked)

    return middleware


def _leads_to_pages(request: HttpRequest) -> bool:
    path = request.path_info
    return path.endswith("/") and not path.startswith(ELSEWHERE)


def _is_for_everybody(request: HttpRequest) -> bool:
    """Say whether all who ask so get the same. A preview is made as if somebody had asked."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and not getattr(request, "is_dummy", False)
    )


def _made(request: HttpRequest, get_response: View) -> HttpResponse:
    """Have the answer made whole, also for somebody who asks only for its headers."""
    asked, request.method = request.method, "GET"
    try:
        return get_response(request)
    finally:
        request.method = asked


def _entry_of(
    request: HttpRequest, response: HttpResponse, asked: Parameters, state: State
) -> Entry | None:
    """Keep an answer that is a page for everybody; None for all others.

    It is kept for what it was asked and has looked at: whatever else is asked, there are no more.
    """
    used = asked.used()
    if not _is_a_page(response) or asked.is_a_search():
        return None
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Vary"] = "Accept-Encoding"
    entry = Entry.of(response, state)
    keep(key_of(request, used), entry)
    return entry


def _is_a_page(response: HttpResponse) -> bool:
    """Say whether an answer is a whole page that does not say it is for one visitor alone."""
    return (
        response.status_code == 200
        and not response.streaming
        and response.get("Content-Type", "").startswith("text/html")
        and not response.cookies
        and response.get("Vary", "").lower() in {"", "accept-encoding"}
        and not response.has_header("Cache-Control")
    )


def _answer(
    request: HttpRequest, entry: Entry, moment: datetime, until: datetime | None
) -> HttpResponse:
    """Give a page, its headers alone, or word that whoever asks has it already."""
    head = HttpResponse(headers=dict(entry.headers))
    head["ETag"] = entry.tag
    head["Cache-Control"] = cache_control(moment, until)
    if request.META.get("HTTP_IF_NONE_MATCH") == entry.tag:  # as nearly all ask who have it
        head.status_code = 304
        del head["Content-Type"], head["Content-Length"]
        return head
    answer = get_conditional_response(request, etag=entry.tag, response=head) or head
    if answer.status_code == 412:  # Django’s own has none of the headers of pages
        head.status_code = 412
        head["Cache-Control"], head["Content-Length"] = NOT_KEPT, "0"
        return head
    if answer is head and request.method == "GET":
        head.content = entry.content
    return answer


def _told(request: HttpRequest, response: HttpResponse, asked: Parameters) -> HttpResponse:
    """Let caches know what to do with an answer that is not kept here."""
    if response.status_code == 404 and not response.has_header("Cache-Control"):
        response["Cache-Control"] = NOTHING
    elif _is_a_page(response):
        response["Cache-Control"] = OWN
    return _for_nobody_else(response)


def _of_no_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep it short that there is no such file, or that its address is another one.

    Some caches keep a document by what its name ends with, unless they are told something. One in
    a private collection is for those who have a session.
    """
    for_everybody = _is_for_everybody(request) and not response.cookies
    if response.status_code == 404 and for_everybody:
        response.headers.setdefault("Cache-Control", NOTHING)
    if request.path_info.startswith(DOCUMENTS):
        if response.status_code in (200, 304) and for_everybody:
            response.headers.setdefault("Cache-Control", f"public, max-age={FRESH}")
        return _for_nobody_else(response)
    return _for_nobody_else(response) if response.status_code in (301, 308, 404) else response


def _for_nobody_else(response: HttpResponse) -> HttpResponse:
    """Forbid caches to keep an answer that does not say how long it may be kept.

    Lasting redirects lead everybody to the same place; browsers would keep them for ever.
    """
    if not response.has_header("Cache-Control"):
        lasting = response.status_code in (301, 308)
        response["Cache-Control"] = f"public, max-age={FRESH}" if lasting else NOT_KEPT
    return response
