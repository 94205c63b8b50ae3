"""How figures are shown: tables to print, and the part of the document that holds figures."""

import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.bench.copying import Copy
from tests.bench.databases import ROOT
from tests.bench.measuring import Figures

DOCUMENT = ROOT / "docs" / "benchmarks.md"
#: Where its figures begin, and end: those of the feed, of sign-ups, and of pages.
FEED = ("<!-- figures -->\n", "<!-- end of figures -->")
SIGN_UPS = ("<!-- figures of sign-ups -->\n", "<!-- end of figures of sign-ups -->")
PAGES = ("<!-- figures of pages -->\n", "<!-- end of figures of pages -->")
#: Where the work grows with the items, goals are about so many.
COPY_SIZE, COPY_GOAL = 10_000, 3.0  # items, seconds
GROWTH_GOAL = 1.2

COLUMNS = (
    "requests/s", "p50 ms", "p99 ms", "bytes", "queries", "MB", "CPU ms", "constant ms", "ratio",
    "goal", "reached",
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What was measured with one database of one size."""

    database: str
    version: str
    size: int
    figures: list[Figures]
    copies: list[Copy]


@dataclass(frozen=True)
class Cost:
    """What one thing costs that is done with sign-ups: the times are in milliseconds."""

    title: str
    queries: int
    #: Of the web process; by the clock, the database’s is in it too.
    cpu: float
    passed: float


def say(words: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def row(figures: Figures) -> list[str]:
    """Give the figures of one case as words."""
    goal = figures.case.goal
    return [
        f"{figures.per_second:,.0f}",
        f"{figures.p50:.2f}",
        f"{figures.p99:.2f}",
        f"{figures.size:,}",
        str(figures.queries),
        f"{figures.peak:.0f}",
        f"{figures.cpu:.2f}",
        f"{figures.constant_cpu:.2f}",
        f"{figures.ratio:.2f}",
        f"{goal:g}" if goal else "",
        {None: "", True: "yes", False: "no"}[figures.reached],
    ]


def copied(copy: Copy) -> str:
    """Give the figures of one copy as a sentence."""
    return (
        f"Copy of {copy.items:,} items {copy.title}: {copy.seconds:.2f} s, {copy.size:,.0f} MB; "
        f"CPU {copy.cpu:.2f} s; the worker held {copy.peak_first:.0f} MB at first, "
        f"{copy.peak:.0f} MB at most."
    )


def printed(result: Result) -> str:
    """Give what was measured as a table to print."""
    rows = [("", *COLUMNS), *((figures.case.title, *row(figures)) for figures in result.figures)]
    lines = [f"{title:42}" + "".join(f"{word:>12}" for word in words) for title, *words in rows]
    title = f"\n{result.database}, {result.size:,} items\n"
    return "\n".join([title, *lines, *map(copied, result.copies)])


def written(results: Sequence[Result]) -> str:
    """Give the part of the document that holds figures."""
    parts = [machine(results), "## Goals\n\n" + goals(results), growth(results)]
    parts += ["![The same as a chart.](images/bench.svg)", "## Figures", *map(section, results)]
    return "\n\n".join(part for part in parts if part)


def put_down(results: Sequence[Result]) -> None:
    """Replace the figures of the feed in the document."""
    replace_between(FEED, written(results))


def put_down_sign_ups(number: int, costs: Mapping[str, Sequence[Cost]]) -> None:
    """Replace the figures of sign-ups in the document; `costs` by the name of the database."""
    columns = [f"{name}: {what}" for name in costs for what in ("queries", "CPU ms", "ms")]
    rows = [[f"With {number:,} sign-ups", *columns]]
    for same in zip(*costs.values(), strict=True):
        found = [(str(one.queries or ""), f"{one.cpu:,.1f}", f"{one.passed:,.1f}") for one in same]
        rows.append([same[0].title, *(cell for cells in found for cell in cells)])
    replace_between(SIGN_UPS, markdown(rows))


def replace_between(marks: tuple[str, str], words: str) -> None:
    """Write words between two marks of the document."""
    begin, end = marks
    before, _, rest = DOCUMENT.read_text().partition(begin)
    _, _, after = rest.partition(end)
    DOCUMENT.write_text(f"{before}{begin}\n{words}\n\n{end}{after}")


def machine(results: Iterable[Result]) -> str:
    """Describe what ran."""
    names = ("Django", "djangorestframework", "Wagtail", "gunicorn", "psycopg")
    software = [f"Python {platform.python_version()}", *(f"{n} {version(n)}" for n in names)]
    software += dict.fromkeys(result.version for result in results)
    return f"Measured on {os.cpu_count()} cores of {processor()}, {platform.system()}, with " + (
        f"{', '.join(software)}. Load of the machine in the last minutes, this included: "
        f"{os.getloadavg()[2]:.1f}; above 2 per core, the figures are those of a machine that "
        "does other things too."
    )


def processor() -> str:
    """Give the name of the processor."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def goals(results: Sequence[Result]) -> str:
    """Give a table of all goals, and whether each is reached."""
    heads = [f"{result.database} {result.size:,}" for result in results]
    rows = [["", "goal", *heads, "reached"]]
    found = [{figures.case: figures for figures in result.figures} for result in results]
    for case in (figures.case for figures in results[0].figures if figures.case.goal):
        all_ = [each.get(case.name) for each in by_name(found)]
        cells = [f"{one.ratio:.2f}" if one else "" for one in all_]
        reached = all(
            one.reached
            for one, result in zip(all_, results, strict=True)
            if one and not (case.grows and result.size > COPY_SIZE)
        )
        rows.append([case.title, f"{case.goal:g}", *cells, "yes" if reached else "**no**"])
    for title in dict.fromkeys(copy.title for result in results for copy in result.copies):
        copies = [next((c for c in r.copies if c.title == title), None) for r in results]
        cells = [f"{copy.seconds:.2f} s" if copy else "" for copy in copies]
        goal = [c.seconds <= COPY_GOAL for c, r in zip(copies, results, strict=True)
                if c and r.size == COPY_SIZE]  # fmt: skip
        reached_there = {True: "yes", False: "**no**"}[all(goal)] if goal else ""
        goal_there = f"{COPY_GOAL:g} s at {COPY_SIZE:,}"
        rows.append([f"everything {title}", goal_there, *cells, reached_there])
    return markdown(rows)


def by_name(found: Iterable[dict[object, Figures]]) -> list[dict[str, Figures]]:
    """Give figures by the names of their cases: addresses differ from database to database."""
    return [{figures.case.name: figures for figures in each.values()} for each in found]


def growth(results: Sequence[Result]) -> str:
    """Say how much slower the same answers get from the smallest to the largest database."""
    lines = []
    for database in dict.fromkeys(result.database for result in results):
        sizes = sorted((r for r in results if r.database == database), key=lambda r: r.size)
        small, large = sizes[0], sizes[-1]
        factors = dict(_factors(small, large))
        if small is not large and factors:
            worst = max(factors, key=lambda title: factors[title])
            reached = "yes" if factors[worst] <= GROWTH_GOAL else "**no**"
            lines.append(
                f"- {database}: p50 at {large.size:,} items is at most {factors[worst]:.2f} times "
                f"that at {small.size:,} ({worst}); goal {GROWTH_GOAL:g}: {reached}."
            )
    return "\n".join(lines)


def _factors(small: Result, large: Result) -> Iterator[tuple[str, float]]:
    """Give how p50 grew for answers of about the same length, with a goal of their own."""
    before = {figures.case.name: figures for figures in small.figures}
    for after in large.figures:
        old = before.get(after.case.name)
        counts = after.case.goal and not after.case.grows
        if old and counts and abs(after.size - old.size) <= 0.1 * max(old.size, 1):
            yield after.case.title, (after.p50 / after.constant_p50) / (old.p50 / old.constant_p50)


def section(result: Result) -> str:
    """Give the table of one database of one size."""
    rows = [["", *COLUMNS], *([figures.case.title, *row(figures)] for figures in result.figures)]
    parts = [f"### {result.database}, {result.size:,} items", markdown(rows)]
    return "\n\n".join([*parts, *map(copied, result.copies)])


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Give rows as a table, figures to the right."""
    head, *body = rows
    line = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, line, *body])
