"""A day that a plan or contract set, met with the day on which another paper says that it came."""

from __future__ import annotations

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.reading.sources import Source
from archive.review.results.milestones import milestones_of
from tests.support.review_sources import heading, items, project, source, table, text

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")  # March to August 2026
REPORT = "final_report"


def days(*sources: Source) -> list[str]:
    return [
        f"{m.name} {m.planned.value[5:] if m.planned else '-'} {m.actual.value[5:] if m.actual else '-'}"
        for m in milestones_of(sort_papers(PROJECT, sources))
    ]


PLAN = source(
    "proposal", "plan", "2026-03-01",
    heading("時間表"), table("項目|日期", "佈展進場|2026-04-20", "開幕|2026-05-02", "撤場|2026-07-05",
                          "結案報告|2026-08-14"),
)  # fmt: skip
CONTRACT = source(
    "contract", "agreement", "2026-03-09",
    text("Signed 9 March 2026.",
                          "Timetable: site live by 3 April 2026; press night by 6 May 2026; season end 31 July 2026."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        pytest.param(
            [PLAN, source(REPORT, "r", "2026-08-20",
                          text("提交日期：2026年8月20日"),
                          text("展品4月20日如期進場佈展，5月3日開幕，當天到場800人。"))],
            ["佈展進場 04-20 04-20", "開幕 05-02 05-03", "結案報告 08-14 08-20"],
            id="a schedule and the report; the report bears its own day",
        ),
        pytest.param(
            [CONTRACT, source("data_report", "log", "2026-08-01",
                              table("Event|Date|Guests", "Site live|9 April 2026|-", "Press night|6 May 2026|80",
                          "Party|9 May 2026|60"))],
            ["site live 04-03 04-09", "press night 05-06 05-06"],
            id="a line of the contract and the rows of a log",
        ),
        pytest.param(
            [source("schedule", "s", "2026-03-02", table("节点|计划日期", "合同签订|3月6日", "首播|5月6日")),
             source("contract", "c", "2026-03-09", text("签订日期：2026年3月9日")),
             source("minutes", "m", "2026-05-12", items("首播已于5月8日完成，评论正面"))],
            ["合同签订 03-06 03-09", "首播 05-06 05-08"],
            id="the day on the contract, and minutes",
        ),
    ],
)  # fmt: skip
def test_the_day_that_another_paper_tells(sources: list[Source], expected: list[str]) -> None:
    assert days(*sources) == expected


@pytest.mark.parametrize(
    "told",
    [
        "預計5月2日開幕",
        "5月2日開幕前要再彩排一次",
        "開幕原訂5月2日",
        "下次開幕建議改在5月9日舉行",
        "未能於5月2日開幕",
        "3月2日開幕會議完成",  # long before it was due
    ],
)
def test_wishes_and_plans_are_no_days_that_came(told: str) -> None:
    assert days(PLAN, source(REPORT, "r", "2026-08-20", text(told))) == []


def test_a_day_ahead_of_the_paper_has_not_come() -> None:
    assert days(PLAN, source("minutes", "m", "2026-04-25", text("5月2日開幕，10點集合。"))) == []


def test_instalments_owners_and_the_days_of_papers_are_no_schedule() -> None:
    told = source(REPORT, "r", "2026-08-20", text("頭款4月3日已到位完成。海報4月3日完成。"))
    money = source(
        "contract",
        "c",
        "2026-03-02",
        heading("時程"),
        table("期別|日期", "頭款|2026-04-03", "尾款|2026-08-01"),
    )
    tasks = source(
        "plan",
        "p",
        "2026-03-02",
        heading("時程"),
        table("工作|負責人|日期", "海報|小林|2026-04-03", "影片|小陳|2026-05-01"),
    )
    place = source("contract", "d", "2026-03-02", text("日期：2026年3月2日　簽訂地點：台北市"))
    assert days(money, tasks, place, told) == []  # fmt: skip


def test_what_one_paper_tells_whole_is_not_told_again() -> None:
    report = source(
        REPORT, "r", "2026-08-20", text("開幕（原定5月2日）5月9日；撤場（原定7月5日）7月6日。")
    )
    assert days(PLAN, report) == ["開幕 05-02 05-09", "撤場 07-05 07-06"]


def test_tasks_that_are_closed_or_not_are_no_milestones() -> None:
    log = table(
        "ID|Action|Owner|Due|Closed?",
        "1|Share the list|Mia|22 May 2026|Y",
        "2|Book the van|Sam|30 May 2026|N",
    )
    assert days(source("minutes", "m", "2026-05-20", log)) == []  # fmt: skip
