"""Background work of publication."""

import uuid
from collections import deque

from django_tasks import task

from cms.publication.presenting import present


@task()
def present_items(item_ids: list[str]) -> None:
    """Present some items, and whatever becomes due because of them."""
    waiting = deque(uuid.UUID(item_id) for item_id in item_ids)
    while waiting:
        waiting.extend(present(waiting.popleft()))
