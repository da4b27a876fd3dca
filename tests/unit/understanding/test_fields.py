"""Language, version, parties, amount and level of a document."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.domain.documents import Level
from archive.domain.messages import LANGUAGES
from archive.domain.segments import ContentState, Extracted, Place, Segment, SegmentKind
from archive.understanding.facts import Reading, SensitiveData
from archive.understanding.language import language_of
from archive.understanding.level import propose_level
from archive.understanding.parties import parties_of
from archive.understanding.read import read
from archive.understanding.total import total_of
from archive.understanding.version import DocumentVersion, version_of
from archive.understanding.view import DocumentView
from archive.wording import say
from tests.support.agency_documents import ALL, segments_of
from tests.support.reading_contexts import a_context, context_of


def viewed(text: str, path: str = "file.docx", **known: object) -> DocumentView:
    extracted = Extracted("x", path.rpartition(".")[2], ContentState.OK, tuple(segments_of(text)))
    return DocumentView.of(extracted, a_context(path, **known))


@pytest.mark.parametrize("document", [d for d in ALL if d.language], ids=lambda d: d.path)
def test_the_language_of_a_document_of_an_agency(document):
    assert language_of(document.extracted.text) == document.language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("請於週五前回覆，謝謝。", "zh-Hant"),
        ("请于周五前回复，谢谢。", "zh-Hans"),
        ("Please reply by Friday.", "en"),
        ("KPI 與 ROI 請見附表，CTR 較上月提升，素材沿用 A 版。", "zh-Hant"),
        ("背景 Background：品牌希望擴大聲量 The brand wants to be heard。目標 Objectives：提升知名度 awareness", "bi"),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language


def test_the_language_of_a_mail_is_that_of_its_words_not_of_its_header():
    lines = ("Subject: 報價確認", "From: Wang Siu-ming <siuming.wang@harbour.example>", "To: office@agency.example",
             "Date: Mon, 4 May 2026 09:30:00 +0800", "Attachment: signed quotation final.pdf")  # fmt: skip
    header = tuple(Segment(SegmentKind.FIELD, line) for line in lines)
    body = Segment(SegmentKind.PARAGRAPH, "您好，報價單已簽回，請查收，謝謝。")
    mail = Extracted("x", "eml", ContentState.OK, (*header, body), {"title": "報價確認"})
    assert read(mail, a_context("回覆.eml", project_language="en")).language == "zh-Hant"


def test_a_text_that_says_too_little_takes_the_projects_language():
    assert language_of("2025 1,200", otherwise="en") == "en"
    assert language_of("中文", otherwise="zh-Hans") == "zh-Hans"


@pytest.mark.parametrize(
    ("text", "path", "found"),
    [
        ("# 報告", "結案報告_v2.1.docx", DocumentVersion("2.1", None, False)),
        ("# 報告\n版本：V1.2　日期：2025-05-01", "結案報告.docx", DocumentVersion("1.2", None, False)),
        ("> 初稿 請勿外發\n# 報告", "結案報告.docx", DocumentVersion(None, "draft", True)),
        ("> DRAFT\n# Report", "report v2.docx", DocumentVersion("0.2", "draft", True)),
        ("# 合約", "合約_已用印.pdf", DocumentVersion(None, "signed", False)),
        ("# 報告", "結案報告_定稿.docx", DocumentVersion(None, "final", False)),
        ("# 報告", "結案報告.docx", DocumentVersion(None, None, False)),
        ("# 企划", "茶会企划 第2稿 定.pdf", DocumentVersion("2.0", "final", False)),
        ("# 企划", "茶会企划 第2稿.pdf", DocumentVersion("0.2", "draft", True)),
    ],
)  # fmt: skip
def test_version_and_state_come_from_name_text_and_page_headers(text, path, found):
    assert version_of(viewed(text, path)) == found


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("甲方：山海市政府觀光局（以下簡稱甲方）\n乙方：小島日常有限公司（以下簡稱乙方）",
         ("山海市政府觀光局", "小島日常有限公司")),
        ("委托方：宁波海雪乳业（集团）有限公司   服务方：上海听潮公关顾问有限公司",
         ("宁波海雪乳业（集团）有限公司", "上海听潮公关顾问有限公司")),
        ("between Brackenfield Drinks plc and Otter & Finch Ltd.", ("Brackenfield Drinks plc", "Otter & Finch Ltd.")),
        ("本案由財團法人山海藝術基金會委託小島日常有限公司辦理", ("財團法人山海藝術基金會", "小島日常有限公司")),
        ("(1）山海物流協會（「客戶」）；及(2)島嶼會展有限公司（「承辦商」）", ("山海物流協會", "島嶼會展有限公司")),
        ("由海風（廈門）食品有限公司負責", ("海風（廈門）食品有限公司",)),
        ("差旅統一由協會安排，我公司不另收費。", ()),
        ("客戶：林小姐\n聯絡人：王先生", ()),
    ],
)  # fmt: skip
def test_parties_are_read_as_they_are_written(text, parties):
    assert {party.name for party in parties_of(viewed(text))} == set(parties)


@pytest.mark.parametrize("document", [d for d in ALL if d.amount], ids=lambda d: d.path)
def test_the_total_of_a_document_of_an_agency(document):
    view = DocumentView.of(document.extracted, context_of(document))
    total = total_of(view, document.class_key, document.language or "zh-Hant")
    assert total is not None
    assert total.amount.value == Decimal(document.amount or 0)


@pytest.mark.parametrize(
    ("text", "class_key", "language", "value", "currency"),
    [
        ("| 項目 | 金額(萬元) |\n| 影片 | 90 |\n| 合計 | 128.5 |", "quotation", "zh-Hant", "1285000.0", None),
        ("| 項目 | 金額(NT$) |\n| 影片 | 90000 |\n| 總計 | 120000 |", "quotation", "zh-Hant", "120000", "TWD"),
        ("| 科目 | 預算 | 實支 |\n| 影片 | 100 | 90 |\n| 合計 | 2000 | 1900 |", "settlement", "zh-Hant", "1900", "TWD"),
        ("违约金为合同总额的10%。合同总价：人民币120万元。首付36万元。", "contract", "zh-Hans", "1200000", "CNY"),
        ("The Client shall pay a deposit of £5,000. The total fee is £48k plus VAT.", "contract", "en", "48000", "GBP"),
        ("| 項目 | 金額 |\n| 合計 | 90000 |\n| 優惠後 | 85000 |\n備註：前次報價總計為120,000元",
         "quotation", "zh-Hant", "85000", None),
    ],
)  # fmt: skip
def test_a_stated_total_is_copied_with_its_unit_and_currency(
    text, class_key, language, value, currency
):
    total = total_of(viewed(text), class_key, language)
    assert total is not None
    assert total.amount.value == Decimal(value)
    assert currency is None or total.amount.currency == currency


def test_nothing_is_added_up_where_no_total_is_stated():
    assert (
        total_of(
            viewed("| 項目 | 金額 |\n| 影片 | 90000 |\n| 音樂 | 5000 |"), "quotation", "zh-Hant"
        )
        is None
    )
    assert total_of(viewed("總計 90,000 元"), "minutes", "zh-Hant") is None


def a_reading(class_key: str = "minutes", **counts: int) -> Reading:
    sensitive = tuple(SensitiveData(kind, count, (Place(),)) for kind, count in counts.items())
    return Reading(class_key, 1.0, (), "t", "2025-05-01", "text", sensitive=sensitive)


@pytest.mark.parametrize(
    ("default", "counts", "text", "level"),
    [
        (Level.INTERNAL, {}, "一般內容", Level.INTERNAL),
        (Level.INTERNAL, {"id_card": 1}, "", Level.RESTRICTED),
        (Level.INTERNAL, {"bank_card": 1}, "", Level.RESTRICTED),
        (Level.INTERNAL, {"mobile": 12}, "", Level.RESTRICTED),
        (Level.INTERNAL, {"mobile": 1}, "", Level.CONFIDENTIAL),
        (Level.INTERNAL, {"email": 3}, "", Level.INTERNAL),
        (Level.INTERNAL, {}, "【機密】請勿外傳", Level.CONFIDENTIAL),
        (Level.PUBLIC, {}, "内部资料", Level.INTERNAL),
        (Level.INTERNAL, {}, "Strictly confidential", Level.RESTRICTED),
        (Level.INTERNAL, {}, "the confidentiality clause", Level.INTERNAL),
        (Level.RESTRICTED, {}, "public", Level.RESTRICTED),
    ],
)  # fmt: skip
def test_a_level_is_raised_by_what_a_document_holds_and_says(default, counts, text, level):
    proposed, reasons = propose_level(default, a_reading(**counts), text)
    assert proposed is level
    assert bool(reasons) == (level is not default)
    for language in LANGUAGES:
        assert all(say(language, reason) for reason in reasons)


@pytest.mark.parametrize(
    ("text", "path", "number", "choices"),
    [
        ("# 報告\n版本：V2.1", "結案報告_v3.docx", "3.0", ("3.0", "2.1")),
        ("# 报告\n版本：V2.1", "结案报告_v1.docx", "2.1", ("2.1", "1.0")),
        ("# Report\nVersion 4", "report rev C.docx", "4.0", ("4.0", "3.0")),
        ("# 服務建議書 第三版", "服務建議書_v2.pptx", "3.0", ("3.0", "2.0")),
        ("# 服務建議書 第三版", "服務建議書.pptx", "3.0", ()),
        ("# 服務建議書（第三版）2026/3/2", "服務建議書.pptx", "3.0", ()),
        ("# 服務建議書\n第一版（2/10）總價 448 萬，已作廢", "服務建議書_v2.pptx", "2.0", ()),
        ("# QUOTATION\n| No. | AX-0412 rev 3 |\nrev 1：HK$88,000 太貴", "Quote AX-0412 (rev 3).docx", "3.0", ()),
        ("# 报价单\nV1 已作废，以本表为准", "报价单_v2.xlsx", "2.0", ()),
        ("# Estimate\nVersion 1 was for two films", "Estimate v2.docx", "2.0", ()),
        ("# 报价单\nV1：12万，V2：9.8万", "报价单_v2.xlsx", "2.0", ()),
        ("# Plan\nVersion 3 | replaces version 2", "plan v2.docx", "3.0", ("3.0", "2.0")),
        ("# 方案\n版本：V3", "方案V3-改2.pptx", "3.2", ()),
        ("# Plan\nVersion 2.1", "plan v2.1 FINAL.docx", "2.1", ()),
        ("# 企劃\n初稿 V3", "企劃 v3.2 初稿.docx", "0.32", ()),
        ("# 企劃\nV4", "企劃 v3 初稿.docx", "0.4", ("0.4", "0.3")),
    ],
)  # fmt: skip
def test_of_two_versions_the_later_is_proposed_and_asked_unless_the_name_only_says_more(
    text, path, number, choices
):
    found = version_of(viewed(text, path))
    assert (found.number, found.choices) == (number, choices)
