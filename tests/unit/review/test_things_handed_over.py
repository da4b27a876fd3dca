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


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("en", "The agency is not required to hand over source files."),
        ("zh-Hans", "乙方无需移交设计源文件。"),
        ("zh-Hans", "甲方应提供活动照片供乙方使用。"),
        ("zh-Hant", "原始檔不在交付範圍。"),
        ("en", "The supplier destroys the raw data and returns its passes."),
        ("zh-Hant", "乙方交付成果後，甲方得要求原始檔，費用另計。"),
        ("en", "The client supplies edited photos of its products to the agency."),
    ],
)
def test_what_nobody_owes_and_what_the_client_brings_is_not_missing(
    language: str, clause: str
) -> None:
    assert missing(language, contract(clause), report("All went well.")) == []


@pytest.mark.parametrize(
    ("language", "demand", "said"),
    [
        ("en", "The agency delivers the source files.", "Source files: all on the client's drive."),
        ("en", "The agency delivers the source files.", "We handed the source files to the client."),
        ("en", "The agency delivers the source files.", "The layered files were delivered on 4 August."),
        ("zh-Hans", "乙方应移交拍摄素材。", "拍摄素材硬盘甲方已取走。"),
        ("zh-Hans", "乙方应移交拍摄素材。", "素材硬盘已于8月4日移交甲方。"),
        ("zh-Hant", "乙方應提供活動照片80張。", "照片共交付96張。"),
    ],
)  # fmt: skip
def test_it_was_handed_over_in_other_words(language: str, demand: str, said: str) -> None:
    assert missing(language, contract(demand), report(said)) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No raw data was lost."),
        ("zh-Hans", "源文件没有问题。"),
        ("zh-Hans", "数据备份没有出过错。"),
        ("zh-Hant", "我們原本還在等原始檔，8月25日已收到。"),
        ("zh-Hant", "現場照片沒有修過也很好看。"),
        ("en", "I have not been sent the event photos but found them on the drive."),
        ("en", "The source files have not been changed since June."),
        ("en", "Nobody has complained about the event photos."),
        ("en", "The data exports never failed."),
    ],
)
def test_nothing_is_wrong_with_it(language: str, said: str) -> None:
    mail = source("feedback", "mail.eml", "2026-08-28", text(said))
    assert missing(language, mail, report("All went well.")) == []


def test_minutes_that_ask_whether_promise_nothing() -> None:
    line = "Leo asked whether the raw footage should be provided by 30 June; decided no"
    minutes = source("minutes", "minutes.docx", "2026-06-15", items(line))
    assert missing("en", minutes, report("All went well.")) == []
