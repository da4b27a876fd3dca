"""Settlements whose columns are reckoned from one another; each a document of its own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.money.cost import Cost, cost_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, project, sheet, source, table

Figures = tuple[int, int]


def cost(*blocks: Block, class_key: str = "settlement", agreed: tuple[int, ...] = ()) -> Cost:
    papers = [source(class_key, "paper", "2026-06-30", *blocks)]
    prices = tuple(map(Decimal, agreed))
    return cost_of(sort_papers(project("T8", "x", "y", "en"), papers), prices)


def figures(found: Cost) -> tuple[list[Decimal | None], list[tuple[Decimal | None, ...]]]:
    whole = [total.value if total else None for total in (found.budget, found.actual)]
    return whole, [(line.budget, line.actual) for line in found.lines]


def expected(
    whole: Figures, lines: list[Figures]
) -> tuple[list[Decimal], list[tuple[Decimal, ...]]]:
    return [*map(Decimal, whole)], [tuple(map(Decimal, line)) for line in lines]


@pytest.mark.parametrize(
    ("blocks", "whole", "lines"),
    [
        pytest.param(
            [
                sheet(
                    "Account",
                    "Market|Budget EUR|Local|Rate|EUR",
                    "Norway (NOK)|40,000|455,000|0.088|40,040",
                    "Wales (GBP)|60,000|49,200|1.17|57,564",
                    "France (EUR)|30,000|31,400|1|31,400",
                    "Total|130,000|||129,004",
                )
            ],
            (130000, 129004),
            [(40000, 40040), (60000, 57564), (30000, 31400)],
            id="a local amount times its rate",
        ),
        pytest.param(
            [
                sheet(
                    "費用",
                    "國家|幣別|預算（當地）|實支（當地）|匯率|預算（臺幣）|實支（臺幣）",
                    "日本|JPY|900,000|960,000|0.21|189,000|201,600",
                    "韓國|KRW|8,000,000|7,600,000|0.024|192,000|182,400",
                    "臺灣|TWD|50,000|51,500|1|50,000|51,500",
                    "合計|||||431,000|435,500",
                )
            ],
            (431000, 435500),
            [(189000, 201600), (192000, 182400), (50000, 51500)],
            id="both sides in two currencies",
        ),
        pytest.param(
            [
                sheet(
                    "决算",
                    "项目|预算(含税)|不含税金额|税额|含税金额",
                    "灯光|212,000|196,000|11,760|207,760",
                    "音响|106,000|105,000|6,300|111,300",
                    "合计|318,000|301,000|18,060|319,060",
                )
            ],
            (318000, 319060),
            [(212000, 207760), (106000, 111300)],
            id="net and tax beside their sum",
        ),
        pytest.param(
            [
                heading("Closing memo"),
                table(
                    "Heading|Not-to-exceed||Outcome|",
                    "|As signed|After order 2|Invoiced|Left",
                    "Screens|200,000|230,000|226,100|3,900",
                    "Stories|80,000|70,000|71,300|-1,300",
                    "Total|280,000|300,000|297,400|2,600",
                ),
            ],
            (300000, 297400),
            [(230000, 226100), (70000, 71300)],
            id="the difference says which of two budgets counts",
        ),
        pytest.param(
            [
                sheet(
                    "對照",
                    "科目|合約||結案|",
                    "|原始|變更後|結算|說明",
                    "舞台|300,000|340,000|352,000|",
                    "影音|120,000|110,000|108,500|",
                    "合計|420,000|450,000|460,500|",
                )
            ],
            (450000, 460500),
            [(340000, 352000), (110000, 108500)],
            id="the revised of two budgets without a difference",
        ),
        pytest.param(
            [
                sheet(
                    "总表",
                    "类别|核准|核销",
                    "媒体|500,000|492,000",
                    "活动|300,000|318,500",
                ),
                sheet(
                    "媒体",
                    "类别|核准|核销",
                    "社交平台|300,000|296,000",
                    "电台|150,000|147,000",
                    "户外|50,000|49,000",
                    "合计|500,000|492,000",
                ),
            ],
            (800000, 810500),
            [(500000, 492000), (300000, 318500)],
            id="a sheet that splits one line of another",
        ),
        pytest.param(
            [
                sheet(
                    "Job cost",
                    "Job cost sheet 總表|J-77||2026-06-30|HK$",
                    "|佈置|人手|印刷|總數",
                    "合約預算 Budget|400,000|120,000|60,000|580,000",
                    "實際 Actual|421,500|116,200|58,000|595,700",
                    "差額|-21,500|3,800|2,000|-15,700",
                )
            ],
            (580000, 595700),
            [(400000, 421500), (120000, 116200), (60000, 58000)],
            id="sides below each other in two languages",
        ),
    ],
)  # fmt: skip
def test_what_columns_are_reckoned_from_says_which_side_they_are(
    blocks: list[Block], whole: Figures, lines: list[Figures]
) -> None:
    assert figures(cost(*blocks)) == expected(whole, lines)


BOTH_TAXES = sheet(
    "R",
    "Line|Budget net|Budget VAT|Budget gross|Actual net|Actual VAT|Actual gross",
    "Build|20,000|4,000|24,000|21,500|4,300|25,800",
    "Sound|8,000|1,600|9,600|7,700|1,540|9,240",
    "Total|28,000|5,600|33,600|29,200|5,840|35,040",
)


@pytest.mark.parametrize(
    ("price", "whole"), [(28000, (28000, 29200)), (33600, (33600, 35040)), (1, (33600, 35040))]
)
def test_the_price_agreed_says_whether_net_or_gross_counts(price: int, whole: Figures) -> None:
    assert figures(cost(BOTH_TAXES, agreed=(price,)))[0] == [*map(Decimal, whole)]


def test_the_price_agreed_finds_the_budget_among_columns_without_words() -> None:
    wrap = sheet(
        "Wrap",
        "Bucket|Pitch|Signed|Booked to job",
        "Media|90,000|110,000|108,400",
        "Studio|40,000|38,000|41,250",
        "Sum|130,000|148,000|149,650",
    )
    assert figures(cost(wrap, agreed=(148000,))) == expected(
        (148000, 149650), [(110000, 108400), (38000, 41250)]
    )
