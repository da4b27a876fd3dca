"""Figures that say more than a number in a table of results: limits, ranges, rates beside them, units above them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import Block, heading, project, source, table

PROJECT = project("T5", "秋季市集", "客戶", "zh-Hant")


def metrics(class_key: str, *blocks: Block) -> list[tuple[str, float, float, bool | None]]:
    found = metrics_of(sort_papers(PROJECT, [source(class_key, "r", "2026-06-12", *blocks)]))
    return [
        (m.name, float(m.target.value), float(m.actual.value), m.met)
        for m in found
        if m.target and m.actual
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ["Indicator|Target|Actual", "Guests|at least 1,500|1,622", "Complaints|no more than 10|14",
             "Wait (min)|< 15|12", "Return rate|max. 5%|4.1%"],
            [("Guests", 1500, 1622, True), ("Complaints", 10, 14, False), ("Wait (min)", 15, 12, True),
             ("Return rate", 5, 4.1, True)],
            id="limits in English words",
        ),
        pytest.param(
            ["指標|目標|實際", "互動率|3%–5%|4.2%", "到場率|60-70%|58%", "平均成本|20~25元|24元"],
            [("互動率", 3, 4.2, True), ("到場率", 60, 58, False), ("平均成本", 25, 24, True)],
            id="of a range the end that decides",
        ),
        pytest.param(
            ["指標|目標|實際（達成率）", "入場人數|5,000|5,420（108%）", "問卷回收|600|512（85%）"],
            [("入場人數", 5000, 5420, True), ("問卷回收", 600, 512, False)],
            id="the rate behind the result is not multiplied by it",
        ),
        pytest.param(
            ["指標|目標|達成率", "報名|400|112.5%", "回覆率|40%|95%"],
            [("報名", 400, 450, True), ("回覆率", 40, 38, False)],
            id="a share of a rate",
        ),
        pytest.param(
            ["指標（單位：萬）|目標|實際", "影片觀看|120|138.5", "貼文觸及|300|287"],
            [("影片觀看", 1_200_000, 1_385_000, True), ("貼文觸及", 3_000_000, 2_870_000, False)],
            id="the unit of all figures in the heading of the names",
        ),
        pytest.param(
            ["Metric|Baseline (2025)|Target|Result", "Awareness|18%|25%|27%", "Visits|9,800|12,000|11,240"],
            [("Awareness", 25, 27, True), ("Visits", 12000, 11240, False)],
            id="how it stood before is no target",
        ),
        pytest.param(
            ["渠道|曝光|曝光|點擊|點擊", "|目標|實際|目標|實際", "門市|100萬|120萬|2萬|1.8萬",
             "官網|80萬|76萬|1萬|1.3萬"],
            [("曝光 門市", 1_000_000, 1_200_000, True), ("點擊 門市", 20_000, 18_000, False),
             ("曝光 官網", 800_000, 760_000, False), ("點擊 官網", 10_000, 13_000, True)],
            id="indicators above, platforms below, no total",
        ),
        pytest.param(
            ["KPI|Target|Actual", "ROAS|4.0x|4.6x", "Orders|900|871"],
            [("ROAS", 4, 4.6, True), ("Orders", 900, 871, False)],
            id="multiples",
        ),
    ],
)  # fmt: skip
def test_a_cell_is_read_with_its_limits_and_units(
    rows: list[str], expected: list[tuple[str, float, float, bool]]
) -> None:
    assert metrics("final_report", heading("KPI"), table(*rows)) == expected


def test_more_pieces_than_a_contract_promises_are_a_delivery_and_no_metric() -> None:
    papers = [
        source("contract", "c", "2026-03-02", heading("工作項目"), table("項目|數量", "精修照片|500張")),
        source("data_report", "d", "2026-06-01", table("項目|目標|實際", "精修照片|500|536", "入場人次|9,000|8,420")),
    ]  # fmt: skip
    owed = [("精修照片", Decimal(500))]
    assert [m.name for m in metrics_of(sort_papers(PROJECT, papers), owed)] == ["入場人次"]
