"""What other parts of the product do after the database was restored from a backup."""

from collections.abc import Callable

#: Does it, and says in a sentence what was done.
Step = Callable[[], str]

_STEPS: list[Step] = []


def after_a_restore(step: Step) -> None:
    """Have something done when a new epoch begins. Call it when the app is ready."""
    if step not in _STEPS:
        _STEPS.append(step)


def steps_after_a_restore() -> list[Step]:
    """Give what is to be done, in order."""
    return list(_STEPS)
