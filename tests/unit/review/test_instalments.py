"""Instalments of a contract in its own words: each share with its own condition."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from tests.support.review_sources import Block, heading, project, source, text


def terms(*blocks: Block) -> list[str]:
    made = project("T3", "Lantern nights", "Lantern Quay Trust", "en", currency=None)
    found: Any = build(made, [source("contract", "c.docx", "2026-03-02", *blocks)])["contracts"]
    return [term["text"] for contract in found for term in contract["payment_terms"]]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("付款方式：簽約後支付50%，驗收後支付30%，保固期滿支付20%。",
         ["付款方式：簽約後支付50%", "驗收後支付30%", "保固期滿支付20%"]),
        ("付款：签约后7日内付50%，验收合格后付40%，余款10%于结案报告确认后付清。",
         ["付款：签约后7日内付50%", "验收合格后付40%", "余款10%于结案报告确认后付清"]),
        ("Payment: 50% on signature, 30% on launch and 20% on acceptance.",
         ["Payment: 50% on signature", "30% on launch", "20% on acceptance"]),
        ("Payment: on signature 50%, within 30 days of acceptance 50%.",
         ["Payment: on signature 50%", "within 30 days of acceptance 50%"]),
    ],
)  # fmt: skip
def test_a_condition_stays_with_its_own_share(clause: str, expected: list[str]) -> None:
    found = terms(
        text("Services agreement between Marlow Ltd and Lantern Quay Trust."), text(clause)
    )
    assert [f.removeprefix(" ").split("：")[-1].split(": ")[-1] for f in found] == [
        e.split("：")[-1].split(": ")[-1] for e in expected
    ]


def test_lines_that_begin_with_their_share_below_a_head_of_payment() -> None:
    found = terms(
        text("Services agreement between Marlow Ltd and Lantern Quay Trust."),
        heading("3. Payment", 2),
        text("3.1 30% (GBP 44,400) within 14 days of signature.", "3.2 70% within 30 days of the final report."),
        heading("4. Delay", 2),
        text("4.1 2% of the fee for each week of delay."),
    )  # fmt: skip
    assert [f.partition("%")[0][-2:] for f in found] == ["30", "70"]
