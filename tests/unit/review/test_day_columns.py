"""Columns of days under headings of everyday words, and numbers of rows in every dress."""

from __future__ import annotations

import pytest

from archive.review.contracts.contracts import contracts_of
from archive.review.papers.papers import sort_papers
from archive.review.results.milestones import milestones_of
from tests.support.review_sources import Block, heading, project, source, table

PROJECT = project("D1", "x", "y", "zh-Hant")  # March to August 2026


def days(*blocks: Block) -> list[tuple[str, str, str]]:
    paper = source("final_report", "r", "2026-08-20", *blocks)
    return [
        (m.name, m.planned.value if m.planned else "", m.actual.value if m.actual else "")
        for m in milestones_of(sort_papers(PROJECT, [paper]))
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(
            [heading("時程"), table("|紙上|腳下", "開筆|4/2|4/2", "上牆|5/11|5/19", "收攤|6/30|6/28")],
            id="Taiwan",
        ),
        pytest.param(
            [heading("四　节点"), table("节点|许诺|兑现", "开笔|2026年4月2日|2026年4月2日",
                                     "上墙|2026年5月11日|2026年5月19日", "收摊|2026年6月30日|2026年6月28日")],
            id="mainland",
        ),
        pytest.param(
            [heading("進度"), table("階段|當初講|後尾", "開筆|2/4/2026|2/4/2026", "上牆|11/5/2026|19/5/2026",
                                  "收攤|30/6/2026|28/6/2026")],
            id="Hong Kong",
        ),
        pytest.param(
            [heading("Dates"), table("Step|On paper|In the end", "Ink|2 April 2026|2 April 2026",
                                     "Walls|11 May 2026|19 May 2026", "Packed|30 June 2026|28 June 2026")],
            id="Britain",
        ),
        pytest.param(
            [table("Milestone|In the end|Plan", "Ink|4/2/2026|4/2/2026", "Walls|5/19/2026|5/11/2026",
                   "Packed|6/28/2026|6/30/2026")],
            id="one word, turned round, America",
        ),
    ],
)  # fmt: skip
def test_two_columns_of_days_are_what_was_meant_and_what_came(blocks: list[Block]) -> None:
    found = [(planned, came) for _, planned, came in days(*blocks)]
    wanted = [("2026-04-02", "2026-04-02"), ("2026-05-11", "2026-05-19"), ("2026-06-30", "2026-06-28")]  # fmt: skip
    assert found == wanted


def test_days_of_something_that_nobody_calls_a_milestone_compare_nothing() -> None:
    assert not days(table("書名|借走|歸位", "甲|2026.04.02|2026.04.02", "乙|2026.05.11|2026.05.19",
                          "丙|2026.06.30|2026.06.28"))  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        ["階段|開始|結束", "籌備|2026.04.02|2026.04.20", "執行|2026.05.11|2026.05.30", "收尾|2026.06.01|2026.06.28"],
        ["节点|送审|核可", "初稿|2026.04.02|2026.04.05", "二稿|2026.05.11|2026.05.13", "定稿|2026.06.01|2026.06.02"],
        ["Phase|Start|End", "Prepare|2 April 2026|20 April 2026", "Run|11 May 2026|30 May 2026",
         "Close|1 June 2026|28 June 2026"],
        ["Stage|Original|Revised", "Prepare|2 April 2026|20 April 2026", "Run|11 May 2026|30 May 2026",
         "Close|1 June 2026|28 June 2026"],
        ["事項|誰負責|講好|交到", "布條|阿滿|2026.04.02|2026.04.02", "展架|小葵|2026.05.11|", "點心|阿滿|2026.06.01|"],
    ],
)  # fmt: skip
def test_other_days_beside_each_other_compare_nothing(rows: list[str]) -> None:
    assert not [entry for entry in days(heading("進度"), table(*rows)) if entry[2]]


@pytest.mark.parametrize(
    "marks",
    ["①②③", "ⅠⅡⅢ", "㈠㈡㈢", "甲乙丙", "壹貳參", ["i", "ii", "iii"], ["1-1", "1-2", "1-3"],
     ["第1項", "第2項", "第3項"], ["Item 1", "Item 2", "Item 3"], ["【一】", "【二】", "【三】"], ["⑴", "⑵", "⑶"]],
)  # fmt: skip
@pytest.mark.parametrize(
    "rows",
    [
        ("序|交付|數量", "說書場|12場", "導覽圖|3,000份", "短片|5支"),
        ("编号|成果|数量", "说书场|12场", "导览图|3,000份", "短片|5支"),
        ("|Output|How many", "Story nights|12", "Trail maps|3,000", "Clips|5"),
    ],
)
def test_the_number_of_a_row_is_not_its_name(marks: list[str], rows: tuple[str, ...]) -> None:
    listed = [f"{mark}|{row}" for mark, row in zip(marks, rows[1:], strict=True)]
    paper = source("contract", "c", "2026-03-04", table(rows[0], *listed))
    [contract] = contracts_of(sort_papers(PROJECT, [paper]))
    assert [(o.name, str(o.quantity)) for o in contract.obligations] == [
        (row.split("|")[0], amount)
        for row, amount in zip(rows[1:], ("12", "3000", "5"), strict=True)
    ]


@pytest.mark.parametrize(
    ("over", "rows"),
    [
        ("Dates", ["City|Doors|Load-out", "Leeds|2 April 2026|3 April 2026", "York|11 May 2026|12 May 2026",
                   "Hull|20 June 2026|21 June 2026"]),
        ("進度", ["項目|初審|複審", "腳本|4/2|4/9", "拍攝|5/11|5/19", "成片|6/20|6/28"]),
        ("时间表", ["场次|进场|撤场", "一|4月2日|4月3日", "二|5月11日|5月12日", "三|6月20日|6月21日"]),
    ],
)  # fmt: skip
def test_one_step_always_behind_another_is_no_plan_and_what_came(
    over: str, rows: list[str]
) -> None:
    assert not days(heading(over), table(*rows))


def test_all_may_come_late_where_a_word_says_what_was_planned() -> None:
    rows = ("Step|Plan|In the end", "Ink|2 April 2026|9 April 2026", "Walls|11 May 2026|19 May 2026",
            "Packed|20 June 2026|28 June 2026")  # fmt: skip
    assert [came for _, _, came in days(heading("Dates"), table(*rows))] == [
        "2026-04-09",
        "2026-05-19",
        "2026-06-28",
    ]
