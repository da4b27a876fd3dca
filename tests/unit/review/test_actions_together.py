"""Actions of several papers: the retrospective's, the report's and those of the last meetings, each once."""

from __future__ import annotations

from datetime import date

import pytest

from archive.review.lessons.actions import actions_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.sources import Source
from tests.support.review_sources import heading, items, project, source, table, text

WORDS = {
    "zh-Hant": ("改進措施|負責人|完成日期", "後續行動", "建立素材台帳",
                "合約加入審核時限", "每週寄送庫存表", "方以寧", "駱承"),
    "zh-Hans": ("改进措施|负责人|完成日期", "后续行动", "建立素材台账",
                "合同加入审核时限", "每周发送库存表", "方以宁", "骆承"),
    "en": ("Action|Owner|Due", "Next steps", "Keep one register of artwork", "Put a review limit into contracts",
           "Send the stock sheet weekly", "Ines Fry", "Noel Park"),
}  # fmt: skip


def told(
    language: str, *sources: Source, ended: date = date(2026, 8, 31)
) -> list[tuple[str, str, str | None]]:
    papers = sort_papers(project("T5", "Lantern week", "Client", language, ended=ended), sources)
    return [(a.text, a.owner, a.due) for a in actions_of(papers)]


def paper(key: str, day: str, language: str, *rows: str) -> Source:
    head, section, *_ = WORDS[language]
    return source(
        key, f"{key}-{day}.docx", day, heading(section), table(head, *rows), language=language
    )


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_reports_actions_stand_beside_the_retrospectives(language: str) -> None:
    _, _, first, second, third, one, other = WORDS[language]
    retro = paper("retrospective", "2026-09-04", language, f"{first}|{one}|2026-10-01")
    report = paper(
        "final_report", "2026-08-28", language, f"{first}|{one}|", f"{second}|{other}|2026-10-15"
    )
    last = paper("minutes", "2026-08-30", language, f"{third}|{other}|2026-09-30")
    early = paper("minutes", "2026-03-20", language, f"{first} A|{one}|2026-03-25")
    assert told(language, retro, report, last, early) == [
        (first, one, "2026-10-01"), (second, other, "2026-10-15"), (third, other, "2026-09-30"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "improve"),
    [("zh-Hant", "改善措施"), ("zh-Hans", "改进措施"), ("en", "Improvements")],
)
def test_minutes_alone_tell_what_looks_beyond_the_project(language: str, improve: str) -> None:
    head, section, first, second, third, one, other = WORDS[language]
    minutes = source(
        "minutes", "m.docx", "2026-06-10",
        heading(section), table(head, f"{first}|{one}|2026-06-20", f"{second}|{one}|2026-09-20"),
        heading(improve), table(head, f"{third}|{other}|2026-06-30"), language=language,
    )  # fmt: skip
    assert told(language, minutes) == [(second, one, "2026-09-20"), (third, other, "2026-06-30")]


@pytest.mark.parametrize("language", sorted(WORDS))
def test_of_an_action_told_twice_the_fuller_one_stays(language: str) -> None:
    _, _, first, _, _, one, _ = WORDS[language]
    bare = paper("retrospective", "2026-09-04", language, f"{first}||")
    full = paper("final_report", "2026-08-28", language, f"{first}|{one}|2026-10-15")
    assert told(language, bare, full) == [(first, one, "2026-10-15")]


def test_the_day_of_the_report_itself_is_no_plan() -> None:
    retro = source("retrospective", "r.docx", "2026-09-04", heading("後續行動"),
                   items("建立素材台帳，方以寧，2026-10-01前"))  # fmt: skip
    report = source("final_report", "f.docx", "2026-08-28", heading("後續行動"),
                    text("致客戶，由駱承於2026-08-28前提交"))  # fmt: skip
    assert [due for _, _, due in told("zh-Hant", retro, report)] == ["2026-10-01"]
