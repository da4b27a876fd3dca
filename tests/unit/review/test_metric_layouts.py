"""Results against targets, and quantities promised, in the layouts and phrases of several places."""

from __future__ import annotations

import pytest

from archive.review.contracts.contract_scope import obligations_of
from archive.review.papers.papers import sort_papers
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import (
    Block,
    heading,
    items,
    page,
    project,
    source,
    table,
    text,
)

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant", currency="TWD")


def metrics(class_key: str, *blocks: Block) -> list[str]:
    found = metrics_of(sort_papers(PROJECT, [source(class_key, "r", "2026-08-20", *blocks)]))
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
            [
                table(
                    "Measure|Result (goal)|Comment",
                    "Sign-ups|2,310 (2,000)|late surge",
                    "Open rate|38.5% (40%)|",
                    "Cost per sign-up|£14.20 (£16)|",
                )
            ],
            ["Sign-ups 2000 2310", "Open rate 40 38.5", "Cost per sign-up 16 14.2"],
            id="the goal in brackets, Britain",
        ),
        pytest.param(
            "final_report",
            [table("指標|實際／目標", "入場人次|12,480／12,000", "會員新增|880／1,000")],
            ["入場人次 12000 12480", "會員新增 1000 880"],
            id="two figures with a stroke, Taiwan",
        ),
        pytest.param(
            "final_report",
            [
                heading("What we said and what we got"),
                items(
                    "Downloads: we said 5,000, we got 5,640",
                    "Completion rate: we said 60%, we got 57.5%",
                    "Cost per download: we said no more than £3, we got £2.70",
                ),
            ],
            ["Downloads 5000 5640", "Completion rate 60 57.5", "Cost per download 3 2.7"],
            id="said and got",
        ),
        pytest.param(
            "final_report",
            [
                page(2),
                text(
                    "成果一览",
                    "618组",
                    "到店家庭",
                    "目标600组",
                    "1,920条",
                    "有效线索",
                    "目标2,000条",
                ),
                text("3.4%", "转化率", "目标3%"),
            ],
            ["到店家庭 600 618", "有效线索 2000 1920", "转化率 3 3.4"],
            id="cards on a slide, the mainland",
        ),
        pytest.param(
            "data_report",
            [
                table(
                    "2026 河畔市集 成效統計||製表：陳一心",
                    "指標一|攤位申請數|",
                    "預期|120|",
                    "實績|134|",
                    "算法|表單去重|",
                    "指標二|來客滿意度|",
                    "預期|85%|",
                    "實績|88.2%|",
                    "算法|問卷|",
                )
            ],
            ["攤位申請數 120 134", "來客滿意度 85 88.2"],
            id="a block of lines for each, Taiwan",
        ),
        pytest.param(
            "data_report",
            [
                table(
                    "|到场人数(人)|留资(条)|总曝光(万)",
                    "目标值|300|1500|200",
                    "最终值|318|1460|246",
                    "完成度|106%|97.3%|123%",
                )
            ],
            ["到场人数 300 318", "留资 1500 1460", "总曝光 2000000 2460000"],
            id="indicators across, the mainland",
        ),
        pytest.param(
            "final_report",
            [
                items(
                    "（一）總參與人次：預期6萬人次，實際7萬2,300人次，達成率120.5%。開幕當晚湧入9,000人。",
                    "（二）住房率：預期70%，實際66.4%。",
                )
            ],
            ["總參與人次 60000 72300", "住房率 70 66.4"],
            id="items of sentences, Taiwan",
        ),
        pytest.param(
            "final_report",
            [
                text("Budget: the approved budget was HK$80,000."),
                table(
                    "KPI|What we promised|What happened",
                    "Redemptions|9,000|8,410",
                    "Cost per visit|HK$12 or below|HK$13.1",
                ),
            ],
            ["Redemptions 9000 8410", "Cost per visit 12 13.1"],
            id="promised and happened, Hong Kong",
        ),
    ],
)
def test_targets_and_results(class_key: str, blocks: list[Block], expected: list[str]) -> None:
    assert metrics(class_key, *blocks) == expected


