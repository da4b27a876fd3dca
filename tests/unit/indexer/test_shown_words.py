"""Words by which texts are alike are shown whole, or not at all."""

from __future__ import annotations

import pytest

from archive.indexer.shown_words import shown, written_words

TEXT = (
    "門店動線圖見附件。我們辦快閃店，快閃店選址兩處。新的動線圖由設計師畫，體驗區動線圖另附，還有折線圖。"
    "茶飲賣得好，新品茶飲也是。請達人拍攝。再開一家閃購鋪。Budgets were cut, the budget too."
)


@pytest.mark.parametrize(
    ("word", "as_shown"),
    [
        ("闪店", "快閃店"),  # beside the same character wherever it occurs
        ("线图", "動線圖"),
        ("折线", "折線圖"),  # a part of a word that the dictionary has
        ("茶饮", "茶飲"),  # beside this and that
        ("达人", "達人"),  # a word of the dictionary, whatever stands before it once
        ("budget", "Budgets"),
    ],
)
def test_a_word_is_shown_whole_as_the_text_writes_it(word: str, as_shown: str) -> None:
    assert written_words(TEXT, [word]) == {word: as_shown}


def test_what_one_place_leaves_open_is_not_shown() -> None:
    assert written_words(TEXT, ["闪购", "处新", "没有的"]) == {}


def test_a_reason_has_no_word_inside_another_and_is_never_empty() -> None:
    written = {"闪店": "快閃店", "快闪": "快閃店", "店": "店", "设计": "設計"}
    assert shown(["店", "快闪", "设计", "闪店", "线图"], written) == ("快閃店", "設計")
    assert shown(["线图", "处新"], {}) == ("线图",)
