"""Sentences below a table of actions that hand one more to somebody of the same people."""

from __future__ import annotations

import pytest

from archive.review.lessons.actions import actions_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import heading, project, source, table, text


@pytest.mark.parametrize(
    ("head", "rows", "below", "expected"),
    [
        (
            "改善",
            ["事項|主責|期限", "授權書當天簽|何若梅|115年9月20日", "條款列入範本|丁以安|115年9月28日"],
            "進度每週五更新。另請丁以安把檢核表做成範本，9月25日前上傳。",
            [("丁以安", "2026-09-25")],
        ),
        (
            "行动",
            ["行动|负责人|完成日", "更正销量|何若梅|2026-09-20", "补签变更单|丁以安|2026-09-28"],
            "证件号从数据表里删掉，何若梅9月23日前完成。同意书还要追。",
            [("何若梅", "2026-09-23")],
        ),
        (
            "Start",
            ["Action|Owner|Due", "Corrected report|Ada Holt|18 Sep 2026", "Form alarms|Tom Reyes|27 Sep 2026"],
            "Old lists are still on the drive; Tom Reyes deletes them by 24 September 2026. Next lunch is on Ada.",
            [("Tom Reyes", "2026-09-24")],
        ),
        (
            "改善",
            ["事項|主責|期限", "授權書當天簽|何若梅|115年9月20日"],
            "何若梅在8月2日已經說過一次，沒有人記下來。",
            [],
        ),
    ],
)  # fmt: skip
def test_a_sentence_below_the_table_hands_out_one_more(
    head: str, rows: list[str], below: str, expected: list[tuple[str, str]]
) -> None:
    blocks = [heading("檢討"), heading(head, 2), table(*rows), text(below)]
    paper = source("retrospective", "retro.docx", "2026-09-10", *blocks)
    found = actions_of(sort_papers(project("G3", "x", "y", "en"), [paper]))
    assert [(a.owner, a.due) for a in found[len(rows) - 1 :]] == expected


def test_who_wrote_it_above_the_table_is_handed_nothing() -> None:
    rows = ["事項|主責|期限", "授權書當天簽|何若梅|115年9月20日"]
    line = text("何若梅　2026年9月12日　内部传阅，不外发")
    paper = source("retrospective", "retro.docx", "2026-09-10", heading("後記"), line, table(*rows))
    found = actions_of(sort_papers(project("G3", "x", "y", "en"), [paper]))
    assert [a.due for a in found] == ["2026-09-20"]


def test_the_head_of_the_minutes_hands_nothing_out() -> None:
    rows = ["事項|主責|期限", "授權書當天簽|何若梅|115年9月20日"]
    head = text("日期：115年9月18日　地點：線上　紀錄：何若梅")
    paper = source("retrospective", "retro.docx", "2026-09-10", heading("改善"), head, table(*rows))
    found = actions_of(sort_papers(project("G3", "x", "y", "en"), [paper]))
    assert [a.due for a in found] == ["2026-09-20"]
