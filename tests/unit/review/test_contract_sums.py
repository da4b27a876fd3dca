"""What a contract costs where several figures or papers say it: tax, parts of one size, months, orders, quotations."""

from __future__ import annotations

import pytest

from archive.review.contracts.contracts import contracts_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, project, source, table, text

PROJECT = project("T6", "x", "禾原食品", "zh-Hant")


def amounts(*papers: tuple[str, str, list[Block]]) -> list[str | None]:
    sources = [
        source(class_key, name, f"2026-0{number + 2}-10", *blocks)
        for number, (class_key, name, blocks) in enumerate(papers)
    ]
    found = contracts_of(sort_papers(PROJECT, sources))
    return [str(c.price.value) if c.price else None for c in found]


@pytest.mark.parametrize(
    ("lines", "amount"),
    [
        (["本合同不含税总价为人民币1,500,000元，增值税90,000元，含税总价为人民币1,590,000元。"], "1590000"),
        (["The fee is £145,000 plus VAT at 20% of £29,000, invoiced at £174,000."], "145000"),
        (["第三條 費用：分三期支付，每期新臺幣20萬元。"], "600000"),
        (["Fees: three instalments of £20,000 each, on signature, in April and on acceptance."], "60000"),
        (["第二條 委任期間：共六個月。", "第三條 每月服務費新臺幣15萬元整，按月請款。"], "900000"),
        (["The term is for nine months.", "The monthly retainer is £8,000, payable in arrears."], "72000"),
        (["期限六个月。", "续约期限十二个月。", "每月服务费15万元。"], None),
        (["逾期每日罰新臺幣2萬元，分三期扣。"], None),
        (["Payment in three instalments. Late payment: £200 each."], None),
        (["分三次送交，每次配送費 2,400 元。"], None),
        (["分兩期，每期各新臺幣30萬元，另計差旅每期新臺幣2萬元。"], None),
        (["Fees: three instalments of £24,000, £24,000 and £12,000."], "60000"),
        (["保固期限十二個月。", "每月服務費新臺幣15萬元。"], None),
        (["服務期間共六個月，保固三個月。", "每月服務費新臺幣15萬元。"], "900000"),
        (["固定費用12萬元、變動費用6萬元，罰款上限18萬元。"], "120000"),
    ],
)  # fmt: skip
def test_the_price_is_what_its_parts_come_to(lines: list[str], amount: str | None) -> None:
    assert amounts(("contract", "contract.docx", [text(line) for line in lines])) == [amount]


CONTRACT = ("contract", "contract.docx", [text("契約總價：新臺幣650,000元整。")])


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([heading("Variation No. 1"), text("The price is increased by NT$75,000 to NT$725,000.")], ["725000"]),
        ([heading("變更單"), text("契約總價由650,000元變更為新臺幣725,000元。")], ["725000"]),
        ([heading("变更单"), text("印刷费由人民币12,000元调整为人民币15,000元。")], ["650000"]),
        ([heading("Work order"), text("Posters: NT$30,000.")], ["650000"]),
    ],
)  # fmt: skip
def test_a_change_order_changes_the_contract_it_reckons_from(
    blocks: list[Block], expected: list[str]
) -> None:
    assert amounts(CONTRACT, ("work_order", "order.docx", blocks)) == expected


QUOTE = [table("項目|金額", "企劃|120,000", "短片|340,000", "總計|460,000")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("本報價單經雙方簽章後視同合約。客戶簽章：林小姐", ["460000"]),
        ("本报价单客户签回后即为合同。", ["460000"]),
        ("Countersigned by the client, this quotation forms the contract.", ["460000"]),
        ("本報價單有效期三十日，簽回後開始製作。", []),
        ("本報價單經簽認後視同合約。", ["460000"]),
    ],
)
def test_a_quotation_signed_back_is_the_contract_where_it_says_so(
    words: str, expected: list[str]
) -> None:
    quotation = ("quotation", "quote.docx", [*QUOTE, text(words)])
    assert amounts(quotation) == expected
    assert amounts(CONTRACT, quotation) == ["650000"]


def signed(*lines: str, day: str = "2026-03-06") -> str | None:
    paper = source("contract", "contract.docx", day, *map(text, lines))
    (found,) = contracts_of(sort_papers(PROJECT, [paper]))
    return found.signed.day if found.signed else None


@pytest.mark.parametrize(
    "lines",
    [
        ("Under the Master Services Agreement dated 4 November 2024", "Date of this SOW: 6 March 2026."),
        ("簽訂：2026年3月6日，台北", "有效期：自簽訂日至2026年7月31日"),
        ("订单号：7719　下单日期：2026年3月6日", "交货期", "2026.08.03"),
        ("本協議於二零二六年三月六日由下列雙方訂立。", "終止日：2026年9月1日"),
        ("Effective March 6, 2026", "July 1, 2026"),
    ],
)  # fmt: skip
def test_a_contract_is_signed_on_the_day_it_bears(lines: tuple[str, ...]) -> None:
    assert signed(*lines) == "2026-03-06"


def test_of_two_signatures_the_last_day_counts() -> None:
    lines = (
        "Signed for the client: A. Lee, 4 March 2026",
        "Signed for the agency: B. Wu, 9 March 2026",
    )
    assert signed(*lines) == "2026-03-09"
