"""What happens without staff: a worker that runs now and then, time, and a loss of the data."""

from contextlib import suppress
from datetime import timedelta

from django.core.cache import caches
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django_tasks import task_backends
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from wagtail.models import Page

from cms.publication.models import ContentItem
from cms.publication.schedule import expire_due, publish_due
from tests.proofs import oracle, visitor
from tests.proofs.moments import Moments
from tests.proofs.partner import Partner
from tests.proofs.withdrawing import Registrars

QUEUE = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


class Operators(Registrars):
    """Those who run the site, and restore it from a backup when they have to."""

    def __init__(self, moments: Moments) -> None:
        """Begin with a backup of the site as it was made."""
        super().__init__(moments)
        self.queue = override_settings(TASKS=QUEUE)
        self.queued = False
        #: Every word that anybody has been able to read.
        self.told = oracle.Sight().words
        #: Every address at which an item has been seen, with the last one that was.
        self.seen: dict[str, str] = {}
        self.everybody: list[Partner] = []
        self.back_up()

    @initialize(queued=st.booleans())
    def choose_who_presents(self, queued: bool) -> None:
        self.queued = queued
        if queued:
            self.queue.enable()

    def teardown(self) -> None:
        if self.queued:
            self.queue.disable()
        super().teardown()

    def tasks(self) -> list:
        return task_backends["default"].results if self.queued else []

    @rule(most=st.sampled_from([1, 2, 1000]))
    def work(self, most: int) -> None:
        """Let the worker do some tasks, in their order."""
        for _ in range(min(most, len(self.tasks()))):
            task = self.tasks().pop(0)
            with suppress(ObjectDoesNotExist):  # Wagtail's own tasks fail where a row is gone
                task.task.call(*task.args, **task.kwargs)

    @rule()
    def publish_what_is_due(self) -> None:
        self.moments.pass_by(timedelta(seconds=1))
        for _ in (*publish_due(), *expire_due()):
            pass
        self.work(1000)

    @rule(time=st.sampled_from([1, 59, 3600, 86400, 6 * 86400]))
    def wait(self, time: int) -> None:
        """Let time go by, and do nothing else."""
        self.moments.pass_by(timedelta(seconds=time))

    @rule(early=st.booleans())
    def wait_for_the_next_change(self, early: bool) -> None:
        """Let time go by to the very second at which something changes by itself, or before."""
        coming = visitor.moments_to_come(self.moments.now)
        if coming:
            self.moments.now = min(coming) - timedelta(microseconds=int(early))

    def settled(self) -> bool:
        """Say whether the worker has done all that it has to do by now."""
        over = Page.objects.filter(live=True, expire_at__lte=self.moments.now)
        return not (self.tasks() or ContentItem.objects.due().exists() or over.exists())

    @rule()
    def back_up(self) -> None:
        """Make a backup of the database, which holds the tasks too."""
        self.backup = transaction.savepoint()
        self.kept = list(self.tasks()), dict(self.said), set(self.told), dict(self.seen)

    @rule()
    def restore(self) -> None:
        """Lose everything since the last backup. Partners know more than the site by then."""
        transaction.savepoint_rollback(self.backup)
        for cache in caches.all():
            cache.clear()
        tasks, said, told, seen = self.kept
        self.tasks()[:] = tasks
        self.said, self.told, self.seen = dict(said), set(told), dict(seen)
        self.moments.pass_by(timedelta(seconds=1))
        call_command("begin_new_epoch", verbosity=0)
        for partner in self.everybody:
            partner.lost = bool(partner.next)
