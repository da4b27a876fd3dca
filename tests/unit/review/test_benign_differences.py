"""Differences that people do not call contradictions, each beside its neighbour that is one."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, heading, items, project, source, table, text


def clashes(*sources: Source, language: str = "en") -> list[set[str]]:
    made = project("B1", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in c["values"]} for c in found]


def report(*blocks: Block, draft: bool = False) -> Source:
    name, day = ("r draft.docx", "2026-07-10") if draft else ("r final.docx", "2026-07-20")
    return source("final_report", name, day, *blocks, title="Wrap report", draft=draft)


_MEASURES = ("指标|目标|实际", "Measure|Target|Result")


@pytest.mark.parametrize(
    ("note", "row", "was", "became", "told"),
    [
        ("數字未核，請勿外傳", "報名人數", "6,512人", "6,447人", False),
        ("数没对完", "有效留资", "2,352条", "2,310条", False),
        ("numbers not agreed", "Leads", "395", "388", False),
        ("figures may change", "Turn-out", "58.1%", "57.2%", False),
        ("数没对完", "有效留资", "2,510条", "2,310条", True),
        ("内部讨论", "有效留资", "2,340条", "2,310条", True),
        ("for comment", "Leads", "421 (duplicates still in)", "388", False),
        ("for comment", "Leads", "421", "388", True),
        ("送客户前看一下", "有效留资", "2,510条（未去重）", "2,310条", False),
    ],
)
def test_a_draft_that_says_that_its_figures_are_raw_contradicts_nothing(
    note: str, row: str, was: str, became: str, *, told: bool
) -> None:
    head = _MEASURES[row.isascii()]
    draft, final = (table(head, f"{row}|2,000|{figure}") for figure in (was, became))
    found = clashes(report(final), report(text(note), draft, draft=True))
    assert bool(found) is told


_DEDUCTED = ("每少一场扣减3,000元。", "For each stop not held the Client may deduct $900.")


@pytest.mark.parametrize(
    ("language", "clause", "said", "more", "told"),
    [
        ("zh-Hans", _DEDUCTED[0], "路演12场，另有录播两场。", "", False),
        ("zh-Hans", "双方友好协商。", "路演12场，另有录播两场。", "", True),
        ("zh-Hans", _DEDUCTED[0], "路演12场，三场以直播抵充。", "", True),
        ("zh-Hans", _DEDUCTED[0], "路演12场。", "合同写路演15场，我们只看到路演12场，请说明。", True),
        ("en", _DEDUCTED[1], "We held 12 roadshow stops.", "", False),
        ("en", "Nothing else.", "We held 12 roadshow stops.", "", True),
    ],
)  # fmt: skip
def test_what_the_report_tells_and_the_contract_prices_is_settled(
    language: str, clause: str, said: str, more: str, *, told: bool
) -> None:
    head, thing, title = (
        ("交付物|数量", "路演|15场", "合同")
        if language != "en"
        else ("Deliverable|Quantity", "Roadshow stops|15", "Agreement")
    )
    promise = (heading(title), table(head, thing), text(clause))
    contract = source("contract", "c.docx", "2026-01-10", *promise, language=language)
    letter = source("feedback", "l.eml", "2026-07-28", text(more), language=language)
    sources = (contract, report(text(said)), *((letter,) if more else ()))
    assert bool(clashes(*sources, language=language)) is told


@pytest.mark.parametrize(
    ("name", "planned", "line", "told"),
    [
        ("嘉義站", "2026-10-18", "嘉義站 10/18 → 10/25", False),
        ("第二場直播", "2026-06-10", "首場直播已於6月3日完成。", False),
        ("第二場直播", "2026-06-10", "第二場直播已於6月3日完成。", True),
        ("線下首映禮", "2026-10-18", "項目：慢城短片（首映禮10月26日市圖書館）", True),
        ("嘉義站", "2026-10-18", "「10月24日嘉義首場的音響很清楚。」", True),
    ],
)
def test_another_of_its_kind_or_the_planned_day_is_no_other_day(
    name: str, planned: str, line: str, *, told: bool
) -> None:
    came = "2026-06-10" if "直播" in name else "2026-10-25"
    days = table("里程碑|計畫|實際", f"{name}|{planned}|{came}")
    plan = source("data_report", "d.xlsx", "2026-11-20", days, language="zh-Hant")
    letter = source("survey", "s.pdf", "2026-11-28", text(line), language="zh-Hant")
    assert bool(clashes(plan, letter, language="zh-Hant")) is told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("提醒信前一天寄，報名率從48%拉到55%。", False),
        ("報名率55%。", True),
    ],
)
def test_a_step_on_the_way_is_no_other_result(line: str, *, told: bool) -> None:
    data = source(
        "data_report", "d.xlsx", "2026-07-01", table("指標|目標|實際", "報名率|50%|51.6%")
    )
    retro = source("retrospective", "r.docx", "2026-08-01", heading("好的"), items(line))
    assert bool(clashes(data, retro, language="zh-Hant")) is told


def test_a_mid_term_report_is_no_delivery_though_it_was_filed_as_data() -> None:
    contract = source(
        "contract", "c.docx", "2026-01-10", heading("合同"), table("交付物|数量", "达人探访|15人")
    )
    middle = source(
        "data_report", "m.docx", "2026-04-10", text("达人探访 8 人"), title="慢城 中期报告"
    )
    assert clashes(contract, middle, report(text("达人探访15人。")), language="zh-Hans") == []


@pytest.mark.parametrize(
    ("mine", "other", "told"),
    [
        ("整體評分：9/10。", "平均|4.5", False),
        ("整體評分 4.9 分（5分）。", "平均|4.5", True),
    ],
)
def test_marks_on_two_scales_are_not_compared(mine: str, other: str, *, told: bool) -> None:
    letter = source(
        "feedback", "l.docx", "2026-07-12", text("客戶滿意度", mine), language="zh-Hant"
    )
    scores = (heading("客戶滿意度問卷"), table("題目|平均分", "創意|4.6", other))
    survey = source("survey", "s.xlsx", "2026-07-10", *scores, language="zh-Hant")
    assert bool(clashes(survey, letter, language="zh-Hant")) is told


def test_returned_and_valid_answers_are_one_survey() -> None:
    answers = (table("項目|平均", "整體|7.3"), text("滿意度問卷回收18份有效16份"))
    survey = source("survey", "s.csv", "2026-07-10", heading("會員問卷"), *answers)
    told = report(heading("滿意度"), text("會員問卷有效16份，平均7.3分（滿分10分）。"))
    assert clashes(survey, told, language="zh-Hant") == []


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("retrospective", "费用表首页合同额1,460,000是抄错。"),
        ("acceptance", "結算金額：新臺幣1,388,000元。"),
    ],
)
def test_what_the_contract_is_worth_was_not_spent(key: str, line: str) -> None:
    rows = ("場地|700,000|690,000", "製作|700,000|706,300", "合計|1,400,000|1,396,300")
    account = source("settlement", "s.xlsx", "2026-07-30", table("項目|預算|實際", *rows))
    other = source(key, "o.docx", "2026-08-02", text(line))
    assert clashes(account, other, language="zh-Hant") == []


def test_days_are_no_part_of_days() -> None:
    told = report(text("复购率目标为22%，实际为19.4%，主要是第二批晚了十天。"))
    data = source(
        "data_report", "d.xlsx", "2026-07-01", table("说明|内容", "统计口径|下单后60天内再次购买")
    )
    assert clashes(told, data, language="zh-Hans") == []
