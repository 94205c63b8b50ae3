"""What other parts have the worker do in its rounds."""

import pytest
from django.core.management import call_command
from django.db import OperationalError

from cms.publication import rounds
from cms.publication.chores import Patience, each_minute
from cms.publication.models import Chore

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch):
    """Begin with nothing that is done besides; give what was."""
    monkeypatch.setattr(rounds, "_CHORES", {})
    return []


def breaks():
    yield
    raise ZeroDivisionError


def test_the_worker_does_what_it_was_asked_to(done):
    rounds.each_minute_also("swept", lambda: iter([done.append("swept")]))
    call_command("worker", once=True)
    assert done == ["swept"]


def test_one_that_fails_is_logged_and_holds_back_nobody(done, caplog):
    rounds.each_minute_also("broken", breaks)
    rounds.each_minute_also("swept", lambda: iter([done.append("swept")]))
    call_command("worker", once=True)
    assert done == ["swept"]
    assert "failed: broken" in caplog.text
    assert Chore.objects.filter(name="minute").exists()


def test_a_database_that_is_away_ends_the_round(done):
    def away():
        yield
        raise OperationalError("away")

    rounds.each_minute_also("away", away)
    with pytest.raises(OperationalError):
        list(each_minute(Patience()))


def test_two_cannot_have_one_name(done):
    rounds.each_minute_also("swept", breaks)
    rounds.each_minute_also("swept", breaks)
    with pytest.raises(ValueError, match="swept"):
        rounds.each_minute_also("swept", lambda: iter([]))
