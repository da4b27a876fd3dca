"""A power is no share, a label of payment with a day says neither paid nor owed, and the least is the target."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from archive.review.compose import build
from archive.review.money.payment_words import SETTLED, state_in
from archive.review.tables.cells import column_unit, read_cell
from tests.support.review_sources import project, source, table


@pytest.mark.parametrize(
    ("heading", "cell", "value", "unit"),
    [
        ("功率", "60W", 60, "W"),
        ("功率（W）", "1.5kW", 1500, "W"),
        ("Power rating", "75 W", 75, "W"),
        ("功率", "60", 60, "W"),
        ("曝光", "60W", 600000, ""),
        ("曝光（万）", "60W", 600000, ""),
        ("频率", "3", 3, ""),
        ("Day rate", "450", 450, ""),
        ("完成率", "60", 60, "%"),
        ("Response rate", "12", 12, "%"),
    ],
)
def test_what_a_heading_says_of_a_power_or_a_rate(
    heading: str, cell: str, value: int, unit: str
) -> None:
    figure = read_cell(cell, column_unit(heading))
    assert figure is not None
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("付款：2026/12/31", ""),
        ("收款: 2026-05-03", ""),
        ("付款：2026/12/31 已匯出", SETTLED),
        ("到帳：2026/5/3", SETTLED),
        ("付款 5/3", SETTLED),
    ],
)
def test_a_label_with_a_day_is_neither_paid_nor_owed(words: str, state: str) -> None:
    assert state_in(words) == state


@pytest.mark.parametrize(
    ("rows", "target"),
    [
        (("Measure|Minimum|Stretch|Result", "Leads|400|600|512", "Visits|900|1,200|1,050"), "400"),
        (("指标|保底值|冲刺值|完成值", "留资|400|600|512", "到访|900|1,200|1,050"), "400"),
        (("指標|高標|低標|實績", "名單|600|400|512", "到訪|1,200|900|1,050"), "400"),
        (("Hall|Minimum|Maximum|Mean", "A|400|600|512", "B|900|1,200|1,050"), None),
    ],
)
def test_the_least_beside_what_is_wished_for_is_the_target(
    rows: tuple[str, ...], target: str | None
) -> None:
    made = project("T1", "Trial", "Harbour Trust", "en", currency=None)
    told = source("final_report", "report.docx", "2026-08-20", table(*rows))
    found: Any = build(made, [told])["metrics"]
    assert next((m["target"] for m in found), None) == target
