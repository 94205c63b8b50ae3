"""Several people publish at once, and a partner who reads all the while misses nothing."""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection, connections, transaction
from wagtail.models import Page

from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.vocabulary import TopicFactory
from tests.proofs.partner import Partner

WRITERS = 4
CHANGES = 5


@pytest.fixture
def index_of_the_admin_left_alone(settings: Any) -> None:
    """Leave it to the worker, as in production: inside transactions its updates collide."""
    backend = {**settings.WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}
    settings.WAGTAILSEARCH_BACKENDS = {"default": backend}


@pytest.fixture
def connections_of_their_own(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Let threads meet in the database alone, as the processes of a server do.

    A thread that served a browser in another test may only end now: it had our connection.
    """
    monkeypatch.setattr(ThreadedWSGIServer, "_close_connections", lambda server: None)
    if connection.vendor != "sqlite":
        yield
        return
    kept, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(tmp_path / "shared.sqlite3")) as copy:
        kept.backup(copy)
    connection.settings_dict["NAME"] = str(tmp_path / "shared.sqlite3")
    connection.connection = None
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = kept, name


class Writer(Thread):
    """Somebody who publishes and withdraws one page, again and again."""

    def __init__(self, page: Page) -> None:
        """Take the page."""
        super().__init__()
        self.page = page
        self.problem: Exception | None = None
        self.chance = random.Random(page.pk)  # noqa: S311

    def run(self) -> None:
        """Work, and tell what went wrong."""
        try:
            for number in range(CHANGES):
                self.change(number)
        except Exception as problem:  # noqa: BLE001 - told in the thread of the test
            self.problem = problem
        finally:
            connections.close_all()

    def change(self, number: int) -> None:
        """Take numbers in a transaction that is slow to end."""
        with transaction.atomic():
            page = type(self.page).objects.select_for_update().get(pk=self.page.pk)
            if number % 3 == 2:
                page.unpublish()
            else:
                page.title = f"{page.pk} for the {number}th time"
                page.save_revision().publish()
            time.sleep(self.chance.uniform(0, 0.02))


def test_a_partner_who_follows_several_writers_misses_nothing(
    connections_of_their_own, index_of_the_admin_left_alone
):
    author, topic = AuthorPageFactory(), TopicFactory(slug="places")
    pages = [PostPageFactory(authors=[author], topic=topic) for _ in range(WRITERS - 1)]
    writers = [Writer(page) for page in (author, *pages)]
    partners = [Partner(), Partner("topic=places", by_snapshot=True)]
    for writer in writers:
        writer.start()

    while any(writer.is_alive() for writer in writers):
        for partner in partners:
            partner.follow()
    for writer in writers:
        writer.join()

    assert [writer.problem for writer in writers] == [None] * WRITERS
    for partner in partners:
        partner.follow()
        assert partner.copy == partner.listed()
