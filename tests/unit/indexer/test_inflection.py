"""Forms of one English word, told from words of its family."""

from __future__ import annotations

import pytest

from archive.indexer.inflection import GERUND, SAME_STEM, SAME_WORD, nearness


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("entries", "entry"),
        ("boxes", "box"),
        ("approved", "approve"),
        ("planned", "plan"),
        ("actual", "actuals"),
        ("deliver", "delivered"),
        ("trained", "training"),
        ("training", "trainings"),
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


@pytest.mark.parametrize(
    ("word", "other"), [("training", "train"), ("moving", "moves"), ("billing", "bills")]
)
def test_a_gerund_stands_between_its_verb_and_the_family(word: str, other: str) -> None:
    assert SAME_STEM < nearness(word, other) == nearness(other, word) == GERUND < SAME_WORD
