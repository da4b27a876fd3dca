"""The normal form of a stored text: the one that words are indexed in, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.folding import fold, fold_with_offsets
from archive.indexer.analysis import respelled
from archive.indexer.marking import marker
from archive.indexer.normal_text import NormalText

PIECES = (
    *"專案檢討著瞭身分紀錄規畫畫面ＡＢＣ，：（）㈱ﬁÉe\u0301ΣςİẞＫ㎡½①〇한각กำ\u3000\u00a0 \n\t\0\x1eaZ9,.",
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
    assert list(found.offsets[0]) == list(offsets)


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
    assert [list(offsets) for offsets in together.offsets] == [list(o.offsets[0]) for o in alone]
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
    (offsets,) = found.offsets
    assert [offsets[0], offsets[3], offsets[-1]] == [0, 1, 9]


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
