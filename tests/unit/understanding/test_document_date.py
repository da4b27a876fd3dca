"""Which of a document's dates is its own, and where it is said."""

from __future__ import annotations

from datetime import date

import pytest

from archive.domain.segments import ContentState, Extracted
from archive.understanding.date_labels import after_of
from archive.understanding.document_date import DocumentDate, document_date
from archive.understanding.view import DocumentView
from tests.support.agency_documents import ALL, segments_of
from tests.support.agency_papers import PAPERS
from tests.support.reading_contexts import a_context, context_of


def dated(text: str, class_key: str, path: str = "file.docx", **known: object) -> DocumentDate:
    properties = known.pop("properties", {})
    extracted = Extracted(
        "x", path.rpartition(".")[2], ContentState.OK, tuple(segments_of(text)), properties
    )
    return document_date(DocumentView.of(extracted, a_context(path, **known)), class_key)


@pytest.mark.parametrize(
    ("path", "text", "code", "value"),
    [
        ("BD-25-07 决算.xlsx", "BD-25-07 河岸项目决算", "", "2025-09-19"),
        ("BD-25-07 結算表.xlsx", "河岸專案結算", "BD-25-07", "2025-09-19"),
        ("BD-25-07-K costs.xlsx", "Final costs", "BD-25-07-K", "2025-09-19"),
        ("结算 25-07.xlsx", "河岸项目结算", "", "2025-07-25"),
    ],
)  # fmt: skip
def test_the_papers_or_projects_number_in_a_name_is_no_day(path, text, code, value):
    saved = {"modified": "2025-09-19T09:00:00Z"}
    found = dated(
        f"# {text}", "settlement", path, properties=saved, project_code=code,
        started=date(2025, 3, 1), ended=date(2025, 10, 1),
    )  # fmt: skip
    assert found.value == value


def test_short_papers_full_of_jargon_get_their_date():
    wrong = {
        d.path: found.value
        for d in PAPERS
        if d.date
        and (found := document_date(DocumentView.of(d.extracted, context_of(d)), d.class_key)).value
        != d.date
    }
    assert not wrong


@pytest.mark.parametrize("document", [d for d in ALL if d.date], ids=lambda d: d.path)
def test_a_document_of_an_agency_gets_its_date(document):
    found = document_date(
        DocumentView.of(document.extracted, context_of(document)), document.class_key
    )
    assert found.value == document.date


@pytest.mark.parametrize(
    ("text", "class_key", "value"),
    [
        ("# 服務合約\n服務期間：2025年4月1日至2025年9月30日\n簽約日：2025年3月12日", "contract", "2025-03-12"),
        ("# 合同\n甲方应于2025年5月1日前付款。\n签订日期：2025年3月20日", "contract", "2025-03-20"),
        ("AGREEMENT\nDated this 6th day of May 2025\nThe term ends on 31 December 2025.", "contract", "2025-05-06"),
        ("# 會議紀錄\n時間：114年5月6日下午2時\n下次會議：114年5月20日", "minutes", "2025-05-06"),
        ("# 需求說明\n提案日：2025/3/18\n截止收件：2025/3/14\n日期：2025/3/1", "brief", "2025-03-01"),
        ("# 週報\n期間：2025年6月2日至6月8日\n填表日期：2025年6月9日", "weekly_report", "2025-06-08"),
        ("# Weekly status\nWeek ending 15 June 2025\nLaunch: 1 July 2025", "weekly_report", "2025-06-15"),
        ("# 報價單\n報價日期：2025-04-02　有效期限：2025-05-02", "quotation", "2025-04-02"),
        ("# 報價單\n2025年4月2日 第一版（4月9日依客戶意見修訂）", "quotation", "2025-04-09"),
        ("# 發票\n開票日期：2025年7月1日\n到期日：2025年7月31日", "invoice", "2025-07-01"),
        ("# 成效報告\n統計期間：2025/7/1-2025/7/31", "data_report", "2025-07-31"),
        (
            "# Closing report\nFor Fenwick Tea. By Oakline.\n12 June 2025. Written by Ada Holt. Read by T. Moss.\n"
            "1. The task\nTea sales were flat. The agreement was signed on 4 February 2025 for GBP 90,000.",
            "final_report",
            "2025-06-12",
        ),
        (
            "刊登日\t人物\t標題\n114/3/2\t漁港 船長\t早上四點\n114/4/26\t山村 校長\t最後一班\n114/5/9\t市場 魚販\t冰\n"
            "僅列代表篇，製表 林若蘭 114/6/3\t\t",
            "data_report",
            "2025-06-03",
        ),
        ("# Monthly report: May 2025\nPrepared by Ada Holt, 5 June 2025 | Oakline", "weekly_report", "2025-06-05"),
        ("# 驗收單\n交付日期：2025-08-30\n驗收日期：2025-09-03", "acceptance", "2025-09-03"),
    ],
)  # fmt: skip
def test_the_words_beside_a_date_say_what_it_is_the_date_of(text, class_key, value):
    assert dated(text, class_key) == DocumentDate(value, "text")


