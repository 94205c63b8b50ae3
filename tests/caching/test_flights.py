"""Many who ask for the same at once have it made once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from cms.caching import flights
from cms.caching.flights import Flights


def test_who_comes_while_it_is_made_gets_what_the_first_one_makes():
    being_made, made, begun, go_on = Flights(), [], Event(), Event()

    def make():
        begun.set()
        go_on.wait(5)
        made.append("page")
        return "page"

    with ThreadPoolExecutor(8) as threads:
        first = threads.submit(being_made.once, "key", make)
        begun.wait(5)
        waiting = [threads.submit(being_made.once, "key", make) for _ in range(6)]
        other = threads.submit(being_made.once, "another key", lambda: "other")
        assert other.result(5) == "other"
        go_on.set()
        assert [each.result(5) for each in (first, *waiting)] == 7 * ["page"]
    assert made == ["page"]
    assert not being_made._flights


def test_a_failure_lets_all_go_on_and_leaves_nothing_behind():
    being_made, begun, go_on = Flights(), Event(), Event()

    def fail():
        begun.set()
        go_on.wait(5)
        raise ZeroDivisionError

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(being_made.once, "key", fail)
        begun.wait(5)
        second = threads.submit(being_made.once, "key", lambda: "never asked")
        go_on.set()
        with pytest.raises(ZeroDivisionError):
            first.result(5)
        assert second.result(5) in (None, "never asked")
    assert being_made.once("key", lambda: "again") == "again"
    assert not being_made._flights


def test_nobody_waits_for_ever(monkeypatch):
    monkeypatch.setattr(flights, "PATIENCE", 0.01)
    being_made, begun, go_on = Flights(), Barrier(2), Event()

    def make():
        begun.wait(5)
        go_on.wait(5)

    with ThreadPoolExecutor(1) as threads:
        threads.submit(being_made.once, "key", make)
        begun.wait(5)
        assert being_made.once("key", lambda: "mine") is None
        go_on.set()
