"""What is kept between searches: within its bytes, and nothing of one caller for another."""

from __future__ import annotations

import weakref
from collections import Counter

import numpy as np
import pytest

from archive.indexer import byte_cache
from archive.indexer.byte_cache import ByteCache, Hashed, OftenAsked
from archive.indexer.columns import ByValue, Cells, Column, Numbers
from archive.indexer.snapshot import Snapshot


def test_what_was_not_asked_for_longest_is_dropped_first() -> None:
    cache: ByteCache[str, bytes] = ByteCache(10, len)
    cache.put("a", b"1234")
    cache.put("b", b"1234")
    assert cache.get("a") == b"1234"
    cache.put("c", b"1234")
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (b"1234", None, b"1234")


def test_the_first_value_of_a_key_stays_and_is_counted_once() -> None:
    cache: ByteCache[str, bytes] = ByteCache(10, len)
    for _ in range(5):
        cache.put("a", b"1234")
    cache.put("b", b"12345")
    assert (cache.get("a"), cache.get("b")) == (b"1234", b"12345")


def test_many_are_asked_for_as_one_by_one() -> None:
    cache: OftenAsked[str, bytes] = OftenAsked(10, len, len)
    cache.put("a", b"1234")
    cache.put("b", b"12")
    assert cache.get_all(["a", "c", "b", "c"]) == [b"1234", None, b"12", None]
    for _ in range(9):
        cache.get_all(["c"])
    cache.put("c", b"123456789")
    assert cache.get_all(["a", "c"]) == [None, b"123456789"]


def test_many_are_kept_as_one_by_one() -> None:
    values = {"a": b"1234", "b": b"12345678", "c": b"12", "d": b"1"}
    for make in (lambda: ByteCache(10, len), lambda: OftenAsked(10, len, len)):
        one_by_one, together = make(), make()
        for cache in (one_by_one, together):
            cache.put("a", b"1")
            cache.get_all([*values, "b", "b"])
        for key, value in values.items():
            one_by_one.put(key, value)
        together.put_all(values)
        assert together.get_all(values) == one_by_one.get_all(values)


class Large(str):
    """A key that tells when it is gone."""


def test_what_is_only_counted_is_not_kept() -> None:
    cache: OftenAsked[Large, bytes] = OftenAsked(4, len, len)
    key = Large("a long query")
    gone = weakref.ref(key)
    assert cache.get_all([key]) == [None]
    cache.put(key, b"12345")
    del key
    assert gone() is None
    cache.get(Large("a long query"))
    cache.put(Large("b"), b"1234")
    for _ in range(2):
        cache.get(Large("a long query"))
    cache.put(Large("a long query"), b"1234")
    assert Large("a long query") in cache


def test_whether_a_value_is_there_is_no_request_for_it() -> None:
    cache: OftenAsked[str, bytes] = OftenAsked(4, len, len)
    cache.get("a")
    cache.put("a", b"1234")
    for _ in range(3):
        assert "a" in cache
        assert cache.get("b") is None
    cache.put("b", b"1234")
    assert ("a" in cache, "b" in cache) == (False, True)


def test_a_value_larger_than_the_limit_is_not_kept() -> None:
    cache: ByteCache[str, bytes] = ByteCache(3, len)
    cache.put("a", b"1234")
    assert cache.get("a") is None


def test_what_is_asked_for_often_is_not_driven_out_by_what_is_asked_for_once() -> None:
    cache: OftenAsked[str, bytes] = OftenAsked(10, len, len)
    for key in "abaaabb":
        if cache.get(key) is None:
            cache.put(key, b"1234")
    for once in "cdefgh":
        assert cache.get(once) is None
        cache.put(once, b"123456")
    assert cache.get("a")
    assert cache.get("b")


def test_what_is_asked_for_more_often_takes_the_room_in_the_end() -> None:
    cache: OftenAsked[str, bytes] = OftenAsked(10, len, len)
    for key in "ab":
        cache.get(key)
        cache.put(key, b"1234")
    for _ in range(3):
        cache.get("c")
        cache.put("c", b"123456789")
    assert [cache.get(key) for key in "abc"] == [None, None, b"123456789"]


def test_more_than_there_is_room_for_asked_in_turn_is_found_in_part() -> None:
    cache: OftenAsked[int, bytes] = OftenAsked(40, len, len)
    found = 0
    for _ in range(10):
        for key in range(20):
            if cache.get(key):
                found += 1
            else:
                cache.put(key, b"1234")
    assert found == 9 * 10


def test_what_is_dear_to_make_for_its_size_stays() -> None:
    cache: OftenAsked[str, bytes] = OftenAsked(10, len, lambda _value: 1.0)
    for key, value in (("large", b"12345678"), ("small", b"123"), ("large", b"12345678")):
        for _ in range(3):
            cache.get(key)
        cache.put(key, value)
    assert [cache.get("large"), cache.get("small")] == [None, b"123"]


