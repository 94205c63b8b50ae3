"""The worker: everything that must happen without a request, whatever fails on the way."""

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from django.conf import settings as product
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.feed import TopicPresenter
from cms.publication import rounds
from cms.publication import worker as worker_module
from cms.publication.changes import changed
from cms.publication.chores import LONGEST_PAUSE, each_minute, each_night
from cms.publication.models import Chore, ContentItem
from cms.publication.worker import Worker
from cms.vocabulary.models import Topic
from tests.factories.vocabulary import TopicFactory
from tests.publication.dates import come_due, expire, scheduled

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(params=[QUEUE, IMMEDIATE], ids=["queue", "immediate"])
def backend(request, settings):
    settings.TASKS = request.param


@pytest.fixture
def queue(settings):
    settings.TASKS = QUEUE


@pytest.fixture
def broken(monkeypatch):
    """Let topics named “Broken” fail to be presented; count the attempts."""
    attempts = []
    fields = TopicPresenter.fields

    def maybe(self, row, presenting):
        if row.name == "Broken":
            attempts.append(row)
            raise ZeroDivisionError
        return fields(self, row, presenting)

    monkeypatch.setattr(TopicPresenter, "fields", maybe)
    return attempts


def work():
    call_command("worker", once=True)


def titles():
    return sorted(ContentItem.objects.public().values_list("title", flat=True))


@pytest.mark.django_db
def test_one_round_does_everything(backend):
    due, expired = scheduled(title="Comes"), scheduled(title="Goes")
    come_due(due)
    come_due(expired)
    work()
    assert {"Comes", "Goes"} <= set(titles())

    expire(expired)
    TopicFactory(name="New topic")
    work()

    assert "Goes" not in titles()
    assert {"Comes", "New topic"} <= set(titles())
    assert not ContentItem.objects.due().exists()
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


@pytest.mark.django_db
def test_a_round_leaves_word_that_it_was_done(backend):
    work()

    assert timezone.now() - Chore.objects.get(name="minute").done_at < timedelta(minutes=1)


@pytest.mark.django_db
def test_what_a_killed_task_was_to_present_is_presented(queue):
    TopicFactory(name="Left behind")
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())

    work()

    assert titles() == ["Left behind"]


@pytest.mark.django_db
def test_a_task_that_lost_its_worker_runs_again(queue):
    TopicFactory()
    long_ago = timezone.now() - timedelta(minutes=20)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago, worker_ids=["one"])

    work()

    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


@pytest.mark.django_db
def test_a_task_over_which_workers_die_is_given_up(queue):
    TopicFactory()
    long_ago = timezone.now() - timedelta(minutes=20)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago, worker_ids=["1", "2", "3"])

    work()

    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED"}
    assert len(titles()) == 1


@pytest.mark.django_db
def test_a_task_that_another_worker_runs_is_left_to_it(queue):
    TopicFactory()
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), worker_ids=["other"])

    work()

    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"RUNNING"}


@pytest.mark.django_db
def test_what_is_still_queued_is_not_presented_twice(queue, broken):
    TopicFactory(name="Broken")

    list(each_minute(Worker()._patience))

    assert broken == []


@pytest.mark.django_db
def test_one_that_fails_holds_back_nobody_and_is_logged(backend, broken, caplog):
    failing = TopicFactory(name="Broken")
    TopicFactory(name="Sound")
    item = ContentItem.objects.get(source_key=str(failing.pk))
    DBTaskResult.objects.all().delete()

    work()

    assert titles() == ["Sound"]
    assert f"Content item {item.pk} could not be presented." in caplog.text


@pytest.mark.django_db
def test_one_that_fails_is_tried_again_with_growing_pauses(queue, broken):
    TopicFactory(name="Broken")
    DBTaskResult.objects.all().delete()
    worker = Worker()

    rounds = []
    for number in range(200):
        worker.come_round()
        if len(broken) > len(rounds):
            rounds.append(number)

    assert rounds[:5] == [0, 2, 5, 10, 19]
    assert rounds[-1] - rounds[-2] == LONGEST_PAUSE + 1


