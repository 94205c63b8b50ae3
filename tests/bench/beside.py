"""What our pages cost beside those of a stock Wagtail site, made anew, in turns."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.cases import Case
from tests.bench.databases import Postgres, Sqlite, run
from tests.bench.measuring import Side
from tests.bench.report import say
from tests.bench.server import Server, serving

PROGRAM = ("-m", "tests.bench.inside")
STOCK = {"DJANGO_SETTINGS_MODULE": "tests.bench.stock.settings"}
STOCK_APPLICATION = "django.core.wsgi:get_wsgi_application()"


@dataclass(frozen=True)
class Cost:
    """What a page costs: its CPU time in milliseconds."""

    queries: int
    size: int
    cpu: float


@dataclass(frozen=True)
class Pair:
    """A page of ours, and the stock one that is equal."""

    name: str
    ours: Cost
    stock: Cost

    @property
    def ratio(self) -> float:
        """Give our CPU time as a multiple of the stock page's."""
        return self.ours.cpu / self.stock.cpu


def compared(
    database: Sqlite | Postgres, ours_at: str, pages: dict[str, str], seconds: float, answers: Path
) -> Iterator[Pair]:
    """Fill a stock site, and measure each of its pages in turns with the one of ours."""
    with database.blank("stock") as url:
        equal: dict[str, str] = json.loads(run(url, *PROGRAM, "stock.site", **STOCK))
        theirs = serving(url, answers, database.processes, application=STOCK_APPLICATION, **STOCK)
        with serving(ours_at, answers, database.processes) as our_server, theirs as stock_server:
            for name, path in equal.items():
                ours = _asked(our_server, ours_at, pages[name])
                stock = _asked(stock_server, url, path, **STOCK)
                end = perf_counter() + 4 * seconds
                while perf_counter() < end:
                    ours[0].turn()
                    stock[0].turn()
                pair = Pair(name, _cost(*ours), _cost(*stock))
                say(f"  {name}: {pair.ratio:.2f} times stock Wagtail; {pair.ours}, {pair.stock}")
                yield pair


def _asked(server: Server, url: str, path: str, **more: str) -> tuple[Side, int]:
    """Get ready to ask for a page, made anew, and count its queries."""
    case = Case("", "", path, anew=True)
    [queries] = json.loads(run(url, *PROGRAM, "queries", json.dumps([[path, False, True]]), **more))
    return Side(server, path, case.headers("")), queries


def _cost(side: Side, queries: int) -> Cost:
    return Cost(queries, len(side.last.body), 1e3 * median(side.cpu))
