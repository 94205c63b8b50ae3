"""After the database was restored from a backup."""

import uuid
from typing import Any

from django.core.management.base import BaseCommand

from cms.publication.models import Clock
from cms.publication.restoring import steps_after_a_restore


class Command(BaseCommand):
    """Sends everybody who follows the changes back to the snapshot."""

    help = (
        "Run it once after the database was restored from a backup. The numbers of changes then "
        "start again from an earlier one, so whoever follows them has to begin anew: they are "
        "told so, and begin with the snapshot. Run it before the worker is started: mails that "
        "waited when the backup was made are not sent once more."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin a new epoch."""
        Clock.objects.update(epoch=uuid.uuid4())
        self.stdout.write("A new epoch has begun. Partners will read the snapshot once more.")
        for step in steps_after_a_restore():
            self.stdout.write(step())
