"""Contradictions by family: slips, names behind figures, days of events, signatures, answers, what was called off."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.approximate import is_slip
from archive.review.reading.names import mentioned, spellings
from archive.review.reading.sources import Source
from tests.support.review_sources import (
    Block,
    heading,
    project,
    sheet,
    source,
    table,
    text,
)


def clashes(*sources: Source, language: str = "en") -> list[dict[str, Any]]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [dict(clash) for clash in found]


def values(*sources: Source, language: str = "en") -> list[set[str]]:
    return [{v["value"] for v in c["values"]} for c in clashes(*sources, language=language)]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-01", *blocks)


def retro(*blocks: Block) -> Source:
    return source("retrospective", "retro.docx", "2026-07-08", *blocks)


def contract(*blocks: Block) -> Source:
    return source("contract", "contract.pdf", "2026-03-02", *blocks)


@pytest.mark.parametrize(
    ("language", "told", "rows", "expected"),
    [
        ("en", "Over the season the programme drew 4,821 walkers and raised £61,000.",
         ("Measure|Target|Result", "Walkers|4,500|4,281", "Funds|£50,000|£61,000"), {"4,281", "4,821 walkers"}),
        ("en", "From March to June 2026 the shop took 2,314 orders.",
         ("Measure|Target|Result", "Orders|2,000|2,134"), {"2,134", "2,314 orders"}),
        ("zh-Hant", "本次共有 5,731 位志工投入。",
         ("指標|目標|實績", "志工|5,000|5,371"), {"5,371", "5,731 位"}),
        ("zh-Hans", "首月销售额3.91亿元，超过目标。",
         ("指标|目标|实际", "首月销售额|3亿元|3.19亿元"), {"3.19亿元", "3.91亿元"}),
    ],
)  # fmt: skip
def test_a_figure_with_its_name_behind_or_inside_a_word_for_a_part_is_compared(
    language: str, told: str, rows: tuple[str, ...], expected: set[str]
) -> None:
    assert values(report(text(told), table(*rows)), language=language) == [expected]


@pytest.mark.parametrize(
    ("language", "told", "rows"),
    [
        ("en", "Nearly 4,300 walkers came.", ("Measure|Target|Result", "Walkers|4,500|4,281")),
        ("en", "The target was 4,500 walkers.", ("Measure|Target|Result", "Walkers|4,500|4,281")),
        ("en", "In June the shop took 2,098 orders.", ("Measure|Target|Result", "Orders|2,000|2,134")),
        ("zh-Hans", "其中武汉站订单2,130单。", ("指标|目标|实际", "订单|2,000|2,134")),
        ("zh-Hant", "截至五月志工 5,120 位。", ("指標|目標|實績", "志工|5,000|5,371")),
    ],
)  # fmt: skip
def test_roundings_targets_and_parts_stay_no_contradiction(
    language: str, told: str, rows: tuple[str, ...]
) -> None:
    assert values(report(text(told), table(*rows)), language=language) == []


@pytest.mark.parametrize(
    ("told", "value", "slip"),
    [("3281", "3218", True), ("281000000", "218000000", True), ("1945650", "1954650", True),
     ("5200", "4100", False), ("41", "14", False), ("3281", "3281", False)],
)  # fmt: skip
def test_a_slip_of_the_pen_is_told_from_another_figure(told: str, value: str, slip: bool) -> None:
    assert is_slip(Decimal(told), Decimal(value)) is slip


@pytest.mark.parametrize(
    ("language", "told", "rows", "expected"),
    [
        ("zh-Hant", "感恩晚宴已於6月19日順利舉行。",
         ("Milestone|Planned|Actual", "Gala dinner 感恩晚宴|12 Jun 2026|16 Jun 2026"), {"16 Jun 2026", "6月19日"}),
        ("zh-Hans", "5月8日开业以来客流平稳。",
         ("节点|计划|实际", "开业|2026-05-08|2026-05-15"), {"2026-05-15", "5月8日"}),
        ("en", "We ran workshops in nine towns, which began on 4 May.",
         ("Step|Planned|Actual", "Workshops start|4 May 2026|11 May 2026"), {"11 May 2026", "4 May"}),
    ],
)  # fmt: skip
def test_an_event_is_known_by_a_short_name_another_word_or_its_other_language(
    language: str, told: str, rows: tuple[str, ...], expected: set[str]
) -> None:
    assert values(report(text(told), table(*rows)), language=language) == [expected]


def test_a_day_that_was_only_planned_is_no_contradiction() -> None:
    rows = table("节点|计划|实际", "开业|2026-05-08|2026-05-15")
    told = report(text("原定5月8日开业，后顺延。"), rows)
    assert values(told, language="zh-Hans") == []


def test_a_weekly_report_may_tell_of_a_day_of_the_week_that_it_opens() -> None:
    rows = table("Step|Planned|Actual", "Harbour open day|2 May 2026|9 May 2026")
    happened = text("The harbour open day took place on 10 May.")
    weekly = source("weekly_report", "w.docx", "2026-05-04", happened)
    assert values(report(rows), weekly) == [{"9 May 2026", "10 May"}]
    ahead = source("weekly_report", "w.docx", "2026-05-04", text("Harbour open day on 10 May."))
    assert values(report(rows), ahead) == []


def test_a_contract_says_itself_when_it_was_signed() -> None:
    added = source(
        "contract", "added.pdf", "2026-04-09", heading("增補協議"),
        text("雙方就加開場次增補約定，費用新臺幣80,000元。", "簽訂日期：2026年4月9日"),
    )  # fmt: skip
    told = report(text("4月12日雙方又簽訂增補協議，加開一場。"))
    assert values(added, told, language="zh-Hant") == [{"2026-04-09", "4月12日"}]


SCORES = (
    "When|Team|Ideas|Service|Overall", "1 Jun 10:00|Ops|4|5|4", "1 Jun 11:00|HR|5|5|5",
    "2 Jun 9:00|PR|3|4|4", "2 Jun 9:30|IT|4|4|4", "3 Jun 10:10|FM|4|5|5",
)  # fmt: skip


def test_answers_are_counted_in_the_rows_of_a_survey_that_gives_no_number() -> None:
    survey = source("survey", "survey.csv", "2026-06-30", sheet("S", *SCORES))
    told = report(heading("Client satisfaction"), text("Seven people returned the questionnaire."))
    assert [{v.split()[0] for v in found} for found in values(survey, told)] == [{"5", "7"}]
    right = report(heading("Client satisfaction"), text("Five people returned the questionnaire."))
    assert values(survey, right) == []


@pytest.mark.parametrize(
    ("language", "rows", "told", "said", "expected"),
    [
        ("zh-Hans", ("项目|数量", "社区讲座|14场"), "社区讲座14场全部完成。",
         "社区讲座因台风取消3场，没人通知客户。", {"11场 (14 − 3场)", "14场"}),
        ("en", ("Deliverable|Quantity", "School visits|18"), "All 18 school visits took place.",
         "Two school visits were cancelled.", {"16 (18 − Two school)", "18 school visits"}),
    ],
)  # fmt: skip
def test_what_was_called_off_is_taken_from_what_was_promised(
    language: str, rows: tuple[str, ...], told: str, said: str, expected: set[str]
) -> None:
    found = clashes(
        contract(table(*rows)), report(text(told)), retro(text(said)), language=language
    )
    assert [{v["value"] for v in c["values"]} for c in found] == [expected]
    assert all(v["citations"] for c in found for v in c["values"])


def test_several_figures_put_right_in_one_row_of_a_look_back() -> None:
    told = report(text("The season drew 864,300 visitors.", "Total spend was £91,450."))
    row = table(
        "What|Why",
        "The report says 864,300 visitors and £91,450; the sheets say 846,300 and £94,150|by hand",
    )
    found = [{v.split()[0] for v in pair} for pair in values(told, retro(row))]
    assert {"864,300", "846,300"} in found
    assert {"£91,450", "£94,150"} in found


def test_the_number_of_an_item_counts_nothing() -> None:
    promised = contract(text("乙方邀請講者8位。"))
    mail = source("feedback", "m.eml", "2026-07-04", text("4、講者名單請再寄一次。"))
    assert values(promised, report(text("講者8位。")), mail, language="zh-Hant") == []


def test_one_paper_that_says_both_is_quoted_with_its_sections() -> None:
    told = report(
        heading("一、摘要"), text("本次共有 5,731 位志工投入。"), heading("二、成效"),
        table("指標|目標|實績", "志工|5,000|5,371"),
    )  # fmt: skip
    (found,) = clashes(told, language="zh-Hant")
    assert (
        found["description"]
        == "志工：《report》「二、成效」寫5,371、《report》「一、摘要」寫「本次共有 5,731 位志工投入」"
    )


def test_a_draft_that_was_still_counting_is_left_alone() -> None:
    draft = source(
        "final_report", "d.docx", "2026-06-01", table("Measure|Target|Result", "Orders|2,000|1,930"),
        text("Orders so far, June not final."), draft=True,
    )  # fmt: skip
    final = report(table("Measure|Target|Result", "Orders|2,000|2,134"))
    assert values(draft, final) == []


def test_a_name_in_two_languages_is_said_by_either_side() -> None:
    assert spellings("Gala dinner 感恩晚宴") == ("Gala dinner 感恩晚宴", "感恩晚宴", "Gala dinner")
    assert spellings("APP新會員") == ("APP新會員",)
    assert mentioned("Gala dinner 感恩晚宴", "感恩晚宴辦完了") == 1


@pytest.mark.parametrize(
    ("language", "head", "lines", "total", "expected"),
    [
        ("en", "Line|Budget|Actual", ("Venue|4,000|4,150", "Crew|2,500|2,480", "Print|900|1,010"),
         "Total|7,400|7,460", [{"7,460", "7,640"}]),
        ("zh-Hant", "科目|預算|實支", ("場租|80,000|78,500", "燈光|45,000|45,000", "印刷|12,000|13,200"),
         "合計|137,000|139,700", [{"139,700", "136,700"}]),
        ("zh-Hans", "科目|预算|实际", ("场租|80,000|78,500", "灯光|45,000|45,000", "印刷|12,000|13,200"),
         "合计|137,000|136,700", []),
    ],
)  # fmt: skip
def test_a_total_that_is_not_the_sum_of_its_lines(
    language: str, head: str, lines: tuple[str, ...], total: str, expected: list[set[str]]
) -> None:
    accounts = source("settlement", "s.xlsx", "2026-07-05", sheet("S", head, *lines, total))
    assert values(accounts, language=language) == expected
