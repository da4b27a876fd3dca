"""What may stand in a field, in the forms people write it, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.errors import InvalidInput
from archive.services.intake.field_values import checked_value
from archive.services.projects.money import _amount


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("amount", "1680000.50", "1680000.50"),
        ("amount", "NT$1,680,000", "1680000"),
        ("amount", "168萬元", "1680000"),
        ("amount", "-1200", "-1200"),
        ("amount", "１２３", "123"),
        ("amount", "", None),
        ("currency", "twd", "TWD"),
        ("currency", "人民币", "CNY"),
        ("currency", "港幣", "HKD"),
        ("version", "V2.1", "2.1"),
        ("version", "3", "3"),
        ("date", "115年5月18日", "2026-05-18"),
        ("date", "2026-05", "2026-05"),
        ("title", "", ""),
        ("status", "final", "final"),
    ],
)
def test_a_value_is_kept_in_one_form(field: str, given: str, kept: str | None) -> None:
    assert checked_value(field, given) == kept


@pytest.mark.parametrize(
    ("field", "given"),
    [
        *(("amount", odd) for odd in ("abc", "NaN", "1e999", "∞", "15%", "合約")),
        *(("currency", odd) for odd in ("$", "很多錢", "T1")),
        *(("version", odd) for odd in ("最終版", "1.2.3", "100")),
        *(("date", odd) for odd in ("下週二", "2026")),
        ("language", "fr"),
        ("title", "長" * 501),
    ],
)
def test_what_is_no_value_of_a_field_is_refused(field: str, given: str) -> None:
    with pytest.raises(InvalidInput):
        checked_value(field, given)


def test_an_amount_kept_before_that_nothing_can_add_up_is_none() -> None:
    assert (_amount("1e999"), _amount("12.5")) == (None, Decimal("12.5"))
