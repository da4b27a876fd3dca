"""Days in parts of a line, above tables, in names and in weeks; days of other papers; days that copying stamps."""

from __future__ import annotations

import pytest

from archive.domain.segments import ContentState, Extracted
from archive.understanding.client_name import names_client, same_house
from archive.understanding.document_date import DocumentDate, document_date
from archive.understanding.view import DocumentView
from tests.support.agency_documents import segments_of
from tests.support.reading_contexts import a_context


def dated(text: str, class_key: str, path: str = "x.docx", **properties: str) -> DocumentDate:
    extension = path.rsplit(".", 1)[-1]
    extracted = Extracted(
        "x", extension, ContentState.OK, tuple(segments_of(text)), dict(properties)
    )
    return document_date(DocumentView.of(extracted, a_context(path)), class_key)


@pytest.mark.parametrize(
    ("text", "class_key", "path", "day"),
    [
        # a field between wide spaces, whoever stands before it
        (
            "# 需求說明\n"
            "發出：禾安診所 行政處　　2025年3月4日　　聯絡：莊小姐\n"
            "- 報價請於4月7日17:00前送達",
            "brief",
            "rfp.docx",
            "2025-03-04",
        ),
        (
            "# 報告\n"
            "執行單位：青禾 中華民國114年7月9日\n"
            "自114年3月24日簽約，5月2日啟動，6月13日落幕。",
            "final_report",
            "r.docx",
            "2025-07-09",
        ),
        # what was planned and what came of it are no days of the paper
        (
            "# 結案\n編號：A-1　　初稿　　2025年8月1日\n報告提交：計劃8月10日，實際8月12日",
            "final_report",
            "r.docx",
            "2025-08-01",
        ),
        # the first row of a sheet over other rows
        (
            "[A]\n"
            "| ESTIMATE 31 | rev B | 20/04/2025 | USD |\n"
            "| Line | Rev A | Rev B | Note |\n"
            "| Fee | 100 | 90 | |",
            "quotation",
            "e.xlsx",
            "2025-04-20",
        ),
        # another paper's day
        (
            "# Work order 4\n"
            "under the Framework Agreement dated 4 November 2024\n"
            "Date of this order: 6 May 2025. Term: from the date of this order to 31 August 2025.",
            "contract",
            "w.docx",
            "2025-05-06",
        ),
        (
            "# 補充協議\n依據2024年11月4日簽訂之《框架合約》辦理。\n2025年5月6日",
            "contract",
            "w.docx",
            "2025-05-06",
        ),
        # a month with a year in the name, a day of it in the text
        (
            "| Prices | | 2 April 2025 |\n| Item | Qty | Total |\n| Film | 1 | 900 |",
            "quotation",
            "prices Apr25.csv",
            "2025-04-02",
        ),
        ("Prices\nas agreed", "quotation", "prices Apr25.docx", "2025-04"),
        # a week is of its last day
        (
            "# Bulletin\nWeek commencing 25 August 2025. Ana",
            "weekly_report",
            "b (wc 25 Aug).docx",
            "2025-08-31",
        ),
        # a day in a sentence after a word that ends in date
        (
            "# Call about Hue\n"
            "12 August 2025, 17:00. Notes by Lan.\n"
            "We agreed to go to the second date, 30 August.",
            "minutes",
            "call 12 Aug.docx",
            "2025-08-12",
        ),
        (
            "# 回訪\n回訪人：江小姐　　6月22日起逐一致電，2025年6月24日整理",
            "survey",
            "s.docx",
            "2025-06-24",
        ),
        (
            "# What we would tell ourselves in January\n2 September 2025. Not for the client.",
            "retrospective",
            "p.docx",
            "2025-09-02",
        ),
    ],
)
def test_the_day_of_the_paper_is_told_apart(text: str, class_key: str, path: str, day: str) -> None:
    assert dated(text, class_key, path).value == day


def test_a_day_that_conversion_stamped_does_not_go_before_one_in_the_text() -> None:
    text = "Survey\nDawn Walk 2025. It was open until late and closed 16 September 2025 with 318 replies of walkers."
    stamped = {"created": "2026-01-09", "modified": "2026-01-09"}
    assert dated(text, "survey", **stamped).value == "2025-09-16"
    assert dated("Survey", "survey", **stamped).source == "received"
    assert dated("Survey", "survey", created="2025-09-18").value == "2025-09-18"


@pytest.mark.parametrize(("clock", "day"), [("21:02", "2025-09-08"), ("9:02 PM", "2025-08-09")])
def test_a_chat_writes_days_in_the_order_of_its_clock(clock: str, day: str) -> None:
    text = "\n".join(f"[8/9/2025, {clock}] {who}: hello" for who in ("Ann", "Bo", "Ann"))
    found = dated(text, "feedback", "chat.txt")
    assert (found.value, set(found.choices)) == (day, {"2025-09-08", "2025-08-09"})


@pytest.mark.parametrize(
    ("text", "client", "named"),
    [
        ("海雪乳业 市场部", "宁波海雪乳业有限公司", True),
        ("岚山医药医学部闵某", "岚山医药（江苏）有限公司", True),
        ("harbour bank, head of brand", "Harbour Bank Ltd", True),
        ("听潮公关", "宁波海雪乳业有限公司", False),
        ("anything", None, False),
    ],
)
def test_a_client_is_known_by_the_middle_of_its_name(
    text: str, client: str | None, named: bool
) -> None:
    assert names_client(text, client) is named


def test_a_mail_comes_from_the_house_its_domain_names() -> None:
    assert same_house("m.ellery@orchard-lane.example", "Orchard Lane Foods Ltd")
    assert not same_house("tom@talltrees.example", "Orchard Lane Foods Ltd")
    assert not same_house("", "Orchard Lane Foods Ltd")
