"""Parts that a report lists otherwise than the data, and wholes that a text for the public tells otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, source, table, text

_ROWS = {
    "en": (
        "City|Date|Test drives|Leads",
        "Leeds|1 May 2026|936|1,800",
        "York|9 May 2026|1,012|1,900",
        "Hull|21 May 2026|814|1,566",
        "Bath|1 June 2026|1,058|2,000",
    ),
    "zh": (
        "城市|日期|试驾|留资",
        "青岛|2026-05-01|936|1,800",
        "郑州|2026-05-09|1,012|1,900",
        "宜昌|2026-05-21|814|1,566",
        "佛山|2026-06-01|1,058|2,000",
    ),
}


def clashes(language: str, *sources: Source) -> list[set[str]]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in c["values"]} for c in found]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-20", *blocks)


def by_city(language: str) -> Source:
    return source("data_report", "by city.xlsx", "2026-07-01", table(*_ROWS[language]))


@pytest.mark.parametrize(
    ("language", "told", "expected"),
    [
        ("en", "Test drives: Leeds 936, York 1,012, Hull 841 and Bath 1,058.", [{"841", "814"}]),
        ("zh", "附录A 各站试驾：青岛936、郑州1,012、宜昌841、佛山1,058。", [{"841", "814"}]),
        ("zh", "附錄 各站試駕：青島936、鄭州1,012、宜昌814、佛山1,058。", []),
        ("en", "Leeds had 300 seats, York 280, Hull 260 and Bath 240.", []),
        ("en", "By noon Leeds 400, York 510, Hull 814 and Bath 505.", []),
    ],
)
def test_a_part_in_a_sentence_is_held_against_its_row(
    language: str, told: str, expected: list[set[str]]
) -> None:
    spoken = "en" if language == "en" else "zh-Hans"
    assert clashes(spoken, report(text(told)), by_city(language)) == expected


def test_a_part_in_a_table_is_held_against_its_row_and_explains_the_sum() -> None:
    listed = table("Region|Samples", "North|1,210", "Midlands|2,128", "South|1,950", "Total|5,388")
    counted = table("Area|Sampled", "North|1,210", "Midlands|2,218", "South|1,950", "Total|5,378")
    data = source("data_report", "log.xlsx", "2026-07-01", counted)
    assert {"2,128", "2,218"} in clashes("en", report(listed), data)


_RESULTS = {
    "en": ("Measure|Target|Result", "Stand visitors|2,400|2,716", "Talk attendance|250|212"),
    "zh-Hans": ("指标|目标|实际", "试驾人次|8,000|8,936", "有效留资|12,000|11,274"),
    "zh-Hant": ("指標|目標|實績", "入場人次|60,000|68,400", "退貨率|20%|18%"),
}


@pytest.mark.parametrize(
    ("language", "told", "expected"),
    [
        ("en", "Larkfield welcomed 2,890 visitors to its stand at the fair.", "2,890 visitors"),
        ("zh-Hans", "“野外周末”四城收官，逾9,300人次亲身试驾。", "9,300人次"),
        ("zh-Hant", "海灣藝遊開幕首日逾78,000人次入場，反應熱烈。", "78,000人次"),
        ("en", "More than 2,700 visitors came to the stand.", ""),
        ("zh-Hans", "首站1,200人次试驾。", ""),
        ("zh-Hant", "首日退貨率21%。", ""),
    ],
)
def test_what_the_public_was_told_is_held_against_the_result(
    language: str, told: str, expected: str
) -> None:
    notice = source("creative", "press release.txt", "2026-07-06", text(told))
    found = clashes(language, report(table(*_RESULTS[language])), notice)
    assert any(expected in values for values in found) if expected else found == []