@pytest.mark.django_db
def test_one_that_was_mended_does_not_wait_for_the_end_of_its_pause(queue, broken):
    topic = TopicFactory(name="Broken")
    worker = Worker()
    for _ in range(20):
        worker.come_round()

    Topic.objects.filter(pk=topic.pk).update(name="Mended")
    changed([Topic.objects.get(pk=topic.pk)])
    DBTaskResult.objects.all().delete()
    worker.come_round()

    assert titles() == ["Mended"]


@pytest.mark.django_db
def test_the_night_mends_what_has_drifted_and_forgets_old_tasks(queue, caplog):
    topic = TopicFactory(name="Right")
    work()
    ContentItem.objects.update(title="Wrong", digest="wrong")
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=15))
    Chore.objects.filter(name="night").update(done_at=timezone.now() - timedelta(days=2))

    work()

    assert titles() == ["Right"]
    assert f"topics {topic.pk} differs from its item: it is mended." in caplog.text
    assert not DBTaskResult.objects.filter(finished_at__lt=timezone.now() - timedelta(days=1))


@pytest.mark.django_db
def test_the_night_comes_once_whoever_asks(monkeypatch):
    def at(*when):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(*when, tzinfo=UTC))
        return bool(list(each_night()))

    assert not at(2026, 1, 5, 12, 0)  # the first time ever
    assert not at(2026, 1, 6, 2, 59)
    assert at(2026, 1, 6, 3, 1)
    assert not at(2026, 1, 6, 3, 1)
    assert not at(2026, 1, 7, 2, 59)
    assert at(2026, 1, 9, 23, 0)


@pytest.mark.django_db
def test_one_that_cannot_be_compared_does_not_end_the_night(queue, broken, caplog):
    TopicFactory(name="Broken")
    sound = TopicFactory(name="Sound")
    work()
    ContentItem.objects.filter(source_key=str(sound.pk)).update(digest="wrong")
    Chore.objects.filter(name="night").update(done_at=timezone.now() - timedelta(days=2))

    work()

    assert "could not be compared" in caplog.text
    assert ContentItem.objects.get(source_key=str(sound.pk)).digest != "wrong"


@pytest.mark.django_db
def test_it_goes_on_when_the_database_comes_back(queue, monkeypatch, caplog):
    monkeypatch.setattr(rounds, "_BESIDE", {})
    monkeypatch.setattr(worker_module, "close_old_connections", lambda: None)
    worker = Worker()
    tried, pauses = [], []

    def come_round():
        tried.append("round")
        if len(tried) == 1:
            raise OperationalError("The database is away.")

    def sleep(seconds):
        pauses.append(seconds)
        worker.running = len(pauses) < 3

    worker.come_round = come_round
    monkeypatch.setattr(worker_module.time, "sleep", sleep)
    worker.run()

    assert pauses[0] == worker_module.PAUSE_AFTER_FAULT
    assert len(tried) > 1
    assert "The database does not answer." in caplog.text


CHORES, STEPS = "cms.publication.chores", ("every_key", "drift_at", "present_anew")
OLD_TASKS = "django_tasks_db.models.DBTaskResultQuerySet.finished"


@pytest.fixture
def while_away(monkeypatch):
    """Do something while a part of the work finds the database away."""

    def away(*args, **kwargs):
        raise OperationalError("The database is away.")

    def do(where, work):
        with monkeypatch.context() as patched:
            patched.setattr(where, away)
            return work()

    return do


@pytest.mark.django_db
@pytest.mark.parametrize(
    "where",
    [
        OLD_TASKS,
        *(f"cms.publication.chores.{step}" for step in ("every_key", "drift_at", "present_anew")),
    ],
)
def test_the_night_skips_nothing_while_the_database_is_away(queue, while_away, where):
    TopicFactory.create_batch(2)
    work()
    Chore.objects.filter(name="night").update(done_at=timezone.now() - timedelta(days=2))
    ContentItem.objects.update(digest="wrong")
    night = each_night()

    steps = while_away(where, lambda: list(islice(night, 30)))
    assert isinstance(steps[-1], OperationalError)
    assert not ContentItem.objects.exclude(digest="wrong").exists()

    assert set(night) == {None}
    while Worker()._run_next_task():
        pass
    assert not ContentItem.objects.filter(digest="wrong").exists()


