"""A client that asks for one thing after the other, and costs next to nothing itself."""

import json
import socket
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

HOST = "bench.example.org"
#: What the server or the connection adds, not the view.
_OF_THE_SERVER = {"date", "server", "connection", "content-length", "transfer-encoding"}


class Answer(NamedTuple):
    """An answer, and how long it took from connecting to its last byte, in seconds."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    def keep(self, path: Path) -> None:
        """Keep it for the constant view."""
        headers = {name: v for name, v in self.headers.items() if name not in _OF_THE_SERVER}
        head = {"status": self.status, "headers": headers}
        path.with_suffix(".json").write_text(json.dumps(head))
        path.with_suffix(".body").write_bytes(self.body)


class Client:
    """Asks a server on this machine, each time on a new connection: its workers keep none."""

    def __init__(self, port: int) -> None:
        """Take the port."""
        self.address = ("127.0.0.1", port)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path. Words in the names of headers are joined by `_`."""
        request = _request(path, "HTTP/1.1", headers)
        began = perf_counter()
        with socket.create_connection(self.address, timeout=120) as connection:
            connection.sendall(request)
            received = []
            while piece := connection.recv(1 << 18):
                received.append(piece)
        seconds = perf_counter() - began
        head, _, body = b"".join(received).partition(b"\r\n\r\n")
        status, *fields = head.decode("latin-1").split("\r\n")
        pairs = (field.split(": ", 1) for field in fields)
        found = {name.lower(): value for name, value in pairs}
        if found.get("transfer-encoding") == "chunked":
            body = b"".join(_chunks(body))
        return Answer(int(status.split()[1]), found, body, seconds)

    def lines(self, path: str) -> tuple[int, int, float]:
        """Read something large without keeping it: how many lines, bytes and seconds it has."""
        began, size = perf_counter(), 0
        with socket.create_connection(self.address, timeout=600) as connection:
            connection.sendall(_request(path, "HTTP/1.0", {}))  # which has no chunks
            head = connection.recv(1 << 18)
            while b"\r\n\r\n" not in head:
                head += connection.recv(1 << 18)
            piece = head.partition(b"\r\n\r\n")[2]
            lines = 0
            while True:
                lines, size = lines + piece.count(b"\n"), size + len(piece)
                if not (piece := connection.recv(1 << 18)):
                    return lines, size, perf_counter() - began


def _request(path: str, protocol: str, headers: dict[str, str]) -> bytes:
    lines = [f"GET {path} {protocol}", f"Host: {HOST}", "X-Forwarded-Proto: https"]
    lines += (f"{name.replace('_', '-')}: {value}" for name, value in headers.items())
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()


def _chunks(body: bytes) -> list[bytes]:
    """Take a body out of its chunks."""
    pieces, place = [], 0
    while True:
        end = body.index(b"\r\n", place)
        if not (length := int(body[place:end], 16)):
            return pieces
        pieces.append(body[end + 2 : end + 2 + length])
        place = end + 2 + length + 2
