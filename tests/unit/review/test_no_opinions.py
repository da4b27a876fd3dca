"""What stands in the client's papers and is no opinion: scores, thanks for a file, who was asked, papers to come."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import satisfaction_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import (
    Block,
    heading,
    items,
    mail_field,
    project,
    source,
    table,
    text,
)

CLIENT = "朗月坊商場管理有限公司"
PRAISE = "開幕那晚連保安都說比去年順太多"


def said(*blocks: Block, class_key: str = "feedback") -> list[str]:
    work = project("Q2", "x", CLIENT, "zh-Hant")
    papers = sort_papers(work, [source(class_key, "f", "2026-06-04", *blocks)])
    return [quote.text for quote in satisfaction_of(papers).quotes]


@pytest.mark.parametrize(
    ("blocks", "never"),
    [
        pytest.param(
            [heading("客戶回訪"),
             table("回訪對象|林佳蓉 副總", "回訪日期|2026年6月4日", "回訪方式|電話，四十分鐘", "回訪人|周立、阿敏"),
             text("問：最滿意什麼？", f"答：{PRAISE}", "問：打幾分（滿分5分）？", "答：搭建5分，響應4分，總的4.6分。")],
            ["電話", "周立", "4.6"], id="who was asked, and the scores"),
        pytest.param(
            [text("04/06/2026, 10:12 - Mei 朗月坊: 收到多謝 🙏", f"04/06/2026, 10:13 - Mei 朗月坊: {PRAISE}",
                  "04/06/2026, 10:14 - Ada Pym: 多謝你哋一直咁支持", "04/06/2026, 10:15 - Ada Pym: 太好了，團隊好開心",
                  "04/06/2026, 10:16 - Mei 朗月坊: 我給8分，採購給7分")],
            ["收到", "支持", "開心", "8分"], id="a chat with the client's name"),
        pytest.param(
            [mail_field("From: mei@langyue.example"), mail_field("Subject: 合作評價"),
             text("周立您好：", f"你們這次很用心，{PRAISE}。", "請補寄七月的月報，附件只有六月和八月。",
                  "兩份同意書要補簽，補齊了才能付尾款。")],
            ["月報", "同意書"], id="papers still to come"),
        pytest.param(
            [heading("Client interview notes"),
             text("Q: How was it?", '"Best opening night we have had in ten years."', "Q: And the team?",
                  '"Your crew was kind to every shop keeper we have." She repeated that it must come back.',
                  f'"{PRAISE}，真的。"', "Q: Marks?", "Overall 8. No other scores were taken.")],
            ["repeated", "No other"], id="what notes tell about somebody"),
        pytest.param(
            [heading("滿意度問卷"), text(f"其他意見：{PRAISE}", "您願意再合作嗎？□願意 □不願意，原因：＿＿＿")],
            ["願意"], id="printed questions"),
    ],
)  # fmt: skip
def test_no_opinions(blocks: list[Block], never: list[str]) -> None:
    found = said(*blocks)
    assert any(PRAISE in quote for quote in found)
    assert not [quote for quote in found for word in never if word in quote]


@pytest.mark.parametrize(
    ("rows", "quote"),
    [
        (["題目|均分|回收", "內容|4.6|120", "總體|4.5|120", f"留言摘錄：{PRAISE}||"], PRAISE),
        (["Question|Mean|n", "Content|4.6|120", "Overall|4.5|120", "Comment: nobody told us the pier was shut||"],
         "nobody told us the pier was shut"),
    ],
)  # fmt: skip
def test_a_remark_behind_its_label_alone_in_a_row(rows: list[str], quote: str) -> None:
    assert quote in said(table(*rows), class_key="survey")


@pytest.mark.parametrize(
    ("class_key", "blocks", "found"),
    [
        ("survey", [table("Respondent|Overall|What worked|What did not", "P1|5|The maps were clever|Nothing",
                          "P2|4|Kind crew at the gate|We never saw the weekly note")],
         ["Kind crew at the gate", "We never saw the weekly note"]),
        ("feedback", [text("2026/6/3 上午10:02 林經理 這次燈籠真的好看",
                           "2026/6/3 上午10:03 周立 謝謝經理，我們會繼續努力",
                           "2026/6/3 上午10:05 林經理 可是報表每週都晚兩天",
                           "2026/6/3 上午10:06 周立 抱歉，我們馬上改")],
         ["這次燈籠真的好看", "可是報表每週都晚兩天"]),
        ("survey", [text("主管評語：團隊反應快，半夜也回。", "承辦評語：核銷單據缺漏多，補了四次。")],
         ["團隊反應快，半夜也回。", "核銷單據缺漏多，補了四次。"]),
        ("survey", [text("What should we keep doing? The Friday photo round-up.",
                         "What should we change? Bills need our number.")],
         ["The Friday photo round-up.", "Bills need our number."]),
        ("feedback", [text("电话回访 6月2日", "方总表示，灯一亮全场安静，这钱花得值。",
                           "方总同时提到，增项没有提前说，财务很被动。")],
         ["灯一亮全场安静，这钱花得值。", "增项没有提前说，财务很被动。"]),
        ("final_report", [heading("結案報告"), heading("七、客戶原話", 2), text("林經理：「燈籠比去年漂亮太多」")],
         ["燈籠比去年漂亮太多"]),
        ("survey", [text("Comment: crew were calm. Reports came late.")], ["crew were calm.", "Reports came late."]),
        ("survey", [text("Q2. 最喜歡：燈籠師傅會教小孩", "Q3. 最不喜歡：廁所排隊太久")],
         ["燈籠師傅會教小孩", "廁所排隊太久"]),
    ],
)  # fmt: skip
def test_remarks_in_more_shapes(class_key: str, blocks: list[Block], found: list[str]) -> None:
    quotes = said(*blocks, class_key=class_key)
    assert set(found) <= set(quotes)
    assert not any("我們會" in quote or "馬上改" in quote for quote in quotes)


def test_a_complaint_about_a_bill_is_an_opinion() -> None:
    complaint = "你們的發票開錯兩次抬頭，我們財務很頭痛"
    assert complaint in said(heading("客戶意見"), items(complaint, PRAISE))
