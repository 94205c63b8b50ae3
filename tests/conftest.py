"""What every test can ask for, and what keeps tests apart."""

import gc
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client, TransactionTestCase, override_settings

from blog.models import AuthorIndexPage, BlogIndexPage
from cms.media.cards import Card
from cms.media.making import WRITTEN
from cms.users.models import User
from home.models import HomePage
from offers.models import OfferIndexPage
from tests.factories.users import UserFactory

#: Where the modules that take longest lie.
LONGEST = {"journeys", "proofs"}


@pytest.hookimpl(trylast=True)  # after others have sorted them
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Let no test that commits have permissions and the like made anew: all is brought back.

    The longest modules come first, so that no process works alone for long at the end.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker or {"db", "transactional_db", "live_server"} & set(item.fixturenames):
            given = {**(marker.kwargs if marker else {}), "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**given), append=False)
    long = {item.path for item in items if "once" in item.fixturenames}
    items.sort(key=lambda item: (item.path.parent.name not in LONGEST, item.path not in long))


def pytest_collection_finish() -> None:
    """Leave all that stays for the whole run, modules and tests, out of the search for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)


@pytest.fixture(autouse=True, scope="session")
def media_of_the_test_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep uploaded files out of the project."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let each test that commits leave what migrations made, whatever test comes next.

    SQLite brings it back all at once: to empty the tables and fill them row by row takes a second.
    """
    made, creation = sqlite3.connect(":memory:"), connection.creation
    empty, fill = TransactionTestCase._fixture_teardown, creation.deserialize_db_from_string
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            connection.ensure_connection()
            connection.connection.backup(made)

    def all_at_once() -> bool:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with suppress(sqlite3.OperationalError):  # an answer that nobody has read to its end
                made.backup(connection.connection)
                return True
        return False

    def bring_back(case: TransactionTestCase) -> None:
        if not all_at_once():
            empty(case)
            fill(connection._test_serialized_contents)

    TransactionTestCase._fixture_teardown = bring_back
    creation.deserialize_db_from_string = lambda data: None  # nothing is missing when a test begins


@pytest.fixture(autouse=True, scope="session")
def files_of_pictures_made_in_a_hurry() -> Iterator[None]:
    """Write files of pictures fast, and draw no cards: most tests look at neither."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(WRITTEN, "avif", {"quality": 60, "speed": 10})
        patch.setitem(WRITTEN, "webp", {"quality": 80, "method": 0})
        patch.setattr(Card, "png", lambda card: card.title.encode())
        yield


def work_at_once(patch: pytest.MonkeyPatch) -> None:
    """Let what waits for a commit be done when the change is, from here on."""
    level = len(connection.savepoint_ids)
    leave, wait = transaction.Atomic.__exit__, transaction.on_commit

    def leave_and_work(self: transaction.Atomic, *problem: Any) -> None:
        leave(self, *problem)
        if len(connection.savepoint_ids) == level:
            # Taken out first, as Django does: what one begins and ends must not do the next.
            waiting, connection.run_on_commit = connection.run_on_commit, []
            for _, work, *_ in waiting:
                work()

    def work_or_wait(work: Callable[[], object], *args: Any, **kwargs: Any) -> None:
        if len(connection.savepoint_ids) == level:
            work()
        else:
            wait(work, *args, **kwargs)

    patch.setattr(transaction.Atomic, "__exit__", leave_and_work)
    patch.setattr(transaction, "on_commit", work_or_wait)


def forget_what_is_cached() -> None:
    for cache in caches.all():
        cache.clear()


@pytest.fixture(scope="module")
def once(
    django_db_setup: None, django_db_blocker: Any, media_of_the_test_run: None
) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Let something be made once for all tests of a module, and taken back at the end.

    Each test takes back its own changes, as ever. The others of the module may see what was made.
    """

    def make(work: Callable[[], Any]) -> Any:
        forget_what_is_cached()
        with pytest.MonkeyPatch.context() as patch:
            work_at_once(patch)
            return work()

    with django_db_blocker.unblock(), transaction.atomic():
        yield make
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def empty_caches() -> None:
    """Forget what other tests cached, Wagtail's site addresses among it."""
    forget_what_is_cached()


@pytest.fixture(autouse=True)
def work_after_the_change(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what waits for a commit when the change is done, though the test never commits."""
    marker = request.node.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & set(request.fixturenames):
        return
    if marker.kwargs.get("transaction") if marker else "db" not in request.fixturenames:
        return
    request.getfixturevalue("db")
    work_at_once(monkeypatch)


@pytest.fixture
def home_page(db: None) -> HomePage:
    return HomePage.objects.get()


@pytest.fixture
def blog_index(db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture
def author_index(db: None) -> AuthorIndexPage:
    return AuthorIndexPage.objects.get()


@pytest.fixture
def offer_index(db: None) -> OfferIndexPage:
    return OfferIndexPage.objects.get()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin_client(db: None) -> Client:
    """Sign in as an administrator."""
    return signed_in(UserFactory(username="admin", is_staff=True, is_superuser=True))


@pytest.fixture
def moderator_client(db: None) -> Client:
    """Sign in as a communications officer who may publish."""
    return signed_in(UserFactory(username="moderator", groups=["Moderators"]))


@pytest.fixture
def reader_client(db: None) -> Client:
    """Sign in as somebody who reads sign-ups and does nothing else."""
    return signed_in(UserFactory(username="reader", groups=["Sign-up readers"]))


@pytest.fixture
def handler_client(db: None) -> Client:
    """Sign in as somebody who handles all sign-ups, and does nothing else."""
    names = {"first_name": "Hanna", "last_name": "Dill"}
    return signed_in(UserFactory(username="handler", groups=["Sign-up handlers"], **names))


@pytest.fixture
def editor_client(db: None) -> Client:
    """Sign in as a writer whose posts somebody else publishes."""
    return signed_in(UserFactory(username="editor", groups=["Editors"]))
