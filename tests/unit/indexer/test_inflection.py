"""Forms of one English word, told from words of its family."""

from __future__ import annotations

import pytest

from archive.indexer.inflection import SAME_SPELLING, SAME_STEM, SAME_WORD, nearness


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("entries", "entry"),
        ("boxes", "box"),
        ("approved", "approve"),
        ("planned", "plan"),
        ("moving", "moves"),
        ("billing", "bills"),
        ("sponsor's", "sponsors"),
        ("site visits", "site visit"),
        ("kick off", "kick-off"),
    ],
)
def test_forms_of_one_word(word: str, other: str) -> None:
    assert nearness(word, other) == nearness(other, word) == SAME_WORD


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("activation", "activity"),
        ("attendance", "attend"),
        ("organiser", "organise"),
        ("national", "nation"),
        ("bus", "bu"),
        ("press", "pres"),
    ],
)
def test_words_of_one_family(word: str, other: str) -> None:
    assert nearness(word, other) == nearness(other, word) == SAME_STEM


def test_the_same_spelling_is_nearest() -> None:
    assert nearness("training", "training") == SAME_SPELLING > SAME_WORD > SAME_STEM
