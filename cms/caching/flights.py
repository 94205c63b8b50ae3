"""Making something once for all who ask for it at the same time in this process."""

from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")

PATIENCE = 10  # seconds for which somebody waits for what another is making


class _Flight(Generic[Made]):
    """Something that is being made: by one, for all who wait."""

    def __init__(self) -> None:
        self.made: Made | None = None
        self.over = Event()


class Flights(Generic[Made]):
    """What is being made just now. Nothing stays here once it is made."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = Lock()
        self._flights: dict[Hashable, _Flight[Made]] = {}

    def once(self, key: Hashable, make: Callable[[], Made | None]) -> Made | None:
        """Make something, or wait for whoever is making the same, and give it.

        None where nothing came of it, or not soon: whoever waited then has to help themselves.
        """
        with self._lock:
            flight = self._flights.get(key)
            if mine := flight is None:
                flight = self._flights[key] = _Flight()
        if not mine:
            flight.over.wait(PATIENCE)
            return flight.made
        try:
            flight.made = make()
            return flight.made
        finally:
            with self._lock:
                del self._flights[key]
            flight.over.set()
