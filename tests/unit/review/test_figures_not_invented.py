"""Layouts and sentences from which a figure would be invented: the review leaves it out or reads it rightly."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from tests.support.review_sources import project, source, table, text

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant", currency="TWD")
BODY = ("參觀人次|3,100|2,900|4,200|4,650", "會員|510|540|620|600")
RIGHT = [
    ("第一季 參觀人次", "3100", "2900"), ("第二季 參觀人次", "4200", "4650"),
    ("第一季 會員", "510", "540"), ("第二季 會員", "620", "600"),
]  # fmt: skip


def built(kind: str, block: Any) -> Any:
    return build(PROJECT, [source(kind, "r", "2026-06-30", block)])


@pytest.mark.parametrize("second", ["|目標|實際|目標|實際", "目標|實際|目標|實際"])
def test_a_second_line_of_headings_without_its_corner_stands_over_its_columns(second: str) -> None:
    review = built("data_report", table("指標|第一季||第二季|", second, *BODY))
    assert [(m["name"], m["target"], m["actual"]) for m in review["metrics"]] == RIGHT


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ("總費用 HK$28,500 與 US$1,150", None),
        ("总费用 28,500港元和1,150美元", None),
        ("Total spend: HK$28,500 and US$1,150", None),
        ("總費用 NT$28,500（約 US$900）", "28500"),
        ("總費用 HK$28,500，與預算 HK$30,000 相當", "28500"),
    ],
)
def test_a_whole_told_in_two_currencies_is_no_total(words: str, total: str | None) -> None:
    assert built("final_report", text(words))["cost"]["actual_total"] == total
