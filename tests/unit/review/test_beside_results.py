"""What stands beside a report's table of results, the marks of points, and what has come in of a bill."""

from __future__ import annotations

import pytest

from archive.review.lessons.lessons import lessons_of
from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, items, project, source, table, text

WORK = project("R7", "x", "河灣鎮公所", "zh-Hant")


def lessons(class_key: str, *blocks: Block) -> tuple[list[str], list[str]]:
    good, bad = lessons_of(
        sort_papers(WORK, [source(class_key, "paper.docx", "2026-08-25", *blocks)])
    )
    return [lesson.text for lesson in good], [lesson.text for lesson in bad]


@pytest.mark.parametrize(
    ("head", "rows", "told"),
    [
        ("二、成績亮點", ["指標|目標|實際", "入場|3,000|2,640", "攤位|40|44"],
         "入場沒到三千，週六停電占了大半。攤商都說動線太長。"),
        ("成绩", ["指标|目标值|完成值", "入场|3,000|2,640", "摊位|40|44"],
         "周六停电，入场没到三千，大家都说可惜。"),
        ("Highlights and numbers", ["Measure|Target|Actual", "Visitors|3,000|2,640", "Stalls|40|44"],
         "The power went on Saturday and visitors stayed away. Everybody loved the river side."),
        ("Performance: what went well", ["KPI|Goal|Outturn", "Visitors|3,000|2,640", "Stalls|40|44"],
         "Stalls went over the goal since four came from the next valley."),
        ("三　亮點成績", ["項目|預定|達成", "入場|3,000|2,640", "攤位|40|44"],
         "攤位多了四個，都是隔壁村自己來問的。"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_table_of_results_is_no_lesson(
    head: str, rows: list[str], told: str
) -> None:
    report = [heading("結案報告"), heading(head, 2), table(*rows), text(told)]
    assert lessons("final_report", *report) == ([], [])


def test_points_listed_below_a_table_of_results_stay() -> None:
    good, _ = lessons(
        "final_report", heading("結案報告"), heading("亮點", 2), table("指標|目標|實際", "入場|30|44", "攤位|4|4"),
        items("燈籠由街坊自己糊，第一晚就有人分享。", "帳目每週五對一次，沒有漏單。"),
    )  # fmt: skip
    assert len(good) == 2


@pytest.mark.parametrize(
    "marks", [("i. ", "ii. ", "iii. "), ("甲、", "乙、", "丙、"), ("(i) ", "(ii) ", "(iii) ")]
)
def test_the_mark_of_a_point_is_no_part_of_it(marks: tuple[str, ...]) -> None:
    points = [
        "燈籠由街坊自己糊，第一晚就有人分享。",
        "帳目每週五對一次，沒有一張漏單。",
        "雨備前一晚就排好了，人人都知道去哪。",
    ]
    listed = [mark + point for mark, point in zip(marks, points, strict=True)]
    assert lessons("retrospective", heading("做得好"), items(*listed))[0] == points


@pytest.mark.parametrize(
    "rows",
    [
        ["期別|金額|發票|收到", "第一期|160,000|A-1|2026-04-08", "第二期|240,000|尚未開|等驗收函"],
        ["款项|金额|发票|到手", "首款|160,000|0417|4月8日", "尾款|240,000|没寄|对方走流程"],
        ["期數|HK$|Invoice|收咗", "首期|160,000|V-1|8/4/2026", "尾期|240,000|not issued|等佢哋簽名"],
        ["Instalment|Amount|Invoice|Money in", "First|160,000|V-1|8 April 2026", "Last|240,000|sent|waits for them"],
        ["Instalment|Amount|Invoice no|Banked", "First|160,000|V-1|4/8/2026", "Last|240,000|V-2|"],
    ],
)  # fmt: skip
def test_an_instalment_without_a_day_of_money_is_open(rows: list[str]) -> None:
    paper = source("settlement", "s.xlsx", "2026-08-20", heading("請款 Receipts"), table(*rows))
    found = outstanding_of(sort_papers(WORK, [paper]), "河灣鎮公所")
    assert [(str(o.amount), o.direction) for o in found] == [("240000", "receivable")]
