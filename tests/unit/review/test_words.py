"""Word lists: either script, whole English words, and every list of the file in use."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import archive.review
from archive.review.reading.words import Words, word_list

PACKAGE = Path(archive.review.__file__).parent
LISTS = yaml.safe_load((PACKAGE / "reading" / "vocabulary.yaml").read_text("utf-8"))
KEYS = [f"{section}.{name}" for section, lists in LISTS.items() for name in lists]


def test_a_chinese_word_is_found_in_either_script_and_any_width() -> None:
    assert Words("預算").within("预算总额")
    assert Words("预算").within("預算總額")
    assert Words("kpi").within("ＫＰＩ 目標")


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("due", "Due date", True),
        ("due", "overdue", False),
        ("success", "Successes", True),
        ("went_well", "What went  well", True),
        ("went_well", "went-well", True),
        ("no", "Notes", False),
        ("cost", "Costs", True),
    ],
)
def test_an_english_word_stands_alone_but_for_its_plural(word: str, text: str, found: bool) -> None:
    assert Words(word).within(text) is found


def test_the_longer_of_two_words_wins() -> None:
    assert Words("达成 未达成").search("未达成").group() == "未达成"


@pytest.mark.parametrize("key", KEYS)
def test_every_list_has_words_and_a_user(key: str) -> None:
    assert word_list(key).pattern.pattern
    code = "\n".join(file.read_text("utf-8") for file in PACKAGE.rglob("*.py"))
    section, _, name = key.partition(".")
    assert f'"{key}"' in code or (
        section == "gaps" and name.startswith(("series_", "papers_of_class_"))
    )


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        word_list("common.nonsense")
