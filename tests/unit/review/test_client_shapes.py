"""What the client said, in the shapes in which agencies keep it: notes, forms, chats, lists, reviews, sheets."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import satisfaction_of
from archive.review.lessons.actions import actions_of
from archive.review.lessons.lessons import lessons_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import (
    Block,
    heading,
    items,
    mail_field,
    project,
    sheet,
    source,
    table,
    text,
)

PROJECT = project("R3", "窯火季", "蒲江陶藝基金會", "zh-Hant", currency="TWD")
KILN, MUGS = "The kiln night made our patrons cry.", "And the shop ran out of mugs by noon."
FIRE, BUS, POT = "柴窯那晚我女兒不肯回家", "接駁等到天黑", "阿嬤自己捏了一個壺"


def said(class_key: str, *blocks: Block) -> list[str]:
    papers = sort_papers(PROJECT, [source(class_key, "f", "2026-08-20", *blocks)])
    return sorted(q.text for q in satisfaction_of(papers).quotes)


@pytest.mark.parametrize(
    ("class_key", "blocks", "quotes"),
    [
        pytest.param(
            "feedback",
            [text("[10:12 AM] Fenella Strang", KILN, "[10:13 AM] Tom Ashe", "Thank you! Anything we should fix?",
                  "[10:16 AM] Fenella Strang", MUGS, "[10:17 AM] Tom Ashe", "Noted, we will add more.")],
            [MUGS, KILN], id="times in brackets before the names"),
        pytest.param(
            "feedback",
            [heading("電話回訪紀錄"), text("日期：2026/8/15　對象：柯素董事", "1. 對柴窯夜的講解非常滿意。",
                                     "2. 覺得停車場的燈太暗。", "3. 節目表可以早兩個月給。")],
            ["對柴窯夜的講解非常滿意。", "節目表可以早兩個月給。", "覺得停車場的燈太暗。"],
            id="points noted of a call"),
        pytest.param(
            "feedback",
            [text("阿May 早晨", "柴窯嗰晚啲街坊到今日都仲講緊", "停車場啲燈真係太暗")],
            ["停車場啲燈真係太暗", "柴窯嗰晚啲街坊到今日都仲講緊"], id="lines of a chat without times and names"),
        pytest.param(
            "survey",
            [table("題目|回覆", "整體滿意度（1-5）|4", "您最滿意的部分|柴窯夜的講解",
                   "您認為需要加強的部分|停車場太暗")],
            ["停車場太暗", "柴窯夜的講解"], id="a form in two columns"),
        pytest.param(
            "survey",
            [heading("遊客問卷結果"), text(f"「{FIRE}」（台南 林小姐）", f"「{BUS}」（嘉義 吳先生）", f"「{POT}」")],
            sorted([FIRE, BUS, POT]), id="quotations with names behind"),
        pytest.param(
            "survey",
            [heading("Reviews"), text("★★★★★ The best night in our valley (Maya)",
                                    "★★☆☆☆ A bus that never came (Ivor)")],
            ["A bus that never came (Ivor)", "The best night in our valley (Maya)"], id="stars before the words"),
        pytest.param(
            "feedback",
            [text("Dear Tom,", "Thank you for the wrap."), heading("What we liked", 2), items("The night kiln itself"),
             heading("What we would change", 2), items("Signs after the first cars"), text("Yours,", "Fenella Strang")],
            ["Signs after the first cars", "The night kiln itself"], id="lists below headings of a letter"),
        pytest.param(
            "feedback",
            [mail_field("From: Fenella Strang <f@kiln.example>"), text("Tom,", "Happy to:"),
             items("the night kiln carried the weekend", "signs went up after the first cars"), text("Fenella")],
            ["signs went up after the first cars", "the night kiln carried the weekend"], id="points of a mail"),
        pytest.param(
            "survey",
            [sheet("開放題", "Q5 最喜歡的部分", "柴窯夜的火光", "Q6 最不滿意的部分", "廁所排到馬路上")],
            ["廁所排到馬路上", "柴窯夜的火光"], id="answers below numbered questions of a sheet"),
        pytest.param(
            "survey",
            [sheet("Sheet1", "題目|柯素|林會計", "整體（1-5）|5|4", "最滿意|有火有故事|帳目清楚",
                   "最不滿意|廁所太遠|")],
            ["帳目清楚", "廁所太遠", "有火有故事"], id="a column for each who answered"),
        pytest.param(
            "survey",
            [heading("回饋單"), text("1. 您對課程的整體評價？", "孩子回家還在捏。", "2. 其他想說的話",
                                  "水槽不在教室裡。")],
            ["孩子回家還在捏。", "水槽不在教室裡。"], id="numbered phrases that ask"),
        pytest.param(
            "survey",
            [heading("Feedback form"), text("1. What went well? The kiln night itself.",
                                            "2. What could be better? Signs after the first cars.")],
            ["Signs after the first cars.", "The kiln night itself."], id="questions with their answers behind"),
        pytest.param(
            "feedback",
            [text("柯素 2026-08-12 21:04", "今晚的火，村裡會記一輩子", "沈瑜 2026-08-12 21:05", "謝謝柯老師",
                  "柯素 2026-08-12 21:06", "便當老人家咬不動", "沈瑜 2026-08-12 21:07", "好的，我記下來")],
            ["今晚的火，村裡會記一輩子", "便當老人家咬不動"], id="who thanks is of the team"),
        pytest.param(
            "feedback",
            [heading("感謝狀"), text("茲感謝晨曦整合行銷有限公司", "協助本會辦理窯火季，圓滿成功", "蒲江陶藝基金會")],
            [], id="a certificate of thanks"),
    ],
)  # fmt: skip
def test_the_client_is_heard(class_key: str, blocks: list[Block], quotes: list[str]) -> None:
    assert said(class_key, *blocks) == quotes


def test_a_form_s_scale_is_not_its_score() -> None:
    form = table("題目|回覆", "整體滿意度（1-5）|4", "是否願意再次合作|願意")
    mean = satisfaction_of(sort_papers(PROJECT, [source("survey", "f", "2026-08-20", form)])).mean
    assert mean is not None
    assert str(mean.value) == "4"


def test_a_look_back_above_what_the_client_wrote_is_no_word_of_the_client() -> None:
    mail = source(
        "feedback",
        "Fwd.eml",
        "2026-08-20",
        mail_field("From: Tom Ashe <tom@agency.example>"),
        text("Team, my own look back first.", "What worked:"),
        items("Two guides for every kiln"),
        text("What did not:"),
        items("The shop closed early because nobody counted mugs"),
        text("To do, please:"),
        items("Stock list for the shop: Ada Moss, by 18 September 2026"),
        text("Tom", "---------- Forwarded message ----------"),
        text(
            "From: Fenella Strang <f@kiln.example>",
            "Tom, our neighbours asked for a key to the shed.",
        ),
    )
    papers = sort_papers(PROJECT, [mail])
    assert [q.text for q in satisfaction_of(papers).quotes] == [
        "Tom, our neighbours asked for a key to the shed."
    ]
    good, bad = lessons_of(papers)
    assert [lesson.text for lesson in good] == ["Two guides for every kiln"]
    assert [lesson.text for lesson in bad] == ["The shop closed early because nobody counted mugs"]
    (action,) = actions_of(papers)
    assert (action.text, action.owner, action.due) == (
        "Stock list for the shop", "Ada Moss", "2026-09-18",
    )  # fmt: skip
