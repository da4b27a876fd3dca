"""Settlements told in sentences and lists, and those whose two sides stand in two papers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.money.cost import Cost, cost_of
from archive.review.money.line_grammar import lines_told
from archive.review.papers.papers import sort_papers
from archive.review.reading.passages import paragraphs_of
from tests.support.review_sources import (
    Block,
    heading,
    items,
    project,
    sheet,
    source,
    table,
    text,
)

Lines = list[tuple[int, int]]


def cost(*papers: tuple[str, list[Block]], agreed: tuple[int, ...] = ()) -> Cost:
    sources = [
        source(key, f"paper {number}", f"2026-0{number + 2}-10", *blocks)
        for number, (key, blocks) in enumerate(papers)
    ]
    return cost_of(sort_papers(project("T5", "x", "y", "en"), sources), [*map(Decimal, agreed)])


def check(found: Cost, whole: tuple[int, int], lines: Lines) -> None:
    assert [total and total.value for total in (found.budget, found.actual)] == [
        *map(Decimal, whole)
    ]
    told = [(line.budget, line.actual) for line in found.lines]
    assert told == [(Decimal(b), Decimal(a)) for b, a in lines]


# ------------------------------------------------------------------ both sides in one paper
@pytest.mark.parametrize(
    ("class_key", "blocks", "whole", "lines"),
    [
        pytest.param(
            "settlement",
            [
                text("本案核定經費105萬元，實支105.8萬元。"),
                text(
                    "分項：人事費編列40萬元，實支38.2萬元；場地費編列30萬元，實支33.5萬元，多租一天；"
                    "宣傳費編列35萬元，實支34.1萬元。"
                ),
            ],
            (1050000, 1058000),
            [(400000, 382000), (300000, 335000), (350000, 341000)],
            id="clauses of one sentence",
        ),
        pytest.param(
            "other",
            [
                text("The job closed at £71,240 against the agreed £72,500."),
                text(
                    "Media cost £40,900 against £41,000, studio £18,640 against £19,500, travel £4,700"
                    " against £5,000 and our fee was £7,000 as agreed."
                ),
            ],
            (72500, 71240),
            [(41000, 40900), (19500, 18640), (5000, 4700), (7000, 7000)],
            id="one against the other, one as agreed",
        ),
        pytest.param(
            "other",
            [
                text("Final costs, budget in brackets:"),
                items("Venue £12,400 (£12,000)", "Catering £8,150 (£8,500)", "Total £20,550 (£20,500)"),
            ],
            (20500, 20550),
            [(12000, 12400), (8500, 8150)],
            id="the budget in brackets",
        ),
        pytest.param(
            "other",
            [
                text("最後的錢如下（實際／預算）："),
                items("場館 334,800／320,000", "導覽 187,500／200,000", "合計 522,300／520,000"),
            ],
            (520000, 522300),
            [(320000, 334800), (200000, 187500)],
            id="two amounts with a stroke",
        ),
        pytest.param(
            "other",
            [
                text(
                    "Build       24,000    25,800",
                    "Sound        9,600     9,240",
                    "Total       33,600    35,040",
                    "first column is what they approved, second what we spent",
                )
            ],
            (33600, 35040),
            [(24000, 25800), (9600, 9240)],
            id="columns of spaces, explained below",
        ),
        pytest.param(
            "settlement",
            [text("场地 预算80,000 → 实际86,000", "餐饮 预算30,000 → 实际27,000", "合计 预算110,000 → 实际113,000")],
            (110000, 113000),
            [(80000, 86000), (30000, 27000)],
            id="arrows",
        ),
        pytest.param(
            "other",
            [
                text(
                    "2026/06/30 10:02 會計：總共預算52萬，花了52.23萬",
                    "2026/06/30 10:03 會計：場館預算32萬，花了33.48萬",
                    "2026/06/30 10:04 會計：設計預算20萬，花了18.75萬",
                )
            ],
            (520000, 522300),
            [(320000, 334800), (200000, 187500)],
            id="a chat",
        ),
    ],
)  # fmt: skip
def test_a_told_list_has_both_sides(
    class_key: str, blocks: list[Block], whole: tuple[int, int], lines: Lines
) -> None:
    check(cost((class_key, blocks)), whole, lines)


@pytest.mark.parametrize(
    "blocks",
    [
        [text("Sign-ups were 1,874 against 1,600, attendance 588 against 640.")],
        [
            text(
                "第一期 300,000 元（含税318,000元）已到账，第二期 200,000 元（含税212,000元）未付。"
            )
        ],
        [text("Reach 510,000 (450,000)", "Visits 64,000 (60,000)")],
    ],
)
def test_results_and_payments_are_no_settlement(blocks: list[Block]) -> None:
    assert cost(("other", blocks)).lines == ()


# ------------------------------------------------------------------ in two papers
ORDER = table(
    "Item|Description|Amount (GBP)",
    "1|Event production, incl. crew|36,000.00",
    "2|Catering|11,500.00",
    "3|Photography (at cost)|2,900.00",
    "||Net total 50,400.00",
)


@pytest.mark.parametrize(
    ("papers", "whole", "lines"),
    [
        pytest.param(
            [
                ("contract", [heading("PURCHASE ORDER"), ORDER]),
                (
                    "other",
                    [
                        text(
                            "All bills are in. Event production came in at 37,150, catering at 10,980 and"
                            " photography as ordered 2,900, so 51,030 in all against the 50,400."
                        )
                    ],
                ),
            ],
            (50400, 51030),
            [(36000, 37150), (11500, 10980), (2900, 2900)],
            id="an order and a mail",
        ),
        pytest.param(
            [
                (
                    "quotation",
                    [
                        table(
                            "服务项目|说明|报价（元）",
                            "舞台搭建|桁架|180000",
                            "演出|歌手|260000",
                            "摄影|双机|42000",
                            "合计||482000",
                        )
                    ],
                ),
                (
                    "settlement",
                    [
                        sheet(
                            "决算",
                            "费用项目|发生额",
                            "舞台搭建（加高）|191200",
                            "演出|255000",
                            "摄影|42000",
                            "合计|488200",
                        )
                    ],
                ),
            ],
            (482000, 488200),
            [(180000, 191200), (260000, 255000), (42000, 42000)],
            id="a quotation and a list of costs",
        ),
        pytest.param(
            [
                ("brief", [text("預算總額55萬，其中義診34萬、內容製作16萬、服務費5萬。")]),
                ("settlement", [text("決算共54.4萬元：義診32.3萬元、內容製作17.1萬元、服務費5萬元。")]),
            ],
            (550000, 544000),
            [(340000, 323000), (160000, 171000), (50000, 50000)],
            id="a brief and a sentence",
        ),
    ],
)  # fmt: skip
def test_what_was_spent_meets_what_was_allowed_in_another_paper(
    papers: list[tuple[str, list[Block]]], whole: tuple[int, int], lines: Lines
) -> None:
    found = cost(*papers)
    check(found, whole, lines)
    assert {e.source.document for e in found.lines[0].evidence} == {"paper 0", "paper 1"}


def test_lists_of_other_things_are_not_put_together() -> None:
    found = cost(
        ("quotation", [table("Item|Price", "Stage|20,000", "Light|9,000", "Total|29,000")]),
        (
            "settlement",
            [table("Payee|Amount", "Mill Ltd|12,000", "Reel & Co|8,000", "Total|20,000")],
        ),
    )
    assert [line.budget for line in found.lines if line.budget is not None] == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Hall hire: budget 12,000, actual 12,600 (over by 600)", ["Hall hire"]),
        ("管理費：實際 60,000 元（預算 65,000 元）", ["管理費"]),
        ("working media of US$330,000, creative of US$52,000", ["working media", "creative"]),
        ("订金 30,000 元，尾款 70,000 元", []),
    ],
)
def test_names_of_lines(sentence: str, names: list[str]) -> None:
    passage = paragraphs_of(source("settlement", "x", "2026-01-01", text(sentence)))[0]
    assert [line.name for line in lines_told(passage)][: len(names) or None] == names
