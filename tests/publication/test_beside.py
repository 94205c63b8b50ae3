"""Work that the worker does beside its rounds."""

import threading

import pytest
from django.core.management import call_command
from django.db import OperationalError

from cms.publication import beside, rounds


@pytest.fixture(autouse=True)
def nothing_else(monkeypatch):
    """Begin with nothing that is done beside the rounds, and wait for nobody."""
    monkeypatch.setattr(rounds, "_BESIDE", {})
    monkeypatch.setattr(beside, "PAUSE", 0.001)
    monkeypatch.setattr(beside, "PAUSE_AFTER_FAULT", 0.001)


def test_what_hangs_keeps_the_worker_from_nothing():
    waits, answered = threading.Event(), threading.Event()
    before = set(threading.enumerate())

    def steps():
        waits.set()
        answered.wait(10)
        yield None

    rounds.beside_the_rounds("mails", steps)
    with beside.companions():
        assert waits.wait(10)  # and here goes the round
        answered.set()
    assert set(threading.enumerate()) <= before


def test_it_ends_after_the_step_in_hand():
    done, closed, begun = [], [], threading.Event()

    def steps():
        try:
            for number in range(1_000_000):
                done.append(number)
                begun.set()
                yield None
        finally:
            closed.append(True)

    rounds.beside_the_rounds("mails", steps)
    with beside.companions():
        begun.wait(10)
    assert 0 < len(done) < 1_000_000
    assert closed == [True]


def test_what_fails_is_logged_and_begun_again(caplog):
    tried, again = [], threading.Event()

    def steps():
        tried.append("once more")
        if len(tried) == 1:
            raise ZeroDivisionError
        again.set()
        yield None

    rounds.beside_the_rounds("mails", steps)
    with beside.companions():
        assert again.wait(10)
    assert "What is done beside the rounds failed: mails." in caplog.text


def test_a_step_that_the_database_kept_from_being_done_is_taken_again(caplog):
    taken = threading.Event()

    def steps():
        yield OperationalError("The database is away.")
        taken.set()

    rounds.beside_the_rounds("mails", steps)
    with beside.companions():
        assert taken.wait(10)
    assert "The database does not answer." in caplog.text


@pytest.mark.django_db
def test_one_round_of_everything_does_it_too(caplog):
    done = []

    def fails():
        yield None
        raise ZeroDivisionError

    def works():
        done.append("mails")
        yield None

    rounds.beside_the_rounds("broken", fails)
    rounds.beside_the_rounds("mails", works)
    call_command("worker", once=True)
    assert done == ["mails"]
    assert "failed: broken" in caplog.text
    with pytest.raises(ValueError, match="mails"):
        rounds.beside_the_rounds("mails", fails)
