"""Names of people and places that two papers spell in two ways, and names that are simply others."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from tests.support.review_sources import project, source, text


def clashes(first: str, second: str, language: str) -> list[dict[str, Any]]:
    made = project("N1", "Trial", "Lake Museum", language, currency=None)
    papers = (
        source("contract", "contract.pdf", "2026-03-02", text(first)),
        source("final_report", "report.docx", "2026-07-01", text(second)),
    )
    found: Any = build(made, papers)["inconsistencies"]
    return [dict(c) for c in found]


@pytest.mark.parametrize(
    ("language", "first", "second", "expected"),
    [
        ("zh-Hant", "專案經理：林書妍。", "專案經理 林書研", {"林書妍", "林書研"}),
        ("zh-Hans", "客户联系人为周立恒，变更须通知。", "客户联系人：周力恒", {"周立恒", "周力恒"}),
        ("en", "Project manager: Anna Petersen.", "Project manager: Anna Peterson", {"Anna Petersen", "Anna Peterson"}),
        ("en", "Countersigned: Joan Whitlock, Events Director", "Client contact is Joan Whitlok.",
         {"Joan Whitlock", "Joan Whitlok"}),
        ("en", "Project manager: Ruth Deane.", "Project manager: Ruth Dean", {"Ruth Deane", "Ruth Dean"}),
        ("zh-Hans", "活动地点：临江国际博览中心。", "活动在临江国际会展中心举行。",
         {"临江国际博览中心", "临江国际会展中心"}),
        ("en", "Venue: Harbour Lights Hall", "It was held at the Harbor Lights Hall.",
         {"Harbour Lights Hall", "Harbor Lights Hall"}),
    ],
)  # fmt: skip
def test_two_spellings_of_one_name_contradict(
    language: str, first: str, second: str, expected: set[str]
) -> None:
    found = clashes(first, second, language)
    assert [{v["value"] for v in c["values"]} for c in found] == [expected]
    assert all(name in found[0]["description"] for name in expected)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("zh-Hant", "專案經理：林書妍。", "專案經理：王志強"),
        ("zh-Hant", "專案經理：林書妍。", "承辦人：林書研"),
        ("zh-Hant", "專案經理：林書妍。專案經理：林書研。", "專案經理：林書研"),
        ("en", "Project manager: Anna Petersen.", "Client contact: Anna Whitlock"),
        ("en", "Project manager: Anna Roberts.", "Project manager: Anna Robert"),
        ("zh-Hans", "活动地点：临江博览中心1号馆。", "活动在临江博览中心2号馆举行。"),
        ("zh-Hans", "活动地点：临江博览中心。", "活动在临江国际博览中心举行。"),
        ("en", "Venue: Harbour Hall", "It was held at the Harbour Lights Hall."),
    ],
)
def test_other_people_and_other_halls_do_not(language: str, first: str, second: str) -> None:
    assert clashes(first, second, language) == []
