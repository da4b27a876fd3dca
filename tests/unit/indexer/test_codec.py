"""Posting lists come back from the disk as they were put."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.indexer.codec import decode, encode


@given(
    st.sets(st.integers(0, 2**31 - 1), min_size=2, max_size=60),
    st.sampled_from([(1.0,), (0.5, 1.0, 3.5, 127.5), (0.25, 1.0), (1.0, 128.0, 5000.0)]),
    st.integers(0, 9),
)
def test_a_list_survives_writing_and_reading(
    numbers: set[int], weights: tuple[float, ...], offset: int
) -> None:
    documents = np.array(sorted(numbers), np.int32)
    given_weights = np.resize(np.array(weights, np.float32), len(documents))
    stored = b"x" * offset + encode(documents, given_weights)
    got, got_weights = decode(lambda start, length: stored[start : start + length], offset)
    assert got.tolist() == documents.tolist()
    assert got_weights.tolist() == given_weights.tolist()
    assert (got.dtype, got_weights.dtype) == (np.int32, np.float32)


def test_a_dense_list_takes_a_byte_for_a_document() -> None:
    documents = np.arange(0, 20_000, 7, dtype=np.int32)
    assert len(encode(documents, np.ones(len(documents), np.float32))) < len(documents) + 20
