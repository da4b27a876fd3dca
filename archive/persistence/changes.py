"""Whether anything was committed to the embedded database, by whatever process, asked in microseconds."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable


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

    def stamp(self) -> int:
        """Equal to an earlier one: nothing was committed since that one was asked for."""
        with self._lock:
            if self._connection is None:
                self._connection = self._opened()
            # All rows are fetched: a statement left open would go on looking at the old state.
            ((stamp,),) = self._connection.execute("PRAGMA data_version").fetchall()
            return int(stamp)

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
