"""What is kept between searches: within its bytes, and nothing of one caller for another."""

from __future__ import annotations

import numpy as np

from archive.indexer.byte_cache import ByteCache
from archive.indexer.columns import Column


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


def test_a_value_larger_than_the_limit_is_not_kept() -> None:
    cache: ByteCache[str, bytes] = ByteCache(3, len)
    cache.put("a", b"1234")
    assert cache.get("a") is None


def test_columns_of_segments_laid_end_to_end_count_as_one() -> None:
    one, other = Column.of(["x", "", "y"]), Column.of(["y", "z", "y"])
    whole = Column.joined([one, other])
    assert whole.counts(np.arange(6)) == {"x": 1, "y": 3, "z": 1}
    assert whole.counts(np.array([1], np.intp)) == {}
    assert whole.among(["y", ""]).tolist() == [False, False, True, True, False, True]
    assert Column.joined([]).counts(np.empty(0, np.intp)) == {}
