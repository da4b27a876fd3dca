"""Order, minutes and progress of a reading path."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.reading_paths import (
    Reading,
    Stop,
    StopKind,
    minutes_to_read,
    progress_of,
    reading_of,
    rearranged,
)


def stops(names: str) -> tuple[Stop, ...]:
    return tuple(Stop(name, StopKind.TEXT, 2) for name in names)


def names(order: tuple[Stop, ...]) -> str:
    return "".join(stop.id for stop in order)


def test_a_hidden_stop_stays_behind_the_stop_it_followed() -> None:
    assert names(rearranged(stops("aXbYc"), set("abc"), stops("cab"))) == "caXbY"
    assert names(rearranged(stops("XaY"), {"a"}, stops("ba"))) == "XbaY"
    assert names(rearranged(stops("aXb"), set("ab"), stops("b"))) == "Xb"


@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef")), st.data())
def test_hidden_stops_are_never_lost_nor_doubled(
    order: list[str], hidden: set[str], data: st.DataObject
) -> None:
    before = stops("".join(order))
    visible = set(order) - hidden
    left = data.draw(st.lists(st.sampled_from(sorted(visible)), unique=True)) if visible else []
    after = names(rearranged(before, visible, stops("".join(left))))
    assert sorted(after) == sorted([*hidden, *left])
    assert [name for name in after if name in visible] == left


def test_minutes_follow_the_length_in_either_kind_of_script() -> None:
    assert minutes_to_read("") == 1
    assert minutes_to_read("字" * 255) == 1
    assert minutes_to_read("字" * 256) == 2
    assert minutes_to_read("word " * 476) == 2
    assert minutes_to_read("字" * 10**6) == 240


def test_progress_counts_what_is_left() -> None:
    states = {"a": Reading.READ, "b": Reading.CHANGED, "c": Reading.OPEN}
    found = progress_of(stops("abc"), states)
    assert (found.total, found.read, found.minutes, found.minutes_left) == (3, 1, 6, 4)
    assert found.next == "b"
    assert progress_of((), {}).next is None


def test_a_version_that_was_confirmed_is_read_and_another_one_was_changed() -> None:
    assert reading_of("2", {"1", "2"}) is Reading.READ
    assert reading_of("3", {"1", "2"}) is Reading.CHANGED
    assert reading_of("1", set()) is Reading.OPEN
