"""A clock that the tests move, for everything that asks Django what time it is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

FIRST = datetime(2030, 3, 1, 9, tzinfo=UTC)


class Moments:
    """The moment that it is now."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take over from the clock of the machine, until the test is over."""
        self.now = FIRST
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def start_again(self) -> None:
        """Go back to the first moment."""
        self.now = FIRST

    def pass_by(self, time: timedelta) -> None:
        """Let time go by, and do nothing else."""
        self.now += time
