"""Contract, invoice and payment of each other party, side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from archive.review.money.money_match import MoneyPaper, PartyMoney, match_money
from archive.review.money.paper_numbers import paper_number

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


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("臺北藍點攝影股份有限公司", "台北蓝点摄影（股）公司"),
        ("藍點攝影有限公司", "蓝点摄影"),
        ("Blue Dot Studio Co., Ltd.", "BLUE-DOT STUDIO LIMITED"),
        ("Ｂｌｕｅ Ｄｏｔ Studio", "Blue Dot Studio Pte. Ltd."),
        ("Reed & Sons Ltd", "Reed and Sons"),
        ("藍點攝影有限公司", "藍點攝影 Blue Dot Studio"),
    ],
)
def test_one_supplier_is_one_however_its_name_is_spelt(first: str, second: str) -> None:
    papers = (paper("invoice", "60", first, n=1), paper("invoice", "40", second, n=2))
    for client in (CLIENT, None):
        (found,) = match_money(papers, client)
        assert found.invoiced.total == 100


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("大同有限公司", "新大同世界科技有限公司"),
        ("Sun Ltd", "Sunrise Catering Ltd"),
        ("藍點攝影有限公司", "藍天攝影有限公司"),
    ],
)
def test_another_company_stays_another(first: str, second: str) -> None:
    papers = (paper("invoice", "60", first, n=1), paper("invoice", "40", second, n=2))
    assert len(match_money(papers, CLIENT)) == 2


def invoice(
    n: int, number: str | None = None, day: str | None = "2026-02-10", *, picture: bool = False
) -> MoneyPaper:
    made = paper("invoice", "500", "藍點攝影有限公司", n=n)
    return replace(made, number=number, date=day, picture=picture)


@pytest.mark.parametrize(
    ("first", "second", "copies"),
    [
        (invoice(1, "ab12345678"), invoice(2, "ab12345678", picture=True), 1),
        (invoice(1, "ab12345678"), invoice(2, "ab12345678", None), 1),
        (invoice(1, "ab12345678"), invoice(2, None, picture=True), 1),
        (invoice(1, "ab12345678"), invoice(2, "ab12345679", picture=True), 0),
        (invoice(1), invoice(2), 0),  # two of one day that cost the same
        (invoice(1), invoice(2, day="2026-03-10", picture=True), 0),
        (invoice(1), invoice(2, day=None, picture=True), 0),
    ],
)
def test_an_invoice_filed_twice_counts_once_and_says_so(
    first: MoneyPaper, second: MoneyPaper, copies: int
) -> None:
    found = only(second, first)
    assert [p.copy_of.document for p in found.invoiced.papers if p.copy_of] == ["invoice1"] * copies
    assert found.invoiced.total == 1000 - 500 * copies
    assert len(found.invoiced.papers) == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("統一發票號碼：AB-12345678", "ab12345678"),
        ("发票号码 04212345", "04212345"),
        ("Invoice No. INV-2026/014", "inv2026014"),
        ("Tax invoice number\tR 00231", "r00231"),
        ("請款單編號 2026-02-10", None),
        ("Invoice for five evenings", None),
        ("發票日期：2026-02-10", None),
    ],
)
def test_a_paper_bears_its_number_behind_a_label(text: str, number: str | None) -> None:
    assert paper_number(["藍點攝影", text]) == number


def test_a_quotation_that_names_nobody_goes_with_the_contract_that_took_it_up() -> None:
    offer, contract = paper("quotation", "345000"), paper("contract", "345000", US, CLIENT)
    found = only(offer, contract)
    assert (found.receivable, found.agreed.total) == (True, 345000)
    other = match_money([paper("quotation", "1200"), contract], CLIENT)
    assert [one.party for one in other] == [CLIENT, ""]
