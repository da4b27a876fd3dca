"""Field words of a query, and words with one wrong letter."""

from __future__ import annotations

import pytest

from archive.indexer.field_words import FieldWord, take_field_words
from archive.indexer.query import make_plan
from archive.indexer.spelling import one_apart, rewritten
from archive.indexer.thesaurus import shipped_thesaurus


def fields_of(typed: str) -> tuple[FieldWord, ...]:
    return make_plan(typed, shipped_thesaurus()).fields


@pytest.mark.parametrize(
    ("typed", "facet", "value"),
    [
        ("类型:合同", "class", "contract"),
        ("類型：合約", "class", "contract"),
        ("class:contract", "class", "contract"),
        ("type:MTG 三月", "class", "minutes"),
        ("year:2026", "year", "2026"),
        ("年份:115年", "year", "2026"),
        ("年度:民國114年", "year", "2025"),
        ("語言:简体中文", "language", "zh-Hans"),
    ],
)
def test_a_field_word_stands_for_a_value(typed: str, facet: str, value: str) -> None:
    assert fields_of(typed) == (FieldWord(facet, (value,)),)


@pytest.mark.parametrize("typed", ["客戶:晨光", "client:晨光", 'customer:"晨光"', "甲方：晨光"])
def test_a_client_is_named_by_a_part_of_the_name(typed: str) -> None:
    (word,) = fields_of(typed)
    assert word.holds("晨光茶業")
    assert not word.holds("北岸")
    assert not word.holds("")


@pytest.mark.parametrize(
    "typed", ["類型:隨便", "year:soon", "注意:合同", "http://x.test", "10:30 會議"]
)
def test_any_other_colon_is_text(typed: str) -> None:
    assert fields_of(typed) == ()


def test_what_is_beside_a_field_word_is_searched() -> None:
    fields, rest = take_field_words("客戶:晨光 直播 檢討", lambda _word: None)
    assert len(fields) == 1
    assert rest.split() == ["直播", "檢討"]


def test_a_field_word_alone_lists_everything_that_has_the_value() -> None:
    assert make_plan("class:contract", shipped_thesaurus()).everything


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("harbuor", "harbour", True),
        ("harbor", "harbour", True),
        ("harbouur", "harbour", True),
        ("harbozr", "harbour", True),
        ("harbour", "harbour", False),
        ("harobur", "harbour", True),
        ("hrabuor", "harbour", False),
        ("harbo", "harbour", False),
        ("", "ab", False),
    ],
)
def test_one_wrong_letter_is_one(word: str, other: str, expected: bool) -> None:
    assert one_apart(word, other) is one_apart(other, word) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("harbuor 檢討 2026", "harbour 檢討 2026"),
        ("Harbuor 檢討 2026", "Harbour 檢討 2026"),
        ("HARBUOR 檢討", "HARBOUR 檢討"),
    ],
)
def test_a_query_is_rewritten_where_it_was_wrong(typed: str, expected: str) -> None:
    assert rewritten(typed, {"harbuor": "harbour"}) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "class:contract class:minutes",
        "類型:合同,會議紀錄",
        "类型：合同、会议纪要",
        "type:con type:mtg",
    ],
)
def test_several_values_of_one_field_widen(typed: str) -> None:
    (word,) = fields_of(typed)
    assert word.holds("contract")
    assert word.holds("minutes")
    assert not word.holds("plan")


def test_a_field_word_after_a_minus_leaves_out() -> None:
    year, client = fields_of("-年份:2025,2026 -客戶:晨光")
    assert [year.holds(value) for value in ("2025", "2026", "2024", "")] == [
        False,
        False,
        True,
        True,
    ]
    assert [client.holds(value) for value in ("晨光茶業", "北岸", "")] == [False, True, True]
    assert len(fields_of("class:contract -class:contract")) == 2


def test_a_comma_in_the_name_of_a_client_parts_nothing() -> None:
    (word,) = fields_of('client:"Lark,Finch Ltd"')
    assert word.holds("Lark,Finch Ltd.")
    assert not word.holds("Lark Pier")
    assert fields_of("類型:合同,隨便") == ()
