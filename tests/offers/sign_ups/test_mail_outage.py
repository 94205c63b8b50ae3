"""A mail server that is away, refuses everything or breaks off, and how long it is tried."""

from datetime import timedelta

import pytest
from django.utils import timezone

from offers.models import Mail, MailOutage
from offers.sign_ups import delivery
from offers.sign_ups.delivery import pause
from tests.factories.offers import SignUpFormPageFactory
from tests.offers.delivering import later, states, told, work
from tests.offers.mail_server import free_port
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


def test_a_server_that_is_away_costs_one_attempt_and_no_mail(server, settings, monkeypatch):
    for _ in range(3):
        send_right(SignUpFormPageFactory())
    settings.EMAIL_PORT = free_port()
    attempts = []
    away = delivery._away
    monkeypatch.setattr(delivery, "_away", lambda words: attempts.append(words) or away(words))
    for _ in range(3):
        work()
    assert len(attempts) == 1
    outage = MailOutage.objects.get()
    assert "could not be reached" in outage.problem
    assert set(Mail.objects.values_list("state", "attempts")) == {("queued", 0)}
    later()
    work()
    again = MailOutage.objects.get()
    assert (again.attempts, again.since) == (2, outage.since)
    settings.EMAIL_PORT = server.port
    later()
    work()
    assert states() == ["sent"] * 3
    assert len(server.arrived) == 3
    assert server.connections == 1
    assert not MailOutage.objects.exists()


def test_a_server_that_breaks_off_spoils_one_mail_and_not_all(server):
    for _ in range(3):
        send_right(SignUpFormPageFactory())
    server.script["END"] = "drop"
    work()
    assert states() == ["failed", "queued", "queued"]
    later()
    work()
    assert states() == ["failed", "sent", "sent"]


def test_a_server_that_refuses_us_spoils_no_mail(server):
    for _ in range(3):
        send_right(SignUpFormPageFactory())
    for _ in range(2):
        server.script["MAIL"] = "550 Who are you"
        later()
        work()
        assert states() == ["queued"] * 3
        assert "550 Who are you" in MailOutage.objects.get().problem
    later()
    work()
    assert states() == ["sent"] * 3


def test_what_everybody_is_told_of_an_outage_names_nobody(server, queued, caplog):
    server.script["RCPT"] = "421 <ines@example.org>: too many mails"
    work()
    queued.refresh_from_db()
    assert "ines@example.org" in queued.problem
    said = "The mail server said: 421 [address] too many mails"
    assert MailOutage.objects.get().problem == said
    ours = [one.getMessage() for one in caplog.records if one.name == delivery.__name__]
    assert ours == [said]


def test_pauses_grow_and_end():
    longest = timedelta(hours=6)
    pauses = [pause(60, attempts, longest) for attempts in range(1, 200)]
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert pauses[-1] == longest


def test_it_is_tried_for_three_days_and_shown_then(server, queued):
    server.script["RCPT"] = "450 Not now"
    work()
    Mail.objects.update(give_up_at=timezone.now() + timedelta(seconds=1))
    later()
    server.script["RCPT"] = "450 Not now"
    work()
    assert states() == ["queued"]
    Mail.objects.update(give_up_at=timezone.now())
    later()
    work()
    queued.refresh_from_db()
    assert queued.state == "failed"
    assert queued.problem == "Given up after three days. The mail server said: 450 Not now"
    assert len(told()) == 2  # the first time in vain, and the last
