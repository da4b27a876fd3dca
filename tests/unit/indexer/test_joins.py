"""Which segments are joined: few stay, and no document is written anew for every few that are filed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from archive.indexer.joins import MOST_DOCUMENTS, MOST_TERMS, RATIO, SMALL, WORTH, joinable


@dataclass(frozen=True, eq=False)
class Sized:
    """A segment of so many documents."""

    documents: int

    def doc_count(self) -> int:
        return self.documents


def joined(sizes: list[int], *, at_rest: bool = False, terms: int = 0) -> list[int]:
    chosen = joinable([Sized(size) for size in sizes], lambda _: terms, at_rest=at_rest)
    return [segment.documents for segment in chosen]


def test_two_that_are_no_longer_small_become_one_at_once() -> None:
    assert joined([400, 300]) == [400, 300]
    assert joined([400, 1, 300]) == [400, 1, 300]  # in the order in which they stand


def test_a_few_small_ones_wait_until_nothing_was_filed_for_long() -> None:
    assert joined([1] * WORTH) == []
    assert joined([1] * (WORTH + 1)) == [1] * (WORTH + 1)
    assert joined([1, 1], at_rest=True) == [1, 1]
    assert joined([1], at_rest=True) == []
    assert joined([], at_rest=True) == []


def test_a_large_one_is_not_written_anew_for_a_few_documents() -> None:
    assert joined([RATIO * 100 + 1, 100], at_rest=True) == []
    assert joined([RATIO * 100, 100], at_rest=True) == [RATIO * 100, 100]
    assert joined([RATIO * SMALL, 1], at_rest=True) == [RATIO * SMALL, 1]
    assert joined([RATIO * SMALL + 1, 1], at_rest=True) == []


def test_a_segment_is_never_made_too_large() -> None:
    half = MOST_DOCUMENTS // 2
    assert joined([half, half]) == [half, half]
    assert joined([half, half + 1], at_rest=True) == []
    assert joined([500, 500], terms=MOST_TERMS // 2 + 1, at_rest=True) == []


@pytest.mark.parametrize("number", [3_000, 15_000])
def test_filed_one_by_one_few_segments_are_left_and_each_document_is_rewritten_a_few_times(
    number: int,
) -> None:
    sizes: list[int] = []
    written = 0

    def join(*, at_rest: bool) -> bool:
        chosen = joined(sizes, at_rest=at_rest)
        for size in chosen:
            sizes.remove(size)
        sizes.append(sum(chosen))
        return bool(chosen)

    for _ in range(number):
        sizes.append(1)
        if join(at_rest=False):
            written += sizes[-1]
        sizes[:] = filter(None, sizes)
    while join(at_rest=True):
        continue
    sizes[:] = filter(None, sizes)
    assert sum(sizes) == number
    assert len(sizes) <= 4
    assert written <= 14 * number, written / number
