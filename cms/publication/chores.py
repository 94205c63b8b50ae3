"""What has to be done without anybody asking: each minute, and each night."""

import logging
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from django.db import Error, transaction
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.images import get_image_model

from cms.media.losses import forget_lost_files
from cms.publication.audit import drift_at
from cms.publication.changes import changed, every_key, present_anew
from cms.publication.faults import fault_of_database, insisting
from cms.publication.models import Chore, ContentItem
from cms.publication.preparing import Ref, everything, prepare_all
from cms.publication.registry import Presenter, presenters
from cms.publication.rounds import other_steps
from cms.publication.schedule import expire_due, publish_due
from cms.publication.tasks import present_items

logger = logging.getLogger(__name__)

#: A task that runs longer has lost its worker.
LONGEST = timedelta(minutes=15)
#: How many workers a task may lose before it is given up.
MOST_WORKERS = 3
#: How long is known what became of a task.
KEPT = timedelta(days=14)
#: Local time at which the night's work begins.
NIGHT = 3
#: The longest pause between two attempts at an item that cannot be presented, in rounds.
LONGEST_PAUSE = 64


def each_minute(patience: "Patience") -> Iterator[None]:
    """Do what has to be done each minute, in small steps.

    The round ends with the error of a database that is away, and is to be begun again.
    """
    yield from publish_due()
    yield from expire_due()
    _take_up_lost_tasks()
    yield
    yield from _present_forgotten(patience)
    yield from _look_at_broken_pictures()
    yield from other_steps()
    Chore.done("minute")


class Patience:
    """Remembers what failed, and lets it wait: one round, two, four, up to an hour."""

    def __init__(self) -> None:
        """Begin with nothing that failed."""
        self._pauses: dict[uuid.UUID, _Pause] = {}

    def allows(self, item: ContentItem) -> bool:
        """Say whether to try this round. An item that was asked for anew need not wait."""
        pause = self._pauses.get(item.pk)
        if pause is None or pause.asked != item.asked or not pause.left:
            return True
        self._pauses[item.pk] = pause._replace(left=pause.left - 1)
        return False

    def failed(self, item: ContentItem) -> None:
        """Let it wait, longer each time."""
        before = self._pauses.get(item.pk)
        again = before is not None and before.asked == item.asked
        rounds = min(2 * before.rounds, LONGEST_PAUSE) if before and again else 1
        self._pauses[item.pk] = _Pause(item.asked, rounds, rounds)

    def succeeded(self, item: ContentItem) -> None:
        """Forget that it failed."""
        self._pauses.pop(item.pk, None)


class _Pause(NamedTuple):
    """How many rounds an item waits that failed, and how many of them are left."""

    asked: int
    rounds: int
    left: int


def _present_forgotten(patience: Patience) -> Iterator[None]:
    """Present what is due and in no task that waits: its task failed, or was killed half-way."""
    queued = _queued()
    for item in ContentItem.objects.due().only("asked").order_by("pk"):
        if item.pk in queued or not patience.allows(item):
            continue
        try:
            present_items.call([str(item.pk)])
        except Exception as problem:
            if fault := fault_of_database(problem):
                raise fault from problem
            logger.exception("Content item %s could not be presented.", item.pk)
            patience.failed(item)
        else:
            patience.succeeded(item)
        yield


def _queued() -> set[uuid.UUID]:
    """Give the items that tasks are about to present."""
    waiting = DBTaskResult.objects.ready().filter(task_path=present_items.module_path)
    return {
        uuid.UUID(item_id)
        for given in waiting.values_list("args_kwargs", flat=True)
        for item_id in given["args"][0]
    }


def _take_up_lost_tasks() -> None:
    """Let tasks run again whose worker was killed. All tasks may run twice without harm."""
    with transaction.atomic():
        running = DBTaskResult.objects.running().select_for_update()
        for task in running.filter(started_at__lt=timezone.now() - LONGEST):
            logger.warning("Task %s (%s) has lost its worker.", task.pk, task.task_path)
            if len(task.worker_ids) >= MOST_WORKERS:
                task.set_failed(TimeoutError(f"{MOST_WORKERS} workers were lost over it."))
            else:
                task.status = TaskResultStatus.READY
                task.save(update_fields=["status"])


def _look_at_broken_pictures() -> Iterator[None]:
    """Look each hour whether pictures that could not be shown can be by now, and show them."""
    if not Chore.claim("pictures", since=timezone.now() - timedelta(hours=1)):
        return
    for image in get_image_model().objects.filter(unreadable_since__isnull=False):
        if image.try_again():
            changed([image])
        yield


def each_night() -> Iterator[Error | None]:
    """Do what has to be done each night, in small steps, if it is time and nobody else has.

    A step that the database kept from being done gives its fault, and is taken again next time.
    """
    if not Chore.claim("night", since=_last_night(timezone.now())):
        return
    logger.info("The night's work begins.")
    yield from insisting(_forget_tasks)
    yield from insisting(_look_for_lost_files)
    for refs in (yield from insisting(_everything)):
        yield from insisting(partial(_prepare, refs))
    for presenter in presenters():
        for key in (yield from insisting(partial(_keys, presenter))):
            yield from insisting(partial(_compare, presenter, key))
    logger.info("The night's work is done.")


def _forget_tasks() -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()


def _look_for_lost_files() -> None:
    try:
        if lost := forget_lost_files():
            logger.error("%s files of pictures are lost: they are made again.", lost)
    except Exception as problem:  # whatever some storage raises
        if fault_of_database(problem):
            raise
        logger.exception("Storage does not say which files it has.")


def _everything() -> list[list[Ref]]:
    return list(everything())


def _prepare(refs: list[Ref]) -> None:
    """Make the files that some rows lack."""
    try:
        prepare_all(refs)
    except Exception as problem:
        if fault_of_database(problem):
            raise
        logger.exception("The files of some rows could not be made: %s.", refs)


def _keys(presenter: Presenter) -> list[str]:
    return sorted(every_key(presenter))


def _compare(presenter: Presenter, key: str) -> None:
    """Compare one row with its item, and have the item mended if it differs."""
    try:
        if drift := drift_at(presenter, key):
            logger.error("%s %s %s: it is mended.", drift.kind, key, drift.problem)
            present_anew(presenter, [key])
    except Exception as problem:
        if fault_of_database(problem):
            raise
        logger.exception("%s %s could not be compared.", presenter.kind, key)


def _last_night(moment: datetime) -> datetime:
    """Give the latest moment, at or before another, at which the night's work begins."""
    local = timezone.localtime(moment)
    night = local.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    return night if night <= local else night - timedelta(days=1)
