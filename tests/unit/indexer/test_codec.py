"""Posting lists come back from the disk as they were put."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.indexer.codec import Postings, decode, decode_all, decode_entries, encode, encode_all
from archive.indexer.term_entries import entry_of_many, entry_of_one


@given(
    st.sets(st.integers(0, 2**31 - 1), min_size=2, max_size=60),
    st.sampled_from([(1.0,), (0.5, 1.0, 3.5, 127.5), (0.25, 1.0), (1.0, 128.0, 5000.0)]),
)
def test_a_list_survives_writing_and_reading(numbers: set[int], weights: tuple[float, ...]) -> None:
    documents = np.array(sorted(numbers), np.int32)
    given_weights = np.resize(np.array(weights, np.float32), len(documents))
    got, got_weights = decode(encode(documents, given_weights))
    assert got.tolist() == documents.tolist()
    assert got_weights.tolist() == given_weights.tolist()
    assert (got.dtype, got_weights.dtype) == (np.int32, np.float32)


def test_a_list_takes_two_bytes_for_a_document() -> None:
    documents = np.arange(0, 20_000, 7, dtype=np.int32)
    assert len(encode(documents, np.ones(len(documents), np.float32))) < 2 * len(documents) + 20


@pytest.mark.parametrize("last", [65_535, 65_536])
def test_numbers_beyond_two_bytes_are_kept_as_gaps(last: int) -> None:
    documents = np.array([3, 4, 900, last], np.int32)
    weights = np.array([1, 2, 1, 0.5], np.float32)
    written = encode(documents, weights)
    assert decode(written)[0].tolist() == documents.tolist()
    assert decode(written)[1].tolist() == weights.tolist()


def test_lists_of_many_terms_and_segments_come_back_end_to_end() -> None:
    few = encode(np.array([1, 5], np.int32), np.array([1, 1], np.float32))
    halves = encode(np.array([0, 2, 9], np.int32), np.array([0.5, 3, 1], np.float32))
    wide = encode(np.array([4, 70_000], np.int32), np.array([0.3, 500], np.float32))
    gathered = decode_all([[wide, b"", few], [halves, b"", b""]], [0, 80_000])
    assert gathered.documents.tolist() == [4, 70_000, 80_000, 80_002, 80_009, 1, 5]
    assert gathered.weights.tolist() == pytest.approx([0.3, 500, 0.5, 3, 1, 1, 1])
    assert gathered.ends == [5, 5, 7]
    assert (gathered.documents.dtype, gathered.weights.dtype) == (np.intp, np.float32)
    assert decode_all([[]], [0]).ends == []


WEIGHTS = [(1.0,), (0.5, 1.0, 3.5, 127.5), (0.25, 1.0), (1.0, 128.0), (300.0,), (2.0,)]
LISTS = st.lists(
    st.tuples(
        st.sets(st.integers(0, 70_000), min_size=1, max_size=20).map(sorted),
        st.sampled_from(WEIGHTS),
    ),
    min_size=1,
    max_size=12,
)


class _File(BytesIO):
    def get(self, place: int, length: int) -> bytes:
        return self.getvalue()[place : place + length]


@given(LISTS)
def test_lists_written_together_are_what_they_are_one_by_one(
    lists: list[tuple[list[int], tuple[float, ...]]],
) -> None:
    postings: list[Postings] = [
        (np.array(numbers, np.int32), np.resize(np.array(weights, np.float32), len(numbers)))
        for numbers, weights in lists
    ]
    file, entries = _File(), []
    for (documents, weights), found in zip(postings, encode_all(postings), strict=True):
        written, total, most, first, last = found
        assert written == (encode(documents, weights) if len(documents) > 1 else b"")
        assert (total, most) == (float(weights.sum()), float(weights.max()))
        assert (first, last) == (documents[0], documents[-1])
        extent = file.tell(), len(written)
        file.write(written)
        one = entry_of_one(first, total)
        many = entry_of_many(total, most, len(documents), (first, last), extent)
        entries.append(many if written else one)
    read = decode_entries(entries, file)
    assert read.documents.tolist() == [n for documents, _ in postings for n in documents.tolist()]
    assert read.weights.tolist() == [n for _, weights in postings for n in weights.tolist()]
    assert read.ends == np.cumsum([len(documents) for documents, _ in postings]).tolist()
