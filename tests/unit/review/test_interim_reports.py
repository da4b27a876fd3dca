"""The mid-term report that a contract asks for is missed unless one is filed, whatever either calls it."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import project, source, text


def gaps(language: str, clause: str, *filed: Source) -> list[str]:
    made = project("T1", "Trial", "Harbour Trust", language, required=())
    contract = source("contract", "contract.docx", "2026-03-04", text(clause))
    found: Any = build(made, [contract, *filed])["missing"]
    return [gap["name"] for gap in found]


def paper(class_key: str, name: str) -> Source:
    return source(class_key, name, "2026-06-10", text(f"About {name}."))


@pytest.mark.parametrize(
    ("language", "clause", "name"),
    [
        ("zh-Hant", "乙方應提送期中及期末報告。", "期中報告"),
        ("zh-Hant", "乙方應交付期初、期中及結案報告各一份。", "期中報告"),
        ("zh-Hant", "期中執行報告經甲方審查通過後，撥付第二期款30%。", "期中執行報告"),
        ("zh-Hant", "乙方應於5月31日前提交期中進度報告。", "期中進度報告"),
        ("zh-Hans", "中期总结报告应于5月31日前送达甲方。", "中期总结报告"),
        ("zh-Hans", "乙方应提交中期及结案报告。", "中期报告"),
        ("zh-Hans", "乙方应向甲方提交中期小结。", "中期小结"),
        ("en", "The Agency shall deliver interim and final reports.", "interim report"),
        ("en", "A mid-project report must be delivered by 31 May 2026.", "mid-project report"),
        ("en", "The Agency shall submit a half-way report.", "half-way report"),
        ("en", "No later than 31 May the interim report shall be handed over.", "interim report"),
        ("en", "30% is payable on acceptance of the mid-term report.", "mid-term report"),
    ],
)
def test_a_mid_term_report_is_asked_for_in_many_words(
    language: str, clause: str, name: str
) -> None:
    final = {"zh-Hant": "結案成果報告.docx", "zh-Hans": "结案报告.docx", "en": "Final report.docx"}
    assert gaps(language, clause, paper("final_report", final[language])) == [name]


@pytest.mark.parametrize(
    ("language", "clause", "filed"),
    [
        ("zh-Hant", "乙方應提送期中成果報告書一式三份。", "港灣計畫 期中報告 v2.pdf"),
        ("zh-Hant", "期中報告經甲方核定後支付30%。", "期中執行成果報告.docx"),
        ("zh-Hans", "乙方须提交中期评估报告及终期报告。", "中期总结.docx"),
        ("en", "An interim report is due on 31 May 2026.", "Mid-term report.docx"),
        ("en", "The Agency will provide a midterm progress report.", "mid-campaign_review.pdf"),
    ],
)
def test_one_that_is_filed_under_another_name_is_there(
    language: str, clause: str, filed: str
) -> None:
    assert gaps(language, clause, paper("data_report", filed)) == []


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("zh-Hant", "本案無須提送期中報告。"),
        ("zh-Hant", "本案規模較小，期中報告無需提交。"),
        ("zh-Hans", "期限不足三个月的，中期报告不必提交。"),
        ("zh-Hant", "如展延履約，乙方應另提期中報告。"),
        ("zh-Hant", "乙方每月提送期中進度報告。"),
        ("zh-Hans", "学期中报告厅开放时间另行通知。"),
        ("en", "No interim report is required."),
        ("en", "For engagements this short an interim report is not required."),
        ("en", "The Agency sends interim reports every month."),
        ("en", "If the term is extended, the Agency shall submit an interim report."),
    ],
)
def test_a_clause_that_asks_for_none(language: str, clause: str) -> None:
    assert gaps(language, clause) == []


def test_a_bill_a_mail_and_an_acceptance_are_about_the_report_and_are_not_it() -> None:
    about = [
        paper("invoice", "第二期款 期中報告.pdf"),
        paper("feedback", "Re 期中報告.eml"),
        paper("acceptance", "期中報告驗收紀錄.pdf"),
    ]
    assert gaps("zh-Hant", "乙方應提送期中及期末報告。", *about) == ["期中報告"]
