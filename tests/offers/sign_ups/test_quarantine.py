"""Suspected spam, and how it is released or confirmed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.publication.models import Clock
from offers.form.stamp import stamp
from offers.models import Mail, SignUp, SignUpEvent, Suspicion
from offers.sign_ups.mails import MOST
from offers.sign_ups.quarantine import (
    FAST,
    LINKS,
    MANY,
    MANY_LINKS,
    TRAP,
    UNSTAMPED,
    confirm,
    release,
    sends_many,
    suspicions,
)
from tests.factories.offers import OfferPageFactory, SignUpFieldFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import FROM_HERE, address, fields, send, send_right

pytestmark = pytest.mark.django_db

FORM_PAGE = {"recipients": "ada@hub.example"}


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.SIGN_UP_SECONDS, settings.SIGN_UPS_UNSUSPECTED = 3, 5


@pytest.fixture
def offer(form_page):
    return OfferPageFactory(sign_up_form=form_page, places=1)


@pytest.fixture
def held(form_page, offer) -> SignUp:
    """Give a sign-up that filled in the trap."""
    send_stamped(form_page, 60, offer, extra={form_page.form().trap: "x"})
    return SignUp.objects.get()


@pytest.fixture
def handler():
    return UserFactory(username="ida", groups=["Sign-up handlers"])


def send_stamped(form_page, seconds, host=None, extra=None, **answers):
    shown = {f"f{form_page.pk}-shown-at": stamp(form_page, seconds)}
    return send_right(form_page, host, extra=shown | (extra or {}), **answers)


def rules() -> list[str]:
    return list(Suspicion.objects.values_list("rule", flat=True))


def test_a_quick_human_on_a_page_from_a_cache_is_not_suspected(form_page):
    """Their browser fills in everything and they press the button within a second."""
    cached = Client().get(form_page.url).content  # put together by somebody else’s visit
    form = BeautifulSoup(cached, "html.parser").find("form", method="post")
    sent = {field["name"]: field.get("value", "") for field in form("input")}
    assert f"f{form_page.pk}-shown-at" in sent
    sent |= fields(form_page, your_name="Ines", e_mail_address="i@example.org")
    sent[f"f{form_page.pk}-shown-at"] = stamp(form_page, 4)
    assert Client().post(address(form_page), sent, headers=FROM_HERE).status_code == 303
    assert SignUp.objects.get().state == "new"


@pytest.mark.parametrize("seconds", [3, 60, 86_400 * 400])
def test_a_form_may_be_as_old_as_it_likes(form_page, seconds):
    send_stamped(form_page, seconds)
    assert rules() == []


@pytest.mark.parametrize("seconds", [0, 1])
def test_what_is_sent_at_once_is_held_back(form_page, seconds):
    assert send_stamped(form_page, seconds).status_code == 303
    assert rules() == [FAST.code]
    assert SignUp.objects.get().state == "spam"


def test_who_corrects_a_mistake_may_be_quick(form_page):
    shown = stamp(form_page, 20)
    wrong = send(form_page, your_name="Ines", extra={f"f{form_page.pk}-shown-at": shown})
    assert wrong.status_code == 422
    field = BeautifulSoup(wrong.content, "html.parser").find(attrs={"value": shown})
    assert field["name"] == f"f{form_page.pk}-shown-at"


@pytest.mark.parametrize("forged", [None, "", "x", "1:2:3", "other", "tampered"])
def test_what_came_from_no_form_of_ours_is_held_back(form_page, forged):
    right = stamp(form_page, 60)
    if forged == "other":
        forged = stamp(SignUpFormPageFactory(), 60)
    if forged == "tampered":
        forged = right[:-1] + ("A" if right[-1] != "A" else "B")
    sent = fields(form_page, your_name="Ines", e_mail_address="i@example.org")
    sent[f"f{form_page.pk}-shown-at"] = forged
    sent = {name: value for name, value in sent.items() if value is not None}
    assert Client().post(address(form_page), sent, headers=FROM_HERE).status_code == 303
    assert rules() == [UNSTAMPED.code]


def test_the_stamp_needs_neither_script_nor_cookie_and_is_in_every_form(form_page, offer):
    for page in [form_page, offer]:
        response = Client().get(page.url)
        form = BeautifulSoup(response.content, "html.parser").find("form", method="post")
        field = form.find("input", attrs={"name": f"f{form_page.pk}-shown-at"})
        assert field["type"] == "hidden"
        assert not response.cookies


def test_many_links_are_held_back_but_not_where_one_is_asked_for():
    asked = [
        SignUpFieldFactory.build(label="Tell us", field_type="multiline"),
        SignUpFieldFactory.build(label="Website", field_type="url", required=False),
    ]
    form_page = SignUpFormPageFactory(fields=asked)
    shown = {f"f{form_page.pk}-shown-at": stamp(form_page, 60)}
    few = " ".join(f"https://example.org/{number}" for number in range(LINKS))
    send(form_page, tell_us=few, website="https://example.org", extra=shown)
    assert rules() == []
    send(form_page, tell_us=f"{few} see www.example.org", extra=shown)
    assert rules() == [MANY_LINKS.code]


def test_many_from_one_address_within_minutes_are_held_back(
    form_page, settings, django_assert_num_queries
):
    for number in range(5):
        assert not sends_many("one")
        send_stamped(form_page, 60, your_name=f"Ines {number}")
        SignUp.objects.update(sender="one")
    with django_assert_num_queries(1):
        assert sends_many("one")
    assert not sends_many("other")
    assert not sends_many("")
    form = form_page.form(fields(form_page, your_name="I", e_mail_address="i@example.org"))
    assert form.is_valid()
    assert MANY in suspicions(form, "one")
    settings.SIGN_UPS_UNSUSPECTED = 0
    assert not sends_many("one")
    settings.SIGN_UPS_UNSUSPECTED = 5
    SignUp.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    assert not sends_many("one")


def test_every_reason_is_kept(form_page):
    send_right(form_page, extra={form_page.form().trap: "x"})
    assert rules() == [TRAP.code, FAST.code]
    assert {str(one) for one in Suspicion.objects.all()} == {TRAP.reason, FAST.reason}


def test_release_sends_what_was_held_back_and_counts_the_place(held, offer, handler):
    assert not Mail.objects.exists()
    assert offer.status.value == "open"
    before = Clock.objects.get().number
    assert release([held.pk], handler)
    held.refresh_from_db()
    assert held.state == "new"
    assert set(Mail.objects.values_list("kind", flat=True)) == {"notification", "confirmation"}
    assert type(offer).objects.get(pk=offer.pk).status.value == "full"
    assert Clock.objects.get().number > before
    assert set(Suspicion.objects.values_list("outcome", flat=True)) == {"released"}
    (line,) = SignUpEvent.objects.all()
    assert (line.kind, line.by) == ("released", handler)
    assert not release([held.pk], handler)
    assert Mail.objects.count() == 2


def test_what_has_lost_its_form_is_released_all_the_same(form_page, handler):
    send_stamped(form_page, 0)
    form_page.delete()
    assert release([SignUp.objects.get().pk], handler)
    assert not Mail.objects.exists()


def test_spam_is_confirmed_once(held, handler):
    assert confirm([held.pk], handler)
    assert not confirm([held.pk], handler)
    assert set(Suspicion.objects.values_list("outcome", flat=True)) == {"confirmed"}
    assert SignUpEvent.objects.count() == 1


def test_what_was_taken_for_real_can_be_spam_after_all(form_page, offer, handler):
    send_stamped(form_page, 60, offer)
    assert type(offer).objects.get(pk=offer.pk).status.value == "full"
    assert confirm([SignUp.objects.get().pk], handler)
    assert not Mail.objects.exists()
    assert type(offer).objects.get(pk=offer.pk).status.value == "open"


def test_offers_are_told_once_however_many_are_released_or_confirmed(
    form_page, offer, handler, monkeypatch
):
    for name in "ABC":
        send_stamped(form_page, 0, offer, your_name=name)
    pks = list(SignUp.objects.values_list("pk", flat=True))
    told: list[object] = []
    monkeypatch.setattr("offers.sign_ups.places.changed", told.append)
    for done, tells in [(release, 1), (release, 0), (confirm, 1), (confirm, 0)]:
        assert done(pks, handler) == 3 * tells
        assert told == [[offer]] * tells
        told.clear()
    assert SignUpEvent.objects.filter(by=handler).count() == 6


@pytest.mark.parametrize("act", [release, confirm])
def test_doing_it_with_many_costs_no_more_queries_than_with_one(
    form_page, offer, handler, act, monkeypatch
):
    monkeypatch.setattr("offers.sign_ups.places.changed", lambda offers: None)
    form_page.fields.add(
        SignUpFieldFactory.build(label="Area", field_type="radio", choices="North", sort_order=9)
    )
    form_page.save()
    for name in "ABCD":
        answers = {"your_name": name, "e_mail_address": f"{name}@example.org", "area": "North"}
        send_stamped(form_page, 0, offer, **answers)
    first, *others = SignUp.objects.values_list("pk", flat=True)

    def cost(pks: list[int]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert act(pks, handler) == len(pks)
        return len(queries)

    assert cost(others) == cost([first])


def test_releasing_many_of_one_address_tells_it_a_few_times_and_no_more(form_page, handler):
    for number in range(MOST + 1):
        send_stamped(form_page, 0, your_name=str(number))
    release(list(SignUp.objects.values_list("pk", flat=True)), handler)
    assert Mail.objects.filter(kind="confirmation").count() == MOST
    assert SignUpEvent.objects.filter(kind="mail").count() == 1
