"""Settlements and open items in the layouts that finance people of several places really send."""

from __future__ import annotations

import pytest

from archive.review.contracts.contracts import contracts_of
from archive.review.money.cost import Cost, cost_of
from archive.review.money.open_rows import Outstanding
from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import Papers, sort_papers
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, heading, project, sheet, source, table, text

PROJECT = project("T1", "試辦專案", "海風基金會", "zh-Hant", currency="TWD")


def papers(*blocks: Block, more: tuple[Source, ...] = ()) -> Papers:
    return sort_papers(PROJECT, (source("settlement", "s.xlsx", "2026-07-01", *blocks), *more))


def open_items(*blocks: Block) -> list[tuple[str, str, str]]:
    found: list[Outstanding] = outstanding_of(papers(*blocks), "海風基金會")
    return [(o.party, f"{o.amount.normalize():f}", o.direction) for o in found]


def cost(*blocks: Block, more: tuple[Source, ...] = ()) -> Cost:
    read = papers(*blocks, more=more)
    return cost_of(read, [c.price.value for c in contracts_of(read) if c.price])


def told(found: Cost) -> tuple[list[str], str | None, str | None]:
    lines = [f"{x.item} {_say(x.budget)} {_say(x.actual)}" for x in found.lines]
    return (
        lines,
        _say(found.budget.value if found.budget else None),
        _say(found.actual.value if found.actual else None),
    )


def _say(value: object) -> str:
    return "-" if value is None else f"{float(str(value)):.10g}"


# ------------------------------------------------------------------ what is open
@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                sheet(
                    "撥款",
                    "期別|應撥|已撥|說明",
                    "第一期|60,000|60,000|",
                    "第二期|40,000|0|待驗收，罰款1,500另計",
                )
            ],
            [("海風基金會", "40000", "receivable")],
            id="what was to be granted and what was, one verb",
        ),
        pytest.param(
            [sheet("Credits", "Network|Asked|Got", "Bellbird|4,100|0", "Lume|350|120")],
            [("Bellbird", "4100", "receivable"), ("Lume", "230", "receivable")],
            id="credits asked for and got",
        ),
        pytest.param(
            [
                sheet(
                    "欠付",
                    "欠谁|什么事|多少",
                    "石桥搭建|6月1日两场的灯|7,200",
                    "安溪印务|3月的册子|880",
                )
            ],
            [("石桥搭建", "7200", "payable"), ("安溪印务", "880", "payable")],
            id="whom we owe, for what and how much, in everyday words",
        ),
        pytest.param(
            [
                sheet(
                    "Creditor ledger",
                    "Account|Ref|Gross|Paid to date",
                    "Fern & Co|F1|£900|£900",
                    "Hull Print|H2|£1,150|£400",
                )
            ],
            [("Hull Print", "750", "payable")],
            id="paid to date, Britain",
        ),
        pytest.param(
            [
                sheet(
                    "廠商付款",
                    "廠商|項目|金額|付款狀態",
                    "青禾音響|喇叭租用|48,000|已付清",
                    "小島印刷|手冊|21,500|未付",
                    "山行保全|夜間保全|36,000|已付 6/30",
                    "白鷺攝影|修圖|9,000|待發票",
                )
            ],
            [("小島印刷", "21500", "payable"), ("白鷺攝影", "9000", "payable")],
            id="a status column, Taiwan",
        ),
        pytest.param(
            [
                sheet(
                    "Suppliers",
                    "Supplier|Invoice|Amount (£)|Status",
                    "Wren Staging|W-11|4,800|Paid 3 Jul 2026",
                    "Tolly Print|T-09|1,250|Unpaid - PO missing",
                    "K. Osei|-|600|Awaiting bank details",
                )
            ],
            [("Tolly Print", "1250", "payable"), ("K. Osei", "600", "payable")],
            id="a status column, Britain",
        ),
        pytest.param(
            [
                sheet("结算", "单位：万元", "费用类别|预算|实际", "场地|42|43.6", "合计|42|43.6"),
                sheet(
                    "往来",
                    "应收款|约定金额|已收款|未收款",
                    "首付款|58.5|58.5|0",
                    "尾款|39|0|39",
                    "",
                    "应付单位|事由|未付金额",
                    "嘉禾展陈有限公司|拆展|3.4",
                ),
            ],
            [("海風基金會", "390000", "receivable"), ("嘉禾展陈有限公司", "34000", "payable")],
            id="the unit of the workbook, the mainland",
        ),
        pytest.param(
            [
                heading("收支決算"),
                table("科目|契約金額（千元）|決算金額（千元）", "場地|900|940", "總計|900|940"),
                text("一、請款情形"),
                table("期別|應請領|已撥付|撥付日", "第一期|540|540|115.4.2", "第二期|360|0|待驗收"),
                text("二、尚未支付廠商"),
                table("受款人|事由|金額", "三和客運|加班車|45.5"),
            ],
            [("海風基金會", "360000", "receivable"), ("三和客運", "45500", "payable")],
            id="a line of text names each table, Taiwan",
        ),
        pytest.param(
            [
                sheet(
                    "Aged creditors",
                    "Supplier|Current|30 days|60 days|90+ days|Total",
                    "Lumen Hire|0|1,200|0|300|1,500",
                    "Otter Films|0|0|0|0|0",
                    "Total|0|1,200|0|300|1,500",
                )
            ],
            [("Lumen Hire", "1500", "payable")],
            id="aged creditors",
        ),
        pytest.param(
            [
                sheet(
                    "Close",
                    "Owed to us|Net £k|Status",
                    "Invoice 1, on signature|40|paid 2 Mar 2026",
                    "Invoice 2, on acceptance|20|unpaid, no acceptance yet",
                    "",
                    "We owe|Net £k|Status",
                    "Magpie Sound Ltd|2.4|unpaid",
                    "Taxis|0.3|paid",
                )
            ],
            [("海風基金會", "20000", "receivable"), ("Magpie Sound Ltd", "2400", "payable")],
            id="owed to us and owed by us",
        ),
        pytest.param(
            [
                sheet(
                    "Payments",
                    "Vendor|Invoice total|Paid|Balance due",
                    "Pixel Barn|US$9,000|US$9,000|US$0",
                    "Dune Events|US$12,400|US$6,200|US$6,200",
                )
            ],
            [("Dune Events", "6200", "payable")],
            id="paid in part, America",
        ),
        pytest.param(
            [
                sheet(
                    "付款紀錄",
                    "供應商|應付金額|已付金額|付款情況",
                    "維港舞台|88,000|88,000|Paid",
                    "大角咀印務|15,600|0|Outstanding",
                )
            ],
            [("大角咀印務", "15600", "payable")],
            id="due and paid, Hong Kong",
        ),
        pytest.param(
            [
                sheet(
                    "協力廠商",
                    "廠商名稱|服務內容|含稅金額|付款日期|付款狀況",
                    "海浪燈光|燈光|120,000|2026/6/10|已付",
                    "蘆葦餐車|餐點|33,000|2026/6/12|已付",
                    "合計||153,000||",
                )
            ],
            [],
            id="all paid",
        ),
    ],
)
def test_only_what_is_still_open_is_outstanding(
    blocks: list[Block], expected: list[tuple[str, str, str]]
) -> None:
    assert open_items(*blocks) == expected