def obligations(*blocks: Block) -> list[str]:
    papers = sort_papers(PROJECT, [source("contract", "c.pdf", "2026-03-01", *blocks)])
    paper = next(iter(papers))
    return [f"{o.name} {float(o.quantity):.10g}" for o in obligations_of(paper)]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                heading("1. Services"),
                text(
                    "1.1 The Agency shall plan, produce and host five (5) live workshops under the title Open Desk.",
                    "1.2 The Agency shall write and publish ten (10) case studies, each of not less than 600 words.",
                    "1.3 The Agency shall send a status report every second Friday, nine (9) in total.",
                    "1.4 The Client shall review each draft within five (5) working days.",
                ),
            ],
            ["live workshops 5", "case studies 10", "status report 9"],
            id="words with figures in brackets, Britain",
        ),
        pytest.param(
            [
                heading("1. Services 服務範圍"),
                text(
                    "1.1 The Agency shall deliver: (a) six (6) short films; (b) not fewer than 90 bus panels for four"
                    " weeks; (c) twenty (20) KOL partners, each publishing at least two posts; and (d) four (4) eDM.",
                    "1.2代理須於推廣期內每星期提交工作報告，合共14份。",
                ),
            ],
            ["short films 6", "bus panels 90", "KOL partners 20", "eDM 4", "工作報告 14"],
            id="items in one clause, Hong Kong",
        ),
        pytest.param(
            [
                heading("第二条 乙方的工作成果"),
                text(
                    "2.1乙方应组织城市路演共3期，每期两天，分别于成都、长沙、合肥举行。",
                    "2.2乙方应邀约并实际到场经销商不少于260组，以现场签到为准。",
                    "2.3乙方应发布达人笔记40篇，保留期不少于六个月；每短少一篇，甲方有权扣减服务费2,000元。",
                    "2.4乙方应交付纪录短片2支、精修图片不少于150张，并于活动期间每周提交周报，共计8份。",
                    "2.5甲方在收到结案报告后十个工作日内组织验收。",
                ),
            ],
            ["城市路演 3", "经销商 260", "达人笔记 40", "纪录短片 2", "精修图片 150", "周报 8"],
            id="clauses, the mainland",
        ),
        pytest.param(
            [
                heading("第二條 履約標的"),
                items(
                    "(一）裝置藝術七區之設計、製作、維運及復原。",
                    "(二）夜間導覽36場，每場不得少於八十分鐘。",
                    "（三）接駁車900班次，末班不得早於二十一時三十分。",
                    "(四)宣傳影片3支、媒體露出45則。",
                    "(五)志工培訓2梯次，每梯次至少25人。",
                ),
            ],
            ["裝置藝術 7", "夜間導覽 36", "接駁車 900", "宣傳影片 3", "媒體露出 45", "志工培訓 2"],
            id="items, Taiwan",
        ),
        pytest.param(
            [
                heading("Schedule A – Deliverables"),
                table(
                    "Deliverable|Quantity|Due",
                    "Landing pages|4|1 May 2026",
                    "Paid social assets|36|15 May 2026",
                    "Monthly reports|5|month end",
                ),
            ],
            ["Landing pages 4", "Paid social assets 36", "Monthly reports 5"],
            id="a schedule, Singapore",
        ),
    ],
)
def test_quantities_promised(blocks: list[Block], expected: list[str]) -> None:
    found = obligations(*blocks)
    assert len(found) == len(expected)
    for told, wanted in zip(found, expected, strict=True):
        name, quantity = wanted.rsplit(" ", 1)
        assert told.endswith(f" {quantity}")
        assert name in told


@pytest.mark.parametrize(
    "block",
    [
        table("時間|填表人|整體滿意度|創意|執行|留言", "2026/3/2 10:00|卓以安|8|10|8|現場很順。",
              "2026/3/2 11:20|店長 阿珠|7|8|6|標示太小。", "平均|2 份|7.5|9|7|"),
        table("部门|填写人|总体评分|计划|执行|意见",
              "市场|虞小满|9|8|9|配合很快。", "门店|封立|6|7|8|物料晚到。"),
        table("Respondent|Overall score|Planning|Delivery|Comment",
              "Priya N.|9|8|9|Calm on the day.", "Owen T.|6|7|5|Late proofs."),
    ],
    ids=["zh-Hant", "zh-Hans", "en"],
)  # fmt: skip
@pytest.mark.parametrize("class_key", ["data_report", "survey"])
def test_marks_that_people_gave_are_no_targets_and_results(class_key: str, block: Block) -> None:
    assert metrics(class_key, block) == []


def test_marks_of_a_metric_against_a_target_stay_a_metric() -> None:
    block = table(
        "指標|團隊|目標評分|實際評分", "課程滿意度|教務組|8|8.6", "場地滿意度|總務組|8|7.4"
    )
    assert metrics("data_report", block) == ["課程滿意度 8 8.6", "場地滿意度 8 7.4"]


@pytest.mark.parametrize(
    "block",
    [
        table(
            "Shop|Tasters|Bottles|Demos planned|Demos held",
            "Quayside|412|96|8|8",
            "Hill Road|377|81|8|7",
        ),
        table(
            "門市|試飲人數|售出瓶數|預定場次|實際場次",
            "碼頭店|412|96|8|8",
            "山路店|377|81|8|7",
        ),
        table(
            "周次|到店人数|发放券数|计划场次|实际场次",
            "第一周|412|96|8|8",
            "第二周|377|81|8|7",
        ),
    ],
)
def test_a_line_for_each_place_beside_many_counts_is_no_metric(block: Block) -> None:
    assert metrics("data_report", block) == []


def test_lines_that_are_measured_stay_metrics_beside_one_more_count() -> None:
    block = table("Format|Guests|Tours planned|Tours held", "Talks|310|4|4", "Walks|95|6|5")
    assert metrics("data_report", block) == ["Talks 4 4", "Walks 6 5"]
