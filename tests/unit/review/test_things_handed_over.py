"""Things that were to be handed over and never were: footage, source files, photographs, backups, copies, receipts."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import items, project, source, text


def missing(language: str, *sources: Source) -> list[str]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None, required=())
    found: Any = build(made, sources)["missing"]
    return [gap["name"] or gap["class"] for gap in found]


def contract(*lines: str) -> Source:
    return source("contract", "contract.pdf", "2026-03-02", text(*lines))


def report(*lines: str) -> Source:
    return source("final_report", "report.docx", "2026-08-20", text(*lines))


@pytest.mark.parametrize(
    ("language", "demand", "name"),
    [
        ("zh-Hans", "结项时乙方应移交全部拍摄素材。", "拍摄素材"),
        ("zh-Hant", "乙方應於結案後交付可編輯原始檔。", "原始檔"),
        ("en", "The agency shall deliver the project files on a drive.", "project files"),
        ("zh-Hant", "乙方應提供活動照片80張。", "活動照片"),
        ("en", "The agency provides a full database backup when the site closes.", "database backup"),
        ("zh-Hans", "乙方应提交成果册纸本3份。", "纸本"),
    ],
)  # fmt: skip
def test_a_demanded_thing_that_nobody_tells_of_is_missing(
    language: str, demand: str, name: str
) -> None:
    found = missing(language, contract(demand), report("All went well."))
    assert len(found) == 1
    assert name in found[0]


@pytest.mark.parametrize(
    ("language", "demand", "said"),
    [
        ("zh-Hans", "结项时乙方应移交全部拍摄素材。", "拍摄素材已于8月3日移交甲方。"),
        ("en", "The agency shall deliver the project files.", "The project files were delivered on 3 August."),
        ("zh-Hant", "乙方應提供活動照片80張。", "活動照片見附錄。"),
        ("en", "If the client asks, the agency supplies the raw footage.", "All went well."),
        ("en", "The agency keeps a weekly backup of the site.", "All went well."),
    ],
)  # fmt: skip
def test_what_was_handed_over_or_never_demanded_is_not(
    language: str, demand: str, said: str
) -> None:
    assert missing(language, contract(demand), report(said)) == []


def test_a_paper_that_bears_the_name_is_enough() -> None:
    signed = source(
        "execution_record", "拍摄素材移交单.pdf", "2026-08-05", text("硬盘一块，甲方签字。")
    )
    assert missing("zh-Hans", contract("结项时乙方应移交全部拍摄素材。"), signed) == []


@pytest.mark.parametrize(
    ("language", "said", "name"),
    [
        ("zh-Hans", "设计源文件到现在还没给我们。", "源文件"),
        ("zh-Hant", "講師的領據還沒收回。", "領據"),
        ("en", "The edited photos have not reached us.", "edited photos"),
    ],
)
def test_what_somebody_still_waits_for_is_missing_though_a_report_says_otherwise(
    language: str, said: str, name: str
) -> None:
    mail = source("feedback", "mail.eml", "2026-08-28", text(said))
    told = report("设计源文件已交付。领据均已收回。Edited photos were delivered.")
    assert any(name in found for found in missing(language, mail, told))


def test_minutes_promise_a_thing_by_a_day() -> None:
    minutes = source(
        "minutes",
        "minutes.docx",
        "2026-06-15",
        items("Leo to send the raw footage to the client by 30 June"),
    )
    assert missing("en", minutes, report("All went well.")) == ["raw footage"]
    habit = source(
        "minutes",
        "minutes.docx",
        "2026-06-15",
        items("From now on send the raw footage every week by 30 June"),
    )
    assert missing("en", habit, report("All went well.")) == []


def test_the_last_payment_against_an_acceptance_wants_one() -> None:
    asked = contract("The balance is paid against a signed certificate of acceptance.")
    assert missing("en", asked, report("All went well.")) == ["acceptance"]
