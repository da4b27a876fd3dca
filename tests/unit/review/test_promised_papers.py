"""Papers that minutes promise by a day, supplements that never came back, numbers of a series that stands alone."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, items, project, source, table, text


def gaps(language: str, *sources: Source) -> list[tuple[str, str]]:
    made = project("T1", "Trial", "Harbour Trust", language, required=())
    found: Any = build(made, sources)["missing"]
    return [(gap["class"], gap["name"]) for gap in found]


def minutes(*blocks: Block) -> Source:
    return source("minutes", "notes.docx", "2026-05-10", *blocks)


_TASKS = {
    "zh": "负责人|事项|期限",
    "en": "Owner|Task|Due",
}


@pytest.mark.parametrize(
    ("language", "told", "expected"),
    [
        ("zh-Hans", table(_TASKS["zh"], "苗秀|减一场的补充协议盖章寄回|6月12日"), ("contract", "补充协议")),
        ("zh-Hant", items("游知：颱風取消二場之書面同意，6月30日"), ("other", "書面同意")),
        ("en", items("Decision of the board in writing - Magnus - 27 May 2026"),
         ("other", "Decision of the board in writing")),
        ("zh-Hans", items("苗秀：提供产品检测报告，6月30日"), ("other", "产品检测报告")),
        ("zh-Hans", items("苗秀：交通评估报告，6月30日"), ("other", "交通评估报告")),
        ("zh-Hant", table(_TASKS["zh"], "子軒|交承重測試報告|6月25日"), ("other", "承重測試報告")),
        ("en", table(_TASKS["en"], "Noor|Signed model releases to them|29 May 2026"),
         ("other", "model releases")),
    ],
)  # fmt: skip
def test_a_paper_that_minutes_promise_by_a_day_is_looked_for(
    language: str, told: Block, expected: tuple[str, str]
) -> None:
    assert expected in gaps(language, minutes(told))


@pytest.mark.parametrize(
    "told",
    [
        items("今后每场先拿书面确认，6月30日起执行"),
        items("5月2日已收到客户书面确认。"),
        table(_TASKS["zh"], "苗秀|补充协议模板|6月12日"),
    ],
)
def test_rules_and_papers_that_came_are_no_promises(told: Block) -> None:
    assert gaps("zh-Hans", minutes(told)) == []


def test_a_supplement_that_is_filed_is_not_missed() -> None:
    told = minutes(table(_TASKS["zh"], "苗秀|减一场的补充协议盖章寄回|6月12日"))
    filed = source("contract", "scan.pdf", "2026-06-14", text("补充协议（一）", "双方同意减一场。"))
    assert ("contract", "补充协议") not in gaps("zh-Hans", told, filed)


@pytest.mark.parametrize(
    ("name", "expected"), [("本周进展 W10", True), ("本周进展 W40", False), ("本周进展", False)]
)
def test_a_numbered_report_that_stands_alone_had_others_before(
    name: str, *, expected: bool
) -> None:
    weekly = source("weekly_report", f"{name}.eml", "2026-05-10", text("进度正常。"), title=name)
    assert (("weekly_report", "") in gaps("zh-Hans", weekly)) is expected
