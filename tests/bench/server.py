"""A gunicorn server with the production settings, and what it and its helpers used."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.client import Client
from tests.bench.databases import ROOT, environment, free_port

#: Of the kind that gunicorn has by itself: one request at a time. More would only add noise.
COMMAND = [sys.executable, "-m", "gunicorn"]
OURS = "cms.wsgi"
IDLE = 0.02  # seconds that a server may compute in a third of a second which has nothing to do


class Server:
    """A running server: its client, and the CPU time and memory of those who work for it.

    Helpers are the processes of others who work for it: of a database, of a cache.
    """

    def __init__(
        self, port: int, main: int, helpers: Callable[[], list[int]], workers: int
    ) -> None:
        """Wait until it answers, and all its workers are ready."""
        self.client, self._helpers = Client(port), helpers
        for _ in range(200):
            try:
                self.client.get("/api/v1/topics/")
                break
            except OSError:
                time.sleep(0.1)
        children = Path("/proc", str(main), "task", str(main), "children").read_text().split()
        self.workers = [Path("/proc", child) for child in children]
        if len(self.workers) != workers:
            raise RuntimeError(f"There are {len(self.workers)} workers, not {workers}.")
        before = 0.0
        while self.cpu() - before > IDLE:
            before = self.cpu()
            time.sleep(0.3)

    def cpu(self) -> float:
        """Give the seconds that workers and helpers have computed so far."""
        helpers = (Path("/proc", str(pid)) for pid in self._helpers())
        return sum(_computed(process) for process in (*self.workers, *helpers))

    def forget_peak(self) -> None:
        """Start to look for the peak of memory anew."""
        for worker in self.workers:
            (worker / "clear_refs").write_text("5")

    def peak(self) -> float:
        """Give the most memory that a worker has held, in MB."""
        return self._memory("VmHWM")

    def held(self) -> float:
        """Give the memory that the worker holds who holds most, in MB."""
        return self._memory("VmRSS")

    def _memory(self, name: str) -> float:
        found = [
            re.findall(rf"{name}:\s+(\d+)", (worker / "status").read_text())
            for worker in self.workers
        ]
        return max(int(kilobytes) for [kilobytes] in found) / 1024


def _computed(process: Path) -> float:
    """Give a process's CPU time: its scheduler counts nanoseconds, `stat` hundredths."""
    return int((process / "schedstat").read_text().split()[0]) / 1e9


@contextmanager
def serving(
    url: str,
    answers: Path,
    helpers: Callable[[], list[int]],
    *,
    workers: int = 1,
    threads: int = 1,
    application: str = OURS,
    **more: str,
) -> Iterator[Server]:
    """Serve a database for a while, so many requests at a time; `more` is for the environment."""
    port = free_port()
    command = [*COMMAND, application, "--bind", f"127.0.0.1:{port}", "--timeout", "300"]
    command += ["--workers", str(workers)]
    if threads > 1:
        command += ["--threads", str(threads)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(url, BENCH_ANSWERS=str(answers), **more),
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Server(port, process.pid, helpers, workers)
    finally:
        process.terminate()
        process.wait()
