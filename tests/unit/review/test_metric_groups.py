"""Tables that repeat their two sides: by month, phase or platform, by indicator, line by line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from archive.review.compose import build
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


@pytest.mark.parametrize(
    ("language", "rows", "expected"),
    [
        ("zh-Hant", ("指標|第一波||第二波|", "|目標|實際|目標|實際", "觸及（萬）|40|46.2|30|28.1"),
         [("第一波 觸及", "400000", "462000"), ("第二波 觸及", "300000", "281000")]),
        ("zh-Hans", ("指标|单位|上海||杭州|", "||目标|实际|目标|实际", "签到|人|400|462|300|281"),
         [("上海 签到", "400", "462"), ("杭州 签到", "300", "281")]),
        ("en", ("KPI|Wave 1||Wave 2|", "|Target|Actual|Target|Actual", "Sign-ups|900|870|1,100|1,235"),
         [("Wave 1 Sign-ups", "900", "870"), ("Wave 2 Sign-ups", "1100", "1235")]),
        ("en", ("KPI|Leeds target|Leeds actual|York target|York actual", "Visitors|900|870|1,100|1,235"),
         [("Leeds Visitors", "900", "870"), ("York Visitors", "1100", "1235")]),
    ],
)  # fmt: skip
def test_groups_without_their_whole_are_each_told_under_their_name(
    language: str, rows: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    others = str.maketrans("123456789", "234567891")
    more = ("Posts|" + rows[-1].partition("|")[2].translate(others),)
    paper = source("final_report", "r.docx", "2026-07-01", table(*rows, *more), language=language)
    found = [
        (m.name, m.target.value, m.actual.value)
        for m in metrics_of(sort_papers(project("T1", "P", "C", language), [paper]))
        if m.target and m.actual
    ]
    assert found[:2] == [(n, Decimal(t), Decimal(a)) for n, t, a in expected]
    assert len(found) == 4


def test_money_and_days_of_two_waves_are_both_read() -> None:
    spent = table(
        "科目|第一波||第二波|", "|預算|實支|預算|實支", "場租|10,000|9,800|8,000|8,100",
        "人力|4,000|4,100|3,000|2,900",
    )  # fmt: skip
    days = table(
        "里程碑|第一波||第二波|", "|預定|實際|預定|實際", "開賣|2026-05-01|2026-05-02|2026-06-01|2026-06-03",
        "交件|2026-05-11|2026-05-12|2026-06-11|2026-06-13",
    )  # fmt: skip
    sources = [
        source("settlement", "s.xlsx", "2026-07-01", spent),
        source("final_report", "r.docx", "2026-07-02", days),
    ]
    review = build(project("T1", "P", "C", "zh-Hant"), sources)
    cost: Any = review["cost"]
    milestones: Any = review["milestones"]
    assert (cost["budget_total"], cost["actual_total"]) == ("25000", "24900")
    assert [(m["name"], m["days_late"]) for m in milestones] == [
        ("第一波 開賣", 1), ("第二波 開賣", 2), ("第一波 交件", 1), ("第二波 交件", 2),
    ]  # fmt: skip
