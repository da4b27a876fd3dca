"""How many people each web process answers just now, told to the others.

Who calls is taken by the process that comes to the socket first, and stays with it for some answers: of eight
people six may wait in one line while another process has two. So a process leaves a new connection alone as long
as another one has fewer. Each writes its number into a page of memory that all of them share.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

_TOLD: Final = struct.Struct("=dq")
FRESH: Final = 2.0
"""Seconds that what a process told holds; one that stands still or has ended takes no connections."""


def shared_page(processes: int) -> int:
    """A file without a name for so many processes, as a descriptor to hand over to them."""
    descriptor, path = tempfile.mkstemp()
    Path(path).unlink()
    os.ftruncate(descriptor, processes * _TOLD.size)
    return descriptor


class Loads:
    """What the web processes of one server told of themselves.

    Args:
        descriptor: of the `shared_page` that all of them inherited.
        place: which of them this process is, from 0.
    """

    def __init__(
        self, descriptor: int, place: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._page = mmap.mmap(descriptor, os.fstat(descriptor).st_size)
        self._place = place
        self._clock = clock

    def tell(self, people: int) -> None:
        """Say that so many are answered here."""
        _TOLD.pack_into(self._page, self._place * _TOLD.size, self._clock(), people)

    def fewer_elsewhere(self, people: int) -> bool:
        """Whether another process that is alive answers fewer than so many."""
        now = self._clock()
        told = enumerate(_TOLD.iter_unpack(self._page))
        return any(
            others < people and now - at <= FRESH
            for place, (at, others) in told
            if place != self._place
        )
