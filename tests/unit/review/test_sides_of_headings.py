"""Which side a section of a look-back is on: headings that deny, headings that count on, lists beside praise."""

from __future__ import annotations

import pytest

from archive.review.lessons.lessons import lessons_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.heading_series import heading_series
from archive.review.reading.headings import looks_like_heading
from archive.review.reading.outline import Topic, heading_topic
from tests.support.review_sources import Block, heading, items, project, source, table, text

WORK = project("H3", "x", "y", "zh-Hant")


def lessons(class_key: str, *blocks: Block) -> tuple[list[str], list[str]]:
    good, bad = lessons_of(
        sort_papers(WORK, [source(class_key, "paper.docx", "2026-08-25", *blocks)])
    )
    return [lesson.text for lesson in good], [lesson.text for lesson in bad]


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Our best", Topic.GOOD), ("Not our best", Topic.BAD), ("Not exactly highlights", Topic.BAD),
        ("Not really worth keeping", Topic.BAD), ("Never paid off", Topic.BAD), ("Not only wins", Topic.GOOD),
        ("辦成的", Topic.GOOD), ("沒辦成的", Topic.BAD), ("没谈成的", Topic.BAD), ("冇辦成的", Topic.BAD),
        ("稱不上亮點", Topic.BAD), ("拿分的", Topic.GOOD), ("減分的", Topic.BAD), ("可沿用之作法", Topic.GOOD),
        ("亮點與不足", Topic.MIXED), ("做得不錯的", Topic.GOOD),
        ("Not bad at all: what worked", Topic.GOOD), ("No regrets", Topic.OTHER), ("Regrets", Topic.BAD),
    ],
)  # fmt: skip
def test_praise_that_is_denied_is_none(words: str, topic: Topic) -> None:
    assert heading_topic(words) is topic


GOOD = ["燈籠由街坊自己糊，第一晚就有人拍照分享。", "帳目每週五對一次，月底沒有一張漏單。"]
BAD = ["雨棚晚到三天，第一場只好改期。", "攤位圖改了四版，沒有人通知攤主。"]
GOOD_EN = ["Neighbours made the lanterns themselves.", "The books were checked every Friday."]
BAD_EN = [
    "The awnings came three days late and we lost a night.",
    "Nobody told the stalls about the new plan.",
]


@pytest.mark.parametrize(
    ("heads", "points"),
    [
        (("① 值得留的", "② 掉鍊的", "③ 根", "④ 行動"), (GOOD, BAD)),
        (("壹、亮點", "貳、漏接的球", "參、所以呢", "肆、下一步"), (GOOD, BAD)),
        (("（一）做對的", "（二）漏網的", "（三）緣故", "（四）跟進"), (GOOD, BAD)),
        (("〇、做得好的", "一、丟人的", "二、病根", "三、改進措施"), (GOOD, BAD)),
        (("A. Went well", "B. Bruises", "C. Roots", "D. Next steps"), (GOOD_EN, BAD_EN)),
        (("1 | What worked", "2 | Scar tissue", "3 | Underneath", "4 | Actions"), (GOOD_EN, BAD_EN)),
    ],
)  # fmt: skip
def test_short_lines_that_count_on_are_headings(
    heads: tuple[str, ...], points: tuple[list[str], list[str]]
) -> None:
    good, bad = lessons(
        "retrospective",
        heading("回顧"),
        text(heads[0]),
        items(*points[0]),
        text(heads[1]),
        items(*points[1]),
        text(heads[2], "同一個人管三件事，沒有第二雙眼睛看過。"),
        text(heads[3]),
        table("誰|做什麼|何時", "阿滿|補一份清單|2026-09-01", "小葵|問清楚雨棚|2026-09-05"),
    )
    assert (good, bad) == points


@pytest.mark.parametrize(
    "lines",
    [
        ["1. 亮點", "2. 問題", "3. 建議"],  # a list of contents
        ["1. 亮點", "甲", "2. 問題", "乙", "3. 雨棚晚到三天，第一場只好改期。", "丙"],
        ["① 亮點", "甲", "③ 根子", "乙", "② 問題", "丙"],
        ["① 燈籠", "甲", "② 雨棚", "乙", "③ 攤位", "丙"],  # nothing that a heading says
    ],
)
def test_points_and_contents_are_no_headings(lines: list[str]) -> None:
    assert not heading_series(lines, looks_like_heading)


@pytest.mark.parametrize(
    ("heads", "points"),
    [
        (("Keep", "Rethink"), (GOOD_EN, BAD_EN)),
        (("What worked", "Ouch"), (GOOD_EN, BAD_EN)),
        (("亮點", "絆腳石"), (GOOD, BAD)),
        (("辦成的", "沒辦成的"), (GOOD, BAD)),
        (("可續用的辦法", "摔過的跤"), (GOOD, BAD)),
        (("值得继续的", "摔过的跤"), (GOOD, BAD)),
    ],
)
def test_in_a_report_the_list_right_behind_the_praise_is_the_other_side(
    heads: tuple[str, str], points: tuple[list[str], list[str]]
) -> None:
    report = [heading("結案報告"), heading(heads[0], 2), items(*points[0]), heading(heads[1], 2)]
    assert lessons("final_report", *report, items(*points[1])) == points


@pytest.mark.parametrize(
    ("head", "points"),
    [
        ("客戶怎麼說", BAD),
        ("里程碑", BAD),
        ("媒體露出", ["晨報頭版一則", "電台訪問兩次", "街坊會刊專頁"]),
        ("What it cost", BAD_EN),
        ("In print", ["Two pages in the Courier", "A radio hour"]),
    ],
)
def test_any_other_list_behind_the_praise_is_none(head: str, points: list[str]) -> None:
    report = [heading("結案報告"), heading("亮點", 2), items(*GOOD), heading(head, 2)]
    assert lessons("final_report", *report, items(*points))[1] == []


@pytest.mark.parametrize("head", ["Risks", "Our competitors", "The market"])
def test_what_ails_others_is_not_the_other_side_of_a_report(head: str) -> None:
    points = items(
        "Their awnings came late and people complained.", "Nobody was told and it was slow."
    )
    praise = items(*GOOD_EN)
    _, bad = lessons(
        "final_report",
        heading("Report"),
        heading("Keep", 2),
        praise,
        heading(head, 2),
        points,
    )
    assert not bad
