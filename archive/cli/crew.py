"""How many web processes there are: one, and another while one has more to do than a processor can.

A second process costs 120 MB, so an archive that few people use at a time does without. What a process
wants is told by the kernel: the time it ran and the time it was ready to run and had to wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

BUSY: Final = 0.6
"""Share of a processor from which on a process has too much to do;"""
LOOKS: Final = 2
"""in so many looks one after the other."""
QUIET: Final = 0.3
"""Share of a processor that all processes together want when one of them would do;"""
QUIET_SECONDS: Final = 300.0
"""for so long."""


class Crew:
    """Decides how many web processes there should be, from one look to the next."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._wanted = 1
        self._before: Mapping[int, float] = {}
        self._looked_at = 0.0
        self._busy_looks = 0
        self._busy_at = 0.0

    def look(self, demands: Mapping[int, float], now: float) -> int:
        """How many there should be now.

        Args:
            demands: process -> CPU-seconds it has wanted since it began.
            now: seconds of a clock that only runs forward.
        """
        passed = now - self._looked_at
        shares = [
            (demand - self._before[pid]) / passed
            for pid, demand in demands.items()
            if pid in self._before and passed > 0
        ]
        self._before, self._looked_at = dict(demands), now
        if sum(shares) > QUIET or self._wanted == 1:
            self._busy_at = now
        all_busy = len(shares) == self._wanted and min(shares, default=0.0) >= BUSY
        self._busy_looks = self._busy_looks + 1 if all_busy else 0
        if self._busy_looks >= LOOKS and self._wanted < self._most:
            self._wanted += 1
            self._busy_looks = 0
        elif now - self._busy_at > QUIET_SECONDS:
            self._wanted, self._busy_at = self._wanted - 1, now
        return self._wanted


def demand_of(pid: int) -> float | None:
    """CPU-seconds a process ran or waited for a processor; None where the system does not tell."""
    try:
        told = [
            (thread / "schedstat").read_text().split()
            for thread in Path(f"/proc/{pid}/task").iterdir()
        ]
        return sum(int(ran) + int(waited) for ran, waited, _ in told) / 1e9
    except (OSError, ValueError):
        return None
