"""Kills server and worker while staff publish, again and again, and looks at what is left.

By hand: `python -m tests.proofs.crash [--rounds 50] [--database postgres://…]`. The database must
be empty; left out, it is a new SQLite file. Nothing is kept.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

PORT = 8030
SECRET = "s" * 32


def settings_of(database: str, directory: str, port: int) -> dict[str, str]:
    """Give the environment of production on this machine."""
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "only-for-crashes" * 4,
        "PUBLIC_BASE_URL": f"https://127.0.0.1:{port}",
        "DATABASE_URL": database or f"sqlite:///{directory}/crash.sqlite3",
        "DEFAULT_FROM_EMAIL": "site@example.org",
        "EMAIL_URL": "consolemail://",
        "MEDIA_ROOT": f"{directory}/media",
        "LOG_LEVEL": "CRITICAL",
        "FEED_REQUESTS_PER_MINUTE": "0",
    }


class Machine:
    """One server process and one worker, which can die."""

    def __init__(self, port: int) -> None:
        """Start the server under a master that replaces it when it is gone."""
        self.port = port
        address = f"127.0.0.1:{port}"
        command = ["-m", "gunicorn", "--preload", "--bind", address, "cms.wsgi"]
        self.master = subprocess.Popen(  # noqa: S603 - what is written above
            [sys.executable, *command, "--log-level", "critical"], stderr=subprocess.DEVNULL
        )
        self.worker = 0

    def start_worker(self, *options: str) -> None:
        """Start a worker."""
        from django.core.management import call_command
        from django.db import connections

        connections.close_all()
        self.worker = os.fork()
        if not self.worker:
            with Path(os.devnull).open("w") as nowhere:
                call_command("worker", *options, stdout=nowhere, stderr=nowhere)
            os._exit(0)

    def wait_for_worker(self) -> None:
        """Wait until the worker is done."""
        os.waitpid(self.worker, 0)

    def kill_worker(self) -> None:
        """Kill the worker, whatever it does."""
        os.kill(self.worker, signal.SIGKILL)
        self.wait_for_worker()

    def kill_server(self) -> None:
        """Kill the server, whatever it does."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text()
        for child in children.split():
            os.kill(int(child), signal.SIGKILL)

    def wait_for_server(self) -> None:
        """Wait until the server answers."""
        for _ in range(600):
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
                connection.request("GET", "/api/v1/", headers={"X-Forwarded-Proto": "https"})
                if connection.getresponse().status == 200:
                    return
            except (OSError, HTTPException):
                time.sleep(0.1)
        raise TimeoutError("The server does not start.")

    def stop(self) -> None:
        """End the server."""
        self.master.terminate()
        self.master.wait()


class Editor(Thread):
    """Somebody who publishes, withdraws, renames and hides, until the server is gone."""

    def __init__(self, port: int, session: str, chance: random.Random) -> None:
        """Sign in with a session."""
        super().__init__(daemon=True)
        self.port, self.session, self.chance = port, session, chance
        self.done: Counter[int | str] = Counter()
        self.ended = False

    def run(self) -> None:
        """Work."""
        from django.db import connections

        try:
            while not self.ended:
                self.done[self.post(*self.something())] += 1
        except (OSError, HTTPException):
            self.done["cut off"] += 1
        finally:
            connections.close_all()

    def something(self) -> tuple[str, dict[str, str]]:
        """Choose what to do."""
        from blog.models import BlogIndexPage, PostPage
        from cms.vocabulary.models import Topic

        post = self.chance.choice(PostPage.objects.values_list("pk", flat=True))
        topic = self.chance.choice(Topic.objects.all())
        number = self.chance.randrange(10**6)
        return self.chance.choice(
            [
                (f"bulk/wagtailcore/page/publish/?id={post}", {}),
                (f"bulk/wagtailcore/page/unpublish/?id={post}", {}),
                (f"bulk/wagtailcore/page/publish/?id={post}", {}),
                (f"pages/{post}/privacy/", {"restriction_type": "login"}),
                (f"pages/{post}/privacy/", {"restriction_type": "none"}),
                (
                    f"pages/{post}/copy/",
                    {
                        "new_title": f"Copy {number}",
                        "new_slug": f"copy-{number}",
                        "new_parent_page": str(BlogIndexPage.objects.get().pk),
                        "publish_copies": "on",
                    },
                ),
                (
                    f"snippets/vocabulary/topic/edit/{topic.pk}/",
                    {"name": f"Topic {number}", "slug": f"topic-{number}", "description": ""},
                ),
            ]
        )

    def post(self, path: str, fields: dict[str, str]) -> int:
        """Send a form of the editor."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.session}; csrftoken={SECRET}",
            "X-CSRFToken": SECRET,
            "X-Forwarded-Proto": "https",
            "Referer": f"https://127.0.0.1:{self.port}/admin/",
        }
        connection.request("POST", f"/admin/{path}", urlencode(fields), headers)
        return connection.getresponse().status


def crash(rounds: int, port: int, chance: random.Random) -> Counter[int | str]:
    """Let it crash; give how often what happened. Raises when anything is wrong afterwards."""
    from django.core.management import call_command
    from django.db import connections
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
    session = client.cookies["sessionid"].value
    machine, seen = Machine(port), Counter[int | str]()
    partner = Partner(client=Client(headers=as_a_proxy_asks))
    try:
        for number in range(rounds):
            machine.start_worker()
            machine.wait_for_server()
            editor = Editor(port, session, chance)
            editor.start()
            time.sleep(chance.uniform(0.1, 2))
            kill = [machine.kill_worker, machine.kill_server]
            chance.shuffle(kill)
            kill[0]()
            time.sleep(chance.choice([0, 0.2]))
            kill[1]()
            editor.ended = True
            editor.join()
            partner.follow()
            machine.wait_for_server()
            machine.start_worker("--once")
            machine.wait_for_worker()
            call_command("check_publication", stdout=sys.stderr)
            partner.follow()
            assert partner.copy == partner.listed()
            seen += editor.done
            print(f"{number + 1} of {rounds}: clean. {dict(editor.done)}", flush=True)  # noqa: T201
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
        print(f"Every round was clean. Answers to staff: {dict(seen)}")  # noqa: T201


if __name__ == "__main__":
    main()