# ------------------------------------------------------------------ lines and totals
CONTRACT = source(
    "contract",
    "c.pdf",
    "2026-03-02",
    text("This Agreement is made on 2 March 2026 between A Ltd and B Ltd."),
    text("The fixed charge for the Services is £60,000, exclusive of VAT."),
)


@pytest.mark.parametrize(
    ("blocks", "more", "expected"),
    [
        pytest.param(
            [
                sheet(
                    "决算",
                    "星桥快闪店 项目决算表|||单位：万元",
                    "编制：吴敏 2026年6月30日|||",
                    "费用类别|合同预算（未税）|决算数（未税）|节(+)超(-)",
                    "场地租赁|40|41.2|-1.2",
                    "搭建|25|24|1",
                    "未税合计|65|65.2|-0.2",
                    "增值税6%|3.9|3.912|",
                    "含税总计|68.9|69.112|",
                )
            ],
            (),
            (
                ["场地租赁 400000 412000", "搭建 250000 240000", "增值税6% 39000 39120"],
                "689000",
                "691120",
            ),
            id="title rows, net and gross, the mainland",
        ),
        pytest.param(
            [
                sheet(
                    "Actuals",
                    "Harbour Lates|||£k, net of VAT unless stated",
                    "Cost centre|SOW|Spent|Left",
                    "Talent|38|40.5|-2.5",
                    "Studio|22|21|1",
                    "Total net|60|61.5|-1.5",
                    "VAT 20%|12|12.3|",
                    "Total gross|72|73.8|",
                )
            ],
            (CONTRACT,),
            (["Talent 38000 40500", "Studio 22000 21000"], "60000", "61500"),
            id="net is what the contract says, Britain",
        ),
        pytest.param(
            [
                sheet(
                    "決算",
                    "科目|契約金額|決算金額|備註",
                    "燈光|300|312|",
                    "演出|200|190|",
                    "總計|500|502|",
                    "（內含營業稅5%）|23.8|23.9|僅供參考",
                ),
                text("單位：新臺幣千元"),
            ],
            (),
            (["燈光 300000 312000", "演出 200000 190000"], "500000", "502000"),
            id="the tax contained is no line, Taiwan",
        ),
        pytest.param(
            [
                sheet(
                    "Recon",
                    "Lantern Week: cost reconciliation|||HK$'000",
                    "Line|Approved estimate|Billed to date|Over/(under)",
                    "Media|900|925.5|25.5",
                    "Props|100|88|(12)",
                    "Grand total|1,000|1,013.5|13.5",
                )
            ],
            (),
            (["Media 900000 925500", "Props 100000 88000"], "1000000", "1013500"),
            id="thousands beside the title, Hong Kong",
        ),
        pytest.param(
            [
                sheet(
                    "Budget",
                    "Line item|Approved|Q1|Q2|Total spent",
                    "Creators|$30,000|$12,000|$19,500|$31,500",
                    "Paid media|$50,000|$20,000|$29,000|$49,000",
                    "Grand total|$80,000|$32,000|$48,500|$80,500",
                )
            ],
            (),
            (["Creators 30000 31500", "Paid media 50000 49000"], "80000", "80500"),
            id="parts of the year beside the whole, America",
        ),
    ],
)
def test_lines_add_up_to_the_total_that_is_shown(
    blocks: list[Block], more: tuple[Source, ...], expected: tuple[list[str], str, str]
) -> None:
    assert told(cost(*blocks, more=more)) == expected
