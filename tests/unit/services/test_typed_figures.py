"""The figures of a review as people type them into its forms."""

from __future__ import annotations

import pytest

from archive.errors import InvalidInput
from archive.services.reviews.change import Change, values_of


def figure_of(typed: str, unit: str = "") -> str:
    change = Change("edit", "metrics", figures={"actual": typed}, reason="typed wrong", unit=unit)
    return str(values_of(change)["figures"]["actual"])


@pytest.mark.parametrize(
    ("typed", "unit", "figure"),
    [
        ("1275000", "", "1275000"),
        ("1,275,000.50", "", "1275000.50"),
        ("1，275", "", "1275"),
        ("127.5萬", "", "1275000"),
        ("１２７.５ 万次", "次", "1275000"),
        ("1.275M", "views", "1275000"),
        ("1.3 million", "", "1300000"),
        ("十二", "場", "12"),
        ("3.4 个工作日", "个工作日", "3.4"),
        ("12.5％", "%", "12.5"),
        ("127.5萬", "萬", "127.5"),
    ],
)
def test_a_figure_is_read_as_pages_and_papers_write_it(typed: str, unit: str, figure: str) -> None:
    assert figure_of(typed, unit) == figure


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("many", ""),
        ("1,2", ""),
        ("1,27,500", ""),
        ("about 130萬", ""),
        ("NT$1,275,000", ""),
        ("12.5%", "visits"),
        ("127.5万", "萬"),
        ("NaN", ""),
        ("次", "次"),
    ],
)
def test_what_may_be_another_number_is_no_figure(typed: str, unit: str) -> None:
    with pytest.raises(InvalidInput):
        figure_of(typed, unit)
