"""One gunicorn worker with the production settings, and what it and the database used."""

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
COMMAND = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--workers", "1"]


class Server:
    """A running server: its client, and the CPU time and memory of those who work for it."""

    def __init__(self, port: int, main: int, database_processes: Callable[[], list[int]]) -> None:
        """Wait until it answers."""
        self.client, self._database_processes = Client(port), database_processes
        for _ in range(200):
            try:
                self.client.get("/api/v1/topics/")
                break
            except OSError:
                time.sleep(0.1)
        [worker] = Path("/proc", str(main), "task", str(main), "children").read_text().split()
        self._worker = Path("/proc", worker)

    def cpu(self) -> float:
        """Give the seconds that worker and database have computed so far."""
        database = (Path("/proc", str(pid)) for pid in self._database_processes())
        return sum(_computed(process) for process in (self._worker, *database))

    def forget_peak(self) -> None:
        """Start to look for the peak of memory anew."""
        (self._worker / "clear_refs").write_text("5")

    def peak(self) -> float:
        """Give the most memory that the worker has held, in MB."""
        return self._memory("VmHWM")

    def held(self) -> float:
        """Give the memory that the worker holds, in MB."""
        return self._memory("VmRSS")

    def _memory(self, name: str) -> float:
        status = (self._worker / "status").read_text()
        [kilobytes] = re.findall(rf"{name}:\s+(\d+)", status)
        return int(kilobytes) / 1024


def _computed(process: Path) -> float:
    """Give a process's CPU time: its scheduler counts nanoseconds, `stat` hundredths."""
    return int((process / "schedstat").read_text().split()[0]) / 1e9


@contextmanager
def serving(
    url: str, answers: Path, database_processes: Callable[[], list[int]], threads: int = 1
) -> Iterator[Server]:
    """Serve a database for a while, so many requests at a time."""
    port = free_port()
    command = [*COMMAND, "--bind", f"127.0.0.1:{port}", "--timeout", "300"]
    if threads > 1:
        command += ["--threads", str(threads)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(url, BENCH_ANSWERS=str(answers)),
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Server(port, process.pid, database_processes)
    finally:
        process.terminate()
        process.wait()
