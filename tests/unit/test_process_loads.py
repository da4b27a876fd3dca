"""Which web process has fewer people to answer."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from archive.process_loads import FRESH, Loads, shared_page


@pytest.fixture
def page() -> Iterator[int]:
    descriptor = shared_page(3)
    yield descriptor
    os.close(descriptor)


def test_who_has_fewer_is_told_to_the_others(page: int) -> None:
    first, second, third = (Loads(page, place) for place in range(3))
    first.tell(4)
    second.tell(2)
    assert first.fewer_elsewhere(4)
    assert not second.fewer_elsewhere(2)
    assert not first.fewer_elsewhere(2)
    third.tell(0)
    assert second.fewer_elsewhere(2)
    assert not third.fewer_elsewhere(0)


def test_what_was_told_before_by_oneself_is_no_other(page: int) -> None:
    first = Loads(page, 0)
    first.tell(0)
    assert not first.fewer_elsewhere(5)


def test_who_stands_still_or_never_began_has_nobody_left_to_it(page: int) -> None:
    now = 100.0
    first, second = (Loads(page, place, lambda: now) for place in range(2))
    assert not first.fewer_elsewhere(5)
    second.tell(0)
    now += FRESH
    assert first.fewer_elsewhere(5)
    now += 0.1
    assert not first.fewer_elsewhere(5)
