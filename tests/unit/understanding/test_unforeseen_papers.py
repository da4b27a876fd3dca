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
        "收尾/蘇協理電話 0907.txt",
        "蘇協理來電\n2026年9月7日 10:05\n記錄：何欣\n蘇協理說：展架很穩，颱風那天也沒倒。\n"
        "蘇協理說：發票抬頭寫錯，合約上是全名，請重開。\n我說：今天就換。\n蘇協理最後說明年春茶還要辦。",
        "feedback",
        "2026-09-07",
    ),
    (
        "收尾/scan0007.jpg",
        "# 山海茶業\n致：小島日常有限公司 何欣小姐\n日期：2026年9月11日\n"
        "同仁對茶席印象深刻。\n惟有兩點請更正：\n- 一、結案報告寫五場，實際四場。\n- 二、試飲人數請依門市紀錄。",
        "feedback",
        "2026-09-11",
    ),
    (
        "wrap/Re_ a few thoughts.eml",
        "Subject: Re: a few thoughts\nFrom: Nora <nora@tea.example>\nDate: Tue, 08 Sep 2026 09:12:00 +0800\n\n"
        "The chairman kept the tasting card on his desk.\nYour last report counts 940 cups, the shops counted 890.\n"
        "Please put that right before we sign anything.",
        "feedback",
        "2026-09-08",
    ),
    (
        "會/0514_月會.md",
        "# 五月月會\n**2026年5月14日 線上** 蘇協理、何欣、簡佩珊（記）\n## 現況\n試飲 640 杯。\n"
        "## 待辦\n- 補印杯套 → 何欣 → 5/20\n- 換場地窗口 → 簡佩珊 → 5/22",
        "minutes",
        "2026-05-14",
    ),
    (
        "notes/Half-time catch 5.21.26.docx",
        "# Half-time\nMay 21, 2026 | in person | Nora, Sam, Lea | notes: Priya\nCups poured so far 1,310.\n"
        "| Next step | On the hook | Target date |\n| Reprint the sleeves | Sam Ott | 5/29/2026 |\n"
        "| Ask the mall for a socket | Lea Brandt | 6/2/2026 |",
        "minutes",
        "2026-05-21",
    ),
    (
        "brief/山海茶業_委託說明.txt",
        "山海茶業 委託說明\n2026年3月4日，蘇協理口述\n我們賣茶三十年，年輕人沒喝過。\n試飲要八千杯，預算兩百萬以內。",
        "brief",
        "2026-03-04",
    ),
    (
        "data/radio spot log.csv",
        "| air week | station | spot | units |\n| 06/01/2026 | KTEA | First pour | 22 |\n"
        "| 06/08/2026 | KTEA | First pour | 25 |\n| 06/15/2026 | KCUP | Second pour | 31 |",
        "data_report",
        None,
    ),
    (
        "data/合作紀錄.xlsx",
        "| 帳號 | 追蹤數 | 貼文 | 報酬 |\n| 茶席日和 | 52000 | 3 | 15000 |\n| 一杯之間 | 31000 | 2 | 9000 |",
        "data_report",
        None,
    ),
    (
        "quotes/Estimate_ST-Q-0519 rev2.docx",
        "# ESTIMATE\nEstimate no. ST-Q-0519, revision 2\nApril 14, 2026\n"
        "| Line | First pass | Rev. 2 |\n| Stands | $80,000 | $76,000 |\n| Total | $80,000 | $76,000 |",
        "quotation",
        "2026-04-14",
    ),
    (
        "notes/status wk of Jun 8.docx",
        "STATUS - WEEK OF JUNE 8, 2026 (6/8 - 6/12)\nFrom: Lea\nGreen\nCups 1,800.\nNext week\nNew mall.",
        "weekly_report",
        "2026-06-12",
    ),
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
