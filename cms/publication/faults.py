"""Whose fault it is when something fails: that of one item, or that of the database."""

from collections.abc import Callable, Generator
from typing import TypeVar

from django.db import Error, InterfaceError, OperationalError

T = TypeVar("T")

#: Faults that will be the same next time: what was asked was too much (PostgreSQL’s class 54), or
#: took too long (57014). SQLite’s has the number 1.
_TOO_MUCH = ("54", "57014")
_SQLITE_ERROR = 1


def fault_of_database(problem: BaseException) -> Error | None:
    """Give the fault of a database that does not answer, is busy or broke off, if that is it.

    It may well answer later. Nothing is known then of the item that was in hand.
    """
    if isinstance(problem, BaseExceptionGroup):
        faults = (fault_of_database(inner) for inner in problem.exceptions)
        return next((fault for fault in faults if fault), None)
    if not isinstance(problem, OperationalError | InterfaceError):
        return None
    cause = problem.__cause__
    too_much = str(getattr(cause, "sqlstate", None)).startswith(_TOO_MUCH)
    too_much |= getattr(cause, "sqlite_errorcode", None) == _SQLITE_ERROR
    return None if too_much else problem


def insisting(step: Callable[[], T]) -> Generator[Error | None, None, T]:
    """Take a step, again and again while the database is away; give what came of it.

    Each time in vain gives the fault, so that whoever goes through the steps can wait.
    """
    while True:
        try:
            done = step()
        except Error as problem:
            if not fault_of_database(problem):
                raise
            yield problem
        else:
            yield None
            return done
