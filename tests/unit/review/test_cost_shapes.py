"""Settlements in shapes that split a side over columns, sheets or lines of text; one document each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.content import cost_part
from archive.review.money.cost import Cost, cost_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, items, project, sheet, source, table, text

Figures = tuple[int | str, int | str]


def cost(*blocks: Block, class_key: str = "settlement") -> Cost:
    papers = [source(class_key, "paper", "2026-06-30", *blocks)]
    return cost_of(sort_papers(project("T9", "x", "y", "en"), papers))


def totals(found: Cost) -> list[Decimal | None]:
    return [total.value if total else None for total in (found.budget, found.actual)]


@pytest.mark.parametrize(
    ("blocks", "whole", "lines"),
    [
        pytest.param(
            [
                table(
                    "Item|Budget||Actual|Variance",
                    "|Main order|Extension||",
                    "Stand build|52,000||54,860|2,860",
                    "Stream||5,400|5,400|0",
                    "Gifts|12,000||13,120|1,120",
                    "Total|64,000|5,400|73,380|3,980",
                )
            ],
            (69400, 73380),
            [(52000, 54860), (5400, 5400), (12000, 13120)],
            id="a budget in two parts under one heading",
        ),
        pytest.param(
            [
                table(
                    "項目|原合約|追加|合計|實支",
                    "舞台|300,000|40,000|340,000|352,000",
                    "影音|120,000||120,000|118,500",
                    "合計|420,000|40,000|460,000|470,500",
                )
            ],
            (460000, 470500),
            [(340000, 352000), (120000, 118500)],
            id="the sum of both parts beside them",
        ),
        pytest.param(
            [
                sheet(
                    "费用",
                    "项目|预算|3月|4月|5月",
                    "直播|60,000|20,000|21,000|22,500",
                    "地推|40,000|10,000|14,000|15,200",
                    "合计|100,000|30,000|35,000|37,700",
                )
            ],
            (100000, 102700),
            [(60000, 63500), (40000, 39200)],
            id="months without their sum",
        ),
        pytest.param(
            [
                text("ZX-88 项目结算（万元，含税）财务 2026-06-30 制表，供内部核对使用"),
                table("类别|批复|实际发生", "总计|120|118.6", "搭建|70|72.4", "宣传|50|46.2"),
            ],
            (1200000, 1186000),
            [(700000, 724000), (500000, 462000)],
            id="the unit in the brackets of the title, the total on top",
        ),
        pytest.param(
            [
                sheet(
                    "結算",
                    "費用別|供應商甲|供應商乙|小計|預算",
                    "搭建|200,000|60,000|260,000|250,000",
                    "印刷||62,000|62,000|70,000",
                    "合計|200,000|122,000|322,000|320,000",
                )
            ],
            (320000, 322000),
            [(250000, 260000), (70000, 62000)],
            id="a column for each supplier",
        ),
        pytest.param(
            [
                sheet("Budget", "Line|Budget", "Crew|30,000", "Kit|12,000", "Total|42,000"),
                sheet("Actuals", "Line|Actual", "Crew|31,200", "Kit|11,400", "Total|42,600"),
            ],
            (42000, 42600),
            [(30000, 31200), (12000, 11400)],
            id="two sheets",
        ),
        pytest.param(
            [
                items(
                    "场地：预算8万元，实际8.6万元",
                    "餐饮：预算3万元，实际2.7万元",
                    "合计：预算11万元，实际11.3万元",
                )
            ],
            (110000, 113000),
            [(80000, 86000), (30000, 27000)],
            id="a list of lines",
        ),
        pytest.param(
            [table("Item|Estimate|Final", "Crew|30,000|31,200", "Kit|12,000|11,400", "Net|42,000|42,600")],
            (42000, 42600),
            [(30000, 31200), (12000, 11400)],
            id="a total called net",
        ),
    ],
)  # fmt: skip
def test_both_sides_are_read(blocks: list[Block], whole: Figures, lines: list[Figures]) -> None:
    found = cost(*blocks)
    assert totals(found) == [Decimal(figure) for figure in whole]
    assert [(line.budget, line.actual) for line in found.lines] == [
        (Decimal(budget), Decimal(actual)) for budget, actual in lines
    ]


def test_a_total_added_up_from_two_cells_says_that_it_is_computed() -> None:
    rows = (
        "Item|Budget main|Budget extra|Actual",
        "Build|52,000||54,860",
        "Stream||5,400|5,400",
        "Total|52,000|5,400|60,260",
    )
    found = cost(table(*rows))
    assert totals(found) == [Decimal(57400), Decimal(60260)]
    assert cost_part(found, found.budget, [], None)["computed"] == ["budget_total"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            ("Item|Original budget|Revised budget|Actual", "Build|50|60|58", "Film|40|44|45"),
            id="two budgets of the same thing are not added",
        ),
        pytest.param(("KPI|目標|3月|4月", "報名|300|150|170", "到場|200|90|95"), id="results are no money"),
    ],
)  # fmt: skip
def test_what_is_no_part_of_a_sum_stays_apart(rows: tuple[str, ...]) -> None:
    found = cost(table(*rows), class_key="settlement" if "budget" in rows[0] else "final_report")
    assert all(line.budget is None or line.budget <= 60 for line in found.lines)
    assert found.budget is None or found.budget.value < 110


def test_one_line_of_a_list_is_no_total() -> None:
    found = cost(items("場地：預算8萬元，實際8.6萬元"))
    assert totals(found) == [None, None]


def test_totals_alone_in_their_lines_and_millions_under_a_currency() -> None:
    assert totals(cost(text("預算 2,400,000 元", "實支 2,381,600 元"))) == [2400000, 2381600]
    assert totals(cost(text("預算 90,000 元", "預算 60,000 元")))[0] is None
    rows = ("Line|Budget (US$)|Actual (US$)", "Media|1.2m|1.16m", "Creative|300k|318k")
    assert totals(cost(table(*rows))) == [1500000, 1478000]


@pytest.mark.parametrize(
    ("sentence", "budget", "spent"),
    [
        ("项目总预算120万元，实际支出117.6万元。其中场地费预算30万元、实际31.2万元；"
            "媒介预算60万元、实际57.4万元。", 1_200_000, 1_176_000),
        ("本專案總經費核定 98 萬元，實支 96.4 萬元；場地預算 20 萬元、實支 21.2 萬元，"
            "製作預算 35 萬元、實支 33.9 萬元。", 980_000, 964_000),
        ("The project budget was £120,000 and we spent £117,600. Venue: budget £30,000, actual £31,200. "
         "Media: budget £60,000, actual £57,400.", 120_000, 117_600),
    ],
)  # fmt: skip
def test_the_whole_told_before_its_parts_is_not_added_to_them(
    sentence: str, budget: int, spent: int
) -> None:
    assert totals(cost(text(sentence))) == [budget, spent]


def test_what_the_row_above_holds_is_no_line_of_its_own() -> None:
    rows = ["科目|預算|決算", "場地|320,000|334,000", "其中 舞台|120,000|128,000", "媒體|450,000|441,200",
            "總計|770,000|775,200"]  # fmt: skip
    found = cost(table(*rows))
    assert [line.item for line in found.lines] == ["場地", "媒體"]


def test_a_budget_with_its_tax_is_held_against_what_was_spent_with_it() -> None:
    rows = ["Cost line|Approved budget (incl. VAT)|Actual net|Actual gross", "Video|£24,000|£19,500|£23,400",
            "Print|£6,000|£5,200|£6,240", "Total|£30,000|£24,700|£29,640"]  # fmt: skip
    found = cost(table(*rows))
    assert totals(found) == [30000, 29640]


@pytest.mark.parametrize(
    "title",
    [
        "MK-11 場次決算||議定金額：94,000||2026-05-19",
        "Final account MK-11||||2026-05-19",
        "實支總表|2026-05-19|||",
    ],
)
@pytest.mark.parametrize(
    "heads", ["科目|預算數|決算數|差|原因", "Item 項目|Budget|Actual|Over/(under)|Remarks"]
)
def test_a_title_with_its_day_is_no_side_that_stands_above_another(title: str, heads: str) -> None:
    """A title says 決算 or final of the whole paper: the headings below it stay the headings."""
    rows = (
        "Marquee|50,000|52,300|2,300|",
        "Lanterns|44,000|41,900|-2,100|",
        "Sum|94,000|94,200|200|",
    )
    found = cost(sheet("Account", title, heads, *rows))
    assert totals(found) == [94000, 94200]
    assert [(line.budget, line.actual) for line in found.lines] == [(50000, 52300), (44000, 41900)]


@pytest.mark.parametrize("last", ["Everything", "Taken together", "通通加起來"])
def test_a_last_row_that_adds_up_both_columns_is_the_total_under_any_name(last: str) -> None:
    rows = ("Marquee|50,000|52,300", "Lanterns|44,000|41,900", "Crew|6,000|6,600")
    found = cost(sheet("Account", "Thing|Pot|Burn", *rows, f"{last}|100,000|100,800"))
    assert [line.item for line in found.lines] == ["Marquee", "Lanterns", "Crew"]
    assert totals(found) == [100000, 100800]
    assert found.actual is not None
    assert not found.actual.computed


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        pytest.param(
            "City",
            (
                "City|Seats|Visitors|More",
                "Leith|400|450|50",
                "Alloa|200|190|-10",
                "Total|600|640|40",
            ),
            id="counts by city",
        ),
        pytest.param(
            "撥款",
            ("期別|應撥|已撥|未撥", "第一期|30,000|30,000|0", "第二期|20,000|0|20,000"),
            id="instalments",
        ),
        pytest.param(
            "Credits", ("Network|Asked|Got", "Bellbird|4,100|0", "Lume|350|120"), id="credits"
        ),
    ],
)
def test_counts_instalments_and_credits_among_the_accounts_are_no_lines_of_cost(
    name: str, rows: tuple[str, ...]
) -> None:
    found = cost(sheet(name, *rows))
    assert not found.lines
    assert totals(found) == [None, None]


def test_a_longer_list_of_instalments_does_not_hide_the_costs() -> None:
    found = cost(
        sheet(
            "Books",
            "Head|Agreed|Spent",
            "Tents|9,000|9,400",
            "Band|3,000|2,900",
            "All|12,000|12,300",
        ),
        sheet(
            "Stages",
            "Part|Contract|Billed",
            "25% signature|3,000|3,000",
            "25% plan|3,000|3,000",
            "25% start|3,000|3,000",
            "25% close|3,000|0",
        ),
    )
    assert [line.item for line in found.lines] == ["Tents", "Band"]
