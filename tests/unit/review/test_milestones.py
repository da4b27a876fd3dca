"""Milestones planned and actual, with the lateness between."""

from __future__ import annotations

import pytest

from archive.review.content import milestone_part
from archive.review.papers.papers import sort_papers
from archive.review.reading.sources import Source
from archive.review.results.milestones import Milestone, milestones_of
from tests.support.review_sources import items, project, source, table

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")  # March to August 2026


def found(*sources: Source) -> list[Milestone]:
    return milestones_of(sort_papers(PROJECT, sources))


def days(milestone: Milestone) -> tuple[str | None, str | None, bool | None]:
    planned, actual = milestone.planned, milestone.actual
    return planned and planned.value, actual and actual.value, milestone.late


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("節點|預定日期|實際日期", "開幕|115年5月2日|115年5月9日"),
            ("2026-05-02", "2026-05-09", True),
        ),
        (("阶段|计划时间|实际时间", "首发|5月2日|5月2日"), ("2026-05-02", "2026-05-02", False)),
        (
            ("Milestone|Baseline|Actual|Slip", "Soft launch|2 May 2026|30 Apr 2026|-2"),
            ("2026-05-02", "2026-04-30", False),
        ),
        (
            ("Stage|Due|Delivered", "Shoot|02/05/2026|09/05/2026"),
            ("2026-05-02", "2026-05-09", True),
        ),
        (
            ("Gate|Planned|Actual", "Doors|05/28/2026|06/02/2026"),
            ("2026-05-28", "2026-06-02", True),
        ),
        (("事項|原定|實際", "場勘|2026/4/1|未辦理"), ("2026-04-01", None, None)),
        (("里程碑|計劃|實際", "試營運|2026年5月|2026年6月"), ("2026-05", "2026-06", True)),
    ],
)
def test_a_table_of_days(rows: tuple[str, ...], expected: tuple[str, str, bool]) -> None:
    assert days(found(source("final_report", "r.docx", "2026-08-20", table(*rows)))[0]) == expected


@pytest.mark.parametrize(
    "line",
    [
        "記者會：原定4月8日，實際4月10日",
        "记者会（计划4月8日，实际4月10日）",
        "Press call: planned 8 April 2026, actual 10 April 2026",
    ],
)
def test_a_line_of_a_list(line: str) -> None:
    (milestone,) = found(source("final_report", "r.docx", "2026-08-20", items(line)))
    assert days(milestone) == ("2026-04-08", "2026-04-10", True)


def test_a_weekly_schedule_is_asked_only_where_nothing_final_has_one() -> None:
    rows = "節點|預定|實際"
    weekly = source(
        "weekly_report", "w.docx", "2026-05-20", table(rows, "開幕|2026-05-02|2026-05-03")
    )
    final = source(
        "final_report", "r.docx", "2026-08-20", table(rows, "開幕|2026-05-02|2026-05-04")
    )
    assert days(found(weekly)[0])[1] == "2026-05-03"
    assert [days(m)[1] for m in found(weekly, final)] == ["2026-05-04"]


@pytest.mark.parametrize(
    ("row", "late", "by"),
    [
        ("Opening|2 May 2026|9 May 2026", True, 7),
        ("Opening|2 May 2026|30 April 2026", False, -2),
        ("Opening|2 May 2026|2 May 2026", False, 0),
        ("Opening|May 2026|June 2026", True, None),
    ],
)
def test_lateness_is_told_and_its_days_are_computed(row: str, late: bool, by: int | None) -> None:
    (milestone,) = found(
        source("final_report", "r", "2026-08-20", table("Milestone|Due|Done", row))
    )
    part = milestone_part(milestone)
    assert (part["late"], part["days_late"]) == (late, by)


def test_a_schedule_kept_up_to_date_counts_where_nothing_final_tells_the_days() -> None:
    rows = ("Milestone|Baseline|Actual", "Doors open|8 May 2026|11 May 2026")
    live = source("schedule", "timing plan (live).xlsx", "2026-06-20", table(*rows))
    (told,) = found(live)
    assert days(told) == ("2026-05-08", "2026-05-11", True)
    final = source(
        "final_report", "r.docx", "2026-07-01", table("Milestone|Planned|Actual", "Doors open|2026-05-08|2026-05-12")
    )  # fmt: skip
    assert [days(m)[1] for m in found(live, final)] == ["2026-05-12"]


def test_a_plan_that_came_to_hold_what_happened_is_kept_up_to_date() -> None:
    lying = ("節點|簽約|首場講座|成果冊", "計劃|2026-04-10|2026-05-08|2026-06-30")
    actual = "實際|2026-04-10|2026-05-15|2026-07-08"
    held = source("plan", "節點對照.xlsx", "2026-07-01", table(*lying, actual))
    assert [days(m)[1] for m in found(held)] == ["2026-04-10", "2026-05-15", "2026-07-08"]
    begun = source("plan", "節點.xlsx", "2026-04-12", table(*lying, "實際|2026-04-10||"))
    assert found(begun) == []
