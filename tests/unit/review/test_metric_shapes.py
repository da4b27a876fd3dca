"""Results in shapes that say by themselves which figure is meant and which came: formulas, blocks, merged groups."""

from __future__ import annotations

import pytest

from archive.review.money.cost import cost_of
from archive.review.papers.papers import sort_papers
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import Block, heading, items, project, source, table, text

PROJECT = project("T3", "港邊音樂祭", "客戶", "zh-Hant", currency="TWD")


def metrics(class_key: str, *blocks: Block) -> list[str]:
    found = metrics_of(sort_papers(PROJECT, [source(class_key, "r", "2026-05-12", *blocks)]))
    return [
        f"{m.name} {float(m.target.value):.10g} {float(m.actual.value):.10g}"
        for m in found
        if m.target and m.actual
    ]


@pytest.mark.parametrize(
    ("class_key", "blocks", "expected"),
    [
        pytest.param(
            "data_report",
            [table("KPI|T|A|A-T|RAG", "Stalls|60|52|-8|R", "Passes sold|900|1,140|240|G")],
            ["Stalls 60 52", "Passes sold 900 1140"],
            id="initials, and a heading that writes the difference",
        ),
        pytest.param(
            "data_report",
            [
                table(
                    "类别|指标|单位|三日合计|任务书要求|差额",
                    "现场|试驾|人|512|600|-88",
                    "现场|订单额|万元|318.5|300|18.5",
                )
            ],
            ["试驾 600 512", "订单额 3000000 3185000"],
            id="the brief's column behind the result",
        ),
        pytest.param(
            "data_report",
            [
                table("KPI|Bookings", "Goal|400", "Result|436", "Remark|two double nights"),
                table("KPI|No-show rate (%)", "Goal|9", "Result|11.5", "Remark|rain"),
            ],
            ["Bookings 400 436", "No-show rate 9 11.5"],
            id="a block for each indicator",
        ),
        pytest.param(
            "data_report",
            [
                table(
                    "指標|暖身||正式||合計|KPI",
                    "|1-2月|達成%|3-5月|6月||",
                    "預約組數（組）|210|14%|890|345|1445|1500",
                    "回訪率（%）|—||31.5|36.2|33.8|30",
                )
            ],
            ["預約組數 1500 1445", "回訪率 30 33.8"],
            id="two lines of headings, the target last under KPI",
        ),
        pytest.param(
            "final_report",
            [heading("Tally"), items("Day passes: 1,930 vs. goal of 2,100 (short)")],
            ["Day passes 2100 1930"],
            id="the point of vs. ends no sentence",
        ),
        pytest.param(
            "final_report",
            [heading("成果"), text("③ 首週回訪率：KPI 30%，實績27.4%，未達成。")],
            ["首週回訪率 30 27.4"],
            id="a rate of a first week is measured so",
        ),
        pytest.param(
            "final_report",
            [heading("成果"), text("校園社團由 20 隊目標升至 26 隊。")],
            [],
            id="rose from the target to something: never the two changed round",
        ),
    ],
)
def test_the_shape_tells_target_and_result(
    class_key: str, blocks: list[Block], expected: list[str]
) -> None:
    assert metrics(class_key, *blocks) == expected


def test_a_column_of_groups_does_not_hide_the_lines_below_their_first() -> None:
    accounts = source(
        "settlement", "s", "2026-06-01",
        table("類別||預算|實支", "場地|舞台|90,000|94,500", "|燈光|60,000|58,000", "宣傳|海報|20,000|21,300",
              "|網路廣告|40,000|39,000", "總計||210,000|212,800"),
    )  # fmt: skip
    cost = cost_of(sort_papers(PROJECT, [accounts]))
    assert [line.item for line in cost.lines] == ["舞台", "燈光", "海報", "網路廣告"]
    assert cost.actual
    assert cost.actual.value == 212_800
