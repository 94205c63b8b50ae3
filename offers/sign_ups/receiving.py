"""Taking a sign-up in: reading what was sent, and keeping it."""

import hashlib
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
from offers.form.embedding import shows
from offers.form.promise import purpose_in
from offers.form.sign_up_form import HOST, SignUpForm
from offers.form.wording import meaning
from offers.models import (
    FormVersion,
    OfferPage,
    SignUp,
    SignUpAddress,
    SignUpFormPage,
    addresses_in,
)
from offers.sign_ups.mails import queue_for
from offers.sign_ups.quarantine import hold, suspicions

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


def keep(form: SignUpForm, host: Any, *, sender: str = "") -> SignUp:
    """Keep a valid form’s answers, and tell that offers have a place less: both, or neither.

    The clock is taken first, as by all who change what is public. The same answers sent again
    within minutes give the sign-up that is there already. The form’s row is locked meanwhile, so
    that a double click cannot make two.
    """
    print_ = fingerprint(form)
    now = timezone.now()
    with transaction.atomic():
        offers = list(form.page.offers.all())
        if offers:
            Clock.hold()
        form_row = SignUpFormPage.objects.select_for_update().filter(pk=form.page.pk)
        list(form_row.values_list("pk"))
        before = SignUp.objects.filter(fingerprint=print_, created_at__gt=now - AGAIN).first()
        if before:
            return before
        answers, broken = form.answers(), suspicions(form, sender)
        offer = offer_of(form, host, offers)
        kept = SignUp.objects.create(
            form=form.page,
            form_title=form.page.title,
            offer=offer,
            offer_title=offer.title if offer else "",
            host_id=host.pk,
            host_title=host.title,
            version=version_of(form),
            answers=answers,
            name=name_in(form.questions, answers),
            words=words_in(answers),
            state=SignUp.State.SPAM if broken else SignUp.State.NEW,
            fingerprint=print_,
            sender=sender,
            created_at=now,
        )
        SignUpAddress.objects.bulk_create(
            SignUpAddress(sign_up=kept, address=address) for address in addresses_in(kept.words)
        )
        hold(kept, broken)
        queue_for(kept, form.page)
        if limited := [offer for offer in offers if offer.places is not None]:
            changed(limited)
    return kept


def version_of(form: SignUpForm) -> FormVersion:
    """Give the form as it is worded now, kept once for all who answer it."""
    page, purpose = form.page, purpose_in(form.page.purpose)
    worded = [form.questions, page.consent, purpose, page.retention_days]
    told = json.dumps([str(page.key), *worded], sort_keys=True)
    version, _ = FormVersion.objects.get_or_create(
        digest=hashlib.sha256(told.encode()).hexdigest(),
        defaults={
            "form": page,
            "questions": form.questions,
            "consent": page.consent,
            "purpose": purpose,
            "retention_days": page.retention_days,
        },
    )
    return version


def offer_of(form: SignUpForm, host: Any, offers: list[OfferPage]) -> OfferPage | None:
    """Give the offer that somebody signs up for: the page it was sent from, or the only one."""
    at_home = [offer for offer in offers if offer.pk == host.pk]
    return (at_home or offers)[0] if at_home or len(offers) == 1 else None


def name_in(questions: list[dict[str, Any]], answers: dict[str, Any]) -> str:
    """Give the name of who it is, if a question plainly asks for it.

    “Name of the person who will come” does too, where nothing asks for the visitor’s own.
    """
    said = {
        meaning(question["label"], question["type"]): str(answers.get(question["name"]) or "")
        for question in reversed(questions)
    }
    parts = [said.get("given-name", ""), said.get("family-name", "")]
    somebody = (
        str(answers.get(question["name"]) or "")
        for question in questions
        if question["type"] == "singleline" and question["label"].lower().startswith("name of ")
    )
    return (said.get("name") or " ".join(filter(None, parts)) or next(somebody, ""))[:255]


def words_in(answers: dict[str, Any]) -> str:
    """Give all that was written, in lower case, a line for each answer."""
    written = (answer for answer in answers.values() if answer not in (None, "", True, False))
    lines = (", ".join(map(str, one)) if isinstance(one, list) else str(one) for one in written)
    return "\n".join(lines).casefold()


def fingerprint(form: SignUpForm) -> str:
    """Give what two sendings of the same answers have in common, as 64 letters that tell nothing.

    Answers that were only ticked do not tell people apart: each sending is its own. What was left
    open does not count: staff may add a question between two clicks.
    """
    answers = {name: answer for name, answer in form.answers().items() if answer}
    typed = (
        question["name"] in answers for question in form.questions if question["type"] in TYPED
    )
    if not any(typed):
        return uuid.uuid4().hex
    same = json.dumps([str(form.page.key), form.trapped, answers], sort_keys=True)
    return salted_hmac("offers.sign_up", same, algorithm="sha256").hexdigest()
