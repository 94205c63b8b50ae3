"""What state an offer is in, as a function of its dates, its places and the moment of asking."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import TextChoices

CLOSING_SOON = timedelta(days=7)


class Status(TextChoices):
    """The states of an offer, in the order a visitor cares about them."""

    OPEN = "open", "Open"
    CLOSING_SOON = "closing_soon", "Closing soon"
    FULL = "full", "Full"
    UPCOMING = "upcoming", "Opening soon"
    CLOSED = "closed", "Closed"

    @property
    def is_open(self) -> bool:
        """Say whether people can sign up."""
        return self in {Status.OPEN, Status.CLOSING_SOON}


class Phase(NamedTuple):
    """A stretch of time in one state: from `starts_at` (None: always) until `ends_at`."""

    status: Status
    starts_at: datetime | None
    ends_at: datetime | None


def timeline(
    opens_at: datetime | None, closes_at: datetime | None, *, full: bool = False
) -> list[Phase]:
    """Give the phases of an offer, in order and without a gap.

    A full offer is full for as long as it would have been open.
    """
    changes: list[tuple[datetime | None, Status]] = []
    if opens_at:
        changes.append((None, Status.UPCOMING))
    changes.append((opens_at, Status.FULL if full else Status.OPEN))
    if closes_at and not full:
        soon = closes_at - CLOSING_SOON
        if opens_at and soon <= opens_at:
            changes[-1] = (opens_at, Status.CLOSING_SOON)
        else:
            changes.append((soon, Status.CLOSING_SOON))
    if closes_at:
        changes.append((closes_at, Status.CLOSED))
    ends = [starts_at for starts_at, _ in changes[1:]] + [None]
    return [
        Phase(status, starts_at, end)
        for (starts_at, status), end in zip(changes, ends, strict=True)
    ]


def status_at(phases: list[Phase], moment: datetime) -> Status:
    """Give the state at a moment: the last phase that has begun by then."""
    begun = [phase for phase in phases if phase.starts_at is None or phase.starts_at <= moment]
    return begun[-1].status
