"""Percentages against the figures they were made of."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, source, table, text


def values(*sources: Source, language: str = "en") -> list[set[str]]:
    made = project("T3", "Trial", "Lake Museum", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in clash["values"]} for clash in found if clash["kind"] == "rate"]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-01", *blocks)


@pytest.mark.parametrize(
    ("language", "told", "expected"),
    [
        (
            "en",
            "2,140 guests were invited and 1,284 came, a show-up rate of 66%.",
            {"66%", "1,284 / 2,140 = 60.0%"},
        ),
        (
            "zh-Hans",
            "发出2,140份邀请，回复1,284份，回复率66%。",
            {"66%", "1,284份 / 2,140份 = 60.0%"},
        ),
        (
            "zh-Hant",
            "共收回問卷2,140份。其中願意推薦的1,284份，佔66%。",
            {"66%", "1,284份 / 2,140份 = 60.0%"},
        ),
    ],
)
def test_a_percentage_that_does_not_fit_is_shown_with_what_it_should_be(
    language: str, told: str, expected: set[str]
) -> None:
    assert expected in values(report(text(told)), language=language)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "2,140 guests were invited and 1,284 came, a show-up rate of 60%."),
        ("en", "1,284 guests came, up from 1,105, a growth rate of 19%."),
        ("en", "The target was a show-up rate of 66% with 1,284 of 2,140 guests."),
        (
            "en",
            "2,140 guests came, 66% over target. 1,284 guests left a card against a target of 900.",
        ),
        ("zh-Hant", "到場2,140人，超出目標66%，其中1,284人留下名片，佔六成。"),
        ("zh-Hans", "发出2,140份邀请，回复1,284份，占总预算66%。"),
        ("zh-Hant", "收回問卷2,140份。1,284人願意推薦，佔66%。"),
    ],
)
def test_what_fits_or_is_of_something_else_is_left_alone(language: str, told: str) -> None:
    assert values(report(text(told)), language=language) == []


def test_a_rate_of_the_table_is_held_against_the_counts_of_a_sentence() -> None:
    rows = table("Measure|Target|Result", "Complete forms|60%|75%", "Forms|500|540")
    told = text("Of 540 forms, 378 were complete.")
    assert values(report(rows, told)) == [{"75%", "378 / 540 = 70.0%"}]


def test_money_that_stands_beside_a_name_is_no_other_count() -> None:
    rows = table("指标|目标|实际", "试饮人数|15,000|16,440", "门店|30|31")
    mail = source("feedback", "mail.eml", "2026-07-03", text("试饮人数补贴还有18,600元没付。"))
    made = project("T4", "Trial", "湖畔饮品", "zh-Hans", currency=None)
    found: Any = build(made, (report(rows), mail))["inconsistencies"]
    assert found == []
