"""Milestones told in sentences: two days, below a line that names both, or one day and how it was kept."""

from __future__ import annotations

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.results.kept_days import told_shift
from archive.review.results.milestones import milestones_of
from tests.support.review_sources import Block, items, project, source, table, text

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")  # March to August 2026


def days(*blocks: Block, kind: str = "final_report") -> list[str]:
    papers = sort_papers(PROJECT, [source(kind, "r", "2026-08-20", *blocks)])
    return [
        f"{m.name} {m.planned.value[5:] if m.planned else '-'} {m.actual.value[5:] if m.actual else '-'}"
        for m in milestones_of(papers)
    ]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [text("日程：佈展（原定4月20日）4月26日；開展（原定5月2日）5月2日；成果報告（原定8月14日）8月20日。")],
            ["佈展 04-20 04-26", "開展 05-02 05-02", "成果報告 08-14 08-20"],
            id="the planned day in brackets",
        ),
        pytest.param(
            [items("（三）进度：样片，计划4月3日，实际4月9日；首播，计划5月6日，实际5月6日。")],
            ["样片 04-03 04-09", "首播 05-06 05-06"],
            id="several in one item of a list",
        ),
        pytest.param(
            [text("Press kit: due 3 April, issued 9 April. Helpline: due 6 May, open 7 May. Report: due 14 Aug,"
                  " sent 12 Aug."
            )],
            ["Press kit 04-03 04-09", "Helpline 05-06 05-07", "Report 08-14 08-12"],
            id="due and any verb",
        ),
        pytest.param(
            [items("4. Time. Site live planned 3 Apr 2026, actual 9 Apr 2026. Finale planned 31 Jul, actual 31 Jul.")],
            ["Site live 04-03 04-09", "Finale 07-31 07-31"],
            id="sentences in an item",
        ),
        pytest.param(
            [text("The lease was due to be signed on 3 April and was signed on 9 April. Kits were to be delivered "
                  "by 6 May and were delivered on 8 May. Open day was set for 20 June and took place on 20 June.")],
            ["The lease 04-03 04-09", "Kits 05-06 05-08", "Open day 06-20 06-20"],
            id="what was to be, and was",
        ),
        pytest.param(
            [text("時間表（計劃→實際）"), text("報名：4月3日→4月9日"), text("結業：7月4日→7月4日"), text("共8人。")],
            ["報名 04-03 04-09", "結業 07-04 07-04"],
            id="a line of text announces both",
        ),
        pytest.param(
            [text("Key dates (actual / planned)"), text("Site live: 9 Apr / 3 Apr"), text("Finale: 4 Jul / 4 Jul")],
            ["Site live 04-03 04-09", "Finale 07-04 07-04"],
            id="the line above names what came first",
        ),
        pytest.param(
            [text("The film came on 9 April rather than 3 April. The pack landed on 28 May instead of 21 May.")],
            ["The film 04-03 04-09", "The pack landed 05-21 05-28"],
            id="rather than",
        ),
        pytest.param(
            [items("展场交付如期于4月3日完成", "样机原定5月6日，延后一周到场", "论坛6月20日举行，比计划提前两天")],
            ["展场交付 04-03 04-03", "样机 05-06 05-13", "论坛 06-22 06-20"],
            id="one day and how it was kept",
        ),
        pytest.param(
            [text("The site launched as planned on 3 April. The finale, planned for 4 July, was three days late.")],
            ["The site 04-03 04-03", "The finale 07-04 07-07"],
            id="one day and how it was kept, in English",
        ),
    ],
)  # fmt: skip
def test_both_days_in_sentences(blocks: list[Block], expected: list[str]) -> None:
    assert days(*blocks) == expected


@pytest.mark.parametrize(
    "line",
    [
        "目標為4月3日雙方確認的數字，實際為截至7月31日後台數",
        "第二期款原定4月3日，實際4月9日入帳",
        "Received: 24,000 due 3 April, came 9 April",
        "The planned season ran from 3 April to 31 July",
        "請於4月3日準時出席，並如期交件",
        "请务必于4月3日前按时提交",
        "Reports were sent on time every month",
    ],
)
def test_money_figures_periods_and_wishes_are_no_milestones(line: str) -> None:
    assert days(text(line)) == []


def test_a_wish_in_a_mail_tells_no_day_that_came() -> None:
    assert days(text("展場4月3日如期交付"), kind="other") == []


@pytest.mark.parametrize(
    ("told", "shift"),
    [
        ("晚了七天", 7), ("延後兩週", 14), ("遲5日交", 5), ("提前三天完成", -3), ("a week late", 7),
        ("two days early", -2), ("slipped by 10 days", 10), ("依原定時程", 0), ("on schedule", 0),
        ("不能如期完成", None),
        ("三個工作天", None),
    ],
)  # fmt: skip
def test_how_far_a_day_was_kept(told: str, shift: int | None) -> None:
    assert told_shift(told) == shift


def test_a_live_schedule_with_more_days_is_believed_before_stray_sentences() -> None:
    live = source(
        "schedule", "plan", "2026-08-01",
        table("Stage|Baseline|Actual", "Film|2026-04-03|2026-04-09", "Launch|2026-05-06|2026-05-06"),
    )  # fmt: skip
    report = source(
        "final_report", "r", "2026-08-20", text("The launch took place as planned on 6 May.")
    )
    told = milestones_of(sort_papers(PROJECT, [live, report]))
    assert [m.name for m in told] == ["Film", "Launch"]
