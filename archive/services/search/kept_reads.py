"""What was read from the database, kept for as long as nothing is committed to it.

Rights, revisions and texts are read at every request and change rarely. Nothing here has to be told of a
change: the database itself says whether anything at all was committed since (`Database.stamp`), or anything
but what no search reads (`Database.content_stamp`), and the first request that begins after such a commit
reads everything anew, whoever committed it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Final, TypeVar, cast

from archive.indexer.byte_cache import ByteCache
from archive.persistence.database import Database, Work

KEPT_BYTES: Final = 16 << 20
SMALL: Final = 300
"""About what a small value takes in memory, with its key."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_Kept = tuple[object, int]


class KeptReads:
    """Reads of one database, kept between requests. Safe for several threads."""

    def __init__(
        self, database: Database, limit: int = KEPT_BYTES, *, content: bool = False
    ) -> None:
        """`content`: nothing is kept of tables that are QUIET, and commits of those alone end nothing."""
        self._database, self._content = database, content
        self._limit = limit
        self._lock = threading.Lock()
        self._stamp: int | None = None
        self._values = self._nothing()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """For one request. The database is opened when something is not at hand."""
        database = self._database
        values = self._as_of(database.content_stamp() if self._content else database.stamp())
        with ExitStack() as stack:
            yield Reading(values, lambda: stack.enter_context(database.read()))

    def _as_of(self, stamp: int | None) -> ByteCache[Hashable, _Kept]:
        if stamp is None:
            return self._nothing()
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._values = stamp, self._nothing()
            return self._values

    def _nothing(self) -> ByteCache[Hashable, _Kept]:
        return ByteCache(self._limit, lambda kept: kept[1])


class Reading:
    """What one request reads: from what is kept, else from one view of the database."""

    def __init__(self, values: ByteCache[Hashable, _Kept], begin: Callable[[], Work]) -> None:
        self._values = values
        self._begin = begin
        self._work: Work | None = None

    @property
    def work(self) -> Work:
        """The database, as it is for this request."""
        if self._work is None:
            self._work = self._begin()
        return self._work

    def one(self, key: Hashable, read: Callable[[Work], Value]) -> Value:
        """The value under the key, `read` where it is not kept. Never changed by who gets it."""
        kept = self._values.get(key)
        if kept is None:
            kept = read(self.work), SMALL
            self._values.put(key, kept)
        return cast("Value", kept[0])

    def many(
        self,
        kind: Hashable,
        keys: Collection[Key],
        read: Callable[[Work, Collection[Key]], Mapping[Key, Value]],
        size: Callable[[Value], int] = lambda _value: SMALL,
    ) -> dict[Key, Value]:
        """Values by key, those not kept `read` together; a key without one is kept as such.

        `size` gives about how many bytes a value takes.
        """
        found = {key: self._values.get((kind, key)) for key in keys}
        missing = [key for key, kept in found.items() if kept is None]
        if missing:
            fresh = read(self.work, missing)
            for key in missing:
                value = fresh.get(key)
                found[key] = value, SMALL if value is None else size(value)
                self._values.put((kind, key), cast("_Kept", found[key]))
        return {
            key: cast("Value", kept[0])
            for key, kept in found.items()
            if kept is not None and kept[0] is not None
        }
