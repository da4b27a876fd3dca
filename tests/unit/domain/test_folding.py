"""Folding: text that people regard as the same compares equal, and leads back to the original."""

from __future__ import annotations

import random
import unicodedata

import pytest

from archive.domain.folding import fold, fold_with_offsets, original_span
from archive.domain.traditional import SIMPLIFIED, TRADITIONAL
from scripts.generate_folding import TARGET, module_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("專案結案報告", "专案结案报告"),
        ("客戶與臺北團隊", "客户与台北团队"),
        ("ＫＯＬ　投放２０２５", "kol 投放2025"),
        ("裏面裡面", "里面里面"),
        ("頭髮發展", "头发发展"),
        ("Straße", "straße"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("①號方案", "1号方案"),
    ],
)
def test_both_ways_of_writing_fold_to_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_regional_forms_with_another_common_reading_stay_apart() -> None:
    assert fold("什么") == "什么"
    assert fold("著名") == "著名"


def test_every_character_of_the_map_is_at_the_end_of_its_chain() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert fold(SIMPLIFIED) == fold(TRADITIONAL) == fold(fold(TRADITIONAL))


def test_the_map_is_what_the_generator_writes() -> None:
    assert TARGET.read_text("utf-8") == module_text()


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("我們㈱公司的專案", "(株)公司", "㈱公司"),
        ("我們㈱公司的專案", "株", "㈱"),
        ("我們㈱公司的專案", "专案", "專案"),
        ("ＫＯＬ　投放", "kol", "ＫＯＬ"),
        ("cafe\u0301 結案", "café", "cafe\u0301"),
        ("cafe\u0301 結案", "结案", "結案"),
        ("Ａ㍿Ｂ結案", "b结", "Ｂ結"),
    ],
)
def test_a_match_in_the_folded_text_leads_to_the_original_characters(
    text: str, word: str, expected: str
) -> None:
    folded, offsets = fold_with_offsets(text)
    at = folded.index(word)
    start, end = original_span(offsets, at, at + len(word))
    assert text[start:end] == expected


def test_an_empty_range_stays_empty() -> None:
    _, offsets = fold_with_offsets("專案")
    assert original_span(offsets, 1, 1) == (1, 1)


def test_offsets_agree_with_folding_for_any_text() -> None:
    chance = random.Random(20260101)  # noqa: S311 - drawn examples, no secret
    odd = list("aA台臺㈱ﬁﾞｶIİßΣς각가힣각é\u0301\u0323ｶﾞ①㍿２０年 \t]-^\\\ud800\x00")
    pool = odd * 60 + [chr(chance.randrange(0x110000)) for _ in range(2000)]
    for _ in range(5000):
        text = "".join(chance.choices(pool, k=chance.randrange(9)))
        folded, offsets = fold_with_offsets(text)
        assert folded == fold(text)
        assert len(offsets) == len(folded) + 1
        assert list(offsets) == sorted(offsets)
        assert offsets[-1] == len(text)
        for place in range(len(folded)):
            start, end = original_span(offsets, place, place + 1)
            assert start < end


def test_a_text_of_one_length_throughout_costs_no_list() -> None:
    text = "專案，結案（報告）"
    folded, offsets = fold_with_offsets(text)
    assert offsets == range(len(text) + 1)
    assert folded == "专案,结案(报告)"
    assert unicodedata.is_normalized("NFKC", folded)