def test_old_requests_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(byte_cache, "COUNTED", 4)
    cache: OftenAsked[str, bytes] = OftenAsked(4, len, len)
    for key in "aaaabcdefghijk":
        cache.get(key)
    cache.put("a", b"1234")
    for _ in range(3):
        cache.get("z")
    cache.put("z", b"1234")
    assert cache.get("z") == b"1234"


def test_columns_of_segments_laid_end_to_end_count_as_one() -> None:
    one, other = Column.of(["x", "", "y"]), Column.of(["y", "z", "y"])
    whole = Column.joined([one, other])
    assert values_of(whole, np.arange(6)) == {"": 1, "x": 1, "y": 3, "z": 1}
    assert whole.holding(["z", ""]).tolist() == [v == "z" for v in whole.values]
    assert whole.among(["y", ""]).tolist() == [False, False, True, True, False, True]
    assert len(Column.joined([]).codes) == 0


@pytest.mark.parametrize(("many", "size"), [(200, 1), (300, 2), (70_000, 4)])
def test_a_column_takes_the_bytes_it_needs_and_a_lone_one_is_not_copied(
    many: int, size: int
) -> None:
    values = [f"{number}" for number in range(many)]
    column = Column.of(values)
    assert column.codes.itemsize == size
    assert Column.joined([column]) is column
    both = Column.joined([column, Column.of(values[:3]), Column.of(["", "new"])])
    expected = [*values, *values[:3], "", "new"]
    assert [both.values[code] for code in both.codes.tolist()] == expected


def test_the_documents_of_a_value_are_those_that_have_it_and_are_not_left_out() -> None:
    column = Column.of(["x", "", "y", "x", "z", "x"])
    left_out = np.array([False, False, False, True, False, False])
    papers = ByValue(column, left_out)
    assert papers.of(["x"]).tolist() == [0, 5]
    assert sorted(papers.of(["x", "z", "x", "none", ""]).tolist()) == [0, 4, 5]
    assert papers.of([]).tolist() == []


def test_counts_are_in_the_order_of_the_values() -> None:
    columns = {"a": Column.of(["q", "b", "", "k", "b"]), "b": Column.of(["2", "2", "1", "1", "3"])}
    counts = Cells(columns, np.ones(5, np.float32)).counts(np.arange(5))
    assert {name: list(found) for name, found in counts.items()} == {
        "a": ["b", "k", "q"],
        "b": ["1", "2", "3"],
    }


def test_columns_counted_together_count_as_each_by_itself() -> None:
    chance = np.random.default_rng(3)
    columns = {
        name: Column.of([f"{value or ''}" for value in chance.integers(0, kinds, 500).tolist()])
        for name, kinds in (("a", 3), ("b", 1), ("c", 40), ("d", 200))
    }
    standing = chance.choice(np.array([0.85, 1.0, 1.02], np.float32), 500)
    few = {"a": columns["a"], "b": columns["b"]}
    for counted in (columns, few):
        cells = Cells(counted, standing)
        for some in (np.arange(500), np.arange(0, 500, 7), np.empty(0, np.intp)):
            alone = {name: values_of(column, some) for name, column in counted.items()}
            for value in alone.values():
                del value[""]
            assert cells.counts(cells.of(some)) == alone
            for name, column in counted.items():
                assert cells.codes[name][cells.of(some)].tolist() == column.codes[some].tolist()
            assert cells.standing[cells.of(some)].tolist() == standing[some].tolist()


def values_of(column: Column, numbers: Numbers) -> Counter[str]:
    return Counter(column.values[code] for code in column.codes[numbers].tolist())


def test_cells_of_no_documents_hold_nothing() -> None:
    cells = Cells({"a": Column.of([])}, np.empty(0, np.float32))
    assert cells.counts(cells.of(np.empty(0, np.intp))) == {"a": {}}


@pytest.mark.parametrize("wanted", [1, 10, 200, 6000])
def test_the_first_of_many_are_those_of_a_full_sort(wanted: int) -> None:
    chance = np.random.default_rng(4)
    snapshot = Snapshot(("", 0), (), ())
    snapshot.ids = np.array([f"{n:06}".encode() for n in chance.permutation(9000)], np.bytes_)
    numbers = np.sort(chance.choice(9000, 5000, replace=False))
    for key in (chance.random(5000, np.float32), chance.integers(0, 9, 5000).astype(np.int32)):
        right = np.lexsort((snapshot.ids[numbers], -key))[:wanted]
        assert snapshot.order(numbers, key, wanted).tolist() == right.tolist()


def test_a_large_key_is_the_same_as_another_of_the_same_value() -> None:
    one, other = Hashed((1, ("a", "b"))), Hashed((1, ("a", "b")))
    assert one == other
    assert {one: 1}[other] == 1
    assert one != Hashed((2, ("a", "b")))
