"""Headings of one word, guesses where no heading says a side, heads of meetings, a mean said in short."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import satisfaction_of
from archive.review.lessons.lessons import lessons_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.outline import Topic, heading_topic
from archive.review.results.milestones import milestones_of
from tests.support.review_sources import Block, heading, items, project, source, table, text

WORK = project("B5", "x", "海角書店", "zh-Hans")


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("好", Topic.GOOD), ("一、好", Topic.GOOD), ("好（Keep）", Topic.GOOD), ("优", Topic.GOOD),
        ("不好", Topic.BAD), ("2. 不好", Topic.BAD), ("差", Topic.BAD), ("錯", Topic.BAD), ("改", Topic.OTHER),
        ("对一遍数", Topic.OTHER), ("不好说", Topic.OTHER), ("对数", Topic.OTHER),
    ],
)  # fmt: skip
def test_a_heading_of_one_word_says_its_side(words: str, topic: Topic) -> None:
    assert heading_topic(words) is topic


def lessons(*blocks: Block) -> tuple[list[str], list[str]]:
    paper = source("retrospective", "复盘.docx", "2026-08-25", *blocks)
    good, bad = lessons_of(sort_papers(WORK, [paper]))
    return [lesson.text for lesson in good], [lesson.text for lesson in bad]


def test_a_section_that_checks_figures_is_no_side() -> None:
    good, bad = lessons(
        heading("书市复盘"),
        heading("对一遍数", 2),
        text("费用写错了九百元，要给客户发更正。尾款还没开票，回执也没给，报告抄错了两处。"),
        heading("好", 2),
        items("1. 六点半开门，一个月没有一次迟到，读者都夸。", "2. 下雨那天没有停办，改在廊下反而人更多。"),
        heading("不好", 2),
        items("3. 讲座只办了五场，缺一场，没有人提补办。", "4. 票价分三次报，每次口径都变。"),
    )  # fmt: skip
    assert len(good) == 2
    assert good[0].startswith("六点半开门")
    assert len(bad) == 2
    assert bad[0].startswith("讲座只办了五场")


def test_a_section_of_complaints_is_never_guessed_to_be_the_good_one() -> None:
    good, _ = lessons(
        heading("书市复盘"),
        heading("甲", 2),
        items("票写错了，读者投诉，太乱。", "晚了三天，客户不满。"),
        heading("乙", 2),
        items("七月五日交接", "八月九日结束"),
    )
    assert not good


def test_the_day_and_who_was_there_are_no_lesson() -> None:
    _, bad = lessons(
        heading("4L"),
        text("11 Aug 2026　顧天朗 / Mimi / Otto / 林子熙　（內部）"),
        heading("Lacked", 2),
        items("講座只做到五場，短一場", "海報印錯了日期"),
    )
    assert bad == ["講座只做到五場，短一場", "海報印錯了日期"]


def test_a_mean_that_the_sheet_says_in_short_is_told_so() -> None:
    rows = ["填表人|内容|响应|平均|意见", "谷|5|4|4.5|", "丛|4|4|4|", "尹|5|3|4|",
            "平均|4.6667|3.6667|4.1667|满分5分，共3份，综合4.2"]  # fmt: skip
    found = satisfaction_of(
        sort_papers(WORK, [source("survey", "评分.xlsx", "2026-08-20", table(*rows))])
    )
    assert found.mean is not None
    assert (str(found.mean.value), found.mean.scale) == ("4.2", 5)


def test_what_somebody_foresees_is_no_milestone() -> None:
    paper = source(
        "creative", "新聞稿.txt", "2026-05-16",
        text("氣象署預計明日解除警報，5月17日晚開幕取消，開幕改於5月19日下午舉行。"),
    )  # fmt: skip
    assert not milestones_of(sort_papers(WORK, [paper]))
