"""Keeping a sign-up, with all that belongs to it."""

import hashlib
import json
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.publication.changes import changed
from cms.publication.models import Clock
from offers.form.opening import why_not_open
from offers.form.promise import purpose_in
from offers.form.sign_up_form import SignUpForm
from offers.form.wording import meaning
from offers.models import (
    ErasedSignUp,
    FormVersion,
    OfferPage,
    SignUp,
    SignUpAddress,
    SignUpFile,
    SignUpFormPage,
    addresses_in,
)
from offers.sign_ups.erasing import cut_loose, remove
from offers.sign_ups.finding import meant, offers_of
from offers.sign_ups.mails import queue_for
from offers.sign_ups.quarantine import hold, suspicions
from offers.status import Status

#: The same answers within this time are one sign-up, sent twice.
AGAIN = timedelta(minutes=10)
#: Questions whose answers tell people apart.
TYPED = {"singleline", "multiline", "email", "number", "url", "date", "datetime"}
#: What arrives while an offer stands so is marked.
TIMINGS = {
    Status.UPCOMING: SignUp.Timing.EARLY,
    Status.CLOSED: SignUp.Timing.LATE,
    Status.FULL: SignUp.Timing.FULL,
}


class FileGoneError(Exception):
    """A file that waited is not there any more."""


def keep(
    form: SignUpForm, host: Any, *, offers: list[Any] | None = None, sender: str = ""
) -> SignUp:
    """Keep a valid form’s answers, and tell if offers have few places left now: both, or neither.

    The same answers sent again within minutes give the sign-up that is there already. Until all
    is kept nobody else may keep an answer to this form, so that a double click cannot make two:
    where places are counted by the clock, which all take first who change what is public, and
    otherwise by the form’s row. What counts is the moment of arrival. Raises FileGoneError, and
    keeps nothing, if a file that waited went with other answers meanwhile.
    """
    page, now = form.page, timezone.now()
    offers = meant(page, offers_of(page) if offers is None else offers)
    limited = [offer for offer in offers if offer.places is not None]
    print_ = fingerprint(form)
    came = [upload.file.pk for upload in form.uploads.values() if upload.file]
    with transaction.atomic():
        if limited:
            Clock.hold()
        else:
            list(SignUpFormPage.objects.select_for_update().filter(pk=page.pk).values_list("pk"))
        version, before, taken = what_is_known(form, print_, now)
        if before:
            _let_go(came)
            return before
        _count(limited, taken)
        answers, broken = form.answers(), suspicions(form, sender)
        offer = offer_of(form, host, offers)
        kept = SignUp.objects.create(
            form=page,
            form_title=page.title,
            offer=offer,
            offer_title=offer.title if offer else "",
            host_id=host.pk,
            host_title=host.title,
            version=version,
            answers=answers,
            name=name_in(form.questions, answers),
            words=words_in(answers),
            state=SignUp.State.SPAM if broken else SignUp.State.NEW,
            timing=timing_of(page, offers, offer or host, now),
            fingerprint=print_,
            sender=sender,
            created_at=now,
        )
        SignUpAddress.objects.bulk_create(
            SignUpAddress(sign_up=kept, address=address)
            for address in addresses_in(text_in(answers))
        )
        if came and _waiting(came).update(sign_up=kept, sender="") != len(came):
            raise FileGoneError
        hold(kept, broken)
        queue_for([kept])
        if kept.state != SignUp.State.SPAM:
            told = [offer.places_left_in_words for offer in limited]
            _count(limited, taken + 1)
            now_told = [offer.places_left_in_words for offer in limited]
            if told != now_told:
                changed(limited)
    return kept


def _waiting(numbers: list[int]) -> "QuerySet[SignUpFile]":
    return SignUpFile.objects.filter(pk__in=numbers, sign_up=None).exclude(name="")


def _let_go(numbers: list[int]) -> None:
    """Remove files that came once more with the same answers, once that is certain."""
    if numbers and (spare := cut_loose(_waiting(numbers))):
        transaction.on_commit(lambda: remove(spare))


def _count(offers: Iterable[OfferPage], taken: int) -> None:
    for offer in offers:
        offer.places_taken = taken


def timing_of(page: Any, offers: Iterable[Any], host: Any, moment: datetime) -> SignUp.Timing:
    """Say how the offer stood at a moment, by what the form’s page said then."""
    if not getattr(page, "is_public", True):
        return SignUp.Timing.WITHDRAWN
    found = why_not_open(offers, host, moment)
    return TIMINGS[found[1]] if found else SignUp.Timing.IN_TIME


class Known(NamedTuple):
    """What there is already when a form arrives."""

    #: The form as it is worded now, kept once for all who answer it.
    version: FormVersion
    #: What the same answers have made just now.
    sign_up: SignUp | None
    #: How many places are taken.
    taken: int


def what_is_known(form: SignUpForm, print_: str, moment: datetime) -> Known:
    """Give what there is already: mostly all in one query."""
    page, purpose = form.page, purpose_in(form.page.purpose)
    worded = [form.questions, page.consent, purpose, page.retention_days]
    told = json.dumps([str(page.key), *worded], sort_keys=True)
    digest = hashlib.sha256(told.encode()).hexdigest()
    again = SignUp.objects.filter(fingerprint=print_, created_at__gt=moment - AGAIN)
    found = FormVersion.objects.filter(digest=digest).annotate(
        sign_up=Subquery(again.order_by("pk").values("pk")[:1]),
        taken=_number(SignUp.objects.taking_up_places().filter(form=page.pk))
        + _number(ErasedSignUp.objects.filter(form=page.pk, takes_place=True)),
    )
    if known := found.first():
        before = SignUp.objects.get(pk=known.sign_up) if known.sign_up else None
        return Known(known, before, known.taken)
    version, _ = FormVersion.objects.get_or_create(
        digest=digest,
        defaults={
            "form": page,
            "questions": form.questions,
            "consent": page.consent,
            "purpose": purpose,
            "retention_days": page.retention_days,
        },
    )
    taken = SignUp.objects.places_taken([page.pk]).get(page.pk, 0)
    return Known(version, again.order_by("pk").first(), taken)


def _number(rows: QuerySet[Any]) -> Coalesce:
    """Give how many rows of one form there are, as part of a query."""
    counted = rows.order_by().values("form").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


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
    """Give all that was written, to be searched whatever its case."""
    return text_in(answers).casefold()


def text_in(answers: dict[str, Any]) -> str:
    """Give all that was written, a line for each answer."""
    written = (answer for answer in answers.values() if answer not in (None, "", True, False))
    lines = (", ".join(map(str, one)) if isinstance(one, list) else str(one) for one in written)
    return "\n".join(lines)


def fingerprint(form: SignUpForm) -> str:
    """Give what two sendings of the same answers have in common, as 64 letters that tell nothing.

    Answers that were only ticked do not tell people apart: each sending is its own. What was left
    open does not count: staff may add a question between two clicks.
    """
    answers = {name: answer for name, answer in form.answers().items() if answer}
    typed = [question["name"] for question in form.questions if question["type"] in TYPED]
    files = [upload.file.sha256 for upload in form.uploads.values() if upload.file]
    if not files and not any(name in answers for name in typed):
        return uuid.uuid4().hex
    same = json.dumps([str(form.page.key), form.trapped, answers, files], sort_keys=True)
    return salted_hmac("offers.sign_up", same, algorithm="sha256").hexdigest()
