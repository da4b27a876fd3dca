"""Milestones and actions in the layouts and phrases of several places."""

from __future__ import annotations

from datetime import date

import pytest

from archive.review.lessons.actions import actions_of
from archive.review.papers.papers import sort_papers
from archive.review.results.milestones import milestones_of
from tests.support.review_sources import Block, heading, items, project, source, table, text

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")  # March to August 2026


def days(*blocks: Block) -> list[str]:
    found = milestones_of(
        sort_papers(PROJECT, [source("final_report", "r", "2026-08-20", *blocks)])
    )
    return [
        f"{m.name} {m.planned.value if m.planned else '-'} {m.actual.value if m.actual else '-'}"
        for m in found
    ]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                table(
                    "|簽約|佈展完工|開展|提送成果報告",
                    "原定|115.3.10|115.4.20|115.5.2|115.8.14",
                    "實際|115.3.10|115.4.26|115.5.2|115.8.20",
                    "差異|—|晚6日|—|配合審查",
                )
            ],
            [
                "簽約 2026-03-10 2026-03-10",
                "佈展完工 2026-04-20 2026-04-26",
                "開展 2026-05-02 2026-05-02",
                "提送成果報告 2026-08-14 2026-08-20",
            ],
            id="across the page, Taiwan",
        ),
        pytest.param(
            [
                heading("Timeline check (dd/mm/2026)"),
                items(
                    "Agreement signed – plan 11/03, actual 11/03",
                    "Key visual approved – plan 08/04, actual 15/04 (two rounds)",
                    "Roadshow – plan 05/06, actual 06/06",
                ),
            ],
            [
                "Agreement signed 2026-03-11 2026-03-11",
                "Key visual approved 2026-04-08 2026-04-15",
                "Roadshow 2026-06-05 2026-06-06",
            ],
            id="day first without a year, Hong Kong",
        ),
        pytest.param(
            [
                items(
                    "Beta site live: due 1 April 2026, done 8 April 2026",
                    "Press night: due 2 May 2026, done 2 May 2026 (rain)",
                )
            ],
            ["Beta site live 2026-04-01 2026-04-08", "Press night 2026-05-02 2026-05-02"],
            id="due and done, Britain",
        ),
        pytest.param(
            [
                heading("时间节点（原定→实际）"),
                items(
                    "合同签署：3月12日→3月15日",
                    "首场路演：4月18日→4月18日",
                    "结案汇报：8月7日→8月12日",
                ),
            ],
            [
                "合同签署 2026-03-12 2026-03-15",
                "首场路演 2026-04-18 2026-04-18",
                "结案汇报 2026-08-07 2026-08-12",
            ],
            id="an arrow, the mainland",
        ),
        pytest.param(
            [
                table(
                    "Milestone|Baseline date|Revised date|Completed on",
                    "Kick-off|2 Mar 2026||2 Mar 2026",
                    "Go-live|4 May 2026|11 May 2026|12 May 2026",
                )
            ],
            ["Kick-off 2026-03-02 2026-03-02", "Go-live 2026-05-04 2026-05-12"],
            id="baseline, revised, completed, Singapore",
        ),
        pytest.param(
            [
                items("Soft opening was planned for May 6, 2026 and took place on May 9, 2026."),
                items(
                    "The final report, originally due August 14, 2026, was delivered on August 20, 2026."
                ),
            ],
            ["Soft opening 2026-05-06 2026-05-09", "The final report 2026-08-14 2026-08-20"],
            id="in sentences, America",
        ),
    ],
)
def test_planned_and_actual_days(blocks: list[Block], expected: list[str]) -> None:
    assert days(*blocks) == expected


