"""Sending the mails of sign-ups through a real mail server."""

import pytest
from django.core import mail as outbox

from offers.models import Mail, MailOutage
from offers.sign_ups import delivery
from tests.factories.offers import SignUpFormPageFactory
from tests.offers.delivering import later, states, told, work
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


def test_what_is_queued_arrives(server):
    send_right(SignUpFormPageFactory(title="Pause | Plan", recipients="ada@hub.example"))
    work()
    assert states() == ["sent", "sent"]
    assert [one["To"] for one in server.arrived] == ["ada@hub.example", "ines@example.org"]
    reference = Mail.objects.first().sign_up.reference
    for one in server.arrived:
        assert one["Subject"].endswith(f"sign-up: Pause | Plan ({reference})")
        assert reference in one.get_content()
        assert one["Auto-Submitted"] == "auto-generated"
    ids = set(Mail.objects.values_list("message_id", flat=True))
    assert {one["Message-ID"] for one in server.arrived} == ids
    assert told() == [
        "The notification to ada@hub.example was sent.",
        "The confirmation to ines@example.org was sent.",
    ]
    assert server.connections == 1
    work()
    assert len(server.arrived) == 2


def test_it_takes_the_backend_of_the_settings(db):
    send_right(SignUpFormPageFactory())
    work()
    (sent,) = outbox.outbox
    assert sent.to == ["ines@example.org"]
    assert states() == ["sent"]


@pytest.mark.parametrize(
    ("phase", "what"),
    [
        ("CONNECT", "drop"),
        ("MAIL", "451 Later"),
        ("MAIL", "drop"),
        ("MAIL", "hang"),
        ("MAIL", "nonsense"),
        ("RCPT", "450 Greylisted"),
        ("RCPT", "421 Closing"),
        ("RCPT", "drop"),
        ("DATA", "451 Later"),
        ("DATA", "drop"),
        ("END", "452 No room"),
    ],
)
def test_what_certainly_did_not_arrive_is_tried_again(server, queued, phase, what):
    server.script[phase] = what
    work()
    assert states() == ["queued"]
    assert server.arrived == []
    work()  # it waits a little
    assert server.arrived == []
    later()
    work()
    assert states() == ["sent"]
    assert [one["Message-ID"] for one in server.arrived] == [queued.message_id]
    assert not MailOutage.objects.exists()


@pytest.mark.parametrize(
    ("phase", "what", "arrives"),
    [("CONTENT", "drop", 0), ("END", "drop", 1), ("END", "hang", 1), ("END", "nonsense", 1)],
)
def test_what_may_have_arrived_is_shown_and_not_tried_again(server, queued, phase, what, arrives):
    server.script[phase] = what
    work()
    later()
    work()
    assert states() == ["failed"]
    assert len(server.arrived) == arrives
    queued.refresh_from_db()
    assert queued.problem.startswith("It may have arrived.")
    assert told() == [f"The confirmation to ines@example.org failed. {queued.problem}"]


@pytest.mark.parametrize(
    ("phase", "what"),
    [("RCPT", "550 5.1.1  No \x1b such user"), ("END", "554 Spam")],
)
def test_a_no_for_good_is_shown_in_the_words_of_the_server(server, queued, phase, what):
    server.script[phase] = what
    work()
    later()
    work()
    queued.refresh_from_db()
    said = " ".join(what.replace("\x1b", "").split())
    assert (queued.state, queued.problem) == ("failed", f"The mail server said: {said}")
    assert server.arrived == []


def test_one_address_that_is_refused_holds_back_no_other(server):
    for address in ["one@example.org", "two@example.org", "three@example.org"]:
        send_right(SignUpFormPageFactory(), e_mail_address=address)
    server.script["RCPT"] = "550 No such user"
    work()
    assert states() == ["failed", "sent", "sent"]
    assert server.connections == 1


def test_a_connection_that_was_closed_meanwhile_is_opened_anew(server, queued, monkeypatch):
    monkeypatch.setattr("offers.sign_ups.mail_server.MOST", 1)
    send_right(SignUpFormPageFactory())
    work()
    assert states() == ["sent", "sent"]
    assert server.connections == 2


def test_one_that_cannot_be_written_holds_back_no_other(server, monkeypatch, caplog):
    for title in ["Broken", "Sound"]:
        send_right(SignUpFormPageFactory(title=title))
    worded = delivery.worded

    def sometimes(mail):
        if mail.sign_up.form_title == "Broken":
            raise ZeroDivisionError
        return worded(mail)

    monkeypatch.setattr(delivery, "worded", sometimes)
    work()
    assert states() == ["failed", "sent"]
    assert "could not be written" in caplog.text


def test_a_backend_that_fails_leaves_it_unknown(queued, settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def fails(self, messages):
        raise RuntimeError("No.")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fails)
    work()
    queued.refresh_from_db()
    assert queued.state == "failed"
    assert queued.problem.startswith("It may have arrived.")


def test_nobody_gets_a_mail_whom_a_visitor_named_besides(server):
    for words in ["Ines\r\nBcc: all@example.org", "x\n.\nMAIL FROM:<a@b.org>", "\u2028Cc: a@b.org"]:
        send_right(SignUpFormPageFactory(recipients="ada@hub.example"), your_name=words)
    for address in ['"a,b@example.org"@example.org', "ines@example.org>\nRCPT TO:<a@b.org"]:
        send_right(SignUpFormPageFactory(), e_mail_address=address)
    work()
    assert len(server.arrived) >= 6
    for one, recipients in zip(server.arrived, server.recipients, strict=True):
        assert len(recipients) == 1
        assert one["Cc"] is one["Bcc"] is None
        assert "a@b.org" not in one.as_string()
        assert "all@example.org" not in one.as_string()
