"""The normal form of a stored text: the one that words are indexed in, and the way back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.folding import fold, fold_with_offsets, original_span
from archive.indexer.analysis import respelled
from archive.indexer.letters import HAN
from archive.indexer.marking import marker
from archive.indexer.normal_text import NormalText

PIECES = (
    *"專案檢討著瞭身分紀錄規畫畫面ＡＢＣ，：（）㈱ﬁÉe\u0301ΣςİẞＫ㎡½①〇한각กำ\u3000\u00a0 \n\t\0\x1eaZ9,.",
    *"\u2028\x85…℃\u0308\U000e0101\U0001f600",
    "身分",
    "企畫",
    "KOL 投放",
    "客 戶",
    "    ",
    "\ud800",
)


some_text = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(some_text)
def test_it_is_what_folding_and_respelling_give(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    found = NormalText.of(text)
    assert found.normal == respelled(folded) == respelled(fold(text))
    assert [found.shifts.began(place) for place in range(len(offsets))] == list(offsets)


@given(some_text, st.integers(0, 40), st.integers(0, 40))
def test_a_range_leads_back_to_whole_clusters(text: str, start: int, length: int) -> None:
    folded, offsets = fold_with_offsets(text)
    start, end = min(start, len(folded)), min(start + length, len(folded))
    assert NormalText.of(text).original(0, start, end) == original_span(offsets, start, end)


@given(some_text)
def test_white_space_beside_chinese_is_what_a_slow_reader_leaves_out(text: str) -> None:
    found = NormalText.of(text)
    beside = rf"(?<=\S)(?<!\s)(?:(?<=[{HAN}])\s{{1,3}}(?=\S)|\s{{1,3}}(?=[{HAN}]))"
    assert found.closed == re.sub(beside, "", found.normal)


def test_all_white_space_of_a_normal_form_is_known() -> None:
    stays = {c for c in map(chr, range(0x3001)) if c.isspace() and fold(c) == c}
    known = [white for white in sorted(stays) if NormalText.of(f"甲{white}乙").closed == "甲乙"]
    assert known == sorted(stays)


def test_the_way_back_takes_a_place_for_each_cluster_alone() -> None:
    found = NormalText.of("甲" * 5000 + "…" + "乙" * 5000)
    assert found.shifts == ([5000], [5003], [5000], [5001])
    assert found.original(0, 5001, 5004) == (5000, 5002)


@given(some_text)
def test_what_is_closed_leads_back_character_by_character(text: str) -> None:
    found = NormalText.of(text)
    assert [found.normal[found.span(n, n + 1)[0]] for n in range(len(found.closed))] == [
        *found.closed
    ]


@given(st.lists(some_text, min_size=1, max_size=4))
def test_texts_end_to_end_are_what_each_is_by_itself(texts: list[str]) -> None:
    together = NormalText.of(*texts)
    alone = [NormalText.of(text) for text in texts]
    assert [together.part(number) for number in range(len(texts))] == [one.normal for one in alone]
    for number, one in enumerate(alone):
        for at in range(len(one.normal)):
            place = together.starts[number] + at
            assert together.original(number, place, place + 1) == one.original(0, at, at + 1)
    places = [together.text_at(place) for place in together.starts]
    assert places == list(range(len(texts)))


@given(st.lists(some_text, min_size=1, max_size=4), st.lists(some_text, max_size=3))
def test_words_are_found_in_texts_end_to_end_where_they_are_in_each(
    texts: list[str], sought: list[str]
) -> None:
    words = marker(("身份", "专案", "az9", "kol投放", *sought))
    alone = [words.hits(NormalText.of(text)) for text in texts]
    assert words.hits_in_each(NormalText.of(*texts)) == alone


def test_a_text_leads_back_to_the_text() -> None:
    found = NormalText.of("㈱ＫＯＬ投放與檢討")
    assert found.normal == "(株)kol投放与检讨"
    assert found.original(0, 1, 2) == (0, 1)
    assert found.original(0, 2, len(found.normal)) == (0, 9)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("客 戶  反\n饋", "客户反馈"),
        ("KOL 投放 plan B", "kol投放plan b"),
        ("甲    乙", "甲    乙"),
        ("  甲 ", "  甲 "),
        ("two words", "two words"),
    ],
)
def test_white_space_beside_chinese_is_left_out_up_to_three(text: str, closed: str) -> None:
    assert NormalText.of(text).closed == closed


def test_words_with_several_latin_parts_may_stand_apart() -> None:
    words = marker(("q3 plan檢討",))
    for text in ("Q3 plan 檢討", "q3plan檢討", "Q3 plan檢\n討"):
        (hit,) = words.hits(NormalText.of(text))
        assert (hit.start, hit.end) == (0, len(text))
