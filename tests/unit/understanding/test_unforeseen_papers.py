"""Papers under names and titles nobody foresaw: their shape says what they are and of which day."""

from __future__ import annotations

from datetime import date

import pytest

from archive.domain.segments import ContentState, Extracted
from archive.naming.rulefile import packaged_rules
from archive.understanding.facts import Reading, ReadingContext
from archive.understanding.read import read
from tests.support.agency_documents import segments_of

RULES = packaged_rules()


def reading(path: str, text: str) -> Reading:
    context = ReadingContext(
        path, date(2026, 11, 21), "AB-26-1", "品牌年度合作", "山海茶業", None,
        date(2026, 3, 1), date(2026, 8, 31), RULES.class_words,
        date_meanings={kind.key: kind.date for kind in RULES.classes.values()},
    )  # fmt: skip
    extension = path.rsplit(".", 1)[-1]
    return read(Extracted("x", extension, ContentState.OK, tuple(segments_of(text))), context)


CASES = [
    (
        "06 收尾/視訊後整理.docx",
        "# 與山海茶業視訊後整理\n"
        "9月3日上午，視訊，蘇協理\n"
        "他說整體「比去年好太多」，尤其動線。\n"
        "不滿意的是報表，「每次都要我自己加總」。\n"
        "明年還會再找我們談。",
        "feedback",
        "2026-09-03",
    ),
    (
        "財務/最後的數字 0908.xlsx",
        "| 項次 | 名目 | 當初給的 | 實際花的 | 差 |\n"
        "| 1 | 場地 | 300000 | 312000 | 12000 |\n"
        "| 2 | 印刷 | 80000 | 76500 | -3500 |\n"
        "| | 合計 | 380000 | 388500 | 8500 |",
        "settlement",
        "2026-09-08",
    ),
    (
        "Wrap/how did we do.xlsx",
        "| Timestamp | Role | How satisfied were you overall? (1-10) |\n"
        "| 2026-09-02 | Marketing | 9 |\n"
        "| 2026-09-03 | Finance | 7 |\n"
        "| 2026-09-04 | Retail | 8 |",
        "survey",
        "2026-09-04",
    ),
    (
        "後台/line對話.txt",
        "[LINE] 與蘇協理的聊天\n"
        "\n"
        "2026/09/10（四）\n"
        "09:15\t蘇協理\t昨天的成果老闆看了很滿意\n"
        "09:17\t小安\t謝謝！\n"
        "2026/09/11（五）\n"
        "10:02\t蘇協理\t發票抬頭錯了\n"
        "10:05\t小安\t馬上重開",
        "feedback",
        "2026-09-11",
    ),
    (
        "群聊.txt",
        "————— 2026-09-01 —————\n"
        "陶然 17:02\n"
        "顾总，报告您看了吗\n"
        "————— 2026-09-02 —————\n"
        "顾衡 09:31\n"
        "看完了，说两句\n"
        "顾衡 09:32\n"
        "现场很稳，大家都满意\n"
        "陶然 09:40\n"
        "收到",
        "feedback",
        "2026-09-02",
    ),
    (
        "Pitch/our answer v5.pdf",
        "# Leave the kettle on\n"
        "Response to the Mountain Tea RFQ. Version 5. Loom LLP, 7 February 2026\n"
        "## How\n"
        "Events and films",
        "proposal",
        "2026-02-07",
    ),
    (
        "Close/Outturn final.xlsx",
        "| Mel T. | 12 September 2026 | v3 |\n"
        "| Cost head | Approved | Outturn | Comment |\n"
        "| Signs | 21000 | 22450 | extra |\n"
        "| Crew | 15000 | 14280 | |\n"
        "| Total | 36000 | 36730 | |",
        "settlement",
        "2026-09-12",
    ),
    (
        "Internal/handover form (blank).docx",
        "# Handover form\n"
        "客戶：＿＿＿＿　項目編號：＿＿＿＿\n"
        "| 核對項目 | 有／冇 |\n"
        "| 場地鑰匙 | |",
        "template",
        None,
    ),
    (
        "03/方案.pdf",
        "# 一碗麵的距離\n山嵐設計 提案第二版 中華民國115年2月5日\n## 主張\n只開三個晚上",
        "proposal",
        "2026-02-05",
    ),
    (
        "Meetings/Wk 3 sync.md",
        "# Sync 26 March 2026\nAttendees: Mo, Liv, Jack\n"
        "- Decision: move the opening to 5 May\n- Action: Liv to update the plan",
        "minutes",
        "2026-03-26",
    ),
    (
        "2nd round/costs.pdf",
        "# Indicative costs\nPrepared for City Library, 12 February 2026\n"
        "| Item | Qty | Rate | Total |\n| Stage | 1 | 9000 | 9000 |\n| Total | | | 9000 |\nValid 30 days",
        "quotation",
        "2026-02-12",
    ),
    (
        "Data/scoreboard.xlsx",
        "| Week ending | Visitors | Sign-ups | Sales |\n| 2026-05-03 | 1200 | 88 | 4300 |\n"
        "| 2026-05-10 | 1430 | 97 | 5100 |\n| 2026-05-17 | 1390 | 91 | 4880 |",
        "data_report",
        "2026-05-17",
    ),
    (
        "信/Re 請協助報價與規劃.eml",
        "Re: 請協助報價與規劃\n您好，館方預計七月辦書展，煩請於2月10日前提供規劃與報價。"
        "\n需求如下：一、主視覺 二、講座12場",
        "brief",
        None,
    ),
    (
        "Close/audience survey results.pdf",
        "# Visitor survey\nFieldwork 1-30 June 2026, n=412\nOverall satisfaction 4.4 out of 5",
        "survey",
        "2026-06-30",
    ),
]


@pytest.mark.parametrize(("path", "text", "class_key", "day"), CASES, ids=[c[0] for c in CASES])
def test_shape_tells_class_and_day(path: str, text: str, class_key: str, day: str | None) -> None:
    found = reading(path, text)
    assert found.class_key == class_key
    assert day is None or found.date == day


def test_a_mail_about_the_campaign_is_no_closing_report() -> None:
    text = "RE: Post-event comments\nHi Jo,"
    text += "\nThe board is happy with most of it.\nTwo things to change, please."
    assert reading("Closing/RE_ Post-event comments.eml", text).class_key == "feedback"


def test_a_row_of_a_schedule_lends_its_day_no_label() -> None:
    text = (
        "# Closing report (work in progress)\n30 September 2026\nWhat happened in the campaign, month by month."
        "\n| Stage | Baseline | Achieved |\n| Contract | 2026-03-03 | 2026-03-03 |\n| Closing report | 2026-10-07 | |"
    )
    assert reading("Close/closing report WIP.docx", text).date == "2026-09-30"
