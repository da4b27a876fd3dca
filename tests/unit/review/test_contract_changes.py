"""What a contract costs: told among other amounts, summed up, or changed by a later paper."""

from __future__ import annotations

import pytest

from archive.review.compose import build
from archive.review.contracts.contracts import contracts_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, project, source, table, text


def amounts(*papers: tuple[str, list[Block]]) -> list[str | None]:
    sources = [
        source("contract", name, f"2026-0{number + 2}-10", *blocks)
        for number, (name, blocks) in enumerate(papers)
    ]
    found = contracts_of(sort_papers(project("T6", "x", "y", "en"), sources))
    return [str(c.price.value) if c.price else None for c in found]


@pytest.mark.parametrize(
    ("blocks", "amount"),
    [
        pytest.param(
            [text("三、协议金额：人民币930,000元。", "五、样机由甲方提供，货值约76,000元，不计入协议金额。")],
            "930000",
            id="goods that are not part of it",
        ),
        pytest.param(
            [text("第二條 費用：固定服務費20萬元，代墊費用上限50萬元，即協議總額不超過70萬元。")],
            "700000",
            id="a fixed fee and a ceiling, summed up",
        ),
        pytest.param(
            [text("中标金额：1,280,000元。", "履约保证金为中标金额的5%，即64,000元。", "最高限价1,400,000元。")],
            "1280000",
            id="a bid that won, its bond and its ceiling",
        ),
        pytest.param(
            [text("依框架協議（年度上限3,000,000元），本工作說明書費用為新臺幣268,000元整。")],
            "268000",
            id="a ceiling of another paper in brackets",
        ),
        pytest.param(
            [
                text("Letter of award", "Of four tenders (range £398,000 to £455,000; your offer £412,000)"
                     " we award you the services at the sum of £412,000, exclusive of VAT."),
                text("The licence of £95,000 is paid by us directly and is outside this award."),
            ],
            "412000",
            id="a letter of award",
        ),
        pytest.param(
            [text("Under the master agreement (annual cap $2,000,000) the total not-to-exceed amount is"
                  " $186,000, comprising labor of $120,000 and expenses of $66,000.")],
            "186000",
            id="not to exceed",
        ),
        pytest.param(
            [table("品項|數量|小計", "展場設計|1|200,000", "影片|2|300,000", "||稅前 500,000", "||總計 525,000")],
            "525000",
            id="the word and its amount in one cell",
        ),
        pytest.param(
            [text("The Client shall pay a monthly retainer of £9,000 for twelve months.")],
            "108000",
            id="a fee for each of so many months",
        ),
        pytest.param([text("服务费：每月8,000元，为期6个月。")], "48000", id="months in Chinese"),
        pytest.param(
            [text("合同价：不含税100,000元，税额6,000元，含税106,000元。")], "100000", id="a price and its tax"
        ),
    ],
)  # fmt: skip
def test_the_price_among_other_amounts(blocks: list[Block], amount: str) -> None:
    assert amounts(("agreement.docx", blocks)) == [amount]


MAIN: tuple[str, list[Block]] = ("Agreement.docx", [text("The total contract amount is $230,000.")])


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param(
            [
                MAIN,
                (
                    "CO-1.txt",
                    [
                        text(
                            "CHANGE ORDER NO. 1",
                            "Adds: two cities   +$33,000",
                            "Prior contract amount   $230,000",
                            "Revised contract amount   $263,000",
                        )
                    ],
                ),
                (
                    "CO-2.txt",
                    [
                        text(
                            "CHANGE ORDER NO. 2",
                            "Removes the guides (credit of $12,000). The amount of $263,000 becomes $251,000.",
                        )
                    ],
                ),
            ],
            ["251000"],
            id="one change after the other",
        ),
        pytest.param(
            [
                ("合同.docx", [text("合同总价：人民币550,000元。")]),
                ("补充协议.docx", [heading("补充协议"), text("原合同总价由550,000元调整为610,000元。")]),
            ],
            ["610000"],
            id="from one price to another",
        ),
        pytest.param(
            [
                ("契約.docx", [text("契約總價：新臺幣1,380,000元整。")]),
                (
                    "變更.docx",
                    [
                        heading("第一次契約變更書"),
                        text("增加場次費用新臺幣150,000元，變更後契約總價為新臺幣1,530,000元。"),
                    ],
                ),
            ],
            ["1530000"],
            id="the price after the change alone",
        ),
        pytest.param(
            [
                MAIN,
                (
                    "Variation 1.docx",
                    [
                        heading("Variation order 1"),
                        text("This increases the total fee by $12,000 to $242,000."),
                    ],
                ),
            ],
            ["242000"],
            id="by so much to so much",
        ),
        pytest.param(
            [
                ("合同.docx", [text("合同总价：人民币550,000元。")]),
                ("补充协议.docx", [heading("补充协议"), text("就新增直播，另行支付费用人民币60,000元。")]),
            ],
            ["550000", "60000"],
            id="something more stands by itself",
        ),
    ],
)  # fmt: skip
def test_a_later_paper_changes_the_price_or_stands_by_itself(
    papers: list[tuple[str, list[Block]]], expected: list[str]
) -> None:
    assert amounts(*papers) == expected


def test_a_changed_price_is_cited_where_it_is_told() -> None:
    later = source(
        "contract", "CO.txt", "2026-04-01",
        text("CHANGE ORDER NO. 1", "The total contract amount of $230,000 becomes $251,000."),
    )  # fmt: skip
    main = source("contract", MAIN[0], "2026-02-10", *MAIN[1])
    review = build(project("T6", "x", "y", "en"), [main, later])
    contract = review["contracts"][0]  # type: ignore[index]
    assert (contract["amount"], contract["document"]) == ("251000", "Agreement.docx")
    assert [c["document"] for c in contract["citations"]] == ["CO.txt"]
