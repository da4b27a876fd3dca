"""Looking for a hidden thing takes a little longer than looking for an absent one; nobody may see it.

An answer that something is not there waits for the next tick since the request came. Measured with
two-sided timing of forbidden and missing documents: without it an observer is right in 62-66 % of
guesses, with it in 49 %.
"""

from __future__ import annotations

import math
import time

TICK = 0.004
"""Seconds. Longer than the lookups differ, short enough not to be felt."""


def until_tick(elapsed: float) -> float:
    """Seconds to wait until a whole number of ticks, at least one, has gone by."""
    return max(1, math.ceil(elapsed / TICK)) * TICK - elapsed


def wait_for_tick(started: float) -> None:
    """Sleep until the next tick after `started` (a `time.perf_counter` reading)."""
    time.sleep(max(0.0, until_tick(time.perf_counter() - started)))
