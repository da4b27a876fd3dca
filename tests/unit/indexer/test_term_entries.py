"""Entries of the term dictionary say what was put into them, in few bytes."""

from __future__ import annotations

import pytest

from archive.indexer.term_entries import TermEntry


def an_entry(weight: float, count: int, most: float, first: int, last: int) -> TermEntry:
    entry = TermEntry(weight, count, 1, 1, most, first, last)
    entry.set_extent(*((70_000, 321) if count > 1 else (0, 0)))
    return entry


@pytest.mark.parametrize(
    ("values", "size"),
    [
        ((1.0, 1, 1.0, 8_191, 8_191), 5),
        ((0.5, 1, 0.5, 0, 0), 5),
        ((127.0, 1, 127.0, 3, 3), 5),
        ((400.5, 1, 400.5, 3, 3), 9),
        ((0.25, 1, 0.25, 3, 3), 9),
        ((12.5, 7, 3.0, 2, 8_000), 29),
    ],
)
def test_an_entry_comes_back_as_it_was(
    values: tuple[float, int, float, int, int], size: int
) -> None:
    written = an_entry(*values).to_bytes()
    assert len(written) == size
    read = TermEntry.from_bytes(written)
    found = (read.weight(), read.doc_frequency(), read.max_weight(), read.min_id(), read.max_id())
    assert found == values
    assert read.extent() == ((70_000, 321) if values[1] > 1 else (0, 0))
