"""After a restore from a backup: erasing again what people had asked to be erased."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from offers.models import SignUp
from offers.sign_ups.erasing import Why, erase


class Command(BaseCommand):
    """Erases sign-ups by their references."""

    help = (
        "Erase sign-ups for good. A backup brings back what was erased since: give the references "
        "that the log has as “Erased sign-up K7QF-2MXD.” What is not there is no fault."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take references."""
        parser.add_argument("references", nargs="+", metavar="REFERENCE")

    def handle(self, *args: Any, references: list[str], **options: Any) -> None:
        """Erase them, and say which there were."""
        wanted = {reference.strip().upper() for reference in references}
        found = SignUp.objects.filter(reference__in=wanted)
        there = set(found.values_list("reference", flat=True))
        erase(found, Why.REQUEST)
        for reference in sorted(wanted):
            done = "is erased" if reference in there else "is not there"
            self.stdout.write(f"{reference} {done}.")
