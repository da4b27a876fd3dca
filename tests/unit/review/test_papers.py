"""Which documents are believed: finals over drafts, last editions, copies once, roles by content."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.domain.segments import Place, Segment, SegmentKind
from archive.review.papers.papers import Papers, Role, sort_papers
from archive.review.reading.sources import Source
from tests.support.review_sources import heading, items, project, source, table, text

PROJECT = project("T1", "試辦專案", "海風基金會", "zh-Hant")
STORY = (
    "我們在港邊的老倉庫辦了四個月的展覽，請社區的長輩說他們年輕時候的故事，也請學生把故事畫成地圖。"
    * 3
)


def sorted_out(*sources: Source) -> Papers:
    return sort_papers(PROJECT, sources)


def current(*sources: Source) -> list[str]:
    return [paper.source.name for paper in sorted_out(*sources) if paper.is_current]


def test_the_last_of_two_editions_counts_though_neither_is_called_a_draft() -> None:
    first = source(
        "final_report", "報告 final.docx", "2026-06-01", text(STORY, "參觀人數 4,100 人。")
    )
    second = source(
        "final_report", "報告 final v2.docx", "2026-06-20", text(STORY, "參觀人數 4,260 人。")
    )
    assert current(first, second) == ["報告 final v2.docx"]


def test_a_draft_never_overrides_a_final_whatever_its_date() -> None:
    draft = source("final_report", "a.docx", "2026-07-01", text(STORY), draft=True)
    final = source("final_report", "b.docx", "2026-06-01", text(STORY, "定稿。"))
    assert current(draft, final) == ["b.docx"]


def test_identical_copies_count_once_and_the_final_one_is_kept() -> None:
    final = source("final_report", "b.docx", "2026-06-01", text(STORY))
    copy = replace(final, document="z", name="a 副本.docx", draft=True)
    assert [p.source.name for p in sorted_out(copy, final)] == ["b.docx"]


def test_two_reports_of_two_matters_both_count() -> None:
    one = source("final_report", "a.docx", "2026-06-01", text(STORY))
    other = source(
        "final_report",
        "b.docx",
        "2026-06-02",
        text("第二期的巡迴到了六個鄉鎮，每一站都由當地的圖書館接待。" * 5),
    )
    assert current(one, other) == ["a.docx", "b.docx"]


def test_two_contracts_on_one_form_are_two_contracts() -> None:
    def contract(name: str, amount: str) -> Source:
        return source("contract", name, "2026-03-01", text(STORY, f"契約總價為NT${amount}。"))

    assert current(contract("a.pdf", "300,000"), contract("b.pdf", "450,000")) == ["a.pdf", "b.pdf"]
    assert len(current(contract("a.pdf", "300,000"), contract("a 用印.pdf", "300,000"))) == 1


def test_the_last_draft_stands_in_where_there_is_no_final() -> None:
    drafts = [
        source("final_report", f"d{n}.docx", f"2026-06-0{n}", text(STORY, str(n)), draft=True)
        for n in (1, 2, 3)
    ]
    assert current(*drafts) == ["d3.docx"]


@pytest.mark.parametrize("class_key", ["minutes", "other"])
def test_what_looks_back_on_good_and_bad_is_a_retrospective(class_key: str) -> None:
    paper = source(
        class_key, "m.docx", "2026-07-01",
        heading("七月例會"), heading("做得好的", 2), items("準時"), heading("做得不好的", 2), items("太吵"),
    )  # fmt: skip
    (sorted_paper,) = sorted_out(paper)
    assert sorted_paper.role is Role.RETRO


def test_minutes_of_work_stay_minutes() -> None:
    paper = source(
        "minutes", "m.docx", "2026-05-01", heading("例會"), heading("問題", 2), items("雨")
    )
    (sorted_paper,) = sorted_out(paper)
    assert sorted_paper.role is Role.INTERIM


def test_the_members_of_an_archive_are_not_read_a_second_time() -> None:
    inner = Segment(SegmentKind.PARAGRAPH, "街訪影片完成3支。", Place(member="a.zip/report.docx"))
    packed = source("other", "a.zip", "2026-07-01", text("a.zip/report.docx"))
    packed = replace(packed, segments=(*packed.segments, inner))
    (paper,) = sorted_out(packed)
    assert [p.text for p in paper.paragraphs] == ["a.zip/report.docx"]
    assert len(paper.source.segments) == 2


def test_a_long_list_keeps_its_head_and_its_foot() -> None:
    rows = [f"2026-05-{1 + n % 28:02}|{n}" for n in range(3000)]
    paper = source("data_report", "d.csv", "2026-06-01", table("日期|人數", *rows, "合計|4498500"))
    (sorted_paper,) = sorted_out(paper)
    (found,) = sorted_paper.tables
    assert len(found.rows) < 1000
    assert found.rows[-1].cells == ("合計", "4498500")
    last = found.rows[-1].spans[0]
    assert paper.segments[0].text[last.start : last.end] == "合計\t4498500"
