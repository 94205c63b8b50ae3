"""Load invented content to try the product with."""

from typing import Any

from django.core.management.base import BaseCommand

from home.sample.loading import Loader


class Command(BaseCommand):
    """Makes the sample pages, pictures and documents that are missing."""

    help = (
        "Loads the content of an invented programme. Only adds what is missing, so it can be run "
        "again; what you changed stays as it is, and what you deleted comes back."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was made."""
        self.stdout.write("Adding what is missing of the sample content (up to a minute) …")
        loader = Loader()
        loader.load()
        made = [f"{count} {kind}" for kind, count in loader.made.items() if count]
        self.stdout.write(f"Made {', '.join(made)}." if made else "Nothing was missing.")
