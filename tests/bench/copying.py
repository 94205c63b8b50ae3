"""What it takes to copy everything, as a partner does who begins with nothing."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.bench.server import Server

_NEXT = re.compile(rb'"next":\s*"([^"]+)"')
_MORE = re.compile(rb'"has_more":\s*(true|false)')
_ENVELOPE = 2_000  # bytes at either end of an answer within which its envelope lies


@dataclass(frozen=True)
class Copy:
    """One copy of everything: seconds, megabytes, and how the worker's memory grew."""

    title: str
    items: int
    seconds: float
    cpu: float
    size: float
    peak_first: float
    peak: float


def along_changes(server: Server) -> tuple[Copy, list[str]] | None:
    """Follow the changes from the beginning, with bodies. Gives the addresses that were asked."""
    path, asked = "/api/v1/changes/?limit=100&fields=all", []
    items, seconds, size, peak_first = 0, 0.0, 0, 0.0
    server.forget_peak()
    before = server.cpu()
    while path:
        answer = server.client.get(path)
        if answer.status == 404:
            return None
        asked.append(path)
        items += answer.body.count(b'"event":')
        seconds, size = seconds + answer.seconds, size + len(answer.body)
        peak_first = peak_first or server.peak()
        envelope = answer.body[:_ENVELOPE] + answer.body[-_ENVELOPE:]
        path = _path(envelope)
        if _MORE.findall(envelope)[-1] == b"false":
            asked.append(path)
            break
    used = server.cpu() - before
    title = "through /changes/, 100 at a time"
    return Copy(title, items, seconds, used, size / 1e6, peak_first, server.peak()), asked


def by_snapshot(server: Server) -> Copy | None:
    """Read the snapshot, with bodies."""
    path = "/api/v1/snapshot/?fields=all"
    if server.client.get(path.replace("snapshot", "changes")).status == 404:
        return None
    server.forget_peak()
    before, peak_first = server.cpu(), server.peak()
    lines, size, seconds = server.client.lines(path)
    used = server.cpu() - before
    items = lines - 1  # the first holds the cursor
    return Copy("through /snapshot/", items, seconds, used, size / 1e6, peak_first, server.peak())


def _path(envelope: bytes) -> str:
    """Give the path and the query of the next address."""
    parts = urlsplit(_NEXT.findall(envelope)[0].decode().replace("\\u0026", "&"))
    return f"{parts.path}?{parts.query}"
