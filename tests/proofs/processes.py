"""The server and the worker as production runs them, and how they die."""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path


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
        "SIGN_UPS_UNSUSPECTED": "0",
        "SIGN_UPS_PER_MINUTE": "0",
    }


class Machine:
    """One server of two processes, and one worker, which can die."""

    def __init__(self, port: int) -> None:
        """Start the server under a master that replaces processes when they are gone."""
        self.port = port
        address = f"127.0.0.1:{port}"
        command = ["-m", "gunicorn", "--preload", "--workers=2", "--bind", address, "cms.wsgi"]
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
