"""What one case costs, beside a constant answer of the same bytes, in turns."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from tests.bench.cases import Case
from tests.bench.server import Server

TURN = 0.06  # seconds for which one side is asked before it is the other's turn


@dataclass(frozen=True)
class Figures:
    """What one case cost: times in milliseconds, memory in MB."""

    case: Case
    per_second: float
    p50: float
    p99: float
    size: int
    cpu: float
    constant_cpu: float
    constant_p50: float
    peak: float
    queries: int = 0

    @property
    def ratio(self) -> float:
        """Give the CPU time as a multiple of the constant answer's."""
        return self.cpu / self.constant_cpu

    @property
    def reached(self) -> bool | None:
        """Say whether the goal is reached; None where there is none."""
        return None if self.case.goal is None else self.ratio <= self.case.goal


class Side:
    """One of the two that are compared: what it is asked, and what that took."""

    def __init__(self, server: Server, path: str, headers: dict[str, str]) -> None:
        """Take what to ask, and ask a few times, so that nothing is done for the first time."""
        self.server, self.path, self.headers = server, path, headers
        self.seconds: list[float] = []
        self.cpu: list[float] = []
        for _ in range(5):
            self.last = server.client.get(path, **headers)

    def turn(self) -> None:
        """Ask again and again for a moment."""
        before, count, end = self.server.cpu(), 0, perf_counter() + TURN
        while count < 5 or perf_counter() < end:
            answer = self.server.client.get(self.path, **self.headers)
            if answer.status != self.last.status:
                raise RuntimeError(f"{self.path} answered {answer.status} all of a sudden.")
            self.seconds.append(answer.seconds)
            count += 1
        self.cpu.append((self.server.cpu() - before) / count)


def measured(server: Server, case: Case, seconds: float, answers: Path) -> Figures | None:
    """Measure a case for some seconds, and the constant answer for as many.

    None where there is no such address.
    """
    answer = server.client.get(case.path)
    if answer.status in {400, 404}:
        return None
    headers = case.headers(answer.headers.get("etag", ""))
    server.forget_peak()
    real = Side(server, case.path, headers)
    if real.last.status != (304 if case.conditional else 200):
        raise RuntimeError(f"{case.path} answered {real.last.status}: {real.last.body[:500]!r}")
    peak = server.peak()
    real.last.keep(answers / case.name)
    constant = Side(server, f"/constant/{case.name}", headers)
    if constant.last[::2] != real.last[::2]:
        raise RuntimeError(f"The constant answer for {case.path} is another one.")
    end = perf_counter() + 2 * seconds
    while perf_counter() < end:
        real.turn()
        constant.turn()
    percentiles = quantiles(real.seconds, n=100)
    return Figures(
        case,
        per_second=len(real.seconds) / sum(real.seconds),
        p50=1000 * percentiles[49],
        p99=1000 * percentiles[98],
        size=len(real.last.body),
        cpu=1000 * median(real.cpu),
        constant_cpu=1000 * median(constant.cpu),
        constant_p50=1000 * median(constant.seconds),
        peak=peak,
    )