def test_a_day_without_a_year_takes_it_from_the_project():
    assert dated("# 工作會議\n時間：4月22日下午", "minutes").value == "2025-04-22"
    span = {"started": date(2024, 10, 1), "ended": date(2025, 2, 28)}
    assert dated("# 工作會議\n時間：1月8日下午", "minutes", **span).value == "2025-01-08"
    assert dated("# 工作會議\n時間：11月8日下午", "minutes", **span).value == "2024-11-08"


def test_a_name_gives_the_date_when_the_text_has_none():
    assert dated("# 會議紀錄\n出席：甲", "minutes", "會議紀錄0506.docx") == DocumentDate(
        "2025-05-06", "name"
    )


def test_a_property_gives_the_date_when_neither_text_nor_name_has_one():
    found = dated(
        "# 結算表",
        "settlement",
        "結算.xlsx",
        properties={"modified": "2025-09-28", "created": "2025-09-01"},
    )
    assert found == DocumentDate("2025-09-28", "property")


def test_a_property_from_years_before_the_project_is_its_templates():
    old = {"created": "2019-05-06"}
    began = {"started": date(2025, 3, 1), "properties": old}
    assert dated("# 結算表", "settlement", "結算.xlsx", **began).source == "received"
    assert dated("# 結算表", "settlement", "結算 2019.5.6.xlsx", **began).source != "property"


def test_the_day_received_is_the_last_resort():
    assert dated("# 結算表", "settlement", "結算.xlsx") == DocumentDate("2026-01-10", "received")


def test_a_deadline_in_the_text_is_not_taken_over_the_name():
    found = dated("# 需求\n請於2025年4月30日前回覆", "brief", "需求 20250401.docx")
    assert found == DocumentDate("2025-04-01", "name")


def test_a_date_after_the_day_received_is_not_the_documents():
    found = dated("# 計畫\n日期：2027年1月1日", "plan", "計畫 20250401.docx")
    assert found.value == "2025-04-01"


def test_a_date_with_two_readings_keeps_both():
    found = dated("# Quote\nDate: 05/06/2025", "quotation", "quote.pdf")
    assert set(found.choices) == {"2025-06-05", "2025-05-06"}
    assert found.value in found.choices


@pytest.mark.parametrize(
    ("text", "path", "known", "value"),
    [
        ("# Quote\nDate: 05/06/2025\nVisit on 17/06/2025", "quote.pdf", {}, "2025-06-05"),
        ("# Quote\nDate: 05/06/2025\nVisit on 06/17/2025", "quote.pdf", {}, "2025-05-06"),
        ("# Quote\nDate: 05/06/2025", "quote 2025-06-05.pdf", {}, "2025-06-05"),
        ("# Quote\nDate: 05/06/2025", "q.pdf", {"properties": {"modified": "2025-05-07"}}, "2025-05-06"),
        ("# Quote\nDate: 11/04/2025", "q.pdf", {"ended": date(2025, 6, 30)}, "2025-04-11"),
    ],
)  # fmt: skip
def test_the_rest_of_the_document_may_settle_a_date_with_two_readings(text, path, known, value):
    assert dated(text, "quotation", path, **known) == DocumentDate(value, "text")


def test_a_calendar_week_within_the_project_ends_on_its_sunday():
    assert dated("# Weekly report W24", "weekly_report", "report.docx").value == "2025-06-15"
    assert dated("# 第3週週報", "weekly_report", "a.docx").source == "received"


def test_the_signatures_at_the_end_of_a_long_contract_are_read():
    body = "\n".join(
        f"第{n}條 雙方應依本契約履行，不得延誤，違者依約處理並賠償損失。" for n in range(1, 120)
    )
    found = dated(f"# 委託契約書\n{body}\n中 華 民 國 114 年 4 月 3 日", "contract")
    assert found == DocumentDate("2025-04-03", "text")


def test_the_rows_of_a_data_table_date_it_when_nothing_else_does():
    rows = "\n".join(f"| 2025-07-{day:02} | {day * 1000} |" for day in range(1, 32))
    table = f"[數據]\n| 日期 | 曝光 |\n{rows}"
    assert dated(table, "data_report", "數據.csv").value == "2025-07-31"
    saved = {"properties": {"modified": "2025-08-04"}}
    assert dated(table, "data_report", "數據.xlsx", **saved) == DocumentDate(
        "2025-08-04", "property"
    )


def test_a_note_above_a_table_dates_it_and_its_rows_do_not():
    text = "[帳]\n| 阿芬，114年9月3日 | | |\n| 項目 | 付款日 | 金額 |\n| 場地 | 114/8/2 | 300 |"
    assert dated(text, "settlement", "a.xlsx") == DocumentDate("2025-09-03", "text")
    rows = "[帳]\n| 場地 | 114/8/2 |\n| 印刷 | 114/8/9 |"
    assert dated(rows, "settlement", "帳 1140903.xlsx") == DocumentDate("2025-09-03", "name")
    labelled = "[帳]\n| 製表日期 | 114/9/3 |\n| 場地 | 114/8/2 |"
    assert dated(labelled, "settlement", "a.xlsx").value == "2025-09-03"


