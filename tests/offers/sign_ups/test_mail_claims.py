"""A mail is sent once, or shown as failed, whatever becomes of worker and database."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from offers.models import Mail, SignUpEvent
from offers.sign_ups import delivery
from offers.sign_ups.delivery import LOST
from tests.factories.offers import SignUpFormPageFactory
from tests.offers.delivering import later, states, work
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


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


def test_the_history_says_after_a_restore_that_mails_are_not_sent_again(server):
    form_page = SignUpFormPageFactory(recipients="staff@example.org")
    sent, waiting = send_right(form_page), send_right(form_page, your_name="Ada")
    assert (sent.status_code, waiting.status_code) == (303, 303)
    Mail.objects.filter(sign_up__name="Ines Okafor").update(state="sent")
    assert Mail.objects.filter(state="queued").count() == 2
    call_command("begin_new_epoch", stdout=StringIO())
    call_command("begin_new_epoch", stdout=StringIO())
    [line] = SignUpEvent.objects.all()
    assert line.sign_up.name == "Ada"
    assert line.text == (
        "The database was restored from a backup: mails that waited in it are not sent again; they "
        "may have arrived."
    )


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

    def slowly(self, letter, begin):
        handed_over(self, letter, begin)
        Mail.objects.update(state="failed", problem=LOST)

    monkeypatch.setattr(delivery.MailServer, "send", slowly)
    work()
    queued.refresh_from_db()
    assert (queued.state, queued.problem) == ("sent", "")


class KilledError(BaseException):
    """Stands for the end of a process, which nothing catches."""


def test_what_lost_its_worker_before_the_server_asked_for_it_is_sent_after_all(
    server, queued, monkeypatch
):
    def killed(mail):
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_begun", killed)
        with pytest.raises(KilledError):
            list(delivery.deliver())
    work()
    assert (states(), server.arrived) == (["queued"], [])
    later()
    work()
    assert states() == ["sent"]
    assert len(server.arrived) == 1


def test_it_is_only_handed_over_once_it_is_written_down(server, queued, monkeypatch):
    def away(mail):
        raise OperationalError("The database is away.")

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_begun", away)
        work()
    assert (states(), server.arrived) == (["queued"], [])
    later()
    work()
    assert states() == ["sent"]
    assert len(server.arrived) == 1


@pytest.mark.parametrize("backend", ["smtp", "locmem"])
def test_a_worker_hands_over_nothing_that_is_up_to_others_by_now(
    server, queued, settings, monkeypatch, backend
):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    claimed = delivery._claimed

    def slowly(mail):
        ours = claimed(mail)
        later()  # as by staff who have it sent again
        return ours

    monkeypatch.setattr(delivery, "_claimed", slowly)
    mail = delivery._in_queue(queued.pk)
    mail_server = delivery.MailServer()
    assert list(delivery._attempt(mail_server, mail)) == [None]
    assert states() == ["queued"]
    assert server.arrived == outbox.outbox == []


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
