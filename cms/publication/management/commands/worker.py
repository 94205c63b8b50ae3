"""Do everything that must happen without a request."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.publication.worker import Worker


class Command(BaseCommand):
    """Run tasks, publish and expire by schedule, and do the night's work; until told to end."""

    help = (
        "Run queued tasks, publish and expire by schedule each minute, present what was left "
        "behind, and compare everything each night. Run one, or several."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--once`."""
        parser.add_argument("--once", action="store_true", help="one round of everything, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work."""
        worker = Worker()
        if options["once"]:
            worker.run_once()
            return
        worker.configure_signals()
        self.stdout.write("At work. Ctrl+C ends it after the task in hand.")
        worker.run()
        self.stdout.write("Done.")
