"""The client's words in letters, forms and pictures of chats; what a letter says of itself is no opinion."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import satisfaction_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, mail_field, project, source, table, text

PROJECT = project("R3", "窯火季", "蒲江陶藝基金會", "zh-Hant", currency="TWD")


def said(class_key: str, *blocks: Block) -> list[str]:
    papers = sort_papers(PROJECT, [source(class_key, "f", "2026-08-20", *blocks)])
    return [q.text for q in satisfaction_of(papers).quotes]


@pytest.mark.parametrize(
    ("lines", "quotes"),
    [
        (
            ["簡報收到了，謝謝。", "有幾句話想跟您說。", "柴窯那晚的講解，村裡到現在還在學。", "陶藝基金會 董事 柯素"],
            ["柴窯那晚的講解，村裡到現在還在學。"],
        ),
        (
            ["只有一句話要說：接駁的司機到最後一班都還在笑。", "請把七月的單據寄來。"],
            ["接駁的司機到最後一班都還在笑。"],
        ),
        (
            ["Thank you for the closing pack.", "You asked for honesty, so here we go.",
             "The night kiln carried the whole weekend.", "Ada Moss, Head of Programme"],
            ["The night kiln carried the whole weekend."],
        ),
        (
            ["I am writing to thank you on behalf of the trustees.",
             "What I would say is this: our neighbours asked for a key to the shed.",
             "Three of us gave a mark out of five: 5, 4 and 4."],
            ["our neighbours asked for a key to the shed."],
        ),
    ],
)  # fmt: skip
def test_a_letter_is_heard_without_what_it_says_of_itself(
    lines: list[str], quotes: list[str]
) -> None:
    head = [mail_field("From: 柯素 <ko@pottery.example>"), mail_field("Subject: 窯火季")]
    assert said("feedback", *head, text(*lines)) == quotes


def test_a_letter_under_a_long_address_is_a_letter() -> None:
    lines = [
        "Pottery Trust of the Upper Valley",
        "Kiln House, 14 Old Clay Lane, Upper Pewsey, Wiltshire",
        "2 August 2026",
        "Dear Tom,",
        "The children took their bowls home in both hands.",
    ]
    assert said("feedback", text(*lines)) == [lines[-1]]


@pytest.mark.parametrize(
    "title",
    ["代表回覆", "开放题（节选）", "參與者心聲", "What visitors said", "Selected open answers"],
)
def test_lines_below_a_heading_for_answers_are_remarks(title: str) -> None:
    told = ["柴火味留在外套上三天", "停車場走到窯邊要半個鐘頭。"]
    assert set(said("survey", heading(title), text(*told))) == set(told)


def test_every_open_question_of_a_form_is_heard() -> None:
    form = table(
        "填寫時間|身分|整體（1-5）|最難忘的一件事|想請您補強的",
        "8/1|講師|5|孩子捧著碗不肯放|午餐送錯兩次",
        "8/2|志工|4||指示牌被樹擋住",
        "8/3|里長|5|阿嬤自己捏了一個壺|",
    )
    assert len(said("survey", form)) == 4


@pytest.mark.parametrize(
    "lines",
    [
        ["19:02 柴窯那晚鄰居都跑來看", "19:03 可是洗手間的燈一直沒修好", "19:05 已讀 我們會請水電師傅處理"],
        ["柴窯那晚鄰居都跑來看 19:02", "可是洗手間的燈一直沒修好 19:03", "收到，我們馬上處理 已讀 19:05"],
        ["19:02柴窯那晚鄰居都跑來看19:03可是洗手間的燈一直沒修好19:05已讀 好，謝謝提醒"],
    ],
)  # fmt: skip
def test_the_picture_of_a_chat_has_times_and_no_names(lines: list[str]) -> None:
    found = said("feedback", heading("蒲江基金會 柯素"), text(*lines))
    assert sorted(found) == ["可是洗手間的燈一直沒修好", "柴窯那晚鄰居都跑來看"]


@pytest.mark.parametrize(
    ("line", "mean"),
    [
        ("本會五位幹事就整體評分，以10分為滿分，平均為8.6分。", "8.6"),
        ("The three of us each gave a mark out of five: 5, 4 and 3.", "4.00"),
        ("四個人分別給了 9、8、8、7 分。", "8.00"),
        ("Rooms 4, 5 and 6 were cold.", None),
    ],
)
def test_marks_in_a_row_and_the_top_of_the_scale(line: str, mean: str | None) -> None:
    papers = sort_papers(PROJECT, [source("feedback", "f", "2026-08-20", text("Dear Tom,", line))])
    found = satisfaction_of(papers).mean
    assert (str(found.value) if found else None) == mean
