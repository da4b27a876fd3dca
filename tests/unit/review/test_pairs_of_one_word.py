"""A look back whose two sides are headed by one word each, marked by no format or by a letter."""

from __future__ import annotations

import pytest

from archive.review.lessons.lessons import lessons_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.bare_sides import paired_sides
from archive.review.reading.outline import Topic, heading_topic
from tests.support.review_sources import Block, heading, items, project, source, text

WORK = project("P2", "x", "Ferry Museum", "zh-Hant")


def lessons(class_key: str, *blocks: Block) -> tuple[list[str], list[str]]:
    paper = source(class_key, "paper.docx", "2026-05-11", *blocks)
    good, bad = lessons_of(sort_papers(WORK, [paper]))
    return [lesson.text for lesson in good], [lesson.text for lesson in bad]


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("B. 得", Topic.GOOD), ("C. 唔得", Topic.BAD), ("順的", Topic.GOOD), ("不順的", Topic.BAD),
        ("做到的", Topic.GOOD), ("没做到的", Topic.BAD), ("8 可改進", Topic.BAD), ("五、改善空間", Topic.BAD),
        ("可以改进的地方", Topic.BAD), ("Room for improvement", Topic.BAD), ("What could be improved", Topic.BAD),
        ("得獎名單", Topic.OTHER), ("不得不說", Topic.OTHER), ("行", Topic.OTHER), ("可改善措施", Topic.ACTIONS),
    ],
)  # fmt: skip
def test_one_word_says_the_side(words: str, topic: Topic) -> None:
    assert heading_topic(words) is topic


@pytest.mark.parametrize(
    ("sides", "points"),
    [
        (("好的", "不好的"), ("渡轮上的音乐会没有人提前走", "救生衣少带了二十件")),
        (("得", "唔得"), ("碼頭嘅導賞團場場爆滿", "泊位證遲咗三日先攞到")),
        (("順的", "不順的"), ("船票與門票合成一張，入口不排隊", "旗子印反了一面，沒有備品")),
    ],
)
def test_lines_of_one_word_part_a_text_without_marked_headings(
    sides: tuple[str, str], points: tuple[str, str]
) -> None:
    good, bad = lessons(
        "retrospective", text("五月檢討"), text(sides[0]), text(points[0]), text(sides[1]), text(points[1])
    )  # fmt: skip

    assert (good, bad) == ([points[0]], [points[1]])


def test_what_a_report_says_could_be_improved_fell_short() -> None:
    good, bad = lessons(
        "report",
        heading("Ferry summer: closing report"),
        heading("What went well", 2),
        items("The evening crossings were full on all nine nights", "Guides spoke to the audience"),
        heading("Room for improvement", 2),
        items("The queue at the pier was never fenced", "Life jackets came in one size only"),
    )

    assert len(good) == 2
    assert bad == ["The queue at the pier was never fenced", "Life jackets came in one size only"]


def test_answers_in_a_conversation_are_no_headings() -> None:
    assert not paired_sides(["船票齊了嗎", "好的", "旗子呢", "好的", "不好"])
    assert not paired_sides(["船票齊了嗎", "好的", "明天再說"])
    assert paired_sides(["好的", "船票齊了", "不好的", "旗子反了"]) == {"好的", "不好的"}


def test_a_number_before_a_comma_is_no_part_of_the_point() -> None:
    good, bad = lessons(
        "retrospective",
        text("好的"), text("一，末班渡轮之后还有三百人留下来听。"),
        text("不好的"), text("一，救生衣少带了二十件。"), text("二，旗子印反了一面，没有备品。"),
    )  # fmt: skip

    assert good == ["末班渡轮之后还有三百人留下来听。"]
    assert bad == ["救生衣少带了二十件。", "旗子印反了一面，没有备品。"]
