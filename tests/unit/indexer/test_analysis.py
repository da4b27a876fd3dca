"""Terms: the same from every way of writing a text, and the same for documents and queries."""

from __future__ import annotations

import random
import time
from datetime import date
from itertools import pairwise

import pytest

from archive.indexer.analysis import TermBag, gram_of, normal_form, plain_form, stem, units_of
from archive.indexer.figures import codes_of
from tests.support.index_entries import SENTENCES, SUBJECTS


def bag(text: str, **more: object) -> TermBag:
    found = TermBag()
    found.add(text, **more)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("專案經費檢討", "专案经费检讨"),
        ("ＡＢＣ　２０２６", "abc 2026"),
        ("計畫書與企畫", "计划书与企划"),
        ("部份成份身分", "部分成分身份"),
        ("會議紀錄", "会议记录"),
        ("帳戶明細", "账户明细"),
        ("回覆與沿著", "回复与沿着"),
        ("壹、貳期與雙十壹", "一、二期与双十一"),
        ("客 戶 意 見", "客户意见"),
        ("姓 名：王 明", "姓名:王明"),
    ],
)
def test_regional_ways_of_writing_come_to_one_form(one: str, other: str) -> None:
    assert normal_form(plain_form(one)) == normal_form(plain_form(other))


def test_words_that_only_look_like_a_regional_spelling_stay() -> None:
    assert normal_form("设计画面") == "设计画面"
    assert normal_form("规画") == "规划"
    assert (
        normal_form("规画布署") == "规画部署"
    )  # what stands beside it is looked at as it was written


def test_spaces_between_words_are_not_closed_up() -> None:
    assert plain_form("拍攝 場地 租金") == "拍攝 場地 租金"
    assert plain_form("甲 方：北 港") == "甲方:北港"


def test_the_normal_form_keeps_every_character_in_its_place() -> None:
    for text in (*SUBJECTS, *SENTENCES, "計畫部份身分㈱ ﬁne"):
        plain = plain_form(text)
        assert len(normal_form(plain)) == len(plain)


def test_numbers_are_whole_and_written_one_way() -> None:
    words = bag("共2,860,000.00元，第12屆，版本3.10，2026年").words
    assert {"2860000", "12", "3.1", "2026"} <= set(words)
    assert not {"2", "860", "000"} & set(words)


def test_amounts_are_found_by_value() -> None:
    for written in ("286万元", "286萬", "人民幣貳佰捌拾陸萬元整", "RMB 2.86 million"):
        assert "2860000" in bag(written).words, written
    assert "0.28" not in bag("28%").words


@pytest.mark.parametrize("written", ["參佰肆拾伍萬元整", "叁佰肆拾伍万元整", "三百四十五萬元"])
def test_a_formal_three_keeps_its_value_when_the_script_is_folded(written: str) -> None:
    assert "3450000" in bag(f"總價{written}").words


def test_a_word_with_the_character_of_the_formal_three_stays() -> None:
    assert normal_form("參加者與參拜") == "参加者与参拜"


def test_days_are_found_in_either_calendar_and_without_their_year() -> None:
    for written in ("2025年8月23日", "114年8月23日", "2025-08-23", "23 August 2025"):
        assert {"d:2025-08-23", "d:2025-08", "d:--08-23"} <= set(bag(written).words), written
    assert "d:--08-23" in bag("訂於8月23日").words
    assert "d:2025-08-23" in bag("訂於8月23日", near=date(2025, 7, 3)).words


def test_codes_are_found_whole_and_in_parts() -> None:
    words = set(bag("編號 YX-MKT-2025-0908 與 kitchen-table").words)
    assert {"yxmkt20250908", "yx", "mkt", "0908", "kitchentable", "kitchen"} <= words


def test_latin_words_have_neighbours_too() -> None:
    grams = set(bag("KOL 投放第12屆 Kitchen tables, and").grams)
    assert {"kol投", "第12", "12届", "kitchen tabl"} <= grams
    assert "tabl and" not in grams


def test_a_character_that_folding_confuses_is_kept_in_its_script_as_well() -> None:
    hair, start = bag("頭髮"), bag("開頭發展")
    assert {"头髮", "髮"} <= set(hair.extras)
    assert "头髮" not in start.extras
    assert hair.gram_length == 1


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("meetings", "meet"),
        ("client's", "client"),
        ("api", "api"),
        ("w45", "w45"),
        ("café", "café"),
    ],
)
def test_english_words_are_stemmed_and_codes_are_not(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_weights_multiply_counts() -> None:
    found = TermBag()
    found.add("預算")
    found.add("預算 預算", weight=2.5)
    assert found.words["预算"] == found.grams["预算"] == 6
    assert found.word_length == 6


def test_a_query_cuts_a_text_into_the_grams_the_index_holds() -> None:
    """Documents are cut fast and queries with their places: the two must never part."""
    chance = random.Random(5)  # noqa: S311 - drawn examples, no secret
    pieces = [
        *"專案客戶頭髮的，。 \t\n-_.:&'",
        "kol",
        "12",
        "3.5",
        "2,000",
        "meetings",
        "w45",
        "é",
        "ア",
    ]
    for _ in range(3000):
        text = normal_form(plain_form("".join(chance.choices(pieces, k=chance.randrange(1, 9)))))
        units = units_of(text)
        pairs = pairwise(units)
        asked = {gram for one, two in pairs if (gram := gram_of(text, one, two))}
        assert asked == set(bag(text).grams), text


@pytest.mark.parametrize("line", ["q1" * 12_000, "7" * 24_000, "q1" * 12_000 + "-b4"])
def test_a_line_without_a_break_is_read_in_one_pass(line: str) -> None:
    """What was encoded for the mail stands in one line; it took minutes, and kept the index from all others."""
    began = time.process_time()
    list(codes_of(line))
    assert time.process_time() - began < 1
