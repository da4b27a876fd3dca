"""Days of events told two ways: of the event itself, in lists, in notes under data, in weekly reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from archive.review.compose import build
from archive.review.papers.papers import sort_papers
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, heading, items, project, source, table, text


def values(*sources: Source, language: str = "en") -> list[set[str]]:
    made = project("E1", "Trial", "Lake Museum", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in clash["values"]} for clash in found]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-01", *blocks)


@pytest.mark.parametrize(
    ("language", "told", "other", "differ"),
    [
        ("en", "The race was held on 13 June 2026.", "The lake race took place on 14 June 2026 in fine weather.", True),
        ("zh-Hant", "比賽已於2026年6月13日順利舉行。", "湖畔路跑昨日（6月14日）圓滿舉行。", True),
        ("en", "The race was held on 13 June 2026.", "The race was held on 13 June 2026 at dawn.", False),
        ("en", "The race was held on 13 June 2026.", "The press day was held on 10 June 2026.", False),
        ("zh-Hans", "比赛于2026年6月13日举行。", "比赛原定6月14日举行。", False),
    ],
)  # fmt: skip
def test_the_day_of_the_event_is_compared_between_papers(
    language: str, told: str, other: str, differ: bool
) -> None:
    press = source("other", "press.txt", "2026-06-15", text(other))
    assert len(values(report(text(told)), press, language=language)) == int(differ)


def test_of_several_stops_none_is_the_event() -> None:
    told = report(
        text("The north race was held on 6 June 2026. The south race was held on 13 June 2026.")
    )
    press = source("other", "press.txt", "2026-06-15", text("The race was held on 9 June 2026."))
    assert values(told, press) == []


def test_a_row_of_a_list_of_days_is_held_against_what_is_told() -> None:
    stops = table("學校|舉行日期|人數", "青原大學|2026-05-14|210", "北湖大學|2026-05-21|305")
    data = source("data_report", "stops.xlsx", "2026-06-24", stops)
    told = report(text("青原大學場於5月13日舉行，座無虛席。"))
    assert values(told, data, language="zh-Hant") == [{"2026-05-14", "5月13日"}]


def test_a_note_under_the_data_and_a_day_that_came_in_time() -> None:
    told = report(text("時程：官網原定5月21日，5月21日如期上線；手冊原定6月2日，實際6月2日。"))
    data = source(
        "data_report", "log.xlsx", "2027-09-09",
        table("批次|點擊|轉換", "一|812|61", "二|703|58", "註：官網5月24日上線||"),
    )  # fmt: skip
    assert values(told, data, language="zh-Hant") == [{"5月21日", "5月24日"}]


def test_what_a_weekly_report_lists_as_done_may_bear_a_day_just_ahead() -> None:
    days = table("Milestone|Planned|Actual", "Harbour shop opening|2 May 2026|9 May 2026")
    weekly = source(
        "weekly_report", "weekly.docx", "2026-05-01",
        heading("Done this week"), items("Harbour shop opening on 2 May, queues at the door;"),
    )  # fmt: skip
    plans = source(
        "weekly_report", "plans.docx", "2026-05-01",
        heading("Next week"), items("Harbour shop opening on 3 May;"),
    )  # fmt: skip
    assert values(report(days), weekly, plans) == [{"9 May 2026", "2 May"}]


def test_a_paper_copied_long_after_completes_its_days_by_the_project() -> None:
    late = source("data_report", "copy.csv", "2029-11-22", text("x"))
    own = source("data_report", "own.csv", "2026-06-02", text("y"))
    papers = sort_papers(project("E2", "Trial", "Lake", "en", currency=None), (late, own))
    times = {p.source.name: papers.time_of(p) for p in papers}
    assert times["own.csv"] == date(2026, 6, 2)
    assert times["copy.csv"] == papers.middle


def test_a_label_on_an_acceptance_gives_the_day_of_the_event_too() -> None:
    told = report(text("發布會已於2026年6月13日舉行。"))
    accepted = source(
        "acceptance",
        "accept.pdf",
        "2026-06-20",
        table("項目|內容", "活動名稱|發布會", "活動日期|2026年6月14日"),
    )
    assert values(told, accepted, language="zh-Hant") == [{"2026年6月13日", "2026年6月14日"}]
