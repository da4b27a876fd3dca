"""Tables that repeat their two sides: by month, phase or platform, by indicator, line by line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import project, sheet, source, table

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")

MONTHS = (
    "指标|4月||5月||合计|",
    "|目标|完成|目标|完成|目标|完成",
    "下载（次）|3,000|2,800|4,000|4,600|7,000|7,400",
    "加购率|8%|7.1%|8%|9.4%|8%|8.3%",
)
PHASES = (
    "KPI|Teaser||Launch||Sustain||Campaign|",
    "|KPI|Achieved|KPI|Achieved|KPI|Achieved|KPI|Achieved",
    "Video views|20,000|22,150|60,000|58,300|20,000|24,050|100,000|104,500",
    "Click rate|1.2%|1.1%|1.2%|1.5%|1.2%|1.3%|1.2%|1.4%",
)
ONE_LINE = (
    "KPI|Q1 target|Q1 actual|Q2 target|Q2 actual|Total target|Total actual",
    "Sign-ups|900|870|1,100|1,235|2,000|2,105",
    "Cost per sign-up (£)|14|15.2|14|12.6|14|13.7",
)
TYPES = (
    "KPI|Type|Mar|Apr|May|Total",
    "Bookings|Target|200|260|340|800",
    "Bookings|Actual|214|241|389|844",
    "No-show rate %|Ceiling|12|12|12|12",
    "No-show rate %|Actual|11.2|14.1|12.9|12.7",
)
SIDES_IN_NAMES = (
    "項目|數值",
    "報名人數-目標|600",
    "報名人數-實際|655",
    "到場率（目標）|75%",
    "到場率（實際）|71.5%",
)
PLATFORMS = (
    "平台|觸及（萬）||報名數|",
    "|目標|實際|目標|實際",
    "臉書|40|46.2|300|281",
    "IG|25|21.9|200|236",
    "合計|65|68.1|500|517",
)
LYING = (
    "|Reach (k)|Leads|Cost per lead (€)",
    "Target|450|1,200|≤18",
    "Actual|512.5|1,086|16.4",
    "Result|met|missed|met",
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (MONTHS, {"下载": ("7000", "7400"), "加购率": ("8", "8.3")}),
        (PHASES, {"Video views": ("100000", "104500"), "Click rate": ("1.2", "1.4")}),
        (ONE_LINE, {"Sign-ups": ("2000", "2105"), "Cost per sign-up": ("14", "13.7")}),
        (TYPES, {"Bookings": ("800", "844"), "No-show rate %": ("12", "12.7")}),
        (SIDES_IN_NAMES, {"報名人數": ("600", "655"), "到場率": ("75", "71.5")}),
        (PLATFORMS, {"觸及": ("650000", "681000"), "報名數": ("500", "517")}),
        (LYING, {"Reach": ("450000", "512500"), "Leads": ("1200", "1086"), "Cost per lead": ("18", "16.4")}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["final_report", "data_report"])
def test_the_whole_counts_and_not_its_first_part(
    rows: tuple[str, ...], expected: dict[str, tuple[str, str]], kind: str
) -> None:
    paper = source(
        kind,
        "results",
        "2026-07-01",
        sheet("KPI", *rows) if kind == "data_report" else table(*rows),
    )
    shown = {
        m.name: (m.target.value, m.actual.value)
        for m in metrics_of(sort_papers(PROJECT, [paper]))
        if m.target and m.actual
    }
    assert shown == {name: tuple(map(Decimal, pair)) for name, pair in expected.items()}


def test_months_without_their_whole_give_no_metric() -> None:
    """The first month is not the result, and a sum of rates or of followers would be made up."""
    rows = ("指標|10月||11月|", "|目標|實際|目標|實際", "粉絲數|5,000|5,210|6,000|6,480")
    paper = source("data_report", "kpi.xlsx", "2026-07-01", sheet("KPI", *rows))
    assert metrics_of(sort_papers(PROJECT, [paper])) == []


def test_targets_below_the_sum_of_the_days() -> None:
    rows = (
        "日期|來客數|接駁|試飲杯數",
        "5/1|2,400|310|900",
        "5/2|3,150|402|1,260",
        "合計|5,550|712|2,160",
        "目標|5,000|800|2,000",
    )
    paper = source("data_report", "daily.xlsx", "2026-07-01", sheet("每日", *rows))
    shown = {
        m.name: (m.target.value, m.actual.value)
        for m in metrics_of(sort_papers(PROJECT, [paper]))
        if m.target and m.actual
    }
    assert shown == {
        name: (Decimal(target), Decimal(actual))
        for name, target, actual in (
            ("來客數", 5000, 5550), ("接駁", 800, 712), ("試飲杯數", 2000, 2160),
        )
    }  # fmt: skip
