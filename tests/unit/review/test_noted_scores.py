"""The mean of a survey whose figures nobody worked out: told in a note of the sheet or in the report."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import satisfaction_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, project, source, table, text

WORK = project("N2", "x", "y", "zh-Hant")


def mean_of(class_key: str, *blocks: Block) -> tuple[str, int | None, int | None]:
    paper = source(class_key, "paper.xlsx", "2026-08-20", *blocks)
    found = satisfaction_of(sort_papers(WORK, [paper]))
    answers = found.responses.value if found.responses else None
    return str(found.mean.value if found.mean else ""), found.scale, answers


@pytest.mark.parametrize(
    "rows",
    [
        ["单位|内容|响应|进度|均分|想说的", "馆务-岑|4|5|3||票口灯箱很亮", "保安-乌|4|4|4||",
         "平均|||||共6份｜平均4.1｜五分制"],
        ["填答人|內容|回應|期程|平均|備註", "館務 岑|4|5|3||燈箱很亮", "警衛 烏|4|4|4||",
         "總平均|||||回收6份，總平均4.1分（5分滿）"],
        ["Who|Ideas|Speed|Dates|Mean|Remarks", "Ines, desk|4|5|3||Bright boxes", "Omar, gate|4|4|4||",
         "Average|||||6 replies, average 4.1 out of 5"],
        ["Who|Ideas|Speed|Dates", "Ines|4|5|3", "Omar|4|4|4", "n = 6, mean 4.1, top mark 5|||"],
        ["填表人|創意|回覆|進度", "岑姑娘|4|5|3", "烏生|4|4|4", "共6份，平均4.1分，最高5分|||"],
    ],
)  # fmt: skip
def test_the_note_of_a_sheet_tells_the_mean(rows: list[str]) -> None:
    assert mean_of("survey", table(*rows)) == ("4.1", 5, 6)


def test_a_remark_beside_somebodys_figures_is_theirs() -> None:
    mean, _, _ = mean_of(
        "survey",
        table("單位|內容|回應|想說的", "館務|4|5|平均比上次的3.2好", "警衛|4|4|", "小賣部|5|4|"),
    )
    assert mean != "3.2"


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("客户评分", "馆方6位同事打分，平均4.1分（5分满）。最高是现场。"),
        ("業主評分", "館方6位同仁評分，平均4.1分（五分滿）。"),
        ("六、甲方打分", "共6人打分，平均4.1分，满分5分。"),
        ("客戶給分", "客戶6位同事評分，平均4.1分（5分滿）。"),
        ("How the client rated us", "Six people gave us 4.1 on average, top mark 5."),
    ],
)
def test_a_report_tells_what_the_client_gave(head: str, line: str) -> None:
    assert mean_of("final_report", heading("結案"), heading(head, 2), text(line))[:2] == ("4.1", 5)


def test_the_top_of_a_scale_before_overall_is_no_mean() -> None:
    told = text("The client scored us 8.4 out of 10 overall.")
    assert mean_of("final_report", heading("Close"), told)[0] == "8.4"


@pytest.mark.parametrize(
    "rows",
    [
        ["姓名|創意|速度|備註", "甲|4|5|", "乙|4|4|", "說明|||上屆6份，平均3.1分（五分制）"],
        ["Who|Ideas|Speed", "Ines|4|5", "Omar|4|4", "Target: average 4.5 out of 5||"],
        ["Who|Ideas|Speed", "Ines|4|5", "Omar|4|4", "Sector average 3.9 out of 5||"],
        ["Who|Ideas|Speed", "Ines|4|5", "Omar|4|4", "Last year: mean 3.2 out of 5||"],
    ],
)
def test_the_mean_of_last_year_of_the_trade_or_wished_for_is_none(rows: list[str]) -> None:
    assert mean_of("survey", table(*rows))[0] not in ("3.1", "4.5", "3.9", "3.2")


@pytest.mark.parametrize(
    ("line", "mean"),
    [
        ("去年平均3.6分（5分滿）。", ""),
        ("We had aimed at 4.5 on average, top mark 5.", ""),
        ("Six people gave us 4.1 on average, top mark 5; last year it was less.", "4.1"),
    ],
)
def test_what_a_report_says_of_last_year_is_none(line: str, mean: str) -> None:
    told = text(line)
    head = heading("客戶給分" if "年" in line else "How the client rated us", 2)
    assert mean_of("final_report", heading("結案"), head, told)[0] == mean
