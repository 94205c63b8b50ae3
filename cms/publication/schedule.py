"""Publish and expire what has a date, each by itself: one that fails keeps its date.

While the database is away, nobody is at fault: its error ends the round, and all is tried again.

Wagtail's own command stops at the first page that cannot be published, and that page loses its
schedule (wagtail#13879).
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log, registry
from wagtail.models import DraftStateMixin, Page, Revision

from cms.publication.faults import fault_of_database
from cms.publication.models import Clock

logger = logging.getLogger(__name__)

#: Why an item that its page's expiry withdraws is gone.
EXPIRED = "It was published until a date that has passed."

#: What the history of a page says when its date came and it could not be published.
FAILED = "publication.failed"


def overdue(moment: datetime) -> "QuerySet[Revision]":
    """Give what should have been published by a moment, and is not; the longest overdue first."""
    due = Revision.objects.filter(approved_go_live_at__lte=moment)
    found: QuerySet[Revision] = due.order_by("approved_go_live_at", "pk")
    return found


def publish_due() -> Iterator[None]:
    """Publish what is due, one at each step."""
    for pk in list(overdue(timezone.now()).values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                Clock.hold()  # first, as requests of staff do: so no two wait for each other
                locked = overdue(timezone.now()).select_for_update()
                if revision := locked.filter(pk=pk).first():
                    revision.publish(log_action="wagtail.publish.scheduled")
        except Exception as problem:
            if fault_of_database(problem):
                raise
            _tell_of_failure(pk, problem)
        yield


def expire_due() -> Iterator[None]:
    """Unpublish what has expired, one at each step.

    A schedule to publish it again later is kept, which Wagtail would forget.
    """
    for model in _with_dates():
        for pk in list(_expired(model).values_list("pk", flat=True)):
            try:
                with transaction.atomic():
                    Clock.hold()
                    row = _expired(model).select_for_update().filter(pk=pk).first()
                    if row is not None:
                        _expire(row)
            except Exception as problem:
                if fault_of_database(problem):
                    raise
                logger.exception("%s %s could not be unpublished.", model._meta.label, pk)
            yield


def last_failure(revision: Revision) -> str:
    """Give why it could not be published when that was last tried; empty when it never was."""
    logs = registry.get_logs_for_instance(revision.content_object)
    entry = logs.filter(action=FAILED, revision=revision).order_by("-timestamp", "-pk").first()
    return str(entry.data["problem"]) if entry else ""


def _with_dates() -> Iterator[Any]:
    """Give the models whose rows can expire: all pages at once, and each other model."""
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def _expired(model: Any) -> "QuerySet[Any]":
    rows = model._default_manager.filter(live=True, expire_at__lte=timezone.now())
    found: QuerySet[Any] = rows.order_by("expire_at", "pk")
    return found


def _expire(row: Any) -> None:
    coming = list(row.revisions.filter(approved_go_live_at__gt=timezone.now()))
    row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in coming:
        revision.save(update_fields=["approved_go_live_at"])


def _tell_of_failure(pk: int, problem: Exception) -> None:
    """Log what went wrong; and once for each new fault, tell the history of the page."""
    words = _in_words(problem)
    revision = Revision.objects.filter(pk=pk).first()
    row = revision.content_object if revision else None
    if row is None or last_failure(revision) == words:
        logger.warning("Revision %s still cannot be published: %s", pk, words)
        return
    logger.error("%r could not be published: %s", row, words, exc_info=problem)
    log(instance=row, action=FAILED, revision=revision, data={"problem": words})


def _in_words(problem: Exception) -> str:
    """Say what went wrong so that an editor can mend it."""
    if not isinstance(problem, ValidationError):
        return f"There is a fault in the software ({type(problem).__name__}). The log has more."
    if hasattr(problem, "error_dict"):
        return " ".join(
            f"{name.replace('_', ' ').capitalize()}: {' '.join(messages)}"
            for name, messages in problem.message_dict.items()
        )
    return " ".join(problem.messages)
