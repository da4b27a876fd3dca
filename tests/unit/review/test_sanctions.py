"""A promised quantity is a target of its own where the contract puts money on each one missing."""

from __future__ import annotations

import pytest

from archive.review.compose import build
from archive.review.contracts.contracts import contracts_of
from archive.review.contracts.sanctions import sanctioned
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, project, source, table, text

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")
HAN = table("項目|數量", "樂齡工作坊|12場", "達人開箱短影音|20支", "公車車體廣告|30面")
LATIN = table(
    "Deliverable|Quantity", "Tasting evenings|12", "Short recipe films|20", "Bus sides|30"
)


def named(*blocks: Block) -> list[str]:
    paper = source("contract", "c.pdf", "2026-03-02", *blocks)
    (contract,) = contracts_of(sort_papers(PROJECT, [paper]))
    return [o.name for o in sanctioned(contract.paper, contract.obligations)]


@pytest.mark.parametrize(
    ("rows", "clause", "targets"),
    [
        (HAN, "八、工作坊每短少一場，扣減服務費新臺幣9,000元。", ["樂齡工作坊"]),
        (HAN, "短影音未上線者，每支扣款5,000元；工作坊取消者，每場減價9,000元。", ["樂齡工作坊", "達人開箱短影音"]),
        (HAN, "數量不足者，每少一件按單價減收。", ["樂齡工作坊", "達人開箱短影音", "公車車體廣告"]),
        (HAN, "工作坊由乙方主持，每場二小時。", []),
        (HAN, "逾期一日罰款千分之一。", []),
        (LATIN, "6. For each tasting evening not held the fee is reduced by £900.", ["Tasting evenings"]),
        (LATIN, "6. A film not delivered is credited at £400. Bus sides are booked by us.", ["Short recipe films"]),
        (LATIN, "6. Any item short of the above is deducted pro rata.",
         ["Tasting evenings", "Short recipe films", "Bus sides"]),
        (table("項目|數量", "KOC 開箱 KOC unboxings|20", "電台廣告 Radio spots|30"),
         "5. 每欠一篇開箱，扣 HK$2,000。", ["KOC 開箱 KOC unboxings"]),
        (HAN, "九、甲方取消本案者，已付款項不予退還。", []),
        (LATIN, "6. Late payment carries interest, and no credit is given.", []),
    ],
)  # fmt: skip
def test_money_on_each_one_missing_makes_a_target(
    rows: Block, clause: str, targets: list[str]
) -> None:
    assert named(rows, text(clause)) == targets


@pytest.mark.parametrize(
    ("clause", "metrics"),
    [
        ("工作坊每短少一場，扣減服務費9,000元。", [("12", "11")]),
        ("工作坊由乙方主持。", []),
    ],
)
def test_a_quantity_delivered_short_is_a_missed_target_only_there(
    clause: str, metrics: list[tuple[str, str]]
) -> None:
    papers = [
        source("contract", "c.pdf", "2026-03-02", HAN, text(clause)),
        source(
            "final_report", "r.pdf", "2026-08-20", text("樂齡工作坊實際辦理11場，一場因颱風取消。")
        ),
    ]
    found = build(PROJECT, papers)
    assert [(m["target"], m["actual"]) for m in found["metrics"]] == metrics  # type: ignore[attr-defined]
    (contract,) = found["contracts"]  # type: ignore[misc]
    told = {o["text"]: o["delivered"] for o in contract["obligations"]}
    assert told["樂齡工作坊"] == "11"
