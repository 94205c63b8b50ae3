"""The version of everything public, and how it is remembered."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.publication import versions
from cms.publication.models import Clock
from cms.publication.versions import Version
from tests.factories.publication import ContentItemFactory, in_phase

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("expiry", "phase"), [*product([-1, 1, None], repeat=2)])
def test_the_version_knows_what_time_changed_and_will_change(expiry, phase):
    def moment(hours):
        return None if hours is None else NOON + timedelta(hours=hours)

    ContentItemFactory(expires_at=moment(expiry))
    in_phase(ContentItemFactory(kind="offers"), "open", starts_at=moment(phase))
    version = Version.at(NOON)
    assert version.since == (moment(-1) if -1 in (expiry, phase) else None)
    assert version.until == (moment(1) if 1 in (expiry, phase) else None)


@pytest.fixture
def nothing_known(transactional_db, monkeypatch):
    monkeypatch.setattr(versions, "_last_read", {})
    Clock.objects.get_or_create(pk=1)


def tables(moment):
    """Read the version; give the tables that were asked."""
    with CaptureQueriesContext(connection) as queries:
        Version.at(moment)
    return ["itemphase" in query["sql"] for query in queries]


@pytest.mark.usefixtures("nothing_known")
def test_what_time_changes_is_looked_up_once_for_each_number():
    in_phase(ContentItemFactory(kind="offers"), "open", starts_at=NOON + HOUR)
    assert tables(NOON) == [True]
    assert tables(NOON) == [False]
    with transaction.atomic():
        Clock.tick()
    assert tables(NOON) == [False, True]
    assert tables(NOON) == [False]


@pytest.mark.usefixtures("nothing_known")
def test_it_is_right_at_the_second_in_which_something_changes():
    item = in_phase(ContentItemFactory(kind="offers"), "open", ends_at=NOON)
    in_phase(item, "closed", starts_at=NOON)
    second = timedelta(seconds=1)
    assert Version.at(NOON - second)[2:] == (None, NOON)
    assert Version.at(NOON)[2:] == (NOON, None)
    assert Version.at(NOON - second)[2:] == (None, NOON)  # on another machine’s clock


@pytest.mark.usefixtures("nothing_known")
def test_what_is_undone_was_never_known():
    with transaction.atomic():
        in_phase(ContentItemFactory(kind="offers"), "open", starts_at=NOON + HOUR)
        undone = Version.at(NOON)
        transaction.set_rollback(True)
    with transaction.atomic():
        in_phase(ContentItemFactory(kind="offers"), "open", starts_at=NOON + 2 * HOUR)
    stays = Version.at(NOON)
    assert stays.number == undone.number
    assert (undone.until, stays.until) == (NOON + HOUR, NOON + 2 * HOUR)


@pytest.mark.usefixtures("nothing_known")
def test_a_version_is_expected_for_as_long_as_time_does_not_end_it():
    item = in_phase(ContentItemFactory(kind="offers"), "open", starts_at=NOON, ends_at=NOON + HOUR)
    in_phase(item, "closed", starts_at=NOON + HOUR)
    second = timedelta(seconds=1)
    assert Version.expected(NOON) is None
    known = Version.at(NOON)
    expected = [
        Version.expected(NOON + after) for after in (-second, 0 * HOUR, HOUR - second, HOUR)
    ]
    assert expected == [None, known, known, None]


@pytest.mark.usefixtures("nothing_known")
def test_no_version_is_expected_in_a_transaction():
    Version.at(NOON)
    with transaction.atomic():
        assert Version.expected(NOON) is None
