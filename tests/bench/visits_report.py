"""The part of the document that says what pages cost."""

from collections.abc import Sequence

from tests.bench.measuring import Figures
from tests.bench.report import PAGES, machine, markdown, replace_between
from tests.bench.ticking import Tick
from tests.bench.visiting import THREADS, Visits

MOST_QUERIES = 15

BESIDE = [
    "made anew", "queries", "bytes", "CPU ms", "stock: queries", "bytes", "CPU ms",
    "ours / stock", "ahead",
]  # fmt: skip
COSTS = [
    "", "bytes", "constant ms", "kept ms", "times constant", "304 ms", "times constant",
    "anew ms", "queries", "goals reached",
]  # fmt: skip


def put_down_pages(visits: Sequence[Visits]) -> None:
    """Write it into the document."""
    parts = [machine(visits), "### Beside stock Wagtail", _beside(visits)]
    for found in visits:
        parts += [f"### {found.title}", _costs(found), _tick(found), _memory(found)]
    replace_between(PAGES, "\n\n".join(parts))


def _beside(visits: Sequence[Visits]) -> str:
    rows = [BESIDE]
    for found in visits:
        for pair in found.pairs:
            row = [f"{pair.name}, {found.version}"]
            for cost in (pair.ours, pair.stock):
                row += [str(cost.queries), f"{cost.size:,}", f"{cost.cpu:.2f}"]
            rows.append([*row, f"{pair.ratio:.2f}", _yes(pair.ratio < 1)])
    return markdown(rows)


def _costs(found: Visits) -> str:
    rows = [COSTS]
    for name, figures in found.figures.items():
        kept, known, anew = figures
        rows.append([name, f"{kept.size:,}", f"{kept.constant_cpu:.2f}"])
        rows[-1] += [f"{kept.cpu:.2f}", f"{kept.ratio:.2f}", f"{known.cpu:.2f}"]
        rows[-1] += [f"{known.ratio:.2f}", f"{anew.cpu:.1f}", str(anew.queries)]
        rows[-1].append(_yes(_reached(kept, known, anew)))
    return markdown(rows)


def _reached(kept: Figures, known: Figures, anew: Figures) -> bool:
    return bool(kept.reached and known.reached and anew.queries <= MOST_QUERIES)


def _yes(reached: bool) -> str:
    return "yes" if reached else "**no**"


def _tick(found: Visits) -> str:
    tick: Tick = found.tick
    alone = found.workers == 1
    served = f"one process with {THREADS}" if alone else f"{found.workers} processes with {THREADS}"
    made = "once" if tick.made == 1 else f"{tick.made} times"
    return (
        f"A change while {tick.a_second:.0f} requests a second come in for a post, to {served} "
        f"threads{'' if alone else ' each'}: the first answer with it came after "
        f"{tick.fresh:.0f} ms, none without it was given to anybody who asked later, and the page "
        f"was made {made}. The slowest answer after it took {tick.slowest:.0f} ms; half of all "
        f"took less than {tick.p50:.1f} ms."
    )


def _memory(found: Visits) -> str:
    held = ", ".join(f"{megabytes:.0f} MB after {n:,}" for n, megabytes in found.memory.items())
    whose = "that process" if found.workers == 1 else "the process that holds most"
    each = "" if found.workers == 1 else " to each"
    return f"Memory of {whose}, asked for all these pages in turn: {held} requests{each}."
