"""Contracts as orders, clauses under headings and instalments; scopes as lists; counts that are none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.contracts.contract import Contract
from archive.review.contracts.contracts import contracts_of
from archive.review.contracts.deliveries import deliveries_of
from archive.review.contracts.delivery import Promised
from archive.review.papers.papers import sort_papers
from archive.review.reading.counts import counts_in
from tests.support.review_sources import Block, heading, items, project, source, table, text


def contract(*blocks: Block) -> Contract:
    papers = [source("contract", "paper", "2026-03-04", *blocks)]
    return contracts_of(sort_papers(project("T7", "x", "y", "en"), papers))[0]


@pytest.mark.parametrize(
    ("blocks", "amount"),
    [
        pytest.param(
            [heading("第二條 契約總價"), text("新臺幣8,640,000元整（含營業稅）。")],
            "8640000",
            id="under a heading",
        ),
        pytest.param(
            [text("第四條 契約價金", "新臺幣（下同）2,350,000元整。")], "2350000", id="under a short line"
        ),
        pytest.param(
            [
                heading("PURCHASE ORDER 7719"),
                table(
                    "Line|Description|Quantity|Unit price|Amount",
                    "1|Street markets|9|3,000|27,000",
                    "2|Stall kits|40|150|6,000",
                    "|||Order total (ex VAT)|33,000",
                ),
            ],
            "33000",
            id="an order's total, not a unit price",
        ),
        pytest.param(
            [text("Merit will pay in three instalments: £18,000 now, £18,000 at launch and £9,000 last.")],
            "45000",
            id="as many instalments as announced",
        ),
        pytest.param(
            [
                heading("第三条 付款"),
                items(
                    "签约后支付40%，即216,000元；",
                    "开幕后支付40%，即216,000元；",
                    "验收后支付20%，即108,000元。",
                ),
            ],
            "540000",
            id="shares that make up the whole",
        ),
        pytest.param(
            [text("Fees: a monthly retainer of £4,500 for six months, £27,000 in all.")],
            "27000",
            id="no monthly rate",
        ),
        pytest.param(
            [heading("報酬"), text("每月新臺幣30,000元，於月底前支付。")], None, id="a rate alone"
        ),
        pytest.param(
            [text("签约后支付40%，即216,000元；开幕后支付40%，即216,000元。")],
            None,
            id="shares that leave something open",
        ),
        pytest.param(
            [heading("第八條 契約總價與罰則"), text("逾期每日罰新臺幣50,000元。")], None, id="a penalty"
        ),
    ],
)  # fmt: skip
def test_the_whole_price_is_read_or_none(blocks: list[Block], amount: str | None) -> None:
    price = contract(*blocks).price
    assert (f"{price.value:f}" if price else None) == amount


def test_a_day_counted_from_signing_is_no_day_of_signing() -> None:
    found = contract(text("履約期限：自簽約日起至115年12月31日止。", "中華民國 115 年 3 月 4 日"))
    assert found.signed is not None
    assert found.signed.day == "2026-03-04"


@pytest.mark.parametrize(
    ("blocks", "promised"),
    [
        pytest.param(
            [text("乙方应完成：（一）品鉴会6场；（二）探店视频24条；（三）月度数据报告4份。")],
            [("品鉴会", "6"), ("探店视频", "24"), ("月度数据报告", "4")],
            id="parts of one sentence",
        ),
        pytest.param(
            [
                heading("What you get"),
                items("four recipe films", "a dinner for 60 guests", "monthly report x 6"),
            ],
            [("recipe films", "4"), ("monthly report", "6")],
            id="a size of one thing, a number behind a sign",
        ),
        pytest.param(
            [
                heading("第一條 工作項目"),
                items("主舞台設計、搭建：120平方公尺，1座；", "講師6位的邀請與接待；", "攤位20攤。"),
            ],
            [("主舞台設計、搭建", "1"), ("講師邀請與接待", "6"), ("攤位", "20")],
            id="the head of a line, what is done",
        ),
        pytest.param(
            [table("項目|數量", "記者會|2場", "整體規劃|1式", "媒體採購|1批")],
            [("記者會", "2")],
            id="a lump is no number",
        ),
        pytest.param(
            [text("乙方应提供短片8条。付款：全部完成后一次性支付。")],
            [("短片", "8")],
            id="at one go is no count",
        ),
    ],
)  # fmt: skip
def test_what_is_promised(blocks: list[Block], promised: list[tuple[str, str]]) -> None:
    assert [(o.name, f"{o.quantity:f}") for o in contract(*blocks).obligations] == promised


def test_shares_and_marks_of_lists_count_nothing() -> None:
    assert counts_in("one in eight enquiries became a booking") == []
    feedback = source("feedback", "mail", "2026-06-20", items("4、講師收據還差兩份"))
    papers = sort_papers(project("T7", "x", "y", "zh-Hant"), [feedback])
    assert deliveries_of([Promised("講師", Decimal(8), "位")], papers) == {"講師": []}


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param("第二條委託事項：（一）走讀12場。（二）解說牌30面。", id="zh-Hant"),
        pytest.param("第二条 合作内容：（1）走读12场；（2）解说牌30面。", id="zh-Hans"),
    ],
)
def test_a_clause_that_begins_with_its_own_heading_counts_what_is_to_be_done(clause: str) -> None:
    promised = contract(text(clause, "第三條 總價新臺幣480,000元。")).obligations
    assert [o.quantity for o in promised] == [Decimal(12), Decimal(30)]


@pytest.mark.parametrize(
    ("language", "rows", "names"),
    [
        ("zh-Hant", ("Item|項目|Qty 數量", "Deck talks|甲板講座|9", "Pier films|碼頭短片|4"), ["甲板講座", "碼頭短片"]),
        ("en", ("Item|項目|Qty 數量", "Deck talks|甲板講座|9", "Pier films|碼頭短片|4"), ["Deck talks", "Pier films"]),
        ("en", ("项目|Item|数量", "甲板讲座|Deck talks|9", "码头短片|Pier films|4"), ["Deck talks", "Pier films"]),
        ("zh-Hans", ("项目|说明|数量", "EDM|每月寄给会员|9", "KV|主视觉|4"), ["EDM", "KV"]),
    ],
)  # fmt: skip
def test_a_schedule_in_two_tongues_is_named_in_the_project_s(
    language: str, rows: tuple[str, ...], names: list[str]
) -> None:
    papers = [source("contract", "paper", "2026-03-04", table(*rows))]
    found = contracts_of(sort_papers(project("T7", "x", "y", language), papers))[0]
    assert [o.name for o in found.obligations] == names
