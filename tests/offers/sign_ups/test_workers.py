"""Several workers that send mails, and workers that are killed: nothing arrives twice."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.conf import settings as product
from django.db import connection

from tests.factories.offers import SignUpFormPageFactory
from tests.offers.mail_server import mail_server
from tests.offers.sending import send_right

MANAGE = [sys.executable, product.BASE_DIR / "manage.py"]


@pytest.fixture
def server():
    with mail_server() as running:
        yield running


@pytest.fixture
def elsewhere(tmp_path, transactional_db, server):
    """Copy a database in which twelve mails wait into a file; give what a worker needs there."""
    if connection.vendor != "sqlite":
        pytest.skip("The database of this test run is no file.")
    recipients = "\n".join(f"staff-{number}@hub.example" for number in range(11))
    send_right(SignUpFormPageFactory(recipients=recipients))
    with sqlite3.connect(tmp_path / "db.sqlite3") as copy:
        connection.connection.backup(copy)
    copy.close()
    (tmp_path / "settings_elsewhere.py").write_text(
        "from cms.settings.test import *\n"
        f"DATABASES['default']['NAME'] = {str(tmp_path / 'db.sqlite3')!r}\n"
        "EMAIL_BACKEND = 'django.core.mail.backends.smtp.EmailBackend'\n"
        f"EMAIL_HOST, EMAIL_PORT = '127.0.0.1', {server.port}\n"
        "MAIL_OUTAGE_PAUSE = 0.01\n"
    )
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{product.BASE_DIR}",
        "DJANGO_SETTINGS_MODULE": "settings_elsewhere",
    }


def start(environment, *options):
    return subprocess.Popen(  # noqa: S603 - our own command
        [*MANAGE, "worker", *options], env=environment, stdout=subprocess.DEVNULL
    )


def ask(tmp_path, statement):
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        rows = database.execute(statement).fetchall()
    database.close()
    return rows


def wait_until(true):
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("It took too long.")


def test_two_workers_at_once_send_each_mail_once(elsewhere, tmp_path, server):
    workers = [start(elsewhere, "--once") for _ in range(2)]
    assert [worker.wait(timeout=60) for worker in workers] == [0, 0]
    assert len(server.arrived) == 12
    assert len({one["Message-ID"] for one in server.arrived}) == 12
    assert ask(tmp_path, "select distinct state from offers_mail") == [("sent",)]


def test_what_a_killed_worker_was_sending_is_shown_and_not_sent_again(elsewhere, tmp_path, server):
    server.script["END"] = "hang"  # it has arrived, and the worker does not know it
    worker = start(elsewhere)
    wait_until(lambda: server.arrived)
    worker.send_signal(signal.SIGKILL)
    worker.wait(timeout=60)
    assert ask(tmp_path, "select count(*) from offers_mail where state = 'sending'") == [(1,)]

    ask(tmp_path, "update offers_mail set due_at = '2020-01-01 00:00:00' where state = 'sending'")
    worker = start(elsewhere)
    wait_until(lambda: len(server.arrived) == 12)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=60) == 0

    assert len({one["Message-ID"] for one in server.arrived}) == 12
    states = ask(tmp_path, "select state, count(*) from offers_mail group by state order by state")
    assert states == [("failed", 1), ("sent", 11)]
    ((problem,),) = ask(tmp_path, "select problem from offers_mail where state = 'failed'")
    assert problem.startswith("It may have arrived: the worker was stopped")
