"""The process that does everything that must happen without a request."""

import logging
import time
from collections.abc import Iterator

from django.db import Error, InterfaceError, OperationalError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from cms.publication import beside
from cms.publication.chores import Patience, each_minute, each_night

logger = logging.getLogger(__name__)

_END = object()

PAUSE = 1.0  # second between two looks at an empty queue
PAUSE_AFTER_FAULT = 5.0  # seconds in which a database may come back


class Worker(db_worker.Worker):
    """Runs tasks as they come, what is due each minute, and the night's work in between.

    A signal to end is heeded after the step in hand. Several may run side by side.
    """

    def __init__(self) -> None:
        """Take a name of its own, and every queue there is."""
        super().__init__(
            queue_names=["*"],
            interval=PAUSE,
            batch=False,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self._patience = Patience()
        self._night: Iterator[Error | None] = iter(())

    def run(self) -> None:
        """Work until told to end. A database that is away stops the work only while it is."""
        with beside.companions():
            self._go_round()

    def _go_round(self) -> None:
        done = None
        while self.running:
            try:
                close_old_connections()
                minute = timezone.now().replace(second=0, microsecond=0)
                if minute != done:
                    self.come_round()
                    done = minute
                if not self.running or self._run_next_task() or self._next_step(self._night):
                    continue
            except (OperationalError, InterfaceError):
                logger.exception("The database does not answer.")
                self._sleep(PAUSE_AFTER_FAULT)
            else:
                self._sleep(self.interval)

    def run_once(self) -> None:
        """Do everything that there is to do now."""
        while self._run_next_task():
            pass
        self.come_round()
        while self._run_next_task() or self._next_step(self._night):
            pass
        besides = beside.once()
        while self._next_step(besides):
            pass

    def come_round(self) -> None:
        """Do what has to be done each minute; begin the night's work when it is time."""
        steps = each_minute(self._patience)
        while self.running and self._next_step(steps):
            pass
        if not self._next_step(self._night):
            self._night = each_night()

    def _next_step(self, steps: Iterator[Error | None]) -> bool:
        """Take one step, undisturbed by signals; say whether there was one.

        Raises the fault that kept it from being done: it is there to be taken again.
        """
        self.running_task = True
        try:
            step = next(steps, _END)
        finally:
            self.running_task = False
        if isinstance(step, Error):
            raise step
        return step is not _END

    def _run_next_task(self) -> bool:
        """Run the task that has waited longest; say whether there was one."""
        if not isinstance(task_backends[self.backend_name], DatabaseBackend):
            return False
        tasks = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not tasks.exists():  # saves the lock on the database
            return False
        with exclusive_transaction(tasks.db):
            if task := tasks.get_locked():
                task.claim(self.worker_id)
        if task:
            self.run_task(task)
        return bool(task)

    def _sleep(self, seconds: float) -> None:
        """Wait, unless told to end meanwhile."""
        if self.running:
            time.sleep(seconds)
