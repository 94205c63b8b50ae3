"""What sign-ups cost where there are very many: to send one in, to look through them, to export."""

import json
import resource
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.blocks.links import NO_LINKS
from offers.models import FormVersion, OfferPage, SignUp, SignUpAddress, SignUpFormPage
from offers.models.sign_ups import new_reference
from offers.sign_ups.receiving import words_in
from tests.bench.client import HOST
from tests.bench.things import chance, writer
from tests.bench.vacuum import vacuum
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory

FORMS = 20
DAYS = 365
BATCH = 1_000
#: How long each thing is done again and again.
SECONDS = 1.0
LIST = "/admin/sign-ups/"


def main(number: str) -> None:
    """Fill the database, and print for each thing its queries, and its time in milliseconds.

    First the CPU time of this process, then that by the clock, which holds the database’s too.
    """
    forms = [SignUpFormPageFactory(recipients="staff@example.org") for _ in range(FORMS)]
    offers = [OfferPageFactory(sign_up_form=form, places=10**6) for form in forms]
    owners = UserFactory.create_batch(5)
    made = sign_ups(int(number), list(zip(forms, offers, strict=True)), owners)
    while batch := list(islice(made, BATCH)):
        SignUp.objects.bulk_create(batch)
        SignUpAddress.objects.bulk_create(
            SignUpAddress(sign_up=one, address=one.answers["e_mail_address"]) for one in batch
        )
    vacuum()
    json.dump(list(measured(forms[0], offers[0], owners[0])), sys.stdout)


def sign_ups(number: int, pairs: list[Any], owners: list[Any]) -> Iterator[SignUp]:
    """Give as many sign-ups, spread over forms, a year, states and members of staff."""
    now, versions = timezone.now(), {}
    for form, _ in pairs:
        versions[form.pk] = FormVersion.objects.create(
            digest=uuid.uuid4().hex, form=form, questions=form.form().questions, retention_days=DAYS
        )
    references: set[str] = set()
    while len(references) < number:  # among so many, two that were drawn may be the same
        references.add(new_reference())
    states = [SignUp.State.DONE] * 17 + [state for state in SignUp.State if state != "done"]
    for each, reference in enumerate(references):
        form, offer = chance.choice(pairs)
        received = now - timedelta(minutes=chance.randrange(DAYS * 24 * 60))
        answers = {"your_name": writer.words(2), "e_mail_address": f"{each}@example.org"}
        yield SignUp(
            reference=reference,
            form=form,
            form_title=form.title,
            offer=offer,
            offer_title=offer.title,
            host_id=offer.pk,
            host_title=offer.title,
            version=versions[form.pk],
            answers=answers,
            name=answers["your_name"],
            words=words_in(answers),
            state=chance.choice(states),
            owner=chance.choice([None, *owners]),
            fingerprint=uuid.uuid4().hex,
            created_at=received,
            erase_on=(received + timedelta(days=DAYS)).date(),
        )


def measured(form: SignUpFormPage, offer: OfferPage, owner: Any) -> Iterator[tuple[Any, ...]]:
    """Do everything, and give what it took."""
    staff, visitor = Client(SERVER_NAME=HOST), Client(SERVER_NAME=HOST)
    user = get_user_model().objects.create_superuser("bench", password=uuid.uuid4().hex)
    staff.force_login(user)
    some = SignUp.objects.order_by("pk")[1_000 % SignUp.objects.count()]
    day = f"{timezone.localdate() - timedelta(days=30):%Y-%m-%d}"
    looked_at = {
        "the list": "",
        "its last page": f"?p={-(-SignUp.objects.exclude(state='spam').count() // 50)}",
        "by form": f"?form={form.pk}",
        "by offer": f"?offer={offer.pk}",
        "by state": "?state=new",
        "by owner": f"?owner={owner.pk}",
        "nobody’s": "?owner=nobody",
        "by date": f"?created_at_from={day}",
        "late": "?timing=late",
        "erased soon": "?erased_within=30",
        "by form, state, owner and date": (
            f"?form={form.pk}&state=new&owner={owner.pk}&created_at_from={day}"
        ),
        "by reference": f"?q={some.reference}",
        "by address": f"?q={some.answers['e_mail_address']}",
        "by a word": f"?q={some.name.split()[0]}",
    }
    constant = took(lambda: visitor.get("/asking/0", secure=True))
    yield ("the constant view", *constant)
    yield ("a sign-up", *took(sending(visitor, form, offer)))
    for title, asked in looked_at.items():
        yield (title, *took(lambda asked=asked: staff.get(LIST + asked, secure=True)))
    yield ("one sign-up", *took(lambda: staff.get(f"{LIST}{some.pk}/", secure=True)))
    for kind in ("csv", "xlsx"):
        before = peak()
        began, started = time.monotonic(), time.process_time()
        answer = staff.get(f"{LIST}?export={kind}", secure=True)
        size = sum(map(len, answer.streaming_content if answer.streaming else [answer.content]))
        used = time.process_time() - started
        title = f"{kind} of all, {size / 1e6:.0f} MB, memory +{peak() - before:.0f} MB"
        yield title, 0, 1000 * used, 1000 * (time.monotonic() - began)


def sending(visitor: Client, form: SignUpFormPage, offer: OfferPage) -> Callable[[], HttpResponse]:
    """Give what sends one more sign-up in, each by another person."""
    empty = form.form()
    hidden = dict(form.embedded(offer, None, NO_LINKS).hidden)

    def send() -> HttpResponse:
        who = uuid.uuid4().hex
        answers = {"your_name": f"Ines {who}", "e_mail_address": f"{who}@example.org"}
        named = {empty.add_prefix(name): answer for name, answer in answers.items()}
        address = f"/sign-up/{form.key}/"
        octets = ".".join(str(chance.randrange(256)) for _ in range(3))
        headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": f"10.{octets}"}
        return visitor.post(address, hidden | named, secure=True, headers=headers)

    return send


def took(deed: Callable[[], HttpResponse]) -> tuple[int, float, float]:
    """Give the queries of the second time, and the times of one of many, in milliseconds."""
    answer = deed()
    assert answer.status_code in {200, 303}, answer.status_code
    with CaptureQueriesContext(connection) as queries:
        deed()
    counted = len(queries)
    began, started, times = time.monotonic(), time.process_time(), 0
    while time.monotonic() < began + SECONDS:
        deed()
        times += 1
    used, passed = time.process_time() - started, time.monotonic() - began
    return counted, 1000 * used / times, 1000 * passed / times


def peak() -> float:
    """Give the most memory this process ever took, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
