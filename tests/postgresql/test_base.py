"""The engine for PostgreSQL: when a connection is tried before it is used, and when looked at."""

import socket
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.backends.postgresql import base as django
from django.test.utils import CaptureQueriesContext

from cms.pages.statements import Statement
from cms.postgresql import base
from cms.publication.models import ContentItem


@pytest.fixture
def server():
    """Give the server's end of a connection, and the connection."""
    ours, theirs = socket.socketpair()
    driver = SimpleNamespace(closed=False, pgconn=SimpleNamespace(socket=ours.fileno()))
    wrapper = base.DatabaseWrapper({**connection.settings_dict, "NAME": "none"})
    wrapper.connection = driver
    with ours, theirs:
        yield theirs, wrapper
        wrapper.connection = None


@pytest.fixture
def tried(monkeypatch):
    """Let a trial succeed, and count them."""
    trials = []
    monkeypatch.setattr(django.DatabaseWrapper, "is_usable", lambda self: not trials.append(self))
    return trials


@pytest.fixture
def seconds(monkeypatch):
    """Let time pass as told."""
    clock = SimpleNamespace(now=1000.0, monotonic=lambda: clock.now)
    monkeypatch.setattr(base, "time", clock)
    return clock


def test_a_connection_is_tried_once_and_then_looked_at_while_it_is_used(server, tried, seconds):
    _, wrapper = server
    for _ in range(10):
        assert wrapper.is_usable()
        seconds.now += base.TRUSTED_FOR / 2
    assert len(tried) == 1


def test_a_connection_that_rested_is_tried(server, tried, seconds):
    _, wrapper = server
    wrapper.is_usable()
    seconds.now += base.TRUSTED_FOR
    wrapper.is_usable()
    assert len(tried) == 2


def test_a_connection_is_tried_after_an_error(server, tried):
    _, wrapper = server
    wrapper.is_usable()
    wrapper.errors_occurred = True
    wrapper.is_usable()
    assert len(tried) == 2


def test_a_connection_on_which_something_arrived_is_tried(server, tried):
    theirs, wrapper = server
    wrapper.is_usable()
    theirs.send(b"a notice")
    assert wrapper.is_usable()
    assert len(tried) == 2


def test_a_connection_that_the_server_ended_is_not_usable(server, tried, monkeypatch):
    theirs, wrapper = server
    wrapper.is_usable()
    theirs.close()
    monkeypatch.setattr(django.DatabaseWrapper, "is_usable", lambda self: False)
    assert not wrapper.is_usable()


def test_a_connection_that_failed_its_trial_is_not_trusted(server, monkeypatch):
    _, wrapper = server
    monkeypatch.setattr(django.DatabaseWrapper, "is_usable", lambda self: False)
    assert not wrapper.is_usable()
    assert not wrapper.is_usable()


@pytest.mark.django_db
def test_what_is_asked_again_is_prepared_where_the_engine_can(monkeypatch):
    statement, prepared = Statement(ContentItem.objects.all(), "id"), []

    def cursor():
        prepared.append(True)
        return connection.cursor()

    engine = connection._connections[connection._alias]
    monkeypatch.setattr(engine, "prepared_cursor", cursor, raising=False)
    list(statement.rows())
    assert prepared == []
    list(statement.rows())
    assert prepared == [True]
    with CaptureQueriesContext(connection) as queries:
        list(statement.rows())
    assert (prepared, len(queries)) == ([True], 1)
