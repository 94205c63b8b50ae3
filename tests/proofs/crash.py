"""Kills server and worker while people are at work, again and again, and looks at what is left.

By hand: `python -m tests.proofs.crash [--rounds 50] [--database postgres://…]`. The database must
be empty; left out, it is a new SQLite file. Nothing is kept.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from typing import Any

from tests.proofs.processes import Machine, settings_of
from tests.proofs.senders import Applicant, Editor, Sender

PORT = 8030
#: How many requests are answered in a round before it crashes, at least and at most.
ANSWERED = (3, 12)


def made_site(port: int) -> tuple[str, Any]:
    """Make a site; give the session of somebody with all rights, and a partner."""
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from tests.factories.blog import PostPageFactory
    from tests.factories.users import UserFactory
    from tests.proofs.partner import Partner
    from tests.proofs.site import make_site

    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_site()
    PostPageFactory.create_batch(4)
    as_a_proxy_asks = {"X-Forwarded-Proto": "https", "Host": f"127.0.0.1:{port}"}
    client = Client(headers=as_a_proxy_asks)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client.cookies["sessionid"].value, Partner(client=Client(headers=as_a_proxy_asks))


def work_until_killed(machine: Machine, people: list[Sender], chance: random.Random) -> None:
    """Let people work, and kill server and worker in the middle of it."""
    for one in people:
        one.start()
    enough, began = chance.randint(*ANSWERED), time.monotonic()
    while sum(one.done.total() for one in people) < enough and time.monotonic() < began + 60:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.5))
    kill = [machine.kill_worker, machine.kill_server]
    chance.shuffle(kill)
    kill[0]()
    time.sleep(chance.choice([0, 0.2]))
    kill[1]()
    for one in people:
        one.ended = True
    for one in people:
        one.join()


def crash(rounds: int, port: int, chance: random.Random) -> Counter[str]:
    """Let it crash; give how often what happened. Raises when anything is wrong afterwards."""
    from django.core.management import call_command
    from django.db import connections
    from django_tasks_db.models import DBTaskResult

    from offers.models import SignUp

    session, partner = made_site(port)
    machine, seen, lost = Machine(port), Counter[str](), 0
    try:
        for number in range(rounds):
            machine.start_worker()
            machine.wait_for_server()
            people = [kind(port, session, chance) for kind in (Editor, Editor, Applicant)]
            work_until_killed(machine, people, chance)
            running = DBTaskResult.objects.running().count()
            happened = Counter({"worker killed in a task": running - lost})
            lost = running
            for one in people:
                happened += one.done
                happened[f"killed in: {one.cut_off or 'nothing'}"] += 1
            partner.follow()
            machine.wait_for_server()
            machine.start_worker("--once")
            machine.wait_for_worker()
            call_command("check_publication", stdout=sys.stderr)
            partner.follow()
            assert partner.copy == partner.listed()
            seen += happened
            assert seen["sign up: 303"] <= SignUp.objects.count()
            print(f"{number + 1} of {rounds}: clean. {dict(happened)}", flush=True)  # noqa: T201
            connections.close_all()
    finally:
        machine.stop()
    return seen


def main() -> None:
    """Read what was asked for, and let it crash."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--database", default="")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= settings_of(given.database, directory, given.port)
        import django

        django.setup()
        seen = crash(given.rounds, given.port, random.Random(given.seed))  # noqa: S311
        print("Every round was clean.")  # noqa: T201
        for what, times in sorted(seen.items()):
            print(f"{times:6} {what}")  # noqa: T201


if __name__ == "__main__":
    main()
