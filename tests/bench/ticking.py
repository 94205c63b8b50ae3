"""What happens when the number ticks while many ask for a page."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from tests.bench.client import Answer, Client
from tests.bench.server import Server

A_SECOND, SECONDS = 200, 6  # requests, and for how long
AT_ONCE = 32  # who ask
WARM = 8  # times that a page is made anew beforehand, by each process
#: What gives a page another title, and says so.
CHANGE = (
    "UPDATE wagtailcore_page SET title = title || ' again'",
    "UPDATE publication_clock SET number = number + 1",
)


@dataclass(frozen=True)
class Tick:
    """What a change under load does: times in milliseconds.

    `fresh`: until the first answer with the change came; `slowest`: of all answers after it.
    """

    asked: int
    a_second: float
    made: int
    fresh: float
    slowest: float
    p50: float


def ticked(server: Server, path: str, made: Path, change: Callable[[], None]) -> Tick:
    """Ask for a page so many times a second, and change it in the middle.

    `made` is the file with a byte for each page that was made. RuntimeError where somebody who
    asked after the change did not get it.
    """
    for _ in range(WARM * len(server.workers)):  # so that none does anything for the first time
        server.client.get(path, Authorization="Basic YTpi")
    server.client.get(path)
    made_before = made.stat().st_size
    began = perf_counter()
    total = A_SECOND * SECONDS
    found: list[tuple[float, Answer]] = []

    def ask(number: int) -> None:
        due = began + number / A_SECOND
        sleep(max(0.0, due - perf_counter()))
        at = perf_counter()
        found.append((at, Client(server.client.address[1]).get(path)))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        asking = [threads.submit(ask, number) for number in range(total)]
        sleep(max(0.0, began + SECONDS / 2 - perf_counter()))
        changing = perf_counter()
        change()
        changed = perf_counter()
        for each in asking:
            each.result()
    took = perf_counter() - began
    old = {answer.headers["etag"] for at, answer in found if at + answer.seconds < changing}
    stale = [at for at, answer in found if at >= changed and answer.headers["etag"] in old]
    if stale:
        raise RuntimeError(f"{len(stale)} answers were from before the change.")
    new = [at + answer.seconds for at, answer in found if answer.headers["etag"] not in old]
    times = sorted(answer.seconds for _, answer in found)
    return Tick(
        asked=total,
        a_second=total / took,
        made=made.stat().st_size - made_before,
        fresh=1e3 * (min(new) - changed),
        slowest=1e3 * max(answer.seconds for at, answer in found if at >= changed),
        p50=1e3 * times[total // 2],
    )
