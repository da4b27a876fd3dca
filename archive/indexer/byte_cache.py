"""What was read or computed last, within a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from itertools import islice
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class ByteCache(Generic[Key, Value]):
    """Values by key, the one not asked for longest dropped first. Safe for several threads."""

    def __init__(self, limit: int, size_of: Callable[[Value], int]) -> None:
        self._limit = limit
        self._size_of = size_of
        self._size = 0
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        """The value, if it is still there."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def recent(self, count: int) -> list[Key]:
        """The keys asked for last, the latest first."""
        with self._lock:
            return list(islice(reversed(self._kept), count))

    def put(self, key: Key, value: Value) -> None:
        """Keep a value; what was kept under the key before stays."""
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = value
            self._size += self._size_of(value)
            while self._size > self._limit:
                _, dropped = self._kept.popitem(last=False)
                self._size -= self._size_of(dropped)
