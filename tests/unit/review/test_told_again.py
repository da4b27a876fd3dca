"""What one paper copies or repeats of another with a slip: lines of money, a figure of a sentence, a day in a note."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, sheet, source, table, text

LINES = ("场租|80,000|78,500", "灯光|45,000|46,200", "印刷|12,000|13,150", "餐饮|64,000|58,640")


def clashes(*sources: Source, language: str = "zh-Hans") -> list[dict[str, Any]]:
    made = project("T2", "灯会", "Lantern Quay Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [dict(clash) for clash in found]


def values(*sources: Source, language: str = "zh-Hans") -> list[set[str]]:
    return [{v["value"] for v in clash["values"]} for clash in clashes(*sources, language=language)]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-01", *blocks)


def settled() -> Source:
    head = "科目|预算|实际"
    total = "合计|201,000|196,490"
    return source("settlement", "s.xlsx", "2026-07-05", sheet("S", head, *LINES, total))


def test_a_line_copied_from_the_settlement_with_another_amount() -> None:
    copied = [line.replace("58,640", "85,640") for line in LINES]
    told = report(table("科目|预算|实际", *copied))
    (found,) = clashes(told, settled())
    assert found["kind"] == "cost"
    assert {v["value"] for v in found["values"]} == {"58,640", "85,640"}
    assert "餐饮" in found["description"]


@pytest.mark.parametrize("times", ["1.05", "0.97"])
def test_lines_on_another_footing_are_no_copy(times: str) -> None:
    other = [
        f"{name}|{budget}|{int(float(spent.replace(',', '')) * float(times)):,}"
        for name, budget, spent in (line.split("|") for line in LINES)
    ]
    assert values(report(table("科目|预算|实际", *other)), settled()) == []


@pytest.mark.parametrize(
    ("language", "told", "row", "expected"),
    [
        ("en", "5,120 people came, 4,402 stayed and £361,480 was raised. The ferry was on time.",
         "Funds raised|£380,000|£351,480", {"£361,480", "£351,480"}),
        ("zh-Hant", "計畫辦理市集6場、點燈12場，短片觀看683,200次，帶動52戶走上第一線。",
         "短片觀看次數|800,000|643,200", {"683,200次", "643,200"}),
        ("zh-Hans", "到场41,870人，短片播放683,200次、分享9,120次。",
         "短片播放次数|800,000|643,200", {"683,200次", "643,200"}),
    ],
)  # fmt: skip
def test_one_of_several_figures_of_a_sentence_is_a_slip(
    language: str, told: str, row: str, expected: set[str]
) -> None:
    head = {"en": "Measure|Target|Result"}.get(language, "指標|目標|實績")
    assert values(report(text(told), table(head, row)), language=language) == [expected]


def test_a_figure_of_a_part_in_the_same_clause_is_no_slip() -> None:
    told = report(
        text("其中北岸短片播放603,200次，全部按时上线。"),
        table("指标|目标|实际", "短片播放次数|800,000|643,200"),
    )
    assert values(told) == []


@pytest.mark.parametrize(
    ("class_key", "head", "row", "milestone", "expected"),
    [
        ("weekly_report", "Part|State", "Registration|2,140 walkers. Open since 1 April.",
         "Registration opened|1 April 2026|8 April 2026", {"1 April", "8 April 2026"}),
        ("weekly_report", "項目|狀況|備註", "點燈攤|進行中|5/22開張，首三日人流6,120",
         "點燈攤開張|2026/5/20|2026/5/23", {"5/22", "2026/5/23"}),
        ("settlement", "科目|預算|實支|說明", "市集活動費|90,000|96,500|加開攤位；首場5月17日辦理",
         "首場市集|2026/5/24|2026/5/24", {"5月17日", "2026/5/24"}),
    ],
)  # fmt: skip
def test_a_day_in_a_note_belongs_to_the_row_it_stands_in(
    class_key: str, head: str, row: str, milestone: str, expected: set[str]
) -> None:
    noted = source(class_key, "n.xlsx", "2026-06-02", sheet("S", head, row, "其他|1,000|1,000|無"))
    told = report(table("Milestone|Planned|Actual", milestone))
    assert values(told, noted, language="en") == [expected]


def test_a_row_of_days_alone_is_a_plan_and_no_note() -> None:
    planned = source(
        "weekly_report", "w.xlsx", "2026-04-02", sheet("S", "節點|日期", "點燈攤|2026/5/20")
    )
    told = report(table("Milestone|Planned|Actual", "點燈攤|2026/5/20|2026/5/23"))
    assert values(told, planned) == []


def test_several_days_are_told_whole() -> None:
    told = report(text("大会于2026年5月8日至10日在江边召开，964人参会。"))
    letter = source(
        "feedback", "letter.docx", "2026-06-20",
        text("贵司承办我司2026年5月9日至11日灯会大会，现将评价意见函告如下。"),
    )  # fmt: skip
    assert values(told, letter) == [{"2026年5月8日至10日", "2026年5月9日至11日"}]


def test_the_value_of_an_agreement_is_its_price() -> None:
    contract = source(
        "contract", "c.pdf", "2026-03-02",
        text("Agreement", "1. Services. Two lantern nights.", "2. Price. £214,000 exclusive of VAT."),
    )  # fmt: skip
    account = source(
        "settlement", "f.xlsx", "2026-07-05",
        text("Agreement value £241,000 ex VAT."),
        sheet("S", "Line|Budget|Actual", "Lamps|114,000|115,000", "Crew|100,000|101,000", "Total|214,000|216,000"),
    )  # fmt: skip
    found = values(contract, account, language="en")
    assert any({"£241,000"} <= one for one in found)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh-Hans", "灯笼定稿由5月11日推迟到5月18日，不影响开幕。"),
        ("zh-Hant", "燈籠定稿從5月11日改到5月18日，不影響開幕。"),
        ("en", "Lantern artwork signed off moved from 11 May 2026 to 18 May 2026."),
    ],
)
def test_the_day_something_was_moved_from_is_no_other_day(language: str, told: str) -> None:
    name = {"zh-Hans": "灯笼定稿", "zh-Hant": "燈籠定稿"}.get(
        language, "Lantern artwork signed off"
    )
    minutes = source("minutes", "m.txt", "2026-05-16", text(told))
    final = report(table("Milestone|Planned|Actual", f"{name}|2026-05-11|2026-05-18"))
    assert values(final, minutes, language=language) == []
