"""Django's engine for PostgreSQL, which asks no more than it has to."""

import select
import time
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Cursor
from psycopg.adapt import Loader
from psycopg.pq import Format

#: For how long a connection that is silent is taken to be one that works, in seconds.
TRUSTED_FOR = 5

#: Stands for the name that Django gives to a cursor of the server.
PREPARED = object()


class StoredJson(Loader):
    """Gives JSON as text, as Django’s fields take it, also where it comes in binary."""

    format = Format.BINARY

    def load(self, data: Any) -> str:
        """Leave out the byte that says which version of the format it is."""
        return bytes(data)[1:].decode()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL."""

    _used_at = float("-inf")

    def get_new_connection(self, conn_params: Any) -> Any:
        """Give a connection that reads what Django’s own does."""
        connection = super().get_new_connection(conn_params)
        connection.adapters.register_loader("jsonb", StoredJson)
        return connection

    def is_usable(self) -> bool:
        """Say whether the connection still works, before the first query of a request.

        Django asks the server each time. One that ends a connection says so: of a connection that
        worked a moment ago it is enough to look whether anything has arrived.
        """
        now = time.monotonic()
        trusted = now - self._used_at < TRUSTED_FOR and not self.errors_occurred
        usable = (trusted and self._is_silent()) or super().is_usable()
        self._used_at = now if usable else float("-inf")
        return usable

    def _is_silent(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        arrivals = select.poll()
        arrivals.register(self.connection.pgconn.socket, select.POLLIN)
        return not arrivals.poll(0)

    def prepared_cursor(self) -> Any:
        """Give a cursor that prepares, and has values sent beside the query, all in binary.

        Django's own writes values into the query, so that the server plans each anew. What is
        asked with this cursor has no SQL in a log.
        """
        return self._cursor(name=PREPARED)  # type: ignore[attr-defined] # as chunked_cursor()

    def create_cursor(self, name: Any = None) -> "Cursor[Any]":
        """Give a cursor of the driver."""
        if name is not PREPARED:
            cursor: Cursor[Any] = super().create_cursor(name)
            return cursor
        cursor = Cursor(self.connection)
        cursor.format = Format.BINARY
        return cursor
