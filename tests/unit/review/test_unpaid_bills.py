"""What invoices and proofs of payment leave open, each a paper of its own, where no list tells it."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import project, source, table, text
from tests.support.told_figures import borne_out, told_figures

CLIENT = {"zh-Hant": "海風基金會", "zh-Hans": "海风乳业有限公司", "en": "Seawind Dairy Limited"}
SUPPLIER = {"zh-Hant": "昇揚舞台有限公司", "zh-Hans": "昇扬舞台有限公司", "en": "Rigging Works Ltd"}
TEAM = {"zh-Hant": "林田行銷有限公司", "zh-Hans": "林田传播有限公司", "en": "Linfield Ltd"}
BILL = {
    "zh-Hant": ("銷售方：{by}", "購買方：{to}", "價稅合計：NT${a}元"),
    "zh-Hans": ("销售方：{by}", "购买方：{to}", "价税合计：￥{a}"),
    "en": ("From: {by}", "Bill to: {to}", "Amount due: £{a}"),
}
PROOF = {
    "zh-Hant": ("付款方戶名：{by}", "收款方戶名：{to}", "轉帳金額：NT${a}元"),
    "zh-Hans": ("付款方户名：{by}", "收款方户名：{to}", "转账金额：￥{a}"),
    "en": ("From: {by}", "To: {to}", "Amount paid: £{a}"),
}


def bill(language: str, number: int, by: str, to: str, amount: str) -> Source:
    lines = [line.format(by=by, to=to, a=amount) for line in BILL[language]]
    return source(
        "invoice", f"inv{number}.pdf", f"2026-06-{number:02}", text(*lines), language=language
    )


def proof(language: str, number: int, by: str, to: str, amount: str) -> Source:
    lines = [line.format(by=by, to=to, a=amount) for line in PROOF[language]]
    return source(
        "payment_proof", f"pay{number}.pdf", f"2026-07-{number:02}", text(*lines), language=language
    )


def outstanding(language: str, *sources: Source) -> list[dict[str, Any]]:
    review = build(project("T6", "Lantern week", CLIENT[language], language), sources)
    assert all(borne_out(told) for told in told_figures(review))
    return list(review["cost"]["outstanding"])  # type: ignore[index]


@pytest.mark.parametrize("language", sorted(CLIENT))
def test_what_the_proofs_do_not_cover_is_open_on_either_side(language: str) -> None:
    client, supplier, team = CLIENT[language], SUPPLIER[language], TEAM[language]
    found = outstanding(
        language,
        bill(language, 1, team, client, "600,000"), bill(language, 2, team, client, "420,000"),
        proof(language, 1, client, team, "600,000"),
        bill(language, 3, supplier, team, "88,000"), proof(language, 2, team, supplier, "50,000"),
    )  # fmt: skip
    assert [(o["party"], o["amount"], o["direction"]) for o in found] == [
        (client, "420000", "receivable"), (supplier, "38000", "payable"),
    ]  # fmt: skip
    assert all(o["computed"] == ["amount"] for o in found)
    assert [len(o["citations"]) for o in found] == [3, 2]
    assert "1,020,000" in found[0]["reason"]
    assert "600,000" in found[0]["reason"]


@pytest.mark.parametrize("language", sorted(CLIENT))
def test_without_a_proof_nothing_is_called_open(language: str) -> None:
    client, supplier, team = CLIENT[language], SUPPLIER[language], TEAM[language]
    bills = bill(language, 1, team, client, "600,000"), bill(language, 2, supplier, team, "88,000")
    review: dict[str, Any] = build(project("T6", "Lantern week", client, language), bills)
    assert review["cost"]["outstanding"] == []
    assert "2" in next(g["why"] for g in review["missing"] if g["class"] == "payment_proof")
    assert outstanding(language, *bills, proof(language, 1, client, team, "600,000")) == []


def test_a_list_of_accounts_is_believed_before_the_papers() -> None:
    accounts = source(
        "settlement", "s.xlsx", "2026-08-01", text("應付帳款"),
        table("供應商|金額|狀態", "昇揚舞台有限公司|88,000|已付", "晴川印刷有限公司|12,000|已付"),
    )  # fmt: skip
    papers = (
        bill("zh-Hant", 3, SUPPLIER["zh-Hant"], TEAM["zh-Hant"], "88,000"),
        bill("zh-Hant", 1, TEAM["zh-Hant"], CLIENT["zh-Hant"], "600,000"),
        proof("zh-Hant", 2, TEAM["zh-Hant"], SUPPLIER["zh-Hant"], "50,000"),
        proof("zh-Hant", 1, CLIENT["zh-Hant"], TEAM["zh-Hant"], "600,000"),
    )
    assert [o["amount"] for o in outstanding("zh-Hant", *papers)] == ["38000"]
    assert outstanding("zh-Hant", accounts, *papers) == []
