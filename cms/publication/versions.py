"""The version of everything public, which every answer of the feed begins with."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, Self

from django.db import connection
from django.db.models import BigIntegerField, Exists, UUIDField

from cms.pages.statements import Given, Statement
from cms.publication.models import Clock
from cms.publication.turns import turns

#: Whether a version, given by its `state`, is the clock's: asked along with what it is true of.
IS_CURRENT = Exists(
    Clock.objects.filter(
        pk=1, epoch=Given("epoch", UUIDField()), number=Given("number", BigIntegerField())
    )
)


class Version(NamedTuple):
    """The version of everything public at one moment.

    `epoch` and `number` are the clock's; `since` and `until` are the moments at which time alone
    last changed, and will next change, something public (an offer closes, a page expires).
    """

    epoch: uuid.UUID
    number: int
    since: datetime | None
    until: datetime | None

    @classmethod
    def at(cls, moment: datetime) -> "Version":
        """Read the version, in one query; in two when it is another than the last time."""
        if connection.in_atomic_block:  # what it shows may yet be undone
            return Version._read(moment)
        known = Version.expected(moment)
        if known is None or not known._is_current():
            known = _last_read["version"] = Version._read(moment)
        return known

    @classmethod
    def expected(cls, moment: datetime) -> "Version | None":
        """Give the version that was read last, unless time has ended it.

        Whoever takes it has to ask whether it `IS_CURRENT`. In a transaction there is none.
        """
        known = None if connection.in_atomic_block else _last_read.get("version")
        if known is None or (known.since and moment < known.since):
            return None
        return None if known.until and moment >= known.until else known

    @property
    def state(self) -> dict[str, Any]:
        """Give what `IS_CURRENT` compares."""
        return {"epoch": self.epoch, "number": self.number}

    @classmethod
    def _read(cls, moment: datetime) -> Self:
        given = {turn.given: moment + turn.before for turn in turns()}
        [clock] = _clock_and_times().rows(**given)
        times = vars(clock)
        since = max(_times(times, "last"), default=None)
        until = min(_times(times, "next"), default=None)
        return cls(clock.epoch, clock.number, since, until)

    def _is_current(self) -> bool:
        [clock] = _clock().rows()
        return bool((clock.epoch, clock.number) == (self.epoch, self.number))


#: The version that was read last: to see that it holds is much quicker than to find its times.
_last_read: dict[str, Version] = {}


@cache
def _clock() -> Statement[Clock]:
    """Give the query for the clock alone."""
    return Statement(Clock.objects.filter(pk=1), "epoch", "number")


@cache
def _clock_and_times() -> Statement[Clock]:
    """Give the query for the clock, and for when time changed or will change something public."""
    times = {
        name: when
        for number, turn in enumerate(turns())
        for name, when in ((f"last_{number}", turn.last()), (f"next_{number}", turn.next()))
    }
    return Statement(Clock.objects.filter(pk=1).annotate(**times), "epoch", "number", *times)


def _times(found: dict[str, Any], which: str) -> Iterable[datetime]:
    """Give the last, or next, moments at which something turns, as they were found."""
    for number, turn in enumerate(turns()):
        if moment := found[f"{which}_{number}"]:
            yield moment - turn.before
