"""Figures as people write them: spans, numerals, tenths, marks of a scale, times, columns of last year."""

from __future__ import annotations

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.results.metric import Metric
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import Block, heading, project, source, table, text

PROJECT = project("T9", "河岸燈會", "客戶", "zh-Hant")


def told(*blocks: Block, title: str = "成效") -> list[Metric]:
    paper = source("final_report", "report.docx", "2026-07-01", heading(title), *blocks)
    return metrics_of(sort_papers(PROJECT, [paper]))


def figures(found: list[Metric]) -> list[tuple[str, float, float]]:
    return [
        (m.name, float(m.target.value), float(m.actual.value))
        for m in found
        if m.target and m.actual
    ]


SENTENCES = [
    ("新增用戶目標 5萬-6萬，實際 6.3萬。", [("新增用戶", 50000, 63000)]),
    ("新增用户原定5-6万，最终6.3万。", [("新增用户", 50000, 63000)]),
    ("Footfall: target 5,000–6,000, achieved 6,310.", [("Footfall", 5000, 6310)]),
    ("Cost per lead was £41 against a target of £35–£40.", [("Cost per lead", 40, 41)]),
    ("Attendance came in at 4,000–4,500 (target 4,200).", []),
    (
        "Footfall rose from 3,900 in 2025 to 4,410 against a goal of 4,200.",
        [("Footfall", 4200, 4410)],
    ),
    ("名单成本由去年的95元降至72元，低于目标80元。", [("名单成本", 80, 72)]),
    (
        "Cost per lead fell from £95 last year to £72, below the £80 target.",
        [("Cost per lead", 80, 72)],
    ),
    ("Membership target 450, actual grew from 310 to 470.", [("Membership", 450, 470)]),
    ("会员目标450人，实际由310人增至470人。", [("会员", 450, 470)]),
    ("Baseline 210, target 320, actual 335 bookings.", [("bookings", 320, 335)]),
    ("We hoped for 7 of 10 members to stay.", []),
    ("到場逾一萬二千人，目標一萬人。", [("到場", 10000, 12000)]),
    ("贊助收入新臺幣三百二十萬元，目標三百萬元。", [("贊助收入", 3_000_000, 3_200_000)]),
    ("到場人次：目標 1.5 萬、實績 1 萬 6,200。", [("到場人次", 15000, 16200)]),
    ("滿意度八成五，目標八成。", [("滿意度", 80, 85)]),
    ("三成員工參加，目標完成五成功課。", []),
    ("Survey score: 4.6/5, goal 4.4.", [("Survey score", 4.4, 4.6)]),
    ("整體滿意度 4.6 分（滿分 5 分），目標 4.5 分。", [("整體滿意度", 4.5, 4.6)]),
    ("本次共到场约1.3万人，目标1.2万人。", [("到场", 12000, 13000)]),
    ("We sold 1,240 tickets, 60 fewer than the 1,300 we planned.", [("tickets", 1300, 1240)]),
    (
        "We set out to bring 8,000 people to the quay and 8,640 came.",
        [("people to the quay", 8000, 8640)],
    ),
    (
        "16 articles, 2 seminars, 26 interpreter days (24 contracted) were delivered.",
        [("interpreter days", 24, 26)],
    ),
    ("38 pieces of coverage, 2 short of the 40 we promised.", [("coverage", 40, 38)]),
    ("£5.40 cost per visitor, against a £6 cap.", [("cost per visitor", 6, 5.4)]),
    ("The budget of £80,000 was spent to £78,400.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_is_read_as_it_is_meant(
    sentence: str, expected: list[tuple[str, float, float]]
) -> None:
    found = figures(told(text(sentence), title="傳播效果"))
    assert [f[1:] for f in found] == [e[1:] for e in expected]
    assert all(e[0].startswith(f[0]) for f, e in zip(found, expected, strict=True)), found


TABLES = [
    pytest.param(
        ["指標|去年實績|本年目標|本年實績", "到場人次|8,200|9,000|9,430"],
        [("到場人次", 9000, 9430)],
        id="last year's result is not this year's",
    ),
    pytest.param(
        ["KPI|2025 actual|2026 target|2026 actual", "Visitors|8,200|9,000|9,430"],
        [("Visitors", 9000, 9430)],
        id="of two years the later",
    ),
    pytest.param(
        ["指标|去年实际|今年目标", "到场|8,200|9,000", "会员|410|450"],
        [],
        id="last year's result meets no target",
    ),
    pytest.param(
        ["Indicator|Baseline|Target|Endline", "Awareness|24%|30%|33%", "Intent|11%|15%|13.5%"],
        [("Awareness", 30, 33), ("Intent", 15, 13.5)],
        id="a baseline is no target",
    ),
    pytest.param(
        ["Indicator|Baseline|Actual", "Awareness|24%|33%", "Intent|11%|13%"], [],
        id="nor where it stands alone",
    ),
    pytest.param(
        ["指标|目标|实际", "投诉率（‰）|1.5|1.1"], [("投诉率", 1.5, 1.1)], id="per mille stays as it is"
    ),
    pytest.param(
        ["项目|KPI|实际达成|达成率", "观看时长|1分30秒|1分52秒|124%", "曝光|500W|612W|122%", "ROI|1:2.5|1:2.8|112%"],
        [("观看时长", 90, 112), ("曝光", 5_000_000, 6_120_000), ("ROI", 2.5, 2.8)],
        id="times, W and one to so many",
    ),
    pytest.param(
        ["KPI|Target|Result", "ROAS|x3.0|x3.2", "Response time|24h|19h", "Rating|4.5/5|4.6 out of 5"],
        [("ROAS", 3, 3.2), ("Response time", 24, 19), ("Rating", 4.5, 4.6)],
        id="multiples, hours and marks",
    ),
    pytest.param(
        ["指標|目標|實際", "合計曝光|300萬|341萬", "其中 臉書|180萬|202萬", "線上小計|300萬|341萬"],
        [("合計曝光", 3_000_000, 3_410_000)],
        id="a named sum is an indicator, its parts are not",
    ),
    pytest.param(
        ["KPI|Target|Actual", "Tickets sold|3,000|3,214", "Tickets sold (%)|75%|80.4%"],
        [("Tickets sold", 3000, 3214), ("Tickets sold", 75, 80.4)],
        id="a count and its rate are two",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), TABLES)
def test_a_table_is_read_as_it_is_meant(
    rows: list[str], expected: list[tuple[str, float, float]]
) -> None:
    assert figures(told(table(*rows))) == expected


@pytest.mark.parametrize(
    "row",
    [
        "Accidents|0|1", "缺貨門市|0|2", "退件率|5%|6.1%", "平均排隊時間|20|26", "负面报道|3|5",
        "Queue time (min)|10|14",
        "逾期件数|2|4", "Injuries|3|4",
    ],
)  # fmt: skip
def test_what_ought_to_be_few_is_not_met_by_more(row: str) -> None:
    (metric,) = told(table("KPI|Target|Actual", row))
    assert (metric.lower_is_better, metric.met) == (True, False)


@pytest.mark.parametrize(
    "row",
    [
        "零事故天數|60|64", "投诉解决率|90%|94%", "故障排除件數|30|33",
        "Complaints resolved|90%|94%", "Accident-free days|60|64", "Waiting list sign-ups|200|230",
    ],
)  # fmt: skip
def test_what_was_put_right_is_met_by_more(row: str) -> None:
    (metric,) = told(table("KPI|Target|Actual", row))
    assert (metric.lower_is_better, metric.met) == (False, True)


def test_a_report_on_the_way_says_nothing_of_what_was_delivered() -> None:
    interim = source(
        "data_report", "m.docx", "2026-05-15", heading("河岸燈會 期中報告"), text("短片 12 支。"),
        title="河岸燈會 期中報告",
    )  # fmt: skip
    (paper,) = sort_papers(PROJECT, [interim])
    assert paper.role == "interim"
