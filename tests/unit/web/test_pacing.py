"""Answers about what is not there leave at whole ticks."""

from __future__ import annotations

import pytest

from archive.web import pacing
from archive.web.pacing import TICK, until_tick


@pytest.mark.parametrize("elapsed", [0.0, 0.0001, TICK * 0.99, TICK, TICK * 1.2, 0.1234])
def test_the_answer_leaves_at_a_whole_tick(elapsed: float) -> None:
    ticks = (elapsed + until_tick(elapsed)) / TICK
    assert ticks == pytest.approx(round(ticks))
    assert ticks >= 1
    assert 0 <= until_tick(elapsed) <= TICK


def test_two_lookups_of_different_cost_leave_together(monkeypatch: pytest.MonkeyPatch) -> None:
    left = []
    for cost in (0.0007, 0.0013):
        monkeypatch.setattr(pacing.time, "perf_counter", lambda cost=cost: 10 + cost)
        monkeypatch.setattr(pacing.time, "sleep", lambda s, cost=cost: left.append(cost + s))
        pacing.wait_for_tick(10)
    assert left == pytest.approx([TICK, TICK])
