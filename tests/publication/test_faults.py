"""Faults: which are the database’s, and which come again with the same item."""

import sqlite3

import psycopg.errors
import pytest
from django.db import DataError, Error, InterfaceError, OperationalError, connection

from cms.publication.faults import fault_of_database


def caused_by(cause):
    problem = OperationalError(str(cause))
    problem.__cause__ = cause
    return problem


def busy(path):
    """Give the error of a database that another connection keeps for itself."""
    with sqlite3.connect(path) as holder, sqlite3.connect(path, timeout=0) as other:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError) as raised:
            other.execute("CREATE TABLE item (id)")
    holder.close()
    other.close()
    return raised.value


def test_a_database_that_is_busy_or_away_will_answer_later(tmp_path):
    faults = [
        caused_by(busy(tmp_path / "db.sqlite3")),
        caused_by(psycopg.errors.DeadlockDetected()),
        caused_by(psycopg.errors.AdminShutdown()),
        OperationalError("The connection is closed."),
        InterfaceError("The connection is already closed."),
    ]

    assert [fault_of_database(fault) for fault in faults] == faults
    group = ExceptionGroup("Several", [ValueError(), ExceptionGroup("Inner", [faults[0]])])
    assert fault_of_database(group) is faults[0]


@pytest.mark.django_db
def test_what_was_too_much_to_ask_will_be_too_much_again():
    with pytest.raises(Error) as asked, connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    too_much = [
        asked.value,
        caused_by(psycopg.errors.ProgramLimitExceeded()),
        caused_by(psycopg.errors.QueryCanceled()),
        DataError("It is too long."),
        ZeroDivisionError(),
        ExceptionGroup("Several", [ValueError()]),
    ]

    assert not any(map(fault_of_database, too_much))
