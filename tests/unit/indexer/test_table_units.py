"""Figures of tables that name their unit once."""

from __future__ import annotations

import pytest

from archive.indexer.analysis import TermBag, normal_form, plain_form
from archive.indexer.table_units import MOST, scaled_figures


def scaled(*lines: str) -> list[str]:
    return list(scaled_figures(normal_form(plain_form("\n".join(lines)))))


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("單位：新臺幣千元", "73500"),
        ("单位：万元", "735000"),
        ("費用表（單位：萬元，未稅）", "735000"),
        ("Costs\t\tHK$'000", "73500"),
        ("Costs\t\t£k, net", "73500"),
        ("all sums in GBP thousand", "73500"),
        ("Amounts in thousands", "73500"),
        ("Umsatz in EUR mn", "73500000"),
    ],
)
def test_a_unit_of_a_table_holds_for_its_figures(unit: str, value: str) -> None:
    assert scaled(unit, "帳篷\t73.5\t一式") == [value]


def test_a_unit_in_the_head_of_a_column_is_that_columns() -> None:
    found = scaled(
        "攤位\t家數\t營收（萬元）", "茶\t12\t73.5", "餅\t9\t1,204", "小計如上", "茶\t12\t3"
    )
    assert found == ["735000", "12040000"]


def test_a_unit_in_the_name_of_a_row_is_that_rows() -> None:
    assert scaled("指標\t目標\t實績", "營收（萬元）\t80\t73.5", "人次\t500\t612") == [
        "800000",
        "735000",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "總價新臺幣捌拾萬元整（捌拾萬元）",
        "thousands of guests came in thousands of boats",
        "the fee was £73k and GBP 80 thousand",
        "約五萬人（含志工三千）",
    ],
)
def test_sums_in_prose_are_no_unit(line: str) -> None:
    assert scaled(line, "帳篷\t73.5") == []


def test_shares_words_and_days_are_no_figures() -> None:
    assert scaled("单位：万元", "帐篷\t73.5%\t2027-03-01\t3顶\tA7\t0\t(12.25)") == ["122500"]


def test_a_sheet_without_end_is_read_to_a_bound() -> None:
    assert len(scaled("单位：万元", *["a\t1\t2\t3"] * 4000)) == MOST


def test_the_sum_of_a_contract_is_found_in_accounts_kept_in_thousands() -> None:
    bag = TermBag()
    bag.add("單位：千元\n合計\t1,961\t1,982.2")
    assert {"1961000", "1982200"} <= set(bag.words)
