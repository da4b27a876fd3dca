"""What looks like a contradiction and is none, beside its neighbour that is one."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.counts import counts_in
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, items, project, source, table, text


def clashes(language: str, *sources: Source) -> list[set[str]]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in c["values"]} for c in found]


def report(*blocks: Block, draft: bool = False) -> Source:
    name = "report draft.docx" if draft else "report final.docx"
    day = "2026-07-10" if draft else "2026-07-20"
    return source("final_report", name, day, *blocks, title="Wrap report", draft=draft)


_MEASURES = ("指标|目标|实际", "Measure|Target|Result")


@pytest.mark.parametrize(
    ("row", "was", "became", "told"),
    [
        ("有效留资", "11,400", "11,274", False),
        ("负面占比", "7%", "6.7%", False),
        ("Leads", "4,000", "4,128", False),
        ("Leads", "4,182", "4,128", True),
        ("有效留资", "11,620", "11,274", True),
    ],
)
def test_a_rough_figure_of_a_draft_became_an_exact_one(
    row: str, was: str, became: str, *, told: bool
) -> None:
    head = _MEASURES[row.isascii()]
    draft, final = (table(head, f"{row}|5,000|{figure}") for figure in (was, became))
    found = clashes("en", report(final), report(draft, draft=True))
    assert ({was, became} in found) is told


@pytest.mark.parametrize(
    ("line", "expected"),
    [("2) 主片初剪 — 阿晴 — 6月3日", []), ("主片6月3日交付给客户", [{"6月3日", "2026-06-05"}])],
)
def test_the_day_by_which_somebody_should_is_no_day_told(
    line: str, expected: list[set[str]]
) -> None:
    milestones = table("里程碑|计划|实际", "主片交付|2026-05-30|2026-06-05")
    notes = source("minutes", "chat.txt", "2026-06-10", items(line))
    assert clashes("zh-Hans", report(milestones), notes) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("十二場社區講座全部完成，足跡遍及十一區。", True),
        ("原定十二場社區講座，完成十一場。", False),
    ],
)
def test_the_same_number_of_something_else_bears_nothing_out(told: str, *, expected: bool) -> None:
    rows = [f"{n}|2026-06-{n:02}|會堂{n}|{200 + n * 3}" for n in range(1, 12)]
    listed = source(
        "data_report", "社區講座紀錄.xlsx", "2026-07-01", table("編號|日期|地點|出席", *rows)
    )
    assert bool(clashes("zh-Hant", report(text(told)), listed)) is expected


@pytest.mark.parametrize(
    ("language", "said", "told", "expected"),
    [
        (
            "zh-Hans",
            "课后通过率86.2%。",
            "通过率数据总表是82.6%，报告是86.2%，请以数据为准。",
            True,
        ),
        ("en", "The pass rate was 86.2%.", "Your pass rate is 82.6%, the report has 86.2%.", True),
        (
            "zh-Hans",
            "现场冰柜断了两小时，前三站领饮料要排队。",
            "你们写的前三站和两小时都要更正。",
            False,
        ),
    ],
)
def test_the_client_puts_a_figure_right(
    language: str, said: str, told: str, *, expected: bool
) -> None:
    letter = source("feedback", "reply.eml", "2026-08-01", text(told))
    assert bool(clashes(language, report(text(said)), letter)) is expected


def test_the_day_of_return_is_no_number_of_answers() -> None:
    sheet = source(
        "survey", "sheet.jpg", "2026-06-25", text("Returned: 25 June 2026 Respondents: 6")
    )
    told = report(
        text("Six people at the Trust filled in the satisfaction survey; mean 8.4 of 10.")
    )
    assert clashes("en", told, sheet) == []


def test_a_number_in_the_name_of_a_model_counts_nothing() -> None:
    assert [c.value for c in counts_in("野驰X5城市试驾营，共4场")] == [4]


@pytest.mark.parametrize(
    ("language", "sources"),
    [
        (
            "zh-Hans",
            (
                source(
                    "final_report",
                    "r.docx",
                    "2026-07-01",
                    text("甲方内部填写的满意度表回收9份，平均8.6分（满分10分）。"),
                ),
                source(
                    "survey",
                    "s.docx",
                    "2026-06-28",
                    text("甲方内部填写，共9份（北区5、南区2、总部1、客服1）"),
                ),
            ),
        ),
        (
            "zh-Hant",
            (
                source(
                    "contract",
                    "c.docx",
                    "2026-03-01",
                    text("契約總價新臺幣2,780,000元整，含營業稅。"),
                ),
                source(
                    "final_report",
                    "r.docx",
                    "2026-07-01",
                    text("意向訂單短少二百五十四萬元，多數買主要先試單。"),
                ),
            ),
        ),
        (
            "en",
            (
                source(
                    "final_report",
                    "r.docx",
                    "2026-07-01",
                    text(
                        "Of 25 cohorts two closed; 90-day churn came to 26.3 per cent of members."
                    ),
                ),
            ),
        ),
        (
            "en",
            (
                source(
                    "settlement",
                    "s.xlsx",
                    "2026-07-01",
                    table(
                        "Item|Budget|Actual",
                        "Media buying|300,000|294,000",
                        "Stage|200,000|221,000",
                        "Total|500,000|515,000",
                    ),
                ),
                source(
                    "final_report",
                    "r.docx",
                    "2026-07-02",
                    text("Media came in 6,000 under budget."),
                ),
            ),
        ),
    ],
    ids=["parts-of-answers", "short-by", "days-of-churn", "one-line"],
)
def test_parts_shortfalls_spans_and_single_lines_contradict_nothing(
    language: str, sources: tuple[Any, ...]
) -> None:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    assert found == []
