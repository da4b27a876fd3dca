"""A team's own forecast set against what was promised or came measures nothing."""

from __future__ import annotations

import pytest

from archive.review.papers.papers import sort_papers
from archive.review.results.metrics import metrics_of
from tests.support.review_sources import heading, project, source, text

WORK = project("F6", "x", "y", "zh-Hant")


def told(line: str) -> list[tuple[str, str]]:
    retro = source("retrospective", "retro.docx", "2026-08-25", heading("回顧"), text(line))
    found = metrics_of(sort_papers(WORK, [retro]))
    return [
        (str(m.target.value if m.target else ""), str(m.actual.value if m.actual else ""))
        for m in found
    ]


@pytest.mark.parametrize(
    "line",
    [
        "We sold 900 passes where our own forecast was 650.",
        "We promised 900 passes against our own forecast of 650.",
        "每日入場承諾900人，多過我們自己的預測650人。",
        "承诺每天入场900人，自己的预判是650人。",
        "每日入場承諾900人，我們的推估係650人，實際都係咁多。",
    ],
)
def test_the_teams_own_forecast_is_no_target(line: str) -> None:
    assert told(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "每日入場目標900人，實際650人。",
        "每日入场目标900人，实际650人。",
        "Daily visitors: target 900, actual 650.",
    ],
)
def test_a_target_is_one(line: str) -> None:
    assert told(line) == [("900", "650")]
