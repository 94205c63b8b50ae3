"""How far a client has read the changes: a place, signed, that goes out and comes back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self
from uuid import UUID

from django.core.signing import BadSignature, Signer

from cms.feed.errors import ParameterError, Problem
from cms.feed.parameters import AFTER
from cms.publication.versions import Version

_SIGNER = Signer(salt="cms.feed.changes")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_ID = UUID(int=2**128 - 1)

#: For how long a client may stay away.
KEPT = timedelta(days=400)


class TooOldError(Exception):
    """A place from which nobody can go on: long past, or of a clock that is not ours any more."""


@dataclass(frozen=True)
class Place:
    """How far a client has read.

    `number` is the last change it knows. Before `moment` it knows what time alone has changed,
    and of what changed at that very moment, all up to `item`. `base` was the clock's number when
    it began: what did not change since then, and does not fit its filters, it never had.
    """

    epoch: UUID
    base: int
    number: int
    moment: datetime
    item: UUID

    @classmethod
    def beginning(cls, version: Version) -> Self:
        """Give the place of a client that has nothing."""
        return cls(version.epoch, version.number, 0, version.since or _LONG_AGO, _LAST_ID)

    @classmethod
    def end(cls, version: Version, base: int | None = None) -> Self:
        """Give the place of a client that has everything."""
        number = version.number
        base = number if base is None else base
        return cls(version.epoch, base, number, version.since or _LONG_AGO, _LAST_ID)

    def signed(self, mark: str, today: date) -> str:
        """Give it as text that only we can make, and that only the filters of `mark` take."""
        parts = [self.epoch.hex, self.base, self.number, self.moment.isoformat(), self.item.hex]
        return _SIGNER.sign_object([mark, today.toordinal(), *parts])

    @classmethod
    def read(cls, text: str, mark: str, version: Version, today: date) -> Self:
        """Read it.

        Raises Problem unless we made it, for these very filters; TooOldError if it has become
        useless since.
        """
        try:
            made_for, day, epoch, base, number, moment, item = _SIGNER.unsign_object(text)
        except (BadSignature, ValueError):
            raise _refused("This is not a place that we gave.") from None
        if made_for != mark:
            raise _refused("This place belongs to other filters.")
        place = cls(UUID(epoch), base, number, datetime.fromisoformat(moment), UUID(item))
        age = today - date.fromordinal(day)
        if place.epoch != version.epoch or number > version.number or age > KEPT:
            raise TooOldError
        return place


def _refused(message: str) -> Problem:
    return Problem(400, message, [ParameterError("after", message, list(AFTER.allowed))])
