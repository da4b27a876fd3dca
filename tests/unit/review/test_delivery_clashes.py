"""Which shortfalls, percentages and questions contradict nothing."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import heading, project, source, table, text


def values(*sources: Source, language: str) -> list[set[str]]:
    made = project("T9", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in clash["values"]} for clash in found]


WORDS = [
    ("zh-Hant", "乙方應交付：校園講座9場。", "項目|合約|完成", "校園講座（場）", "校園講座9場、海報40張全部完成。"),
    ("zh-Hans", "乙方应交付：校园讲座9场。", "项目|合约|完成", "校园讲座（场）", "校园讲座9场、海报40张全部完成。"),
    (
        "en",
        "Agency will deliver: 9 school talks; 3 night markets.",
        "Item|Promised|Delivered",
        "School talks",
        "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "promise", "head", "name", "boast"), WORDS)
def test_a_shortfall_in_an_open_row_of_the_report_contradicts_nothing(
    language: str, promise: str, head: str, name: str, boast: str
) -> None:
    contract = source(
        "contract", "k", "2025-11-01", heading("合同" if language != "en" else "Agreement"), text(promise),
        heading("价款" if language != "en" else "Fee"),
        text("合同总价300,000元。" if language != "en" else "The fee is $90,000."),
        language=language,
    )  # fmt: skip
    row = table(head, f"{name}|9|7", "Posters|40|40", "Banners|12|12")
    open_row = source(
        "final_report", "r", "2026-02-20", heading("Delivered"), row, language=language
    )
    boasting = source(
        "final_report", "r", "2026-02-20", text(boast), heading("Delivered"), row, language=language
    )
    assert values(contract, open_row, language=language) == []
    assert not boast or any(
        any(v.startswith("9") for v in found) and any(v.startswith("7") for v in found)
        for found in values(contract, boasting, language=language)
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh-Hant", "20至36歲佔53%，共用問卷回收。"),
        ("zh-Hans", "20至36岁占53%，比平日多。"),
        ("en", "Visitors aged 20 to 36 were 53% of the audience."),
        ("zh-Hans", "问卷共60份，复核的22份平均为35.9%，占比提高。"),
        ("en", "Of 60 clips the 22 edited ones held an average of 35.9% of viewers."),
    ],
)
def test_ages_and_means_are_no_part_of_a_whole(language: str, sentence: str) -> None:
    report = source("final_report", "r", "2026-02-20", text(sentence), language=language)
    assert values(report, language=language) == []


@pytest.mark.parametrize(
    ("language", "head", "row", "question", "claim"),
    [
        ("zh-Hant", "里程碑|計劃|實際", "開幕|2026年3月2日|2026年3月9日", "我們準時嗎？", "各項工作均準時完成。"),
        ("zh-Hans", "里程碑|计划|实际", "开幕|2026年3月2日|2026年3月9日", "我们准时吗？", "各项工作均准时完成。"),
        ("en", "Milestone|Planned|Actual", "Opening|2 March 2026|9 March 2026", "Were we on time?",
         "Everything was on time."),
    ],
)  # fmt: skip
def test_a_question_claims_nothing(
    language: str, head: str, row: str, question: str, claim: str
) -> None:
    def found(said: str) -> list[set[str]]:
        report = source(
            "final_report", "r", "2026-04-20", text(said), table(head, row), language=language
        )
        return values(report, language=language)

    assert found(question) == []
    assert found(claim)
