"""Sentences that name their side, tables with glossed heads, letters whose head is long."""

from __future__ import annotations

import pytest

from archive.review.client.client_words import client_words
from archive.review.lessons.lessons import lessons_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, project, source, table, text

PROJECT = project("L12", "燈籠夜", "Marlow Ferry Trust", "en")


def learned(*blocks: Block, class_key: str = "retrospective") -> tuple[list[str], list[str]]:
    good, bad = lessons_of(sort_papers(PROJECT, [source(class_key, "r", "2026-06-04", *blocks)]))
    return [x.text.rstrip("。") for x in good], [x.text.rstrip("。") for x in bad]


@pytest.mark.parametrize(
    "line",
    [
        "最成功之處，在於老船長上台說故事；其次是渡輪上發放熱薑茶。",
        "做得好的地方，包括老船長上台說故事；以及渡輪上發放熱薑茶。",
        "最成功的是老船長上台說故事。另一個是渡輪上發放熱薑茶。",
    ],
)
def test_a_sentence_that_names_its_side_and_the_next_of_it(line: str) -> None:
    told = learned(
        heading("結案報告"), heading("檢討與建議", 2), text(line), class_key="final_report"
    )
    assert told == (["老船長上台說故事", "渡輪上發放熱薑茶"], [])


def test_heads_of_columns_with_their_meaning_in_brackets() -> None:
    board = table(
        "Plus (+)|Delta (what to change)",
        "Crew spoke on the quay|Lamps arrived four days late",
        "Songs sung by the school|Tickets printed without a gate",
        "Ferry crews kept the spare lamps dry|Nobody counted those who waited at the pier",
    )
    good, bad = learned(heading("Look back"), board)
    assert good[:2] == ["Crew spoke on the quay", "Songs sung by the school"]
    assert bad[:2] == ["Lamps arrived four days late", "Tickets printed without a gate"]
    assert (len(good), len(bad)) == (3, 3)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            ["Marlow Ferry Trust", "9 Quay Street", "4 June 2026", "Dear Ada"],
            "The lamps went to our old office, and for a week our porters carried them over.",
        ),
        (
            ["馬洛渡輪信託", "碼頭街九號（辦事處）", "2026年6月4日", "青禾公關有限公司 林佳蓉小姐 台鑒", "燈籠夜 致謝"],
            "我們的義工連夜把燈籠由舊址搬到碼頭。",
        ),
        (["马洛渡轮信托", "关于服务的评价函", "青禾公关有限公司："], "灯笼送到了旧址，后来是我们自己搬过去的。"),
    ],
)  # fmt: skip
def test_a_letter_may_open_with_address_and_day_before_whom_it_is_to(
    head: list[str], said: str
) -> None:
    papers = sort_papers(PROJECT, [source("feedback", "letter", "2026-06-04", text(*head, said))])
    assert said in [words.text for words in client_words(papers)]
