"""Whether anything was committed to the embedded database, by whatever process, asked in microseconds."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable

from archive.persistence.content_changes import content_number


class ChangeWatch:
    """A connection of its own that never writes, so that every commit is somebody else's to it.

    SQLite's `PRAGMA data_version` differs between two askings of one connection when, and only when,
    another connection committed in between; a connection's own commits it does not tell. Safe for several
    threads.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._content: tuple[int, int] | None = None

    def stamp(self) -> int:
        """Equal to an earlier one: nothing was committed since that one was asked for."""
        with self._lock:
            return self._stamp()

    def content(self) -> int:
        """Equal to an earlier one: nothing was committed since that searches read, if anything was at all.

        Where the database does not tell (`content_changes`), every commit counts.
        """
        with self._lock:
            stamp = self._stamp()
            if self._content is None or self._content[0] != stamp:
                number = content_number(self._there())
                # Read after the stamp: what was committed in between is told by the next stamp as well.
                self._content = stamp, stamp if number is None else number
            return self._content[1]

    def _stamp(self) -> int:
        # All rows are fetched: a statement left open would go on looking at the old state.
        ((stamp,),) = self._there().execute("PRAGMA data_version").fetchall()
        return int(stamp)

    def _there(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection, self._content = self._opened(), None
        return self._connection

    def close(self) -> None:
        """Give the connection back; the next asking opens another."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _opened(self) -> sqlite3.Connection:
        connection = self._connect()
        connection.isolation_level = None
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA busy_timeout=10000")
        return connection
