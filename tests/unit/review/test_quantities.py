"""Figures with their units, as cells and sentences of three languages write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.reading.quantities import find_quantities, money_text, number_text
from archive.review.tables.cells import ColumnUnit, column_unit, read_cell


@pytest.mark.parametrize(
    ("cell", "headings", "value", "unit"),
    [
        ("8,450", (), "8450", ""),
        ("2,300萬次", (), "23000000", "次"),
        ("≤35元", (), "35", "元"),
        ("不高于12%", (), "12", "%"),
        ("HK$96,500", (), "96500", "HKD"),
        ("HKS96,500", (), "96500", "HKD"),
        ("1.4M", (), "1400000", ""),
        ("2,150", ("曝光（万）",), "21500000", ""),
        ("640", ("媒體費（千元）",), "640000", "元"),
        ("640", ("Media (US$K)",), "640000", "USD"),
        ("12", ("短片(支)",), "12", "支"),
        ("0.384", ("開信率",), "38.4", "%"),
        ("38.4", ("開信率(%)",), "38.4", "%"),
        ("1,380", ("Amount (£)",), "1380", "GBP"),
        ("(1,250)", ("Amount (£)",), "-1250", "GBP"),
        ("18.60", ("Cost", "US$'000"), "18600", "USD"),
        ("412", ("Site visits (000)",), "412000", ""),
        ("6.4", ("客诉率（宗/万人次）",), "6.4", "宗/万人次"),
        ("0.87", ("投訴率（宗／千人次）",), "0.87", "宗／千人次"),
        ("23", ("CPM（元/千次）",), "23", "元/千次"),
        ("23", ("千次成本（NT$/千次）",), "23", "TWD"),
        ("5.2", ("每萬人次受傷（每萬人次）",), "5.2", ""),
        ("3.1", ("Complaints per thousand guests",), "3.1", ""),
        ("14", ("CPM (HK$ per 1,000)",), "14", "HKD"),
        ("12", ("场租（万元/场）",), "120000", "场"),
        ("6.4件/万人次", (), "6.4", "件"),
        ("per 1,000: 4.2", (), "4.2", ""),
    ],
)
def test_a_cell_is_read_with_its_headings(
    cell: str, headings: tuple[str, ...], value: str, unit: str
) -> None:
    read = read_cell(cell, column_unit(*headings))
    assert read is not None
    assert (read.value, read.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "cell", ["", "—", "待定", "n/a", "尚未回收", "詳見附件第三頁說明，共分12類別統計完成"]
)
def test_a_cell_without_a_figure_is_none(cell: str) -> None:
    assert read_cell(cell, ColumnUnit()) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("短片交付了14支", [("14", "支")]),
        ("辦理八場講座、發送兩千份摺頁", [("8", "場")]),
        ("all nine booths and 40 posters", [("9", "booths"), ("40", "posters")]),
        ("滿意度 4.6 分", [("4.6", "分")]),
    ],
)
def test_counts_in_a_sentence_carry_their_counters(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = [(str(q.value), q.unit) for q in find_quantities(text)]
    assert [pair for pair in expected if pair in found] == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("complaints fell to 4.2 per 1,000 visits, the aim was 5", ["4.2", "5"]),
        ("每10,000人次投诉6.4件", ["6.4"]),
        ("6.4 / 10,000", ["6.4"]),
    ],
)
def test_what_a_rate_is_told_of_is_no_figure(text: str, values: list[str]) -> None:
    assert [str(q.value) for q in find_quantities(text)] == values


def test_the_place_of_a_figure_is_its_place_in_the_text() -> None:
    text = "共吸引3,270人次參加，達成率108%。"
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.written


@pytest.mark.parametrize(
    ("text", "bound"),
    [("不超過 30 天", "max"), ("至少 30 天", "min"), ("no more than 30", "max"), ("30", "")],
)
def test_at_most_and_at_least_are_told_apart(text: str, bound: str) -> None:
    assert find_quantities(text)[0].bound == bound


def test_decimals_are_written_as_short_as_they_are_exact() -> None:
    assert number_text(Decimal("1068.40")) == "1068.4"
    assert number_text(Decimal("1.07E+7")) == "10700000"
    assert number_text(Decimal("-0.50")) == "-0.5"
    assert money_text(Decimal("1950.5")) == "1950.50"
    assert money_text(Decimal("1950.00")) == "1950"


@pytest.mark.parametrize(
    "text",
    ["至少三分之一由主廚示範", "其中四分之三場地有電梯", "三分之二的门店上架",
     "two-thirds of the clips", "three quarters of them"],
)  # fmt: skip
def test_a_part_of_the_whole_is_no_number_of_things(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("cell", "head", "value", "unit"),
    [("3w", "發放（份）", 30000, "份"), ("6w人次", "到场", 60000, "人次"), ("5k", "Visits", 5000, "")],
)  # fmt: skip
def test_one_digit_with_a_letter_for_its_scale(cell: str, head: str, value: int, unit: str) -> None:
    found = read_cell(cell, column_unit(head))
    assert found is not None
    assert (found.value, found.unit) == (value, unit)
