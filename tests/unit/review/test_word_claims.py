"""Claims in words alone: on time, within budget, all targets met; and what is no such claim."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, source, table, text


def found(language: str, *sources: Source) -> list[dict[str, Any]]:
    made = project("W1", "Trial", "Lake Museum", language, currency=None)
    clashes: Any = build(made, sources)["inconsistencies"]
    return [dict(c) for c in clashes]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-01", *blocks)


ENGLISH_DAYS = table(
    "Milestone|Planned|Actual", "Brochure|4 May 2026|12 May 2026", "Stop 1|8 May 2026|8 May 2026",
    "Stop 2|20 May 2026|23 May 2026",
)  # fmt: skip
HAN_DAYS = table(
    "節點|計畫|實際", "手冊印製|2026/5/4|2026/5/12", "臺南場|2026/5/8|2026/5/8",
    "花蓮場|2026/5/20|2026/5/23",
)  # fmt: skip
SPENT = source(
    "settlement", "settlement.xlsx", "2026-06-20",
    table("Item|Budget|Actual", "Print|40,000|46,500", "Crew|50,000|49,000", "Total|90,000|95,500"),
)  # fmt: skip
HAN_SPENT = source(
    "settlement", "決算.xlsx", "2026-06-20",
    table("科目|預算|實支", "印刷|40,000|46,500", "人力|50,000|49,000", "合計|90,000|95,500"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "told", "days", "names"),
    [
        ("en", "Everything was delivered within the agreed timetable.", ENGLISH_DAYS, ("Brochure", "Stop 2")),
        ("en", "All stops ran on schedule.", ENGLISH_DAYS, ("Stop 2",)),
        ("en", "The brochure was printed on time.", ENGLISH_DAYS, ("Brochure",)),
        ("zh-Hant", "兩場活動全部如期舉行。", HAN_DAYS, ("花蓮場",)),
        ("zh-Hant", "手冊、場地及報告均準時完成。", HAN_DAYS, ("手冊印製",)),
        ("zh-Hans", "各项节点按期完成，客户满意。", HAN_DAYS, ("手冊印製", "花蓮場")),
        ("en", "We delivered on time.", ENGLISH_DAYS, ("Brochure", "Stop 2")),
    ],
)  # fmt: skip
def test_what_is_said_to_be_on_time_is_held_against_the_days(
    language: str, told: str, days: Block, names: tuple[str, ...]
) -> None:
    clashes = found(language, report(text(told), days))
    assert len(clashes) == 1
    said = clashes[0]["description"]
    every = ("Brochure", "Stop 2", "手冊印製", "花蓮場")
    assert tuple(name for name in every if name in said) == names
    assert len(clashes[0]["values"]) == 1 + 2 * len(names)


@pytest.mark.parametrize(
    ("language", "told", "days"),
    [
        ("en", "Not everything was on time.", ENGLISH_DAYS),
        ("en", "All stops but one ran on schedule.", ENGLISH_DAYS),
        ("en", "The invoices must all be paid on time.", ENGLISH_DAYS),
        ("en", "Stop 1 opened on time.", ENGLISH_DAYS),
        ("zh-Hant", "除了手冊外，各項工作均如期完成。", HAN_DAYS),
        ("zh-Hans", "报告须按期提交。", HAN_DAYS),
        ("zh-Hant", "臺南場如期舉行。", HAN_DAYS),
    ],
)
def test_an_exception_a_duty_and_another_thing_are_no_such_claim(
    language: str, told: str, days: Block
) -> None:
    assert found(language, report(text(told), days)) == []


@pytest.mark.parametrize(
    ("language", "told", "spent", "wrong"),
    [
        ("en", "The tour came in on budget.", SPENT, True),
        ("en", "The tour came in within budget, and with no overrun.", SPENT, True),
        ("en", "Crew stayed within budget.", SPENT, False),
        ("en", "We did not stay within budget.", SPENT, False),
        ("zh-Hant", "經費控制於預算內。", HAN_SPENT, True),
        ("zh-Hans", "总体未超支。", HAN_SPENT, True),
        ("zh-Hant", "人力未超支。", HAN_SPENT, False),
    ],
)
def test_within_budget_is_held_against_the_settlement(
    language: str, told: str, spent: Source, wrong: bool
) -> None:
    clashes = found(language, report(text(told)), spent)
    assert [{v["value"] for v in c["values"]} >= {"90,000", "95,500"} for c in clashes] == [True] * wrong  # fmt: skip


@pytest.mark.parametrize(
    ("language", "told", "wrong"),
    [
        ("en", "All targets were met.", True),
        ("en", "Almost all targets were met.", False),
        ("zh-Hant", "各項指標均已達標。", True),
        ("zh-Hans", "四项指标中三项达标。", False),
    ],
)
def test_all_targets_met_is_held_against_the_table(language: str, told: str, wrong: bool) -> None:
    rows = table("指標|目標|實績", "Visitors 參觀人數|5,000|4,310", "Press 報導|30|34")
    clashes = found(language, report(text(told), rows))
    assert [c["kind"] for c in clashes] == ["metric"] * wrong
    if wrong:
        assert "4,310" in clashes[0]["description"]
        assert "報導" not in clashes[0]["description"]


@pytest.mark.parametrize(
    ("language", "told", "wrong"),
    [
        ("en", "Nobody was hurt.", True),
        ("en", "The event passed without a single accident.", False),
        ("en", "Dismantling: the crew had no injuries.", False),
        ("zh-Hant", "活動期間無人受傷。", True),
        ("zh-Hans", "撤场工人零受伤。", False),
    ],
)
def test_none_at_all_is_held_against_a_list_that_counts_some(
    language: str, told: str, wrong: bool
) -> None:
    log = source(
        "data_report",
        "log.xlsx",
        "2026-06-24",
        table("Item|Number", "Visitors|5,210", "Injured 受傷送醫|2"),
    )
    assert [c["kind"] for c in found(language, report(text(told)), log)] == ["count"] * wrong
