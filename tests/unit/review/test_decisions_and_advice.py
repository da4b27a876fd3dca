"""What was decided and what is advised: found in three languages, told once, never made of something else."""

from __future__ import annotations

from typing import Any

import pytest

from archive.domain.lessons import proposals
from archive.review.compose import build
from tests.support.review_sources import heading, items, project, source, table, text

PROJECT = project("T1", "試辦專案", "海風基金會", "zh-Hant")


def review_of(class_key: str, *blocks: Any, **more: Any) -> dict[str, Any]:
    paper = source(class_key, "p.docx", "2026-03-04", *blocks, title="期初會議", **more)
    return build(PROJECT, [paper])


def decided(*blocks: Any) -> list[str]:
    return [decision["text"] for decision in review_of("minutes", *blocks)["decisions"]]


def advised(*blocks: Any, class_key: str = "retrospective") -> list[str]:
    return [advice["text"] for advice in review_of(class_key, *blocks)["lessons"]]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((heading("三、決議"), items("舞台改到東側廣場", "不發紙本手冊")), ["舞台改到東側廣場", "不發紙本手冊"]),
        ((heading("二、决定事项"), text("1. 现场不设抽奖；", "2. 直播只做一场。")), ["现场不设抽奖", "直播只做一场"]),
        ((heading("Decisions"), items("No fireworks on the pier")), ["No fireworks on the pier"]),
        ((text("一、場地", "決議", "1、改用二樓", "2、延到九點", "會後聚餐愉快。"),), ["改用二樓", "延到九點"]),
        ((text("案由一：是否開放攝影。決議：開放，但不得使用腳架。"),), ["開放，但不得使用腳架"]),
        ((text("媒体名单讨论较久。结论：先发十二家，其余待下周。"),), ["先发十二家，其余待下周"]),
        ((text("2. Lanyards. Agreed: one colour for everybody."),), ["one colour for everybody"]),
        ((text("客戶決定不做試吃。", "大家聊了很久。"),), ["客戶決定不做試吃"]),
        ((text("We agreed to keep the choir. It rained."),), ["We agreed to keep the choir"]),
        ((table("議題|說明|決議", "入場券|有兩種|採用藍色版", "接駁|缺人|停駛一號線"),), ["採用藍色版", "停駛一號線"]),
    ],
)  # fmt: skip
def test_decisions_are_found_where_they_are_set_down(
    blocks: tuple[Any, ...], expected: list[str]
) -> None:
    assert decided(*blocks) == expected


@pytest.mark.parametrize(
    "blocks",
    [
        (heading("決議"), items("展期長短未定，下次再議")),
        (heading("Decisions"), items("No decision on the second host yet")),
        (heading("決議"), text("散會：11時20分")),
        (text("港務處要求八月十日前決定。", "我們討論過才決定要不要停。"),),
        (text("Philippa asked who decided the menu."),),
        (table("科目|約定|結算", "場租|80,000|82,000"),),
    ],
)  # fmt: skip
def test_what_is_open_or_only_talked_of_is_no_decision(blocks: tuple[Any, ...]) -> None:
    assert decided(*blocks) == []


def test_a_decision_tells_its_day_its_meeting_and_who_decided() -> None:
    (found,) = review_of("minutes", text("館長裁示，每場以四十人為上限。"))["decisions"]
    assert (found["decided_on"], found["by"], found["meeting"]) == (
        "2026-03-04",
        "館長",
        "期初會議",
    )
    assert found["citations"][0]["quote"].startswith("館長裁示")


def test_of_several_meetings_in_one_paper_each_has_its_own_day() -> None:
    blocks = (
        heading("Kick-off, 2 March 2026"), heading("Decisions", 2), items("Doors open at nine sharp"),
        heading("Review call, 9 April 2026"), heading("Decisions", 2), items("The raffle is cancelled"),
    )  # fmt: skip
    found = review_of("minutes", *blocks)["decisions"]
    assert [d["decided_on"] for d in found] == ["2026-03-02", "2026-04-09"]


def test_who_does_what_until_when_is_no_decision() -> None:
    blocks = (heading("決議"), items("林安 3月12日前寄出邀請函", "邀請函改用電子版"))
    assert decided(*blocks) == ["邀請函改用電子版"]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((heading("建議"), items("攤位圖提早定案", "雨備寫進合約")), ["攤位圖提早定案", "雨備寫進合約"]),
        ((heading("七、后续建议"), text("建议先看场地。建议写清退货条款。")), ["建议先看场地", "建议写清退货条款"]),
        ((heading("Lessons learned"), items("Book the crane in May", "Queues were long")), ["Book the crane in May"]),
        ((text("下次：先問消防再簽場地。"),), ["先問消防再簽場地"]),
        ((text("Lesson: never print the date on the bags."),), ["never print the date on the bags"]),
        ((text("今后活动手册一律先给法务看。", "阿松说过很多次。"),), ["今后活动手册一律先给法务看"]),
        ((text("Next time we should test the scanners."),), ["Next time we should test the scanners"]),
    ],
)  # fmt: skip
def test_advice_is_found_below_headings_behind_labels_and_in_sentences(
    blocks: tuple[Any, ...], expected: list[str]
) -> None:
    assert advised(*blocks) == expected


def test_advice_beside_a_problem_keeps_its_cause() -> None:
    board = table("問題|原因|下次怎麼辦", "雨傘不夠用|沒有看氣象|開場前一天備齊雨具")
    review = review_of("retrospective", board)
    assert [(a["text"], a["cause"]) for a in review["lessons"]] == [
        ("開場前一天備齊雨具", "沒有看氣象")
    ]
    assert [s["happened"] for s in review["shortcomings"]] == ["雨傘不夠用"]


@pytest.mark.parametrize(
    "blocks",
    [
        (text("下次會議：四月再約。"),),
        (text("周敏建議改到室外，主任沒有同意。"),),
        (heading("Recommendations"), text("(to follow)")),
        (heading("做得好的"), items("志工排班很順")),
    ],
)
def test_what_others_proposed_or_is_still_to_come_is_no_advice(blocks: tuple[Any, ...]) -> None:
    assert advised(*blocks) == []


def test_nothing_is_told_twice() -> None:
    blocks = (
        heading("改善行動"), table("事項|負責人|期限", "建立雨具清單並寄給各組|林安|2026-04-01"),
        heading("建議"), items("建立雨具清單並寄給各組", "雨具清單放進範本"),
    )  # fmt: skip
    review = review_of("retrospective", *blocks)
    assert [a["text"] for a in review["actions"]] == ["建立雨具清單並寄給各組"]
    assert [a["text"] for a in review["lessons"]] == ["雨具清單放進範本"]


def test_a_lesson_is_proposed_with_its_cause_in_its_own_field() -> None:
    review = {
        "shortcomings": [
            {"key": "a", "text": "雨傘不夠用（原因：沒有看氣象）", "happened": "雨傘不夠用", "cause": "沒有看氣象"},
            {"key": "b", "text": "改寫過的話", "happened": "雨傘不夠用", "cause": "x", "edited_by": "u1"},
        ],
        "lessons": [{"key": "c", "text": "備齊雨具", "cause": "沒有看氣象"}],
    }  # fmt: skip
    first, second, third = proposals(review)
    assert first.texts == {"title": "雨傘不夠用", "happened": "雨傘不夠用", "cause": "沒有看氣象"}
    assert second.texts == {"title": "改寫過的話", "happened": "改寫過的話"}
    assert third.texts == {"title": "備齊雨具", "advice": "備齊雨具", "cause": "沒有看氣象"}
    assert (third.kind.value, third.source) == ("how-to", "lessons:c")
