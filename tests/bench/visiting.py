"""What pages cost, what happens when the number ticks under load, and what the server holds."""

import json
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from tests.bench.beside import Pair, compared
from tests.bench.cases import Case
from tests.bench.databases import Postgres, Sqlite, run
from tests.bench.measuring import Figures, measured
from tests.bench.redis_server import redis
from tests.bench.report import say
from tests.bench.server import Server, serving
from tests.bench.ticking import CHANGE, Tick, ticked

PROGRAM = ("-m", "tests.bench.inside")
KEPT = 2.0
WORKERS, THREADS = 3, 8  # as many processes as docs/production.md advises
MANY = 100_000  # requests to each worker


@dataclass(frozen=True)
class Setup:
    """How a site is served: SQLite to one process that keeps pages itself, PostgreSQL to several.

    Those keep pages in Redis, if there is a `cache`: its address and its process.
    """

    database: Sqlite | Postgres
    url: str
    answers: Path
    workers: int
    cache: tuple[str, int] | None

    @property
    def title(self) -> str:
        """Give it in a few words."""
        if self.workers == 1:
            return f"{self.database.name}, one process that keeps pages itself"
        keeper = "pages kept in Redis" if self.cache else "each keeps pages itself"
        return f"{self.database.name}, {self.workers} processes, {keeper}"

    def serving(self, threads: int = 1) -> AbstractContextManager[Server]:
        """Serve it for a while."""
        address = {"REDIS_URL": self.cache[0]} if self.cache else {}
        return serving(
            self.url, self.answers, self._helpers, workers=self.workers, threads=threads, **address
        )

    def _helpers(self) -> list[int]:
        return [*self.database.processes(), *([self.cache[1]] if self.cache else [])]


@dataclass(frozen=True)
class Visits:
    """What was found with one setup.

    Figures of each page kept, its 304, and made anew, by its name; pages beside stock ones; memory
    in MB after so many requests to each worker.
    """

    title: str
    version: str
    workers: int
    figures: dict[str, list[Figures]]
    pairs: list[Pair]
    tick: Tick
    memory: dict[int, float]


def visited(database: Sqlite | Postgres, seconds: float, many: int = MANY) -> Visits:
    """Measure it all on one database with a site that has everything."""
    with _setup(database) as setup:
        say(f"\n{setup.title}: filling in a site…")
        pages: dict[str, str] = json.loads(run(setup.url, *PROGRAM, "site"))
        pairs = list(compared(database, setup.url, pages, seconds, setup.answers))
        with setup.serving() as server:
            figures = {
                name: list(_costs(server, name, path, seconds, setup))
                for name, path in pages.items()
            }
        with setup.serving(THREADS) as server:
            change = partial(database.change, setup.url, *CHANGE)
            tick = ticked(server, pages["post"], setup.answers / "made", change)
            say(f"  a change under load: {tick}")
        with setup.serving(THREADS) as server:
            memory = dict(_held(server, list(pages.values()), many))
        found = setup.title, database.version(), setup.workers
        return Visits(*found, figures, pairs, tick, memory)


@contextmanager
def _setup(database: Sqlite | Postgres) -> Iterator[Setup]:
    several = isinstance(database, Postgres)
    keeper = redis() if several else nullcontext()
    with (
        database.copy("site") as url,
        tempfile.TemporaryDirectory() as answers,
        keeper as cache,
    ):
        if several and not cache:
            say("Redis is left out: it is not installed.")
        yield Setup(database, url, Path(answers), WORKERS if several else 1, cache)


def _costs(server: Server, name: str, path: str, seconds: float, setup: Setup) -> Iterator[Figures]:
    """Measure a page kept, its 304, and made anew."""
    word = name.replace(" ", "_")
    cases = [
        Case(f"kept_{word}", f"{name}, kept", path, KEPT),
        Case(f"known_{word}", f"{name}: 304", path, KEPT, conditional=True),
        Case(f"anew_{word}", f"{name}, made anew", path, anew=True),
    ]
    given = json.dumps([[each.path, each.conditional, each.anew] for each in cases])
    counted = json.loads(run(setup.url, *PROGRAM, "queries", given))
    for case, queries in zip(cases, counted, strict=True):
        found = measured(server, case, seconds, setup.answers)
        if found is None:
            raise RuntimeError(f"{path} was not found.")
        say(f"  {case.title:<30} {found.ratio:6.2f} times, {found.cpu:6.2f} ms, {queries} queries")
        yield replace(found, queries=queries)


def _held(server: Server, paths: list[str], many: int) -> Iterator[tuple[int, float]]:
    """Ask many times for all pages, now and then by other addresses, and give what is held."""
    asked, workers = 0, len(server.workers)
    for until in (len(paths) * 20, many // 10, many):
        some = islice(enumerate(cycle(paths)), asked * workers, until * workers)
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(lambda one: _ask(server, *one), some))
        asked = until
        yield asked, server.held()
        say(f"  {asked:,} requests to each: a worker holds up to {server.held():.1f} MB")


def _ask(server: Server, number: int, path: str) -> None:
    query = f"?utm_source={number}" if number % 3 == 0 else ""
    if (status := server.client.get(f"{path}{query}").status) != 200:
        raise RuntimeError(f"{path} answered {status}.")
