"""Satisfaction, the client's words, lessons and actions."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import Satisfaction, satisfaction_of
from archive.review.lessons.actions import actions_of
from archive.review.lessons.lessons import lessons_of
from archive.review.papers.papers import Papers, sort_papers
from archive.review.reading.polarity import tone_of
from archive.review.reading.sources import Source
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

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")


def papers(*sources: Source) -> Papers:
    return sort_papers(PROJECT, sources)


# ------------------------------------------------------------------ satisfaction
def asked(class_key: str, *blocks: Block) -> Satisfaction:
    return satisfaction_of(papers(source(class_key, "s.docx", "2026-07-01", *blocks)))


@pytest.mark.parametrize(
    ("class_key", "blocks", "expected"),
    [
        ("survey", [table("評分項目|平均分", "企劃|4.5", "時效|3.9", "總平均|4.2"), text("滿分5分，回收12份。")],
         ("4.2", 5, 12)),
        ("survey", [sheet("S", "填表人|创意|配合度|平均", "市场部|9|8|8.5", "采购部|8|7|7.5", "均值|8.5|7.5|8.0"),
                    text("10分制，共2份问卷")], ("8.0", 10, 2)),
        ("survey", [table("Question|Score (1-5)", "Ideas|4.6", "Speed|4.0", "Overall|4.3"),
                    text("Rated on a scale of 1 to 5. 9 people responded.")], ("4.3", 5, 9)),
        ("final_report", [heading("客户满意度"), text("回收问卷7份，综合得分8.6分（满分10分）。")], ("8.6", 10, 7)),
        ("final_report", [heading("Client satisfaction"),
                          text("Four people answered the survey; the mean score is 6.1 out of 7.")], ("6.1", 7, 4)),
        ("feedback", [text("問卷已請六位同仁填完，整體4.5分，滿分5分。")], ("4.5", 5, 6)),
    ],
)  # fmt: skip
def test_score_scale_and_answers(
    class_key: str, blocks: list[Block], expected: tuple[str, int, int]
) -> None:
    found = asked(class_key, *blocks)
    assert found.mean is not None
    assert found.responses is not None
    assert (str(found.mean.value), found.scale, found.responses.value) == expected


@pytest.mark.parametrize(
    ("last", "mean"), [("overall 8.1", "8.1"), ("thanks to all", None), ("整體8.1分", "8.1")]
)
def test_the_mean_of_an_item_is_not_the_overall_mean(last: str, mean: str | None) -> None:
    rows = ("Name|Ideas|Speed|Remark", "Ana|9|7|fine", "Ben|8|8|", f"Mean|8.5|7.5|{last}")
    found = asked("survey", table(*rows)).mean
    assert (str(found.value) if found else None) == mean


def test_the_highest_item_is_not_the_mean() -> None:
    found = asked("final_report", heading("客戶滿意度"), text("最高的是創意4.9分，整體平均4.4分。"))
    assert found.mean is not None
    assert str(found.mean.value) == "4.4"


def test_a_score_without_a_scale_says_so() -> None:
    found = asked("feedback", text("整體給 4.4 分。"))
    assert found.mean is not None
    assert found.scale is None


def test_no_survey_no_score() -> None:
    found = asked("minutes", text("平均每場來了 40 人。"))
    assert (found.mean, found.responses, found.quotes) == (None, None, ())


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([text("其他意見：", "1. 主持人很會帶氣氛。", "2. 報到排隊太久，下次多開兩個櫃檯。", "填表人：陳小姐")],
         ["主持人很會帶氣氛。", "報到排隊太久，下次多開兩個櫃檯。"]),
        ([sheet("S", "填表人|总分|一句话评价", "市场部|9|你们比我们还懂我们的用户", "采购部|7|发票来得太慢")],
         ["你们比我们还懂我们的用户", "发票来得太慢"]),
        ([mail_field("From: Ana <a@x.example>"), text("Hi team,",
              "Your crew saved our opening night. The invoices were late twice.", "Ana")],
         ["Your crew saved our opening night.", "The invoices were late twice."]),
        ([text("问：最满意哪里？", "答：现场很稳，我们很放心。", "问：最不满意呢？", "答：日报总是晚一天。")],
         ["现场很稳，我们很放心。", "日报总是晚一天。"]),
    ],
)  # fmt: skip
def test_the_clients_own_words_are_kept(blocks: list[Block], expected: list[str]) -> None:
    said = {quote.text for quote in asked("feedback", *blocks).quotes}
    assert set(expected) <= said
    assert not {"Ana", "Hi team,", "填表人：陳小姐"} & said


def test_a_report_may_quote_the_client() -> None:
    found = asked(
        "final_report",
        heading("客戶回饋"),
        text("窗口在信中寫道：「這是我們辦過最安靜的一次開幕。」"),
    )
    assert [quote.text for quote in found.quotes] == ["這是我們辦過最安靜的一次開幕。"]


@pytest.mark.parametrize(
    ("words", "tone"),
    [
        ("團隊很專業，現場也很順利", "positive"),
        ("報告總是遲到，我們等了一週", "negative"),
        ("創意很好，但是時程一直延誤", "mixed"),
        ("沒有任何問題，準時完成", "positive"),
        ("The team was helpful and clear.", "positive"),
        ("Two invoices had the wrong name.", "negative"),
        ("The hall has four doors.", "neutral"),
    ],
)
def test_praise_and_complaint_are_told_apart(words: str, tone: str) -> None:
    assert tone_of(words) == tone


# ------------------------------------------------------------------ lessons
def lessons(class_key: str, *blocks: Block) -> tuple[list[str], list[str]]:
    good, bad = lessons_of(papers(source(class_key, "r.docx", "2026-07-01", *blocks)))
    return [x.text for x in good], [x.text for x in bad]


@pytest.mark.parametrize(
    "blocks",
    [
        [
            heading("亮點"),
            items("燈光換成自控，省下兩名人力；"),
            heading("待加強"),
            items("音響測試太晚。"),
        ],
        [
            text(
                "一、做得好", "1. 燈光換成自控，省下兩名人力；", "二、做得不足", "1. 音響測試太晚。"
            )
        ],
        [
            heading("What worked"),
            items("燈光換成自控，省下兩名人力"),
            heading("What could have been better"),
            items("音響測試太晚。"),
        ],
        [heading("心得與檢討"), text("燈光換成自控，成功省下兩名人力；音響測試太晚。")],
        [table("面向|做得好|要改善", "技術|燈光換成自控，省下兩名人力|音響測試太晚。")],
        [table("类别|内容", "亮点|燈光換成自控，省下兩名人力", "问题|音響測試太晚。")],
    ],
)
def test_what_went_well_and_what_did_not(blocks: list[Block]) -> None:
    good, bad = lessons("retrospective", *blocks)
    assert len(good) == 1
    assert good[0].startswith("燈光換成自控")
    assert bad == ["音響測試太晚。"]


def test_a_week_of_problems_is_no_lesson() -> None:
    assert lessons("weekly_report", heading("遭遇問題"), items("電梯壞了一天。")) == ([], [])


def test_what_is_still_to_be_written_is_no_lesson() -> None:
    assert lessons("final_report", heading("檢討"), text("（待補，請主管先看前面。）")) == ([], [])


def test_retrospective_and_report_say_a_thing_once() -> None:
    retro = source(
        "retrospective", "a.docx", "2026-07-02", heading("亮點"), items("志工手冊讓新人半天上手")
    )
    told = source(
        "final_report",
        "b.docx",
        "2026-07-01",
        heading("成功之處"),
        items("志工手冊讓新人半天就上手", "攤位動線改成單向"),
    )
    good, _ = lessons_of(papers(told, retro))
    assert [(x.text, x.paper.role.value) for x in good] == [
        ("志工手冊讓新人半天上手", "retro"),
        ("攤位動線改成單向", "report"),
    ]


# ------------------------------------------------------------------ actions
def acts(*blocks: Block, class_key: str = "retrospective") -> list[tuple[str, str, str | None]]:
    found = actions_of(papers(source(class_key, "r.docx", "2026-07-01", *blocks)))
    return [(a.text, a.owner, a.due) for a in found]


@pytest.mark.parametrize(
    "block",
    [
        table("改善措施|負責人|完成期限", "改用線上簽到|吳采蓉|115年8月15日"),
        table("編號|問題|改進動作|牽頭人|時間節點", "1|排隊|改用線上簽到|吳采蓉|2026-08-15"),
        table("事|人|什麼時候", "改用線上簽到|吳采蓉|8/15"),
        table("Action|Owner|Due", "改用線上簽到|吳采蓉|15 Aug 2026"),
        items("改用線上簽到 —— 吳采蓉，8月15日"),
        items("改用線上簽到（吳采蓉，2026-08-15）"),
    ],
)
def test_an_action_has_owner_and_day(block: Block) -> None:
    assert acts(heading("改善行動"), block) == [("改用線上簽到", "吳采蓉", "2026-08-15")]


def test_an_action_may_stand_in_a_sentence() -> None:
    assert acts(heading("其他"), text("名冊還在共用硬碟，吳采蓉負責在8月15日前刪除。")) == [
        ("吳采蓉負責在8月15日前刪除", "吳采蓉", "2026-08-15")
    ]


def test_what_an_action_does_not_say_stays_open() -> None:
    assert acts(
        heading("Actions"), table("Action|Owner|Due", "Write a rain plan|Ada Osei|tbc")
    ) == [("Write a rain plan", "Ada Osei", None)]


def test_an_empty_form_has_no_actions() -> None:
    assert acts(table("檢核項目|負責人|日期", "場勘完成|【】|【】")) == []


def test_minutes_of_a_working_meeting_are_not_improvements() -> None:
    assert acts(table("事項|負責人|期限", "訂便當|吳采蓉|2026-05-01"), class_key="minutes") == []
