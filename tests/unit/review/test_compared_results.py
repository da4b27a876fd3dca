"""Results held against a figure by a comparing word alone: told under a heading of indicators, nowhere else."""

from __future__ import annotations

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import heading, project, source, text

PROJECT = project("T6", "湖畔開學季", "客戶", "zh-Hant")


def metrics(title: str, sentences: str) -> list[tuple[str, float, float, bool | None]]:
    paper = source("final_report", "r", "2026-06-12", heading(title), text(sentences))
    return [
        (m.name, float(m.target.value), float(m.actual.value), m.met)
        for m in metrics_of(sort_papers(PROJECT, [paper]))
        if m.target and m.actual
    ]


@pytest.mark.parametrize(
    ("title", "sentences", "expected"),
    [
        (
            "二、指标",
            "门店销售额1,140万元，没有到1,200万，差在周边。新增粉丝21,300人，超过2万。入驻率88.4%，低于90%。投诉17宗，在25宗以内。",
            [("门店销售额", 12_000_000, 11_400_000, False), ("新增粉丝", 20_000, 21_300, True),
             ("入驻率", 90, 88.4, False), ("投诉", 25, 17, True)],
        ),
        (
            "三、績效指標",
            "平均排隊9.5分鐘，達成（12分鐘以內）。廚餘2.4公噸，超過2公噸上限，未達成。回訪率31%，高於30%。",
            [("平均排隊", 12, 9.5, True), ("廚餘", 2, 2.4, False), ("回訪率", 30, 31, True)],
        ),
        ("KPIs", "Complaints 12, under 20. Footfall 41,300, short of 45,000.",
         [("Complaints", 20, 12, True), ("Footfall", 45_000, 41_300, False)]),
        ("KPIs", "Complaints 0, under 5.", [("Complaints", 5, 0, True)]),
        ("二、指标", "新增粉丝21,300人，高于去年的18,000人。", []),
        ("四、感想", "新增粉丝21,300人，超过2万。", []),
        ("Results", "We made 48 short clips, not 50, and said 50.", []),
    ],
)  # fmt: skip
def test_the_figure_behind_a_comparing_word_is_the_target(title, sentences, expected) -> None:
    assert metrics(title, sentences) == expected
