"""Reading requests of a process take turns, in the order they came.

Python runs one thread at a time, so threads that answer side by side are no faster than one after the
other: each takes the time of all, who is next is left to chance, and changing over costs about a tenth.
A turn ends after LONGEST all the same, so that what takes long or waits for something holds up nobody.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

LONGEST: Final = 0.05
"""Seconds after which the next one may begin although the one before has not ended; ten times what a
search takes."""


class Turns:
    """One at a time, first come, first served. Safe for several threads."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._lock = threading.Lock()
        self._now: _Turn | None = None
        self._waiting: deque[_Turn] = deque()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a turn, and have it while the block runs."""
        turn = self._taken()
        try:
            yield
        finally:
            self._given_back(turn)

    def _taken(self) -> _Turn:
        turn = _Turn()
        with self._lock:
            if self._now is None:
                self._begin(turn)
                return turn
            self._waiting.append(turn)
        while not turn.begun.wait(self._longest):
            self._end_overdue()
        return turn

    def _given_back(self, turn: _Turn) -> None:
        with self._lock:
            if self._now is turn:  # else it took too long, and another one has begun
                self._begin_next()

    def _end_overdue(self) -> None:
        with self._lock:
            if self._now and time.monotonic() - self._now.since >= self._longest:
                self._begin_next()

    def _begin_next(self) -> None:
        self._now = None
        if self._waiting:
            self._begin(self._waiting.popleft())

    def _begin(self, turn: _Turn) -> None:
        self._now, turn.since = turn, time.monotonic()
        turn.begun.set()


class _Turn:
    """When it began, once it has."""

    __slots__ = ("begun", "since")

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.since = 0.0
