"""Words in the other script, where that is all that tells them apart."""

from __future__ import annotations

import pytest

from archive.understanding.scripts import in_script


@pytest.mark.parametrize(
    ("word", "script", "shown"),
    [
        ("尾數", "zh-Hans", "尾数"), ("後台", "zh-Hans", "后台"), ("尾数", "zh-Hans", "尾数"),
        ("满意度", "zh-Hant", "滿意度"), ("线上活动", "zh-Hant", "線上活動"), ("产品", "zh-Hant", "產品"),
        ("合同书", "zh-Hant", "合同書"), ("尾數", "zh-Hant", "尾數"),
        ("尾數", "en", "尾數"), ("balance due", "zh-Hans", "balance due"),
    ],
)  # fmt: skip
def test_a_word_is_shown_in_a_script(word: str, script: str, shown: str) -> None:
    assert in_script(word, script) == shown


@pytest.mark.parametrize("word", ["头发", "后台", "里程碑", "制作", "松树", "计划", "周报", "复盘"])
def test_a_word_of_which_it_cannot_be_told_stays(word: str) -> None:
    assert in_script(word, "zh-Hant") == word
