"""Where sign-ups come from, and how many may come from there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.db import OperationalError
from django.test import Client, RequestFactory

from offers.models import SignUp, SignUpFormPage
from offers.sign_ups.sender import sender_of
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.offers.sending import FROM_HERE, address, fields, send_right

START = datetime(2031, 5, 6, 12, tzinfo=UTC)


def sender(ip: str, **meta: str) -> str:
    return sender_of(RequestFactory().post("/", REMOTE_ADDR=ip, **meta))


def test_an_address_is_kept_as_a_hash_that_is_another_tomorrow(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: START)
    today = sender("192.0.2.7")
    assert len(today) == 64
    assert "192" not in today[:3]
    assert sender("192.0.2.7") == today != sender("192.0.2.8")
    monkeypatch.setattr("django.utils.timezone.now", lambda: START + timedelta(days=1))
    assert sender("192.0.2.7") != today


def test_what_a_sender_claims_to_be_counts_only_where_a_proxy_of_ours_says_it(settings):
    claimed = {"HTTP_X_FORWARDED_FOR": "198.51.100.9"}
    assert sender("192.0.2.7", **claimed) == sender("192.0.2.7")
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    assert sender("192.0.2.7", **claimed) == sender("198.51.100.9")


def test_a_subscriber_of_ipv6_is_one_sender():
    assert sender("2001:db8::1") == sender("2001:db8::ffff:2") != sender("2001:db8:0:1::1")


@pytest.fixture
def form_page(db, settings) -> SignUpFormPage:
    settings.SIGN_UPS_PER_MINUTE = 2
    return SignUpFormPageFactory()


@pytest.mark.parametrize("shown_by", ["form", "offer"])
def test_too_many_in_a_minute_wait_with_all_that_they_typed(form_page, monkeypatch, shown_by):
    host = OfferPageFactory(sign_up_form=form_page) if shown_by == "offer" else form_page
    monkeypatch.setattr("django.utils.timezone.now", lambda: START + timedelta(seconds=15))
    statuses = [send_right(form_page, host, your_name=name).status_code for name in "AB"]
    refused = send_right(form_page, host, your_name="Cleo")
    text = refused.content.decode()
    assert statuses == [303, 303]
    assert refused.status_code == 429
    assert refused["Retry-After"] == "45"
    assert f"<h1>{host.title}</h1>" in text
    assert 'value="Cleo"' in text
    assert "wait a minute and send them again" in text
    assert SignUp.objects.count() == 2
    monkeypatch.setattr("django.utils.timezone.now", lambda: START + timedelta(seconds=60))
    assert send_right(form_page, host, your_name="Cleo").status_code == 303
    assert set(SignUp.objects.values_list("sender", flat=True)) == {sender("127.0.0.1")}


def test_five_hundred_in_a_minute_are_answered_and_not_kept(form_page, settings):
    settings.SIGN_UPS_PER_MINUTE = 30
    sent = fields(form_page, your_name="x", e_mail_address="no address")
    client, counts = Client(), []
    for _ in range(40):
        response = client.post(address(form_page), sent, headers=FROM_HERE)
        counts.append(response.status_code)
    assert counts == [422] * 30 + [429] * 10


def test_a_cache_that_does_not_answer_keeps_nobody_from_signing_up(form_page, monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(type(caches["limits"]), "incr", away)
    assert [send_right(form_page).status_code for _ in range(4)] == [303] * 4


def test_a_database_that_is_busy_loses_nothing_that_was_typed(form_page, monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("offers.sign_ups.views.keep", busy)
    response = send_right(form_page)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert 'value="Ines Okafor"' in response.content.decode()
