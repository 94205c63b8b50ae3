"""Sending the mails of sign-ups through a real mail server: once, or they are shown as failed."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from offers.models import Mail, MailOutage, SignUpEvent
from offers.sign_ups import delivery
from offers.sign_ups.delivery import LOST, pause
from tests.factories.offers import SignUpFormPageFactory
from tests.offers.mail_server import MailServer, free_port, mail_server
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(scope="module")
def running():
    with mail_server() as server:
        yield server


@pytest.fixture
def server(running, settings) -> MailServer:
    """Have mails sent to a server on this machine, which has got none yet."""
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = SMTP, 0.3
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
    running.__init__(running.port)
    return running


@pytest.fixture
def queued(server) -> Mail:
    """Give a confirmation that waits."""
    send_right(SignUpFormPageFactory(title="Pause | Plan"))
    return Mail.objects.get()


def work(settings=None) -> None:
    call_command("worker", once=True)


def later() -> None:
    """Let the pauses be over."""
    now = timezone.now()
    Mail.objects.filter(state="queued").update(due_at=now)
    MailOutage.objects.update(try_at=now)


def states() -> list[str]:
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))


def told() -> list[str]:
    return list(SignUpEvent.objects.values_list("text", flat=True))


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


def test_what_waited_in_a_backup_is_not_sent_after_a_restore(server):
    for state in ["queued", "sending", "sent"]:
        send_right(SignUpFormPageFactory())
        Mail.objects.filter(pk=Mail.objects.latest("pk").pk).update(state=state)
    out = StringIO()
    call_command("begin_new_epoch", stdout=out)
    assert "2 mails" in out.getvalue()
    later()
    work()
    assert states() == ["failed", "failed", "sent"]
    problem = "The database was restored from a backup: it may have arrived."
    assert set(Mail.objects.filter(state="failed").values_list("problem", flat=True)) == {problem}
    assert server.arrived == []


def test_what_everybody_is_told_of_an_outage_names_nobody(server, queued, caplog):
    server.script["RCPT"] = "421 <ines@example.org>: too many mails"
    work()
    queued.refresh_from_db()
    assert "ines@example.org" in queued.problem
    said = "The mail server said: 421 [address] too many mails"
    assert MailOutage.objects.get().problem == said
    ours = [one.getMessage() for one in caplog.records if one.name == delivery.__name__]
    assert ours == [said]


def test_a_connection_that_was_closed_meanwhile_is_opened_anew(server, queued, monkeypatch):
    monkeypatch.setattr("offers.sign_ups.mail_server.MOST", 1)
    send_right(SignUpFormPageFactory())
    work()
    assert states() == ["sent", "sent"]
    assert server.connections == 2


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


def test_what_lost_its_worker_is_shown_and_not_sent_again(server, queued):
    Mail.objects.update(state="sending", due_at=timezone.now() + timedelta(minutes=1))
    work()
    assert states() == ["sending"]
    Mail.objects.update(due_at=timezone.now())
    work()
    queued.refresh_from_db()
    assert (queued.state, queued.problem) == ("failed", LOST)
    assert server.arrived == []


def test_a_worker_that_was_taken_for_lost_knows_better(server, queued, monkeypatch):
    handed_over = delivery.MailServer.send

    def slowly(self, letter):
        handed_over(self, letter)
        Mail.objects.update(state="failed", problem=LOST)

    monkeypatch.setattr(delivery.MailServer, "send", slowly)
    work()
    queued.refresh_from_db()
    assert (queued.state, queued.problem) == ("sent", "")


def test_only_one_worker_gets_a_mail(queued):
    first, second = Mail.objects.get(), Mail.objects.get()
    assert delivery._claimed(first)
    assert not delivery._claimed(second)


def test_it_is_written_down_as_sent_as_soon_as_the_database_is_back(server, queued, monkeypatch):
    faults = [OperationalError("The database is away."), OperationalError("Still away.")]
    write = delivery._settled

    def sometimes(*args, **values):
        if faults:
            raise faults.pop()
        write(*args, **values)

    monkeypatch.setattr(delivery, "_settled", sometimes)
    assert [fault for fault in delivery.deliver() if fault]
    assert states() == ["sent"]
    assert len(server.arrived) == 1


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
