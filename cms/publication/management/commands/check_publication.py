"""Compare every content item with what its page would give now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.publication.audit import Drift, drift_of
from cms.publication.changes import present_anew
from cms.publication.registry import presenters


class Command(BaseCommand):
    """Report every content item that has drifted; exit with 1 if any has."""

    help = "Compare every content item with its page. Exits with 1 if any differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--repair`."""
        parser.add_argument("--repair", action="store_true", help="mend what is found")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and repair if asked to."""
        found = self._report()
        if not found:
            self.stdout.write("Every content item is what its page gives.")
            return
        if not options["repair"]:
            raise CommandError(f"{len(found)} found. Mend them with --repair.", returncode=1)
        for presenter in presenters():
            keys = [drift.key for drift in found if drift.kind == presenter.kind]
            present_anew(presenter, keys)
        if left := self._report():
            raise CommandError(f"{len(left)} could not be mended.", returncode=1)
        self.stdout.write(f"{len(found)} mended.")

    def _report(self) -> list[Drift]:
        found = [drift for presenter in presenters() for drift in drift_of(presenter)]
        for drift in found:
            self.stderr.write(f"{drift.kind} {drift.key} {drift.problem}")
        return found
