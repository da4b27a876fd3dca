"""Accounts whose sum stands first, whose table the last sentence announces, whose lines carry remarks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.compose import build
from archive.review.contracts.contracts import contracts_of
from archive.review.money.cost import Cost, cost_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, project, sheet, source, table, text

Lines = list[tuple[int, int]]


def cost(*papers: tuple[str, list[Block]]) -> Cost:
    sources = [
        source(key, f"paper {number}", f"2026-0{number + 2}-10", *blocks)
        for number, (key, blocks) in enumerate(papers)
    ]
    return cost_of(sort_papers(project("T9", "x", "y", "en"), sources))


def check(found: Cost, whole: tuple[int, int], lines: Lines) -> None:
    assert [total and total.value for total in (found.budget, found.actual)] == [
        *map(Decimal, whole)
    ]
    told = [(line.budget, line.actual) for line in found.lines]
    assert told == [(Decimal(b), Decimal(a)) for b, a in lines]


def price(*blocks: Block) -> str | None:
    sources = [source("contract", "paper", "2026-02-10", *blocks)]
    (found,) = contracts_of(sort_papers(project("T9", "x", "y", "en"), sources))
    return f"{found.price.value:f}" if found.price else None


# ------------------------------------------------------------------ tables
@pytest.mark.parametrize(
    ("key", "blocks", "whole", "lines"),
    [
        pytest.param(
            "settlement",
            [
                sheet(
                    "Sheet1",
                    "合计|860,000|842,300||",
                    "项目|签约额|实结|进度|未付",
                    "展台搭建|520,000|511,800|已付清|0",
                    "讲师差旅|140,000|133,500|待付尾款|40,000",
                    "直播设备|200,000|197,000|已付清|0",
                )
            ],
            (860000, 842300),
            [(520000, 511800), (140000, 133500), (200000, 197000)],
            id="the sum above the headings",
        ),
        pytest.param(
            "settlement",
            [
                sheet(
                    "Account",
                    "Total|90,000|91,200|",
                    "Item|Budget|Actual|Remark",
                    "Venue|50,000|52,000|",
                    "Crew|40,000|39,200|",
                    "Gate money passed to the charity||310,000|not ours",
                )
            ],
            (90000, 91200),
            [(50000, 52000), (40000, 39200)],
            id="a line nobody budgeted, outside of the sum",
        ),
        pytest.param(
            "final_report",
            [
                heading("薄荷茶路跑 結案報告"),
                text(
                    "文宣八款與補給站四處皆已完成，志工與合作店家名單另附於本報告附件一供查。支出（未稅）："
                ),
                table(
                    "|簽約|執行",
                    "文宣|300,000|296,000",
                    "補給|450,000|471,500",
                    "合計|750,000|767,500",
                ),
            ],
            (750000, 767500),
            [(300000, 296000), (450000, 471500)],
            id="announced by the last sentence above",
        ),
        pytest.param(
            "settlement",
            [
                heading("Reconciliation"),
                table(
                    "Ref|Work|Invoiced quote|True cost",
                    "a|Radio|26,000|24,150",
                    "b|Posters|11,000|12,900",
                    "|||",
                    "||37,000|37,050",
                ),
            ],
            (37000, 37050),
            [(26000, 24150), (11000, 12900)],
            id="a quote that was invoiced is the plan",
        ),
        pytest.param(
            "settlement",
            [
                heading("決算"),
                table(
                    "科目|執行預算|實支",
                    "燈光|88,000|91,000",
                    "音響|64,000|60,500",
                    "合計|152,000|151,500",
                ),
            ],
            (152000, 151500),
            [(88000, 91000), (64000, 60500)],
            id="a budget for the execution is a budget",
        ),
    ],
)
def test_a_table_of_accounts_is_read(
    key: str, blocks: list[Block], whole: tuple[int, int], lines: Lines
) -> None:
    check(cost((key, blocks)), whole, lines)


@pytest.mark.parametrize(
    "header",
    [
        "開立日|號碼|摘要|未稅|稅|含稅",
        "Date|No.|For|Net|VAT|Gross",
        "日期|号码|摘要|不含税|税额|含税",
    ],
)
def test_invoices_before_and_after_tax_are_no_settlement(header: str) -> None:
    invoices = sheet(
        "A",
        header,
        "2026/2/3|AB10023344|P1|200,000|10,000|210,000",
        "2026/3/9|AB10023398|P2|300,000|15,000|315,000",
        "|Total||500,000|25,000|525,000",
    )
    found = cost(("settlement", [invoices]))
    assert found.lines == ()


def test_what_is_unpaid_of_a_line_stands_beside_budget_and_spent() -> None:
    own = sheet(
        "结算",
        "项目|预算|实际|未付",
        "舞美|400,000|392,000|98,000",
        "主持|60,000|60,000|0",
        "合计|460,000|452,000|98,000",
    )
    paper = source("settlement", "结算", "2026-05-10", own)
    review = build(project("T9", "x", "青禾", "zh-Hans"), [paper])
    assert [item["amount"] for item in review["cost"]["outstanding"]] == ["98000"]


# ------------------------------------------------------------------ sentences
@pytest.mark.parametrize(
    ("sentences", "whole", "lines"),
    [
        pytest.param(
            [
                "場地預算120,000（實際118,400），印刷預算90,000（已減贈品8,000），實際93,300，攝影預算30,000，實際30,000。"
            ],
            (240000, 241700),
            [(120000, 118400), (90000, 93300), (30000, 30000)],
            id="a discount in brackets",
        ),
        pytest.param(
            [
                "舞台预算150,000元（含拆台6,000元），实际147,000元；餐饮预算40,000元，实际42,500元（多两桌）。"
            ],
            (190000, 189500),
            [(150000, 147000), (40000, 42500)],
            id="what is contained, and a reason",
        ),
        pytest.param(
            [
                "Design was billed at the agreed 21,000. Print was budgeted at 34,000 and came in at 35,150"
                " (the second run you approved by phone). So 56,150 spent against 55,000."
            ],
            (55000, 56150),
            [(21000, 21000), (34000, 35150)],
            id="billed at what was agreed",
        ),
        pytest.param(
            ["顧問費按約定結算80,000元。媒體預算200,000元，實際196,500元。"],
            (280000, 276500),
            [(80000, 80000), (200000, 196500)],
            id="settled as agreed",
        ),
    ],
)
def test_remarks_in_brackets_are_no_figures_of_a_line(
    sentences: list[str], whole: tuple[int, int], lines: Lines
) -> None:
    check(cost(("settlement", [text(*sentences)])), whole, lines)


# ------------------------------------------------------------------ prices
def test_of_a_net_and_a_gross_total_the_shares_of_payment_tell_the_price() -> None:
    rows = ["項|品名|數量|小計", "1|工作坊|6場|300,000", "2|手冊|1式|100,000"]
    sums = ["|合計（未稅）||400,000", "|營業稅||20,000", "|總計（含稅）||420,000"]
    net = text("付款：簽約40%（160,000），結案60%（240,000）。")
    gross = text("付款：簽約40%（168,000），結案60%（252,000）。")
    assert price(table(*rows, *sums), net) == "400000"
    assert price(table(*rows, *sums), gross) == "420000"


def test_the_word_of_the_total_may_stand_beside_its_figure() -> None:
    rows = [
        "行号|描述|数量|单位|单价|含税金额",
        "1|巡展|4|站|60,000.00|240,000.00",
        "2|运输|1|项|30,000.00|30,000.00",
    ]
    assert price(table(*rows, "||||订单总额|270,000.00")) == "270000.00"


def test_parts_under_a_bare_dollar_sign_add_up_to_the_price() -> None:
    told = text(
        "Budget: $90,000, all-in. Billing: $45,000 at signing, $30,000 on May 2, $15,000 at the end."
    )
    assert price(told) == "90000"
