"""Sends in sign-ups while everything else goes wrong, and looks whether each one is there.

By hand: `python -m tests.proofs.nothing_lost [--sign-ups 2000] [--database postgres://…]`. The
database must be empty; left out, it is a new SQLite file. Nothing is kept.

Sixteen people sign up at once, some by a double click, and send again when nothing answers.
Meanwhile the mail server refuses, hangs and drops connections, the worker is killed again and
again, staff edit and publish the form, and somebody keeps the database busy.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Event, Thread

from tests.proofs.applicants import Applicants
from tests.proofs.mail_server import mail_server
from tests.proofs.processes import Machine, settings_of

PORT, MAIL_PORT = 8032, 8033
CLIENTS = 16


class Keeper:
    """Starts workers and kills them, from a process of its own, which has no threads."""

    def __init__(self, directory: str, chance: random.Random) -> None:
        """Begin, before there is any thread."""
        from django.db import connections

        self.told, self.ending = Path(directory) / "killed", Path(directory) / "ending"
        parent = os.getpid()
        connections.close_all()  # or both would talk over one
        self.pid = os.fork()
        if self.pid:
            return
        for killed in count(1):
            worker = started_worker()
            time.sleep(chance.uniform(0.5, 4))
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
            if os.getppid() != parent or self.ending.exists():
                os._exit(0)
            self.told.write_text(str(killed))

    def stop(self) -> int:
        """End, with the next worker; give how many were killed."""
        self.ending.touch()
        os.waitpid(self.pid, 0)
        return int(self.told.read_text())


def started_worker() -> int:
    """Start a worker; give its process."""
    from django.core.management import call_command
    from django.db import connections

    connections.close_all()
    if pid := os.fork():
        return pid
    try:
        with Path(os.devnull).open("w") as nowhere:
            call_command("worker", stdout=nowhere, stderr=nowhere)
    finally:
        os._exit(0)  # nothing here is its own to clear up


def keep_busy(ended: Event, chance: random.Random) -> None:
    """Hold what all who write need, again and again."""
    from django.db import connections, transaction

    from cms.publication.models import Clock

    while not ended.wait(chance.uniform(0.1, 1)):
        with transaction.atomic():
            Clock.hold()
            time.sleep(chance.uniform(0.1, 1))
    connections.close_all()


def edit(form_id: int, ended: Event, chance: random.Random) -> None:
    """Rename the questions, put them into another order, and publish, again and again."""
    from django.db import connections

    from offers.models import SignUpField, SignUpFormPage

    for number in count():
        if ended.wait(chance.uniform(0.2, 1)):
            break
        form = SignUpFormPage.objects.get(pk=form_id).get_latest_revision_as_object()
        asked = sorted(form.fields.all(), key=lambda question: question.clean_name)
        questions = [question for question in asked if not question.clean_name.startswith("more")]
        questions[0].label = f"Your e-mail address, please ({number})"
        for question in questions:
            question.sort_order = chance.randrange(100)
        if number % 3 == 0:
            more = {"label": f"More {number}", "field_type": "singleline", "required": False}
            questions.append(SignUpField(**more, sort_order=101))
        form.fields.set(questions)
        form.save_revision().publish()
    connections.close_all()


def hasten(ended: Event) -> None:
    """Leave out the pauses between attempts to send mail: days pass in a minute."""
    from django.db import connections
    from django.utils import timezone

    from offers.models import Mail, MailOutage

    while not ended.wait(0.3):
        now = timezone.now()
        Mail.objects.filter(state=Mail.State.QUEUED, due_at__gt=now).update(due_at=now)
        MailOutage.objects.update(try_at=now)
    connections.close_all()


def look(applicants: Applicants, arrived: Counter[str]) -> Counter[str]:
    """Raise if anything is lost, or there twice; give what became of the mails."""
    from offers.models import Mail, SignUp

    kept = {sign_up.reference: sign_up for sign_up in SignUp.objects.all()}
    by_name = Counter(sign_up.answers["your_name"] for sign_up in kept.values())
    for number, references in applicants.told.items():
        [reference] = references
        assert kept[reference].answers["your_name"] == f"Ines {number}"
        assert kept[reference].answers["e_mail_address"] == f"{number}@example.org"
    assert set(by_name.values()) == {1}, by_name.most_common(3)
    assert not SignUp.objects.filter(state=SignUp.State.SPAM).exists()
    found = Counter[str]()
    mails = list(Mail.objects.all())
    assert len(mails) == 2 * len(kept), (len(mails), len(kept))
    for mail in mails:
        times = arrived[mail.message_id] if mail.message_id else 0
        found[f"mail {mail.state}, arrived {times} times"] += 1
        known = mail.state == Mail.State.SENT and times == 1
        assert known or (mail.state == Mail.State.FAILED and times <= 1), found
    found["sign-ups"] = len(kept)
    return found


def drain() -> None:
    """Let a worker send what is left."""
    from django.db import connections
    from django.utils import timezone

    from offers.models import Mail

    Mail.objects.filter(state=Mail.State.SENDING).update(due_at=timezone.now())
    worker = started_worker()
    waiting = Mail.objects.filter(state__in=[Mail.State.QUEUED, Mail.State.SENDING])
    sent = Event()
    clock = Thread(target=hasten, args=(sent,))
    clock.start()
    began = time.monotonic()
    while waiting.exists() and time.monotonic() < began + 600:
        time.sleep(1)
    sent.set()
    clock.join()
    connections.close_all()
    os.kill(worker, signal.SIGTERM)
    os.waitpid(worker, 0)


def prove(sign_ups: int, directory: str, chance: random.Random) -> Counter[str]:
    """Let everything go wrong; give what was seen. Raises when anything is lost."""
    from django.core.management import call_command

    from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    form = SignUpFormPageFactory(recipients="staff@example.org")
    offer = OfferPageFactory(sign_up_form=form, places=100_000)
    keeper = Keeper(directory, chance)
    machine = Machine(PORT)
    controller, post = mail_server(MAIL_PORT, chance)
    ended = Event()
    others = [
        Thread(target=keep_busy, args=(ended, chance)),
        Thread(target=hasten, args=(ended,)),
        Thread(target=edit, args=(form.pk, ended, chance)),
    ]
    try:
        machine.wait_for_server()
        applicants = Applicants(PORT, offer.get_url(), chance)
        time.sleep(5)  # nobody fills in a form in less
        for thread in others:
            thread.start()
        began = time.monotonic()
        with ThreadPoolExecutor(CLIENTS) as people:
            list(people.map(applicants.sign_up, range(sign_ups)))
        took = time.monotonic() - began
        ended.set()
        for thread in others:
            thread.join()
        seen = Counter({"workers killed": keeper.stop(), "seconds": round(took)})
        post.well = True
        drain()
        seen += Counter({f"answered {what}": times for what, times in applicants.seen.items()})
        seen += Counter({f"server {mood}": times for mood, times in post.moods.items()})
        seen["got a reference"] = len(applicants.told)
        return seen + look(applicants, post.arrived)
    finally:
        controller.stop()
        machine.stop()


def main() -> None:
    """Read what was asked for, and prove it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sign-ups", type=int, default=2000)
    parser.add_argument("--database", default="")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= settings_of(given.database, directory, PORT)
        os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{MAIL_PORT}"
        import django

        django.setup()
        seen = prove(given.sign_ups, directory, random.Random(given.seed))  # noqa: S311
        for what, times in sorted(seen.items()):
            print(f"{times:6} {what}", file=sys.stdout)  # noqa: T201


if __name__ == "__main__":
    main()
