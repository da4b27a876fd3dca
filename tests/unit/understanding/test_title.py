"""The title of a document is its own heading, cleaned; never a letterhead or a machine's name."""

from __future__ import annotations

import pytest

from archive.domain.segments import ContentState, Extracted
from archive.understanding.title import LONGEST, clean_title, document_title
from archive.understanding.view import DocumentView
from tests.support.agency_documents import ALL, segments_of
from tests.support.reading_contexts import a_context, context_of


def titled(text: str, class_key: str = "minutes", path: str = "file.docx", **known: object) -> str:
    properties = known.pop("properties", {})
    extracted = Extracted(
        "x", path.rpartition(".")[2], ContentState.OK, tuple(segments_of(text)), properties
    )
    return document_title(DocumentView.of(extracted, a_context(path, **known)), class_key).text


@pytest.mark.parametrize("document", [d for d in ALL if d.title], ids=lambda d: d.path)
def test_a_document_of_an_agency_gets_its_title(document):
    view = DocumentView.of(document.extracted, context_of(document))
    assert document.title.lower() in document_title(view, document.class_key).text.lower()


@pytest.mark.parametrize("document", ALL, ids=lambda d: d.path)
def test_a_title_is_never_empty_long_or_a_date(document):
    title = document_title(
        DocumentView.of(document.extracted, context_of(document)), document.class_key
    ).text
    assert 2 <= len(title) <= LONGEST
    assert not title.isdigit()


def test_a_letterhead_and_a_page_number_are_passed_over():
    text = (
        "LANTERN STUDIO MEETING MINUTES\n1\n春季新品宣傳 第二次會議紀錄\n"
        "時間：114年4月2日，地點：會議室\n"
        "出席人員：行銷部與設計部各三位同仁，主席為行銷部經理，紀錄為設計部專員。"
    )
    assert titled(text) == "春季新品宣傳 第二次會議紀錄"


def test_a_company_above_the_title_is_not_the_title():
    assert (
        titled("北岸設計有限公司\n年度形象影片報價單\n日期：2025-04-02", "quotation", "a.pdf")
        == "年度形象影片報價單"
    )


def test_a_mails_subject_loses_its_prefixes():
    assert (
        titled("@ Subject: RE: Fwd: 轉寄：春季提案意見\n您好", "feedback", "a.eml")
        == "春季提案意見"
    )


def test_a_title_broken_over_two_lines_of_a_page_is_put_together():
    text = "「山海市集」品牌推廣委託案 成果報\n告書\n執行單位：北岸設計"
    assert titled(text, "final_report", "a.pdf") == "「山海市集」品牌推廣委託案 成果報告書"


def test_a_form_label_alone_is_given_what_it_is_about():
    assert (
        titled("報 價 單\n案名：春季形象影片\n金額：1,000", "quotation", "a.pdf")
        == "春季形象影片 報價單"
    )
    assert (
        titled("報價單\n金額：1,000", "quotation", "a.pdf", project_name="山海市集")
        == "山海市集 報價單"
    )


def test_a_numbered_section_is_not_the_title():
    assert titled("春季檢討會\n# 一、會議內容\n甲：很好", "retrospective") == "春季檢討會"


def test_a_workbook_takes_its_title_cell_then_its_name_then_its_sheet():
    assert (
        titled("[S1]\n# 春季費用結算表\n| 科目 | 預算 |", "settlement", "a.xlsx")
        == "春季費用結算表"
    )
    assert titled("[S1]\n| 科目 | 預算 |", "settlement", "春季費用結算.xlsx") == "春季費用結算"
    assert (
        titled("[分城數據]\n| 城市 | 人次 |", "data_report", "新建 Microsoft Excel 工作表.xlsx")
        == "分城數據"
    )


@pytest.mark.parametrize(
    "name",
    [
        "IMG_2231.jpg",
        "微信图片_20250612.jpg",
        "scan0007.pdf",
        "新建 Microsoft Word 文档.docx",
        "未命名.docx",
        "Book1.xlsx",
    ],
)
def test_a_machines_name_is_no_title(name):
    assert (
        titled("", "contract", name, project_name="山海市集", project_language="zh-Hant")
        == "山海市集 合約"
    )


def test_a_property_that_an_office_program_wrote_is_no_title():
    properties = {"title": "PowerPoint Presentation"}
    assert titled("", "proposal", "春季提案_v2.pptx", properties=properties) == "春季提案"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("春季結案報告_最終版-改3", "春季結案報告"),
        ("Kick-off, 27 August 2025 (video call, 50 min)", "Kick-off"),
        ("階段檢討會（11月12日）", "階段檢討會"),
        ("Budget review v2.1 DRAFT", "Budget review"),
        ("項目週報（第6週）", "項目週報（第6週）"),
        ("每週報告 Week 42（2025年10月13日至19日）", "每週報告 Week 42"),
        ("6月媒體報道彙整（截至2025年6月30日）", "6月媒體報道彙整"),
        ("城南夜跑 成效數據（統計至 2025/6/5）", "城南夜跑 成效數據"),
        ("Open Mill Sundays - results to 30 June 2025", "Open Mill Sundays - results"),
        ("2026年3月5日至3月9日止 快閃店方案", "快閃店方案"),
        ("Report for 2025-03-01 to 2025-03-09", "Report"),
        ("2025年3月5日止血包捐贈", "止血包捐贈"),
        ("What we stand for", "What we stand for"),
    ],
)  # fmt: skip
def test_dates_versions_and_states_are_taken_out_of_a_title(text, cleaned):
    assert clean_title(text) == cleaned


def test_the_line_above_a_workbook_s_table_names_it():
    table = "| 項目 | 報價 |\n| 影片 | 9 |"
    above = f"[Sheet1]\n| 海雪年度影片 三輪報價匯總（單位：萬元） | |\n{table}"
    assert titled(above, "quotation", "報價0903.xlsx") == "海雪年度影片 三輪報價匯總"
    note = f"[Sheet1]\n| 阿芬整理，僅供參考 | |\n{table}"
    assert titled(note, "quotation", "影片報價明細.xlsx") == "影片報價明細"


def test_a_message_of_a_chat_is_no_title():
    chat = "\n".join(f"[28/08/2025, 09:14:0{n}] Dana: a project review report" for n in range(4))
    assert (
        titled(chat, "feedback", "WhatsApp Chat - Store days.txt") == "WhatsApp Chat - Store days"
    )


def test_a_line_that_ends_as_a_sentence_gives_a_title_without_its_close():
    assert clean_title("冷藏車租賃名單待補。") == "冷藏車租賃名單待補"