def actions(*blocks: Block) -> list[tuple[str, str, str | None]]:
    retro = source("retrospective", "retro", "2026-08-25", *blocks)
    return [(a.text, a.owner, a.due) for a in actions_of(sort_papers(PROJECT, [retro]))]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                heading("改善行動"),
                table(
                    "改善行動|負責人|期限",
                    "報名表開放前先做壓力測試|許安琪|2026/9/15",
                    "志工排班改用共用表單|高士傑|2026/9/30",
                ),
            ],
            [
                ("報名表開放前先做壓力測試", "許安琪", "2026-09-15"),
                ("志工排班改用共用表單", "高士傑", "2026-09-30"),
            ],
            id="a table, Taiwan",
        ),
        pytest.param(
            [
                heading("Next steps"),
                items(
                    "Nora Quill – send the corrected figures to the client – by 4 Sept 2026",
                    "Ben Otieno – one log for approvals – by 18 September 2026",
                ),
            ],
            [
                ("send the corrected figures to the client", "Nora Quill", "2026-09-04"),
                ("one log for approvals", "Ben Otieno", "2026-09-18"),
            ],
            id="owner, task, day",
        ),
        pytest.param(
            [
                heading("Next steps"),
                items(
                    "- **Iris** - rebuild the tracking sheet - by 11 Sep",
                    "- **Omar** - agree a second reviewer - by 25 Sep",
                ),
            ],
            [
                ("rebuild the tracking sheet", "Iris", "2026-09-11"),
                ("agree a second reviewer", "Omar", "2026-09-25"),
            ],
            id="Markdown",
        ),
        pytest.param(
            [
                heading("行动项"),
                items(
                    "① 线索当晚入库并推送门店——段云起——9月13日前上线",
                    "② 笔记发布前双人核对——田小溪——9月30日起执行",
                ),
            ],
            [
                ("线索当晚入库并推送门店", "段云起", "2026-09-13"),
                ("笔记发布前双人核对", "田小溪", "2026-09-30"),
            ],
            id="circled numbers and dashes, the mainland",
        ),
        pytest.param(
            [
                heading("跟進事項"),
                items(
                    "何家樂：整理所有授權書並上載（9月11日前）",
                    "Mandy Lo：下一季報價加入加班費欄，9月25日或之前",
                ),
            ],
            [
                ("整理所有授權書並上載", "何家樂", "2026-09-11"),
                ("下一季報價加入加班費欄", "Mandy Lo", "2026-09-25"),
            ],
            id="owner before a colon, Hong Kong",
        ),
        pytest.param(
            [
                heading("接下來誰做什麼"),
                table(
                    "誰|做什麼|到什麼時候", "林宥辰|補齊保單|115/9/5", "周以晴|寫颱風備案|115/9/20"
                ),
            ],
            [("補齊保單", "林宥辰", "2026-09-05"), ("寫颱風備案", "周以晴", "2026-09-20")],
            id="who, what, when",
        ),
        pytest.param(
            [
                heading("待辦"),
                items("- [ ] 補齊授權書 @許安琪 〔9/5〕", "- [x] 訂天候標準 @高士傑 〔9/12〕"),
            ],
            [("補齊授權書", "許安琪", "2026-09-05"), ("訂天候標準", "高士傑", "2026-09-12")],
            id="boxes to tick, Taiwan",
        ),
        pytest.param(
            [
                heading("Action items"),
                table(
                    "#|Action|DRI|ETA",
                    "1|Publish the brand kit|Dana|9/18/2026",
                    "2|Retire the old landing page|Luis P.|9/25/2026",
                ),
            ],
            [
                ("Publish the brand kit", "Dana", "2026-09-18"),
                ("Retire the old landing page", "Luis P.", "2026-09-25"),
            ],
            id="America",
        ),
    ],
)
def test_actions_have_their_owner_and_day(
    blocks: list[Block], expected: list[tuple[str, str, str | None]]
) -> None:
    assert actions(*blocks) == expected
    retro = source("retrospective", "retro", "2026-08-25", *blocks)
    assert milestones_of(sort_papers(PROJECT, [retro])) == []


def test_a_day_may_stand_before_the_year_is_known() -> None:
    assert (
        date(2026, 8, 20).isoformat()
        in days(
            text("結案報告：原定8月14日，實際8月20日"),
        )[0]
    )
