"""How many web processes there are: one until it has too much to do, one again when it is quiet."""

from __future__ import annotations

import os
import time

from archive.cli.crew import LOOKS, QUIET_SECONDS, Crew, demand_of


class Watch:
    """A crew, looked at twice a second."""

    def __init__(self, most: int) -> None:
        self.crew = Crew(most)
        self.now = 100.0
        self.demands: dict[int, float] = {}

    def look(self, *shares: float, seconds: float = 0.5) -> int:
        """One look, after processes wanted these shares of a processor for so long."""
        self.now += seconds
        for pid, share in enumerate(shares, 1):
            self.demands[pid] = self.demands.get(pid, 0.0) + share * seconds
        return self.crew.look(
            {pid: self.demands[pid] for pid in range(1, len(shares) + 1)}, self.now
        )


def test_one_is_enough_until_it_has_too_much_to_do_for_a_while() -> None:
    watch = Watch(most=2)
    assert [watch.look(0.1), watch.look(0.9), watch.look(0.2)] == [1, 1, 1]
    assert [watch.look(0.9) for _ in range(LOOKS)] == [1] * (LOOKS - 1) + [2]


def test_there_are_never_more_than_the_setting_says() -> None:
    watch = Watch(most=2)
    for _ in range(20):
        wanted = watch.look(1.0, 1.0) if len(watch.demands) == 2 else watch.look(1.0)
        watch.demands.setdefault(wanted, 0.0)
    assert wanted == 2
    single = Watch(most=1)
    assert {single.look(2.0) for _ in range(10)} == {1}


def test_a_third_comes_only_when_both_are_busy() -> None:
    watch = Watch(most=3)
    watch.look(0.0)
    while watch.look(1.0) == 1:
        pass
    assert {watch.look(1.0, 0.2) for _ in range(6)} == {2}
    assert 3 in {watch.look(1.0, 1.0) for _ in range(6)}


def test_the_second_goes_after_a_long_quiet_time_and_not_before() -> None:
    watch = Watch(most=2)
    watch.look(0.0)
    while watch.look(1.0) == 1:
        pass
    watch.look(0.3, 0.3)
    assert watch.look(0.05, 0.05, seconds=QUIET_SECONDS - 1) == 2
    assert watch.look(0.05, 0.05, seconds=2) == 1


def test_a_process_started_again_is_looked_at_anew() -> None:
    watch = Watch(most=2)
    watch.look(0.0)
    watch.look(0.9)
    watch.demands = {
        1: 500.0
    }  # another process under the number: what it wanted before says nothing
    watch.crew = Crew(2)
    assert watch.look(0.9) == 1


def test_the_kernel_tells_what_a_process_wanted() -> None:
    before = demand_of(os.getpid())
    end = time.process_time() + 5.0
    while (after := demand_of(os.getpid())) is not None and before is not None:
        if after - before >= 0.04:  # the kernel counts when it next looks, not at once
            break
        assert time.process_time() < end, "it is not told"
    assert (after is None) is (before is None)
    assert demand_of(2**22 + 7) is None
