"""Work that the worker does beside its rounds, each kind in a thread of its own."""

import logging
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import Error, close_old_connections, connections

from cms.publication.rounds import StepsBeside, steps_beside

logger = logging.getLogger(__name__)

PAUSE = 1.0  # second between two looks for something to do
PAUSE_AFTER_FAULT = 5.0  # seconds in which what failed may come right
#: How long the worker waits for what is in hand before it ends.
PATIENCE = 60.0  # seconds


class Companion(threading.Thread):
    """Does one kind of work again and again, until told to end."""

    def __init__(self, name: str, steps: StepsBeside) -> None:
        """Be ready to begin."""
        super().__init__(name=name, daemon=True)
        self._steps = steps
        self._told_to_end = threading.Event()

    def run(self) -> None:
        """Work. What fails is logged and begun again a little later."""
        try:
            while not self._told_to_end.is_set():
                close_old_connections()
                self._told_to_end.wait(self._come_round())
        finally:
            connections.close_all()

    def end(self) -> None:
        """Tell it to end after the step in hand."""
        self._told_to_end.set()

    def _come_round(self) -> float:
        """Take all the steps there are; give how long to wait before looking again."""
        try:
            with closing(self._steps()) as steps:
                for fault in steps:
                    if fault:
                        logger.error("The database does not answer.", exc_info=fault)
                        self._told_to_end.wait(PAUSE_AFTER_FAULT)
                        close_old_connections()
                    if self._told_to_end.is_set():
                        break
        except Exception:
            logger.exception("What is done beside the rounds failed: %s.", self.name)
            return PAUSE_AFTER_FAULT
        return PAUSE


@contextmanager
def companions() -> Iterator[None]:
    """Have everything done that is to be done beside the rounds, until the block ends."""
    working = [Companion(name, steps) for name, steps in steps_beside().items()]
    for companion in working:
        companion.start()
    try:
        yield
    finally:
        for companion in working:
            companion.end()
        for companion in working:
            companion.join(PATIENCE)


def once() -> Iterator[Error | None]:
    """Do it all one time, here and now. What fails keeps nothing else from its turn."""
    for name, steps in steps_beside().items():
        try:
            yield from steps()
        except Error:
            raise
        except Exception:
            logger.exception("What is done beside the rounds failed: %s.", name)