@pytest.mark.django_db
def test_the_worker_takes_a_step_of_the_night_again(queue, while_away):
    work()
    Chore.objects.filter(name="night").update(done_at=timezone.now() - timedelta(days=2))
    worker = Worker()

    with pytest.raises(OperationalError):
        while_away(OLD_TASKS, worker.run_once)

    assert worker._next_step(worker._night)


@pytest.mark.django_db
def test_a_round_ends_while_the_database_is_away_and_nobody_is_at_fault(queue, while_away, caplog):
    TopicFactory()
    DBTaskResult.objects.all().delete()
    worker = Worker()

    with pytest.raises(OperationalError):
        while_away("cms.publication.tasks.present", worker.come_round)
    assert not Chore.objects.filter(name="minute").exists()
    assert "could not be presented" not in caplog.text

    worker.come_round()
    assert len(titles()) == 1


@pytest.mark.django_db
def test_a_task_tries_nothing_more_while_the_database_is_away(queue, while_away):
    TopicFactory.create_batch(3)

    def run():
        while Worker()._run_next_task():
            pass

    DBTaskResult.objects.all().delete()
    changed(Topic.objects.all())
    while_away("cms.publication.tasks.present", run)

    (task,) = DBTaskResult.objects.all()
    assert task.status == "FAILED"
    assert task.traceback.count("While presenting") == 1
    assert ContentItem.objects.due().count() == 3


SLOW = """
import sys, time
import django
django.setup()
from django.core.management import call_command
from blog.feed import TopicPresenter
fields = TopicPresenter.fields
def slowly(self, row, presenting):
    print("in hand", flush=True)
    time.sleep(float(sys.argv[1]))
    return fields(self, row, presenting)
TopicPresenter.fields = slowly
call_command("worker")
"""


@pytest.fixture
def elsewhere(tmp_path, transactional_db, settings):
    """Copy the database into a file, where other processes work on it; give their environment."""
    if connection.vendor != "sqlite":
        pytest.skip("The database of this test run is no file.")
    settings.TASKS = QUEUE
    TopicFactory(name="In hand")
    with sqlite3.connect(tmp_path / "db.sqlite3") as copy:
        connection.connection.backup(copy)
    copy.close()
    (tmp_path / "settings_elsewhere.py").write_text(
        "from cms.settings.test import *\n"
        f"DATABASES['default']['NAME'] = {str(tmp_path / 'db.sqlite3')!r}\n"
        f"MEDIA_ROOT = {str(tmp_path / 'media')!r}\n"
        f"TASKS = {QUEUE!r}\n"
    )
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{product.BASE_DIR}",
        "DJANGO_SETTINGS_MODULE": "settings_elsewhere",
    }


def interrupted(environment, how, seconds):
    """Start a worker, send it a signal while it presents something, and give how it ended."""
    running = subprocess.Popen(  # noqa: S603 - our own Python, our own words
        [sys.executable, "-c", SLOW, str(seconds)], env=environment, stdout=subprocess.PIPE
    )
    for line in running.stdout:
        if line == b"in hand\n":
            break
    running.send_signal(how)
    running.stdout.read()
    running.stdout.close()
    return running.wait(timeout=60)


def in_file(tmp_path, query):
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        rows = database.execute(query).fetchall()
    database.close()
    return rows


def test_after_sigkill_the_next_worker_presents_what_was_in_hand(elsewhere, tmp_path):
    assert interrupted(elsewhere, signal.SIGKILL, 60) == -signal.SIGKILL
    public = "select title from publication_contentitem where public"
    assert in_file(tmp_path, public) == []

    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, product.BASE_DIR / "manage.py", "worker", "--once"],
        env=elsewhere,
        check=True,
        timeout=60,
    )

    assert in_file(tmp_path, public) == [("In hand",)]


def test_sigterm_ends_it_after_the_task_in_hand(elsewhere, tmp_path):
    assert interrupted(elsewhere, signal.SIGTERM, 0.5) == 0

    done = "select title from publication_contentitem where public"
    assert in_file(tmp_path, done) == [("In hand",)]
    table = DBTaskResult._meta.db_table
    assert in_file(tmp_path, f"select * from {table} where status = 'RUNNING'") == []  # noqa: S608
