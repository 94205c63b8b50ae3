"""What to call when something public may have changed."""

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Model
from django_tasks import task_backends
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task
from wagtail.images import get_image_model

from cms.publication.dependents import Sources, dependents_of, with_parts
from cms.publication.farewells import Farewell
from cms.publication.identities import identify
from cms.publication.models import Clock, ContentItem
from cms.publication.preparing import Ref, everything, needs_files, ref, showing
from cms.publication.registry import Presenter, presenter_for, presenter_of, presenters
from cms.publication.search import SearchEntry
from cms.publication.storing import withdraw
from cms.publication.tasks import prepare_rows, present_items

BATCH = 100
NO_WORDS = Farewell()


def changed(rows: Iterable[Model], *, gone: bool = False, farewell: Farewell = NO_WORDS) -> None:
    """Tell that these rows changed, or are `gone`, so that whatever shows them is presented anew.

    What the public may no longer see is withdrawn at once, in the transaction of the change; of
    these rows and their parts, with the words of `farewell`.
    Presenting is a task. The clock ticks, also for rows that are no content items, because
    some public page changed.
    """
    rows = list(rows)
    stand_ins = [other for row in rows if (p := presenter_of(row)) for other in p.stand_ins(row)]
    with transaction.atomic():
        Clock.tick()  # before anything is read: who refers to a row later, has to wait for this
        own = with_parts(rows)
        others = dependents_of([*rows, *stand_ins])
        # Their own parts may be among the others, and would go without a word.
        due = _withdraw(own, farewell) if gone else _ask(own, farewell)
        due |= _ask(others)
        _shorten(rows)
        present_soon(due)
        if not gone:
            images = [row for row in rows if isinstance(row, get_image_model())]
            prepare_soon({ref(row) for row in rows if needs_files(row)} | showing(images))


def changed_everywhere() -> None:
    """Tell that something changed that every item shows, such as our own address."""
    with transaction.atomic():
        Clock.tick()
        present_soon(_ask({presenter.source: every_key(presenter) for presenter in presenters()}))
        prepare_everything()


def every_key(presenter: Presenter) -> set[str]:
    """Give the keys of all rows that are public, or still have a public item."""
    items = ContentItem.objects.filter(source=presenter.source, public=True)
    rows = {presenter.key(row) for row in presenter.public_rows()}
    return rows | set(items.values_list("source_key", flat=True))


def _ask(sources: Sources, farewell: Farewell = NO_WORDS) -> set[uuid.UUID]:
    """Ask for rows to be presented; withdraw those that are no longer public right away."""
    due: set[uuid.UUID] = set()
    for source, keys in sources.items():
        presenter = presenter_for(source)
        visible = presenter.visible(keys)
        due |= set(identify(presenter, visible).values())
        due |= _withdraw({source: keys - visible}, farewell)
    ContentItem.objects.filter(pk__in=due).update(asked=F("asked") + 1)
    return due


def _withdraw(sources: Sources, farewell: Farewell) -> set[uuid.UUID]:
    """Withdraw the items of some rows; give those that are due because of it.

    They are due themselves: whoever is presenting one of them just now has read what the public
    may no longer see, and has to throw it away.
    """
    due: set[uuid.UUID] = set()
    for source, keys in sources.items():
        items = ContentItem.objects.filter(source=source, source_key__in=keys)
        for item in items:
            due |= {item.pk, *withdraw(item, farewell.reason, farewell.replaced_by)}
        items.update(asked=F("asked") + 1)
    return due


def _shorten(rows: Iterable[Model]) -> None:
    """Let items end when their rows do, if that is sooner than they know: they may be late."""
    for row in rows:
        presenter = presenter_of(row)
        end = presenter.expires_at(row) if presenter else None
        if end is None:
            continue
        for source, keys in with_parts([row]).items():
            items = ContentItem.objects.filter(source=source, source_key__in=keys, public=True)
            SearchEntry.objects.filter(item__in=items).exclude(expires_at__lte=end).update(
                expires_at=end
            )
            items.exclude(expires_at__lte=end).update(expires_at=end)


def present_soon(item_ids: Iterable[uuid.UUID]) -> None:
    """Hand items to the task that presents them.

    With a real queue the task is part of the transaction. The immediate backend would run it
    before the transaction has ended, so there it waits for the end.
    """
    _hand_over(present_items, [str(item_id) for item_id in item_ids])


def prepare_soon(refs: Iterable[Ref]) -> None:
    """Hand rows that are no items to the task that makes their files."""
    _hand_over(prepare_rows, sorted(refs))


def prepare_everything() -> None:
    """Hand over all rows that may need files: those of each that are right stay as they are."""
    for refs in everything():
        prepare_soon(refs)


def _hand_over(task: Task[Any, Any], waiting: list[Any]) -> None:
    immediate = isinstance(task_backends[task.backend], ImmediateBackend)
    for start in range(0, len(waiting), BATCH):
        enqueue = partial(task.enqueue, waiting[start : start + BATCH])
        if immediate:
            transaction.on_commit(enqueue)
        else:
            enqueue()


def present_anew(presenter: Presenter, keys: Iterable[str]) -> None:
    """Present the items of some rows right here and now."""
    with transaction.atomic():
        Clock.hold()
        due = _ask({presenter.source: set(keys)})
    present_items.call([str(pk) for pk in due])
