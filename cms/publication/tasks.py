"""Background work of publication."""

import logging
import uuid
from collections import deque
from collections.abc import Iterable

from django_tasks import task

from cms.publication.faults import fault_of_database
from cms.publication.preparing import Ref, prepare_all
from cms.publication.together import Together, present

logger = logging.getLogger(__name__)

TOGETHER = 100  # items whose rows are read at once


@task()
def present_items(item_ids: list[str]) -> None:
    """Present some items, and whatever becomes due because of them.

    One that fails does not hold back the others; all that failed are raised together at the end.
    That comes at once when the database is away: what is left stays due.
    """
    waiting = deque(uuid.UUID(item_id) for item_id in item_ids)
    failed = []
    while waiting:
        batch = dict.fromkeys(waiting.popleft() for _ in range(min(TOGETHER, len(waiting))))
        together = _together(batch)
        for item_id in batch:
            try:
                waiting.extend(present(item_id, together))
            except Exception as problem:  # noqa: BLE001 - any fault of any page; told below
                problem.add_note(f"While presenting content item {item_id}.")
                failed.append(problem)
                if fault_of_database(problem):
                    waiting.clear()
                    break
    if failed:
        raise ExceptionGroup("Some content items could not be presented.", failed)


@task()
def prepare_rows(refs: list[Ref]) -> None:
    """Make the files that some rows need which are no content items."""
    prepare_all(refs)


def _together(batch: Iterable[uuid.UUID]) -> Together | None:
    """Read what some items need; nothing if a fault of one hinders that: each is then by itself."""
    try:
        return Together(batch)
    except Exception:
        logger.exception("Content items could not be read together.")
        return None
