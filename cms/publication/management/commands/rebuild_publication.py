"""Present everything public again."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from cms.media.losses import forget_lost_files
from cms.publication.changes import every_key, present_anew
from cms.publication.preparing import everything, prepare_all
from cms.publication.registry import presenters


class Command(BaseCommand):
    """Present every public row again. Items that come out the same keep their numbers."""

    help = "Present everything public again, after an import or a change of the code."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make missing files, then go through all kinds, with a bar that shows how far it is."""
        forget_lost_files()
        for refs in tqdm(list(everything()), desc="pictures", file=self.stderr, disable=None):
            prepare_all(refs)
        for presenter in presenters():
            keys = sorted(every_key(presenter))
            bar = tqdm(keys, desc=presenter.kind, file=self.stderr, disable=None)
            for key in bar:
                present_anew(presenter, [key])
