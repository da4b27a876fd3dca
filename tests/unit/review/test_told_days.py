"""Days that papers tell differently: payments that came in, the acceptance, milestones told on the way."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, items, project, source, table, text

_BALANCES = {
    "en": "Payer|Instalment|Due|Paid|Open|Note",
    "zh": "客户|款项|应收|已收|未收|备注",
}


def days(language: str, *sources: Source) -> list[set[str]]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in c["values"]} for c in found if c["kind"] == "date"]


def bill(name: str, *blocks: Block) -> Source:
    return source("invoice", name, "2026-07-02", *blocks)


def account(language: str, *rows: str, note: str = "") -> Source:
    return source(
        "settlement",
        "account.xlsx",
        "2026-08-01",
        text(note or "."),
        table(_BALANCES[language], *rows),
    )


@pytest.mark.parametrize(
    ("language", "one", "other", "expected"),
    [
        (
            "zh-Hans",
            account(
                "zh",
                "甲公司|首款|504,000|504,000|0|已到账",
                "甲公司|二期款|672,000|672,000|0|6月20日到账",
            ),
            bill("回款说明.docx", text("三、二期款约定第五站后支付，实际6月23日到账，未计息。")),
            {"6月20日", "6月23日"},
        ),
        (
            "en",
            account(
                "en",
                "Kestrel|First|90,000|90,000|0|QK1101, received 2 April 2026",
                "Kestrel|Second|71,200|71,200|0|QK1142, received 12 June 2026",
            ),
            bill(
                "bill.pdf",
                text(
                    "Invoice no. QK1142",
                    "Due: 1 June 2026, by transfer RECEIVED WITH THANKS 10 June 2026 - Noor",
                ),
            ),
            {"10 June 2026", "12 June 2026"},
        ),
        (
            "zh-Hant",
            account("zh", "海灣會|第二期|480,000|480,000|0|6月18日入帳"),
            source(
                "retrospective",
                "檢討.docx",
                "2026-08-08",
                text("第二期款到6月25日才入帳，客戶遲了。"),
            ),
            {"6月18日", "6月25日"},
        ),
    ],
)
def test_a_payment_that_came_in_on_two_days(
    language: str, one: Source, other: Source, expected: set[str]
) -> None:
    assert days(language, one, other) == [expected]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            "zh-Hans",
            account("zh", "甲公司|首款|504,000|504,000|0|4月20日到账"),
            bill("说明.docx", text("尾款504,000元6月23日到账。")),
        ),
        (
            "en",
            account("en", "Kestrel|First|90,000|90,000|0|QK1101, received 2 April 2026"),
            bill("bill.pdf", text("Invoice no. QK1142", "90,000 received on 10 April 2026")),
        ),
        (
            "en",
            account("en", "Kestrel|Second|71,200|71,200|0|received 12 June 2026"),
            bill(
                "bill.pdf",
                text("The second instalment of 71,200 is expected to be received by 10 June 2026."),
            ),
        ),
        (
            "zh-Hant",
            account("zh", "海灣會|第二期|480,000|480,000|0|6月18日入帳"),
            bill("請款單.docx", text("第二期款480,000元，6月18日入帳。")),
        ),
    ],
)
def test_other_payments_and_days_still_ahead_are_none(
    language: str, one: Source, other: Source
) -> None:
    assert days(language, one, other) == []


@pytest.mark.parametrize(
    ("language", "own", "told", "expected"),
    [
        (
            "zh-Hans",
            "验收日期：2026年7月24日",
            "尾款未收，验收单7月22日已签。",
            [{"2026年7月24日", "7月22日"}],
        ),
        (
            "zh-Hant",
            "驗收日期：115年7月24日",
            "驗收在7月21日就通過了，尾款還是拖了一個月。",
            [{"115年7月24日", "7月21日"}],
        ),
        (
            "en",
            "Accepted on 24 July 2026 for the Trust",
            "The client signed the certificate of acceptance on 21 July 2026.",
            [{"24 July 2026", "21 July 2026"}],
        ),
        ("zh-Hans", "验收日期：2026年7月24日", "首场单场验收单7月2日已签。", []),
        (
            "en",
            "Accepted on 24 July 2026 for the Trust",
            "The certificate of acceptance was to be signed by 21 July 2026.",
            [],
        ),
    ],
)
def test_the_acceptance_says_itself_when_it_was_signed(
    language: str, own: str, told: str, expected: list[set[str]]
) -> None:
    accepted = source("acceptance", "acceptance.pdf", "2026-07-24", text(own))
    looked_back = source("retrospective", "retro.docx", "2026-08-08", text(told))
    assert days(language, accepted, looked_back) == expected


_MILESTONES = {
    "en": ("Milestone|Planned|Actual", "Woodlands stop|11 May 2026|18 May 2026"),
    "zh-Hant": ("里程碑|預定|實際", "屏東站|5/17|5/18", "場地核准|4/25|5/12"),
    "zh-Hans": ("里程碑|计划|实际", "主片交付|2026-05-30|2026-06-05"),
}


@pytest.mark.parametrize(
    ("language", "told", "expected"),
    [
        ("en", "Woodlands ran on 19 May after the market clash.", [{"18 May 2026", "19 May"}]),
        ("en", "Woodlands sent its first leads on 29 May.", []),
        ("en", "Woodlands: rehearsal held on 15 May.", []),
        ("zh-Hant", "評分表（末站屏東5/20）由觀光處填寫", [{"5/18", "5/20"}]),
        ("zh-Hant", "屏東5/20場勘另約。", []),
        ("zh-Hant", "1.場地：三方會勘結果，文化局5/8核准了，公文後補。", [{"5/12", "5/8"}]),
        (
            "zh-Hans",
            "[2026-06-04 10:02] 阿晴: 主片6月3日已经交付给客户了",
            [{"2026-06-05", "6月3日"}],
        ),
    ],
)
def test_a_milestone_told_on_the_way_by_a_part_of_its_name(
    language: str, told: str, expected: list[set[str]]
) -> None:
    report = source("final_report", "report.docx", "2026-07-20", table(*_MILESTONES[language]))
    notes = source("minutes", "notes.txt", "2026-06-10", items(told))
    assert days(language, report, notes) == expected


@pytest.mark.parametrize(
    ("class_key", "told", "expected"),
    [
        ("weekly_report", "舞台9月4日晚完工，次日彩排。", [{"2026-09-06", "9月4日"}]),
        ("weekly_report", "舞台9月4日開始打樣。", []),
        ("weekly_report", "燈光9月4日晚完工。", []),
        ("weekly_report", "舞台9月5日晚完工。", []),
        ("feedback", "本會已於2026年9月9日收到尾款，謝謝。", [{"2026-09-12", "2026年9月9日"}]),
    ],
)
def test_a_day_told_as_it_was_planned_and_reported_otherwise(
    class_key: str, told: str, expected: list[set[str]]
) -> None:
    report = source(
        "final_report",
        "report.docx",
        "2026-09-30",
        table(
            "里程碑|預定|實際",
            "舞台搭建完成|2026-09-04|2026-09-06",
            "尾款移交|2026-09-09|2026-09-12",
        ),
    )
    way = source(class_key, "letter.docx", "2026-09-14", text(told))
    assert days("zh-Hant", report, way) == expected
