"""What pages cost, what happens when the number ticks under load, and what the server holds."""

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, sleep

from tests.bench.cases import Case
from tests.bench.client import Answer, Client
from tests.bench.databases import Sqlite, run
from tests.bench.measuring import Figures, measured
from tests.bench.report import PAGES, machine, markdown, replace_between, say
from tests.bench.server import Server, serving

PROGRAM = ("-m", "tests.bench.inside")
KEPT = 2.0
MOST_QUERIES = 15
THREADS = 8
A_SECOND, SECONDS = 200, 6  # requests, and for how long
MANY = 100_000  # requests


@dataclass(frozen=True)
class Tick:
    """What a change under load does: times in milliseconds."""

    asked: int
    a_second: float
    made: int
    fresh: float
    slowest: float
    p50: float


@dataclass(frozen=True)
class Visits:
    """What was found: figures of each page kept, its 304, and made anew; memory in MB."""

    figures: list[Figures]
    tick: Tick
    memory: dict[int, float]


def visited(database: Sqlite, seconds: float, many: int = MANY) -> Visits:
    """Measure it all on one database with a small site."""
    with database.copy("site") as url, tempfile.TemporaryDirectory() as answers:
        say("\nFilling in a small site…")
        pages: dict[str, str] = json.loads(run(url, *PROGRAM, "site"))
        with serving(url, Path(answers), database.processes) as server:
            figures = list(_costs(server, pages, seconds, Path(answers)))
        given = json.dumps([[f.case.path, f.case.conditional, f.case.anew] for f in figures])
        counted = json.loads(run(url, *PROGRAM, "queries", given))
        figures = [replace(one, queries=n) for one, n in zip(figures, counted, strict=True)]
        with serving(url, Path(answers), database.processes, threads=THREADS) as server:
            tick = _ticked(server, pages["post"], url)
            say(f"  a tick under load: {tick}")
        with serving(url, Path(answers), database.processes, threads=THREADS) as server:
            memory = dict(_held(server, list(pages.values()), many))
        return Visits(figures, tick, memory)


def _costs(
    server: Server, pages: dict[str, str], seconds: float, answers: Path
) -> Iterator[Figures]:
    for number, (name, path) in enumerate(pages.items()):
        for case in (
            Case(f"kept_{number}", f"{name}, kept", path, KEPT),
            Case(f"known_{number}", f"{name}: 304", path, KEPT, conditional=True),
            Case(f"anew_{number}", f"{name}, made anew", path, anew=True),
        ):
            found = measured(server, case, seconds, answers)
            if found:
                say(f"  {case.title:<28} {found.ratio:6.2f} times, {found.cpu:6.2f} ms CPU")
                yield found


def _ticked(server: Server, path: str, url: str) -> Tick:
    """Ask for a page so many times a second, and give it another title in the middle."""
    server.client.get(path)
    made_before = int(server.client.get("/made").body)
    began = perf_counter()
    total = A_SECOND * SECONDS
    found: list[tuple[float, Answer]] = []

    def ask(number: int) -> None:
        due = began + number / A_SECOND
        sleep(max(0.0, due - perf_counter()))
        at = perf_counter()
        found.append((at, Client(server.client.address[1]).get(path)))

    with ThreadPoolExecutor(4 * THREADS) as threads:
        asking = [threads.submit(ask, number) for number in range(total)]
        sleep(max(0.0, began + SECONDS / 2 - perf_counter()))
        with sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20) as connection:
            connection.execute("UPDATE wagtailcore_page SET title = title || ' again'")
            connection.execute("UPDATE publication_clock SET number = number + 1")
        ticked = perf_counter()
        for each in asking:
            each.result()
    took = perf_counter() - began
    old = {answer.headers["etag"] for at, answer in found if at + answer.seconds < ticked}
    new = [(at, answer) for at, answer in found if answer.headers["etag"] not in old]
    after = [answer.seconds for at, answer in found if at >= ticked]
    first = min(at + answer.seconds for at, answer in new) - ticked
    stale = [at for at, answer in found if at >= ticked and answer.headers["etag"] in old]
    if stale:
        raise RuntimeError(f"{len(stale)} answers were from before the tick.")
    times = sorted(answer.seconds for _, answer in found)
    made = int(server.client.get("/made").body) - made_before
    return Tick(total, total / took, made, 1e3 * first, 1e3 * max(after), 1e3 * times[total // 2])


def _held(server: Server, paths: list[str], many: int) -> Iterator[tuple[int, float]]:
    """Ask many times for all pages, now and then by other addresses, and give what is held."""
    asked = 0
    for until in (len(paths) * 20, many // 10, many):
        some = islice(enumerate(cycle(paths)), asked, until)
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(lambda one: _ask(server, *one), some))
        asked = until
        yield asked, server.held()
        say(f"  {asked:,} requests: the server holds {server.held():.1f} MB")


def _ask(server: Server, number: int, path: str) -> None:
    query = f"?utm_source={number}" if number % 3 == 0 else ""
    if (status := server.client.get(f"{path}{query}").status) != 200:
        raise RuntimeError(f"{path} answered {status}.")


def put_down_pages(found: Visits) -> None:
    """Write it into the document."""
    rows = [["", "queries", "bytes", "CPU ms", "constant ms", "ratio", "goal", "reached"]]
    for one in found.figures:
        goal = f"{one.case.goal:g}" if one.case.goal else f"{MOST_QUERIES} queries"
        reached = one.queries <= MOST_QUERIES if one.case.goal is None else one.reached
        rows.append(
            [
                one.case.title,
                str(one.queries),
                f"{one.size:,}",
                f"{one.cpu:.2f}",
                f"{one.constant_cpu:.2f}",
                f"{one.ratio:.2f}",
                goal,
                "yes" if reached else "**no**",
            ]
        )
    tick = found.tick
    load = (
        f"A change while {tick.a_second:.0f} requests a second come in for a post, "
        f"to one process with {THREADS} threads: the first answer with it came after "
        f"{tick.fresh:.0f} ms, none without it was given to anybody who asked later, and the page "
        f"was made {_times(tick.made)}. The slowest answer after it took {tick.slowest:.0f} ms; "
        f"half of all took less than {tick.p50:.1f} ms."
    )
    held = ", ".join(f"{megabytes:.0f} MB after {n:,}" for n, megabytes in found.memory.items())
    memory = f"Memory of that process, asked for all these pages in turn: {held} requests."
    replace_between(PAGES, "\n\n".join([machine([]), markdown(rows), load, memory]))


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
