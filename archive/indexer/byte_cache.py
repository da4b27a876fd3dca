"""What was read or computed last, within a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from itertools import islice
from typing import Final, Generic, TypeVar

COUNTED: Final = 50_000
"""Keys whose requests are counted."""


class Hashed:
    """A large key whose hash is computed once."""

    __slots__ = ("_hash", "value")

    def __init__(self, value: Hashable) -> None:
        self.value = value
        self._hash = hash(value)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hashed) and self.value == other.value


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
            self._note(key)
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def get_all(self, keys: Iterable[Key]) -> list[Value | None]:
        """The values of many keys, those that are still there: a third of the time of one by one."""
        kept, note = self._kept, self._note
        found = []
        with self._lock:
            for key in keys:
                note(key)
                value = kept.get(key)
                if value is not None:
                    kept.move_to_end(key)
                found.append(value)
        return found

    def __contains__(self, key: Key) -> bool:
        """True when the value is there; that is no request for it."""
        return key in self._kept

    def _note(self, key: Key) -> None:
        """A value is asked for, whether or not it is there."""

    def recent(self, count: int) -> list[Key]:
        """The keys asked for last, the latest first."""
        with self._lock:
            return list(islice(reversed(self._kept), count))

    def put(self, key: Key, value: Value) -> Value:
        """Keep a value, and give it back; what was kept under the key before stays."""
        with self._lock:
            self._take(key, value)
        return value

    def put_all(self, values: Mapping[Key, Value]) -> None:
        """The same of many."""
        with self._lock:
            for key, value in values.items():
                self._take(key, value)

    def _take(self, key: Key, value: Value) -> None:
        if key in self._kept:
            return
        self._kept[key] = value
        self._size += self._size_of(value)
        while self._size > self._limit:
            _, dropped = self._kept.popitem(last=False)
            self._size -= self._size_of(dropped)


class OftenAsked(ByteCache[Key, Value]):
    """Values of which those stay that save most work for their bytes, when not all find room.

    A newcomer takes the place of what saves less: asked for less often, or made sooner for its size. So what
    few people ask for once, or more than there is room for in turn, does not drive out what is asked for all
    the time. Requests are halved now and then: what was asked for last year counts for nothing. (After
    TinyLFU: Einziger, Friedman and Manes 2017; and Greedy-Dual-Size-Frequency: Cherkasova 1998.)
    """

    def __init__(
        self, limit: int, size_of: Callable[[Value], int], work_of: Callable[[Value], float]
    ) -> None:
        """Within so many bytes; `work_of` is what it takes to make a value, in any unit."""
        super().__init__(limit, size_of)
        self._work_of = work_of
        self._asked: dict[int, int] = {}
        """By the hashes of keys: a key may be a large part of a query, and most of them are asked for once."""

    def _note(self, key: Key) -> None:
        known, asked = hash(key), self._asked
        asked[known] = asked.get(known, 0) + 1
        if len(asked) > COUNTED:
            self._asked = {known: n // 2 for known, n in asked.items() if n > 1}

    def _take(self, key: Key, value: Value) -> None:
        """Keep a value, if there is room or what takes it saves less."""
        if key in self._kept:
            return
        size = self._size_of(value)
        saved = (self._asked.get(hash(key), 0) - 1) * self._work_of(value) / size
        dropped = self._dropped_for(saved, self._size + size - self._limit)
        if dropped is None:
            return
        for other in dropped:
            self._size -= self._size_of(self._kept.pop(other))
        self._kept[key] = value
        self._size += size

    def _dropped_for(self, saved: float, missing: int) -> list[Key] | None:
        """What makes room of so many bytes, the one not asked for longest first; None where nothing does."""
        dropped: list[Key] = []
        for other, value in self._kept.items() if missing > 0 else ():
            size = self._size_of(value)
            if self._asked.get(hash(other), 0) * self._work_of(value) / size >= saved:
                self._kept.move_to_end(other)  # the next newcomer is compared with another
                return None
            dropped.append(other)
            missing -= size
            if missing <= 0:
                break
        return dropped if missing <= 0 else None
