"""Orders written as forms, whose role and total are cells; changes that tell no price."""

from __future__ import annotations

import pytest

from archive.review.contracts.contracts import Contract, contracts_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, project, source, table, text


def contracts(*papers: tuple[str, list[Block]]) -> list[Contract]:
    sources = [
        source("contract", name, f"2026-0{number + 2}-10", *blocks)
        for number, (name, blocks) in enumerate(papers)
    ]
    return contracts_of(sort_papers(project("F6", "x", "y", "en"), sources))


@pytest.mark.parametrize(
    ("blocks", "amount", "parties"),
    [
        pytest.param(
            [
                heading("PURCHASE ORDER 採購訂單"),
                table(
                    "Order No.|A-31|Date|3 Mar 2026",
                    "Buyer 買方|海角書店有限公司|Supplier 供應商|晴空策劃有限公司",
                    "Project|春季書市|Total 總額|HK$360,000",
                ),
                table("Item|Qty", "海報|6", "短片|4"),
                text("Payment 付款：40%（HK$144,000）簽單後；60%（HK$216,000）驗收後。"),
                text("For the Buyer: 何以恩 (Director) For the Supplier: 鄧小川 (Manager)"),
            ],
            "360000",
            ["海角書店有限公司", "晴空策劃有限公司"],
            id="two pairs to a row",
        ),
        pytest.param(
            [
                heading("采购订单"),
                table("采购方|云岭茶业有限公司", "乙方|拾光传播有限公司", "订单总额|人民币215,000元"),
                text("付款：首期64,500元于签单后支付。"),
            ],
            "215000",
            ["云岭茶业有限公司", "拾光传播有限公司"],
            id="one pair to a row",
        ),
        pytest.param(
            [
                table("Service|Amount", "Design|HK$20,000", "Total fee|HK$50,000", "Film|HK$30,000"),
                text("The fee of HK$50,000 is payable on acceptance."),
            ],
            "50000",
            [],
            id="a list of amounts is no form",
        ),
        pytest.param(
            [text("Total fee: $19,000.", "Party A 甲方：_R. Vance", "乙方：林清遠＿＿＿＿")],
            "19000",
            [],
            id="who signed on a line is no party",
        ),
    ],
)  # fmt: skip
def test_a_form_tells_its_total_and_its_parties(
    blocks: list[Block], amount: str, parties: list[str]
) -> None:
    (found,) = contracts(("order.pdf", blocks))
    assert str(found.price.value if found.price else None) == amount
    assert [party.name for party in found.parties] == parties


MAIN: tuple[str, list[Block]] = (
    "协议.docx",
    [text("甲方：望海乐园有限公司", "乙方：青禾传播有限公司", "合同总价：人民币300,000元。")],
)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            [
                heading("补充协议"),
                text("开园日由2026年4月3日改为2026年4月10日，新场地可容纳600人。"),
                text("二次进场费由乙方承担，合同总价不变。"),
            ],
            id="another day",
        ),
        pytest.param(
            [heading("Variation note VN-2"), text("The launch moves from 3 April to 10 April. The hall seats 600.")],
            id="another day in English",
        ),
    ],
)  # fmt: skip
def test_a_change_without_a_price_is_no_contract_of_its_own(change: list[Block]) -> None:
    (found,) = contracts(MAIN, ("变更.pdf", change))
    assert found.price is not None
    assert str(found.price.value) == "300000"
    assert not found.obligations


def test_of_several_contracts_the_one_between_the_same_parties_is_changed() -> None:
    other = (
        "供货.docx",
        [text("甲方：青禾传播有限公司", "乙方：远帆舞台有限公司", "合同总价：人民币80,000元。")],
    )
    change: list[Block] = [
        heading("补充协议"),
        text("甲方：望海乐园有限公司", "乙方：青禾传播有限公司", "乙方应交付短片3支。"),
    ]
    found = contracts(MAIN, other, ("变更.pdf", change))
    assert [[o.quantity for o in c.obligations] for c in found] == [[3], []]
