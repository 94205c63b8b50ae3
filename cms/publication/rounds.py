"""What other parts of the product have the worker do in its rounds."""

import logging
from collections.abc import Callable, Generator, Iterator

from django.db import Error

from cms.publication.faults import fault_of_database

logger = logging.getLogger(__name__)

#: Does something in small steps; may be broken off between two, and is begun again next minute.
#: What is wanted less often asks `Chore.claim` whether it is time.
Steps = Callable[[], Iterator[None]]
#: The same. A step that the database kept from being done may give its fault, and is taken again.
StepsBeside = Callable[[], Generator[Error | None, None, None]]

_CHORES: dict[str, Steps] = {}
_BESIDE: dict[str, StepsBeside] = {}


def each_minute_also(name: str, steps: Steps) -> None:
    """Have something done each minute. Call it when the app is ready.

    Raises ValueError if something else is called so already.
    """
    if _CHORES.setdefault(name, steps) is not steps:
        raise ValueError(f"Something else is done each minute under the name {name!r}.")


def other_steps() -> Iterator[None]:
    """Do it all, one after the other. What fails is logged, and keeps nothing else from its turn.

    Raises the fault of a database that is away.
    """
    for name, steps in _CHORES.items():
        try:
            yield from steps()
        except Exception as problem:
            if fault := fault_of_database(problem):
                raise fault from problem
            logger.exception("What is done each minute failed: %s.", name)


def beside_the_rounds(name: str, steps: StepsBeside) -> None:
    """Have something done each second, in a thread of its own. Call it when the app is ready.

    For what may have to wait for somebody else, such as a mail server, and must not keep anything
    waiting. Raises ValueError if something else is called so already.
    """
    if _BESIDE.setdefault(name, steps) is not steps:
        raise ValueError(f"Something else is done beside the rounds under the name {name!r}.")


def steps_beside() -> dict[str, StepsBeside]:
    """Give what is done beside the rounds, by name."""
    return dict(_BESIDE)
