"""Shares of targets, labels that only say what was done, and days and deliveries told in a second place."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.differences.things_told import done_only
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, source, table, text


def values(*sources: Source, language: str = "en") -> list[set[str]]:
    made = project("A1", "Trial", "Lake Museum", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in clash["values"]} for clash in found]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-01", *blocks)


def data(*blocks: Block) -> Source:
    return source("data_report", "export.xlsx", "2026-06-24", *blocks)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (table("KPI|Target|Result|Achieved", "Sign-ups|5,000|4,310|96%", "Reach|2,000|2,100|105%"),
         {"96%", "4,310 / 5,000 = 86.2%"}),
        (table("指標|目標|實績|達成率", "報名|5,000|4,310|0.962", "觸及|2,000|2,100|1.05"),
         {"0.962", "4,310 / 5,000 = 86.2%"}),
        (text("報名目標5,000人，實際4,310人，達成率96.2%。"), {"96.2%", "4,310人 / 5,000人 = 86.2%"}),
        (text("480名受訪者中，312人（72%）願意再來。"), {"72%", "312人 / 480名 = 65.0%"}),
        (table("KPI|Target|Result|Achieved", "Wait (min)|20|25|80%", "Growth|100|112|12%"), None),
        (text("報名目標5,000人，實際4,310人，達成率86.2%。"), None),
    ],
)  # fmt: skip
def test_a_share_of_the_target_is_reckoned(told: Block, expected: set[str] | None) -> None:
    found = values(report(told), language="zh-Hant")
    assert found == ([expected] if expected else [])


def test_a_label_that_only_says_what_was_done_counts_what_the_clause_says_was_done() -> None:
    assert [done_only(n) for n in ("發放份數", "Raised £", "到場人數", "海報發放", "Visitors")] == [
        "发放", "raised", "到场", "", "",
    ]  # fmt: skip
    handed = data(table("日期|發放份數", "6/1|2,400", "6/2|2,800", "合計|5,200"))
    assert values(report(text("發放試用包5,600份。")), handed, language="zh-Hant") == [
        {"5,600份", "5,200"}
    ]
    raised = data(table("Channel|Raised £", "Online|41,200", "Gala|42,100", "Total|83,300"))
    assert values(report(text("In all the fund raised £84,300.")), raised) == [
        {"£84,300", "83,300"}
    ]


def test_words_that_lead_to_a_figure_are_no_part_of_the_things_name() -> None:
    shops = data(table("區|店家數", "東|31", "西|48", "合計|79"))
    assert values(report(text("參與店家共86家。")), shops, language="zh-Hant") == [{"86家", "79"}]


def test_a_list_of_days_is_held_against_the_milestones() -> None:
    days = table(
        "Milestone|Planned|Actual",
        "Roadshow start|11 May 2026|18 May 2026",
        "Launch|4 May 2026|4 May 2026",
    )
    stops = data(
        table("Event|Date|Guests", "Roadshow start|2026-05-19|210", "Launch|2026-05-04|340")
    )
    assert values(report(days), stops) == [{"18 May 2026", "2026-05-19"}]


def test_what_was_called_off_tells_the_count_of_the_thing_named_before() -> None:
    agreed = source(
        "contract", "contract.pdf", "2026-01-05", table("服务项|数量", "直播|6场", "推文|20篇")
    )
    look = source(
        "retrospective", "retro.docx", "2026-07-08", text("第四场直播因台风取消，实际只播了5场。")
    )
    assert {"6场", "5场"} in values(
        agreed, report(text("已完成直播6场。")), look, language="zh-Hans"
    )


def test_what_never_came_is_of_its_own_noun_and_of_its_own_cell() -> None:
    agreed = source(
        "contract", "contract.pdf", "2026-01-05", table("Deliverable|Quantity", "Statements|6", "News digests|40")
    )  # fmt: skip
    look = source("retrospective", "retro.docx", "2026-07-08", table(
        "Keep|Problem", "Statement drafts in two languages|Three digests never went out",
    ))  # fmt: skip
    found = values(agreed, report(text("6 statements, 40 digests.")), look)
    assert found == [{"37 (40 − Three digests)", "40 digests"}]
