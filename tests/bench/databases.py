"""Throw-away databases, migrated once and copied for each size."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
OWNER = "postgres"  # whom PostgreSQL runs as where we are root, whom it refuses


def free_port() -> int:
    """Give a port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def environment(url: str, **more: str) -> dict[str, str]:
    """Give the environment of a production server that uses a database."""
    given = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "SECRET_KEY": "measures-and-guards-nothing-at-all-0123456789-abcdefghijkl",
        "PUBLIC_BASE_URL": "https://bench.example.org",
        "DATABASE_URL": url,
        "DEFAULT_FROM_EMAIL": "bench@example.org",
        "EMAIL_URL": "consolemail://",
        "TASKS_BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "FEED_REQUESTS_PER_MINUTE": "0",
        "SIGN_UPS_PER_MINUTE": "0",
        "LOG_LEVEL": "ERROR",
    }
    return {**os.environ, **given, **more}


def run(url: str, *command: str, **more: str) -> str:
    """Run Python with a database, and give what it prints; `more` is for its environment."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(url, **more),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def prepare(url: str) -> None:
    """Do to an empty database what is done on each release."""
    run(url, "manage.py", "migrate", "--verbosity", "0")
    run(url, "manage.py", "set_site_address")
    run(url, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")


class Sqlite:
    """SQLite: a file for each size."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        """Migrate a file to copy."""
        self.folder = folder
        prepare(self._url("empty"))

    def _url(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}.sqlite3"

    @contextmanager
    def copy(self, name: str) -> Iterator[str]:
        """Give the address of a migrated database, for as long as it is needed."""
        path = self.folder / f"{name}.sqlite3"
        shutil.copy(self.folder / "empty.sqlite3", path)
        yield self._url(name)
        path.unlink()

    @contextmanager
    def blank(self, name: str) -> Iterator[str]:
        """Give the address of a database without tables, for as long as it is needed."""
        yield self._url(name)
        (self.folder / f"{name}.sqlite3").unlink()

    def change(self, url: str, *statements: str) -> None:
        """Change something at once: all of it or nothing."""
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    def version(self) -> str:
        """Give its name and version."""
        return f"SQLite {sqlite3.sqlite_version}"

    def processes(self) -> list[int]:
        """Give the processes that work for it: none but those that ask it."""
        return []


class Postgres:
    """PostgreSQL: a cluster of its own, in a folder of its own."""

    name = "PostgreSQL"

    def __init__(self, folder: Path, binaries: Path) -> None:
        """Take a folder for the cluster, and the folder of PostgreSQL's programs."""
        self.data, self.binaries, self.port = folder / "postgres", binaries, free_port()
        self.data.mkdir()
        self.owner: dict[str, Any] = {}
        if os.geteuid() == 0:
            shutil.chown(self.data, OWNER, OWNER)
            self.owner = {"user": OWNER, "group": OWNER, "extra_groups": []}

    def start(self) -> None:
        """Start the cluster, and migrate a database to copy."""
        self._call("initdb", "--pgdata", ".", "--auth", "trust", "--username", "bench")
        settings = {
            "port": self.port,
            "listen_addresses": "",  # by a socket, as docs/production.md advises on one machine
            "unix_socket_directories": ".",
            "shared_buffers": "512MB",
            "fsync": "off",  # it is thrown away
            "max_parallel_workers_per_gather": 0,  # so that all work is the backend's, and counted
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        self._call("pg_ctl", "start", "-D", ".", "-w", "-l", "log", "-o", options)
        self._sql("CREATE DATABASE empty")
        prepare(self._url("empty"))

    def stop(self) -> None:
        """Stop the cluster; what is in it goes with its folder."""
        self._call("pg_ctl", "stop", "-D", ".", "-m", "immediate")

    def _call(self, program: str, *arguments: str) -> None:
        command = [str(self.binaries / program), *arguments]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, cwd=self.data, check=True, **quiet, **self.owner)

    def _sql(self, statement: str) -> None:
        at = ["--host", str(self.data), "--port", str(self.port), "--username", "bench"]
        self._call("psql", *at, "--no-psqlrc", "--dbname", "postgres", "--command", statement)

    def _url(self, name: str) -> str:
        return f"postgres://bench@/{name}?host={self.data}&port={self.port}"

    @contextmanager
    def copy(self, name: str) -> Iterator[str]:
        """Give the address of a migrated database, for as long as it is needed."""
        self._sql(f"CREATE DATABASE {name} TEMPLATE empty")
        yield self._url(name)
        self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def blank(self, name: str) -> Iterator[str]:
        """Give the address of a database without tables, for as long as it is needed."""
        self._sql(f"CREATE DATABASE {name}")
        yield self._url(name)
        self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def change(self, url: str, *statements: str) -> None:
        """Change something at once: all of it or nothing."""
        with psycopg.connect(url) as connection:
            for statement in statements:
                connection.execute(statement)

    def version(self) -> str:
        """Give its name and version."""
        return f"PostgreSQL {(self.data / 'PG_VERSION').read_text().strip()}"

    def processes(self) -> list[int]:
        """Give the processes that answer queries."""
        main = (self.data / "postmaster.pid").read_text().split()[0]
        children = Path("/proc", main, "task", main, "children").read_text().split()
        titles = ((int(child), Path("/proc", child, "cmdline")) for child in children)
        return [pid for pid, path in titles if b"postgres: bench " in _read(path)]


def _read(path: Path) -> bytes:
    """Give what a file holds; nothing where its process has ended meanwhile."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def postgres_binaries() -> Path | None:
    """Give the folder of PostgreSQL's programs; None where it is not installed."""
    on_path = shutil.which("initdb")
    found = [Path(on_path)] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].resolve().parent if found else None
