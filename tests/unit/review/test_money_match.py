"""Contract, invoice and payment of each other party, side by side."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.money.money_match import MoneyPaper, PartyMoney, match_money

CLIENT = "澄湖食品"
US = "青禾整合行銷有限公司"


def paper(
    class_key: str, amount: str | None, *parties: str, currency: str = "TWD", n: int = 0
) -> MoneyPaper:
    value = None if amount is None else Decimal(amount)
    return MoneyPaper(
        f"{class_key}{n}", f"{class_key}-{n}", class_key, parties, value, currency, None
    )


def only(*papers: MoneyPaper) -> PartyMoney:
    found = match_money(papers, CLIENT)
    assert len(found) == 1
    return found[0]


def test_a_supplier_whose_papers_agree_is_settled() -> None:
    found = only(
        paper("contract", "100000", US, "藍點攝影工作室"),
        paper("invoice", "60000", "藍點攝影工作室", n=1),
        paper("invoice", "40000", "藍點攝影", n=2),
        paper("payment_proof", "100000", "藍點攝影工作室"),
    )
    assert (found.party, found.receivable, found.settled) == ("藍點攝影工作室", False, True)
    assert (found.agreed.total, found.invoiced.total, found.open) == (100000, 100000, None)


@pytest.mark.parametrize(
    ("papers", "flags", "left"),
    [
        ([("contract", "100"), ("invoice", "100"), ("payment_proof", "30")], ("unpaid",), 70),
        ([("contract", "100"), ("invoice", "40"), ("payment_proof", "40")], ("not_all_invoiced",), None),
        ([("contract", "100"), ("invoice", "120"), ("payment_proof", "120")], ("over_agreed",), None),
        ([("invoice", "50")], ("no_contract", "unpaid"), 50),
        ([("contract", "100"), ("invoice", "100"), ("payment_proof", "130")], ("overpaid",), None),
        ([("contract", "100"), ("invoice", None), ("payment_proof", "10")], ("amount_unknown",), None),
        ([("contract", "80"), ("work_order", "80"), ("invoice", "80"), ("payment_proof", "80")], (), None),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_named(
    papers: list[tuple[str, str | None]], flags: tuple[str, ...], left: int | None
) -> None:
    found = only(*(paper(key, amount, "北岸印刷") for key, amount in papers))
    assert (found.flags, found.open) == (flags, left)


def test_amounts_of_two_currencies_are_never_added() -> None:
    found = only(
        paper("contract", "100", "Reef Media Ltd", currency="HKD"),
        paper("invoice", "100", "Reef Media Ltd", currency="USD"),
    )
    assert (found.flags, found.currency) == (("currencies_differ",), None)
    assert (found.agreed.total, found.invoiced.total, found.open) == (None, None, None)


def test_the_client_comes_first_and_suppliers_are_told_from_the_own_company() -> None:
    found = match_money(
        [
            paper("contract", "900", "澄湖食品股份有限公司", US),
            paper("contract", "300", US, "藍點攝影工作室", n=1),
            paper("invoice", "50", n=2),
        ],
        CLIENT,
    )
    assert [(p.party, p.receivable) for p in found] == [
        ("澄湖食品股份有限公司", True),
        ("藍點攝影工作室", False),
        ("", False),
    ]


def test_other_classes_and_an_unknown_client_do_no_harm() -> None:
    assert match_money([paper("minutes", "5", "甲公司")], None) == ()
    assert [p.party for p in match_money([paper("invoice", "5", "甲公司")], None)] == ["甲公司"]
