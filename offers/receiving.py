"""Taking a sign-up in: reading what was sent, and keeping it."""

import json
import uuid
from datetime import timedelta
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.models import Page

from cms.blocks.markup import printable
from cms.pages.visibility import published
from cms.publication.changes import changed
from cms.publication.models import Clock
from offers.embedding import shows
from offers.forms import HOST, SignUpForm
from offers.models import SignUp, SignUpFormPage

MOST = 256 * 1024  # bytes
#: The same answers within this time are one sign-up, sent twice.
AGAIN = timedelta(minutes=10)
FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
#: Questions whose answers tell people apart.
TYPED = {"singleline", "multiline", "email", "number", "url", "date", "datetime"}


class UnreadableError(Exception):
    """What was sent cannot be read; `status` is how HTTP says so, `reason` how we do."""

    def __init__(self, status: int, reason: str) -> None:
        """Keep both."""
        super().__init__(reason)
        self.status = status
        self.reason = reason


def read(request: HttpRequest) -> QueryDict:
    """Read the answers that were sent, without characters that no keyboard has.

    Raises UnreadableError when they are too long, are in no form’s format, or are broken.
    """
    if request.content_type not in FORM_TYPES:
        raise UnreadableError(415, "What arrived was not sent by a form.")
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or len(length) > 12:
        raise UnreadableError(400, "What arrived is broken.")
    if int(length) > MOST:
        raise UnreadableError(413, "What arrived is too long for a form.")
    try:
        sent = request.POST
    except RequestDataTooBig:
        raise UnreadableError(413, "What arrived is too long for a form.") from None
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnicodeError):
        raise UnreadableError(400, "What arrived is broken.") from None
    answers = sent.copy()
    for name, values in sent.lists():
        answers.setlist(name, [printable(value).replace("\r\n", "\n") for value in values])
    return answers


def host_of(form: SignUpForm) -> Any:
    """Give the page a form was sent from: the one it names, if the public sees the form there.

    Otherwise the form’s own page.
    """
    number = form.data.get(form.add_prefix(HOST), "")
    if number.isascii() and number.isdecimal() and len(number) <= 18:
        host = published(Page.objects.filter(pk=int(number))).specific().first()
        if host is not None and shows(host, form.page):
            return host
    return form.page


def keep(form: SignUpForm, host: Any) -> SignUp:
    """Keep a valid form’s answers, and tell that offers have a place less: both, or neither.

    The clock is taken first, as by all who change what is public. The same answers sent again
    within minutes give the sign-up that is there already. The form’s row is locked meanwhile, so
    that a double click cannot make two.
    """
    print_ = fingerprint(form)
    now = timezone.now()
    with transaction.atomic():
        if form.page.offers.exists():
            Clock.hold()
        form_row = SignUpFormPage.objects.select_for_update().filter(pk=form.page.pk)
        list(form_row.values_list("pk"))
        before = SignUp.objects.filter(fingerprint=print_, created_at__gt=now - AGAIN).first()
        if before:
            return before
        kept = SignUp.objects.create(
            form=form.page,
            form_title=form.page.title,
            host_id=host.pk,
            host_title=host.title,
            questions=form.questions,
            answers=form.answers(),
            consent=form.page.consent,
            state=SignUp.State.SPAM if form.trapped else SignUp.State.NEW,
            suspicions=["The field that people do not see was filled in."] if form.trapped else [],
            fingerprint=print_,
            created_at=now,
        )
        if offers := list(form.page.offers.filter(places__isnull=False)):
            changed(offers)
    return kept


def fingerprint(form: SignUpForm) -> str:
    """Give what two sendings of the same answers have in common, as 64 letters that tell nothing.

    Answers that were only ticked do not tell people apart: each sending is its own.
    """
    answers = form.answers()
    typed = (answers[question["name"]] for question in form.questions if question["type"] in TYPED)
    if not any(typed):
        return uuid.uuid4().hex
    same = json.dumps([str(form.page.key), form.trapped, answers], sort_keys=True)
    return salted_hmac("offers.sign_up", same, algorithm="sha256").hexdigest()