def test_who_made_it_may_stand_between_the_word_and_the_date():
    text = "# Scorecard\nLaunch 20 May 2025\nPrepared by Mina of the data team, 9 June 2025"
    assert dated(text, "proposal").value == "2025-06-09"
    assert (
        dated("# 結案\n期末發表：原定2025年6月9日", "final_report", "結案 0601.pptx").source
        == "name"
    )


def test_the_last_round_dates_a_quotation_of_several():
    text = "[報價]\n| 項目 | 第一輪 8/1 | 第二輪 8/9 | 成交 8/14 |\n| 影片 | 9 | 8 | 7 |"
    assert dated(text, "quotation", "q.xlsx").value == "2025-08-14"


def test_the_last_line_of_a_short_paper_signs_it_off():
    body = "\n".join(f"第{n}條 雙方依約履行。" for n in range(1, 25))
    saved = {"properties": {"modified": "2025-09-30"}}
    found = dated(f"勞務契約\n{body}\n中華民國114年4月3日", "contract", "scan.pdf", **saved)
    assert found == DocumentDate("2025-04-03", "text")


def test_a_property_of_the_day_received_gives_way_to_the_text():
    text = "# Plan\n\nOne\nTwo\nThree\nFour\nFive\nSix\nTall Trees Ltd, version two, 14 July 2025."
    copied = {"properties": {"modified": "2026-01-10", "created": "2026-01-10"}}
    assert dated(text, "proposal", "a.pdf", **copied) == DocumentDate("2025-07-14", "text")


@pytest.mark.parametrize(
    "text",
    [
        "[28/08/2025, 09:14:02] Dana: hi\n[28/08/2025, 09:15:40] Ravi: hello\n[05/09/2025, 08:00:11] Dana: done",
        "8/28/25, 9:14 AM - Dana: hi\n8/28/25, 9:15 AM - Ravi: hello\n9/5/25, 8:00 AM - Dana: done",
        "王科長 2025-08-28 09:14\n嗨\n小魚 2025-08-28 09:15\n您好\n王科長 2025-09-05 08:00\n好了",
        "2025/08/28（四）\n09:14\t王科長\t嗨\n09:15\t小魚\t您好\n2025/09/05（五）\n08:00\t王科長\t好了",
    ],
)
def test_a_chat_is_of_the_day_of_its_last_message(text):
    assert dated(text, "feedback", "chat.txt").value == "2025-09-05"


def test_the_rules_of_the_team_say_what_the_date_of_a_class_means():
    text = "# 服務合約\n提送日期：2025年4月1日\n簽約日：2025年4月9日"
    assert dated(text, "contract").value == "2025-04-09"
    assert dated(text, "contract", date_meanings={"contract": "issued"}).value == "2025-04-01"


def test_a_week_of_the_project_is_no_week_of_the_calendar():
    span = {"started": date(2025, 11, 3), "ended": date(2026, 2, 6), "received": date(2026, 3, 2)}
    text = "# 工作周报 W5（12.1–12.7）\n填报 林川 12.8 发"
    assert dated(text, "weekly_report", "第5周 周报.pptx", **span).value == "2025-12-07"


def test_the_day_over_a_column_of_amounts_is_of_that_column():
    rows = "类别\t首次报价（8月20日）\t本次报价\n舞台\t590,000\t520,000\n合计\t590,000\t520,000"
    text = f"# 报价函\n费用如下：\n\n{rows}\n\n帆影 林川　2025年8月28日"
    assert dated(text, "quotation", "报价20250828.pdf").value == "2025-08-28"


def test_the_day_others_signed_their_contract_is_not_the_papers_own():
    assert after_of("双方签订合同。") < 0
    assert after_of("与客户签订契约") < 0
    assert after_of("双方签订本合同") == 0


@pytest.mark.parametrize(
    ("note", "value"),
    [
        ("Returns taken out. As of 17 November 2025", "2025-11-17"),
        ("Counted 13 November 2025.", "2025-11-13"),
        ("口徑：已剔除重複帳號。數據截至2025年11月21日", "2025-11-21"),
        ("合計七條（11月3日匯出）", "2025-11-03"),
        ("Next count on 13 November 2025.", "2025-10-26"),
    ],
)
def test_the_day_as_at_which_was_counted_goes_before_the_days_of_the_rows(note, value):
    rows = "\n".join(f"| Town {day} | 2025-10-{day} | {day * 9} |" for day in range(20, 27))
    table = f"[Sales]\n| Town | Opened | Sold |\n{rows}\n| {note} |  |  |"
    assert dated(table, "data_report", "sales.xlsx").value == value
