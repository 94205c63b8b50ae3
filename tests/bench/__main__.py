"""`make bench`: what the feed costs, as a multiple of what the server costs by itself."""

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.bench.cases import Case, cases
from tests.bench.chart import draw
from tests.bench.copying import Copy, along_changes, by_snapshot
from tests.bench.databases import Postgres, Sqlite, postgres_binaries, run
from tests.bench.measuring import Figures, measured
from tests.bench.report import Cost, Result, printed, put_down, put_down_sign_ups, say
from tests.bench.server import Server, serving
from tests.bench.visiting import MANY, visited
from tests.bench.visits_report import put_down_pages

PROGRAM = ("-m", "tests.bench.inside")
DEEP = 9_000


def main() -> None:
    """Measure what is asked for, print it, and write it down if it is all."""
    asked = arguments()
    if asked.dependents:
        for database in databases(asked):
            present(database, asked.dependents)
        return
    if asked.sign_ups:
        costs = {one.name: look_through(one, asked.sign_ups) for one in databases(asked)}
        if asked.write:
            put_down_sign_ups(asked.sign_ups, costs)
        return
    if asked.pages:
        visits = [visited(one, asked.seconds, asked.requests) for one in databases(asked)]
        if asked.write:
            put_down_pages(visits)
        return
    results = [result for database in databases(asked) for result in measure(database, asked)]
    if asked.write:
        put_down(results)
        draw(results)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    add = parser.add_argument
    add("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="content items")
    add("--databases", nargs="+", choices=["sqlite", "postgresql"], default=None)
    add("--cases", nargs="+", help="their short names; otherwise all")
    add("--seconds", type=float, default=2, help="for each side of each case")
    add("--dependents", type=int, help="only rename an author of this many posts")
    add("--sign-ups", type=int, help="only what sign-ups cost where there are so many")
    add("--pages", action="store_true", help="only what pages cost, beside stock ones too")
    add("--requests", type=int, default=MANY, help="with --pages: to each worker")
    add("--quick", action="store_true", help="1,000 items for a first look, in two minutes")
    add("--write", action="store_true", help="write the figures into docs/benchmarks.md")
    asked = parser.parse_args()
    if asked.quick:
        asked.sizes, asked.seconds, asked.requests = [1_000], 0.5, 2_000
    return asked


def databases(asked: argparse.Namespace) -> Iterator[Sqlite | Postgres]:
    """Give each database that is asked for and can be had, empty."""
    chosen = asked.databases or ["sqlite", "postgresql"]
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # whoever PostgreSQL runs as has a folder of their own in it
        os.environ["MEDIA_ROOT"] = str(folder / "media")  # files of pictures go with the rest
        if "sqlite" in chosen:
            yield Sqlite(folder)
        if "postgresql" in chosen:
            if binaries := postgres_binaries():
                with running(Postgres(folder, binaries)) as database:
                    yield database
            else:
                say("PostgreSQL is left out: its programs are not installed.")


@contextmanager
def running(database: Postgres) -> Iterator[Postgres]:
    """Start it, and stop it in the end, whatever happens."""
    try:
        database.start()
        yield database
    finally:
        database.stop()


def present(database: Sqlite | Postgres, posts: int) -> None:
    """Measure how long the worker takes for all posts of an author who has a new name."""
    say(f"\n{database.name}: publishing {posts:,} posts of one author…")
    with database.copy("dependents") as url:
        queue = "django_tasks_db.DatabaseBackend"
        took = json.loads(run(url, *PROGRAM, "presenting", str(posts), TASKS_BACKEND=queue))
    say(
        f"  {took['items']:,} items presented anew in {took['cpu']:.1f} s of CPU time; "
        f"peak memory {took['peak_before']:.0f} MB before, {took['peak']:.0f} MB after."
    )


def look_through(database: Sqlite | Postgres, number: int) -> list[Cost]:
    """Measure what sign-ups cost where there are very many."""
    say(f"\n{database.name}: filling in {number:,} sign-ups…")
    with database.copy("sign_ups") as url:
        queue = "django_tasks_db.DatabaseBackend"
        rows = json.loads(run(url, *PROGRAM, "signing_up", str(number), TASKS_BACKEND=queue))
    costs = [Cost(*row) for row in rows]
    for cost in costs:
        times = cost.cpu / costs[0].cpu
        say(
            f"  {cost.title:<40} {cost.queries:>3} queries {cost.cpu:>10.2f} ms CPU "
            f"{times:>10.1f} times {cost.passed:>10.2f} ms by the clock"
        )
    return costs


def measure(database: Sqlite | Postgres, asked: argparse.Namespace) -> Iterator[Result]:
    """Measure all sizes on one database."""
    for size in asked.sizes:
        with database.copy(f"items_{size}") as url, tempfile.TemporaryDirectory() as answers:
            say(f"\n{database.name}, {size:,} items: filling…")
            known = json.loads(run(url, *PROGRAM, "filling", str(size)))
            with serving(url, Path(answers), database.processes) as server:
                costs, copies = measured_all(server, known, asked, Path(answers))
            counted = counts(url, [one.case for one in costs])
            figures = [replace(one, queries=n) for one, n in zip(costs, counted, strict=True)]
            done = Result(database.name, database.version(), size, figures, copies)
            say(printed(done))
            yield done


def measured_all(
    server: Server, known: dict[str, Any], asked: argparse.Namespace, answers: Path
) -> tuple[list[Figures], list[Copy]]:
    """Measure all cases, and copies of everything."""
    cursors = {"deep": deep(server)}
    copies: list[Copy] = []
    if found := along_changes(server):
        copy, addresses = found
        copies = [copy, by_snapshot(server)]
        cursors |= {"end": addresses[-1], "news": addresses[-3]}
    wanted = [case for case in cases(known, cursors) if not asked.cases or case.name in asked.cases]
    figures = []
    for case in wanted:
        say(f"  {case.title}…")
        if one := measured(server, case, asked.seconds, answers):
            figures.append(one)
        else:
            say("    There is no such address.")
    return figures, copies


def deep(server: Server) -> str:
    """Follow the list of posts to a page deep in it, and give its address."""
    path, at = "/api/v1/posts/?limit=100", 0
    while at < DEEP:
        answer = json.loads(server.client.get(path).body)
        if answer["next"] is None:
            break
        path, at = re.sub(r"^https://[^/]+", "", answer["next"]), at + 100
    return path.replace("limit=100", "limit=20")


def counts(url: str, of: list[Case]) -> list[int]:
    """Count the queries of some cases."""
    given = json.dumps([[case.path, case.conditional, case.anew] for case in of])
    counted: list[int] = json.loads(run(url, *PROGRAM, "queries", given))
    return counted


if __name__ == "__main__":
    sys.exit(main())
