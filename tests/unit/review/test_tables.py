"""Tables of many layouts come out as one shape."""

from __future__ import annotations

import pytest

from archive.review.tables.layout import line_tables
from archive.review.tables.table_reading import tables_of
from archive.review.tables.tables import Table, is_total, total_row
from tests.support.review_sources import page, sheet, source, table, text


def only(*blocks: object) -> Table:
    (found,) = tables_of(source("data_report", "data.xlsx", "2026-05-01", *blocks))  # type: ignore[arg-type]
    return found


def test_the_first_row_of_words_is_the_header() -> None:
    found = only(table("指標|目標|實際", "到場人數|500|612"))
    assert found.header == ("指標", "目標", "實際")
    assert [row.cells for row in found.rows] == [("到場人數", "500", "612")]


def test_title_rows_above_the_header_are_kept_apart() -> None:
    found = only(
        table("春季巡演結算||", "合約金額：320,000||", "科目|預算|實支", "場租|80,000|78,500")
    )
    assert found.header == ("科目", "預算", "實支")
    assert "320,000" in found.caption


def test_a_header_of_two_lines_is_joined() -> None:
    found = only(table("項目|全年||備註", "|目標|實際|", "新會員|300|341|", "續約|120|95|"))
    assert found.header[:3] == ("項目", "目標 全年", "實際 全年")
    assert found.planned_and_actual == (1, 2)


def test_a_header_merged_sideways_repeats_its_words() -> None:
    found = only(table("Metric|Result|Result", "|Target|Actual", "Sign-ups|300|341", "Calls|90|77"))
    assert found.planned_and_actual == (1, 2)


def test_headings_down_the_first_column_are_turned_over() -> None:
    found = only(table("指标|到店人数|销量", "目标|2,000|850", "实际|2,340|790"))
    assert found.header == ("指标", "目标", "实际")
    assert [row.cells for row in found.rows] == [
        ("到店人数", "2,000", "2,340"),
        ("销量", "850", "790"),
    ]
    assert len(found.rows[0].spans) == 3


def test_a_list_of_tasks_is_not_turned_over() -> None:
    found = only(
        table(
            "後續行動|承辦人|期限",
            "目標改由合約附件訂定|林小姐|3月1日",
            "完成名冊銷毀|何先生|3月5日",
        )
    )
    assert found.header == ("後續行動", "承辦人", "期限")


def test_empty_rows_part_the_tables_of_a_sheet() -> None:
    tables = tables_of(
        source(
            "settlement",
            "s.xlsx",
            "2026-05-01",
            sheet("S", "科目|预算|实际", "差旅|10|12", "||", "供应商|未付金额|", "青石印务|300|"),
        )
    )
    assert [t.header[0] for t in tables] == ["科目", "供应商"]


def test_a_table_cut_by_a_page_goes_on_under_the_same_header() -> None:
    first = table("里程碑|預定|實際", "開幕|2026-03-01|2026-03-02")
    second = table("閉幕|2026-04-01|2026-04-05")
    tables = tables_of(
        source("final_report", "r.pdf", "2026-05-01", page(1), first, page(2), second)
    )
    assert [t.header for t in tables] == [("里程碑", "預定", "實際")] * 2
    assert tables[1].rows[0].cells[0] == "閉幕"


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("KPI|Target|Actual|% of target", (1, 2)),
        ("考核项|承诺值|完成值|达成率", (1, 2)),
        ("衡量項目|原訂目標|最終成果|說明", (1, 2)),
        ("Line|Approved budget|Final cost|Variance", (1, 2)),
        ("科目|實支金額|預算金額", (2, 1)),
        ("Indicator|Objective|Outturn", (1, 2)),
        ("Measure|Q1 actual|Q2 actual|Full-year target|Total actual", (3, 4)),
        ("Shop|Tastings completed|Demos planned|Demos held", (2, 3)),
        ("門市|完成問卷|預定場次|實際場次", (2, 3)),
        ("城市|已完成报告|计划场次|实际场次|备注数", (2, 3)),
    ],
)
def test_planned_and_actual_columns_are_found_in_any_order(
    header: str, columns: tuple[int, int]
) -> None:
    width = header.count("|")
    found = only(
        table(header, "|".join(["甲項", *["120"] * width]), "|".join(["乙項", *["80"] * width]))
    )
    assert found.planned_and_actual == columns


@pytest.mark.parametrize(
    ("name", "total"),
    [("合計", True), ("总计（含税）", True), ("Grand total", True), ("小計", True), ("TOTAL USD", True),
     ("總務費", False), ("全部場地布置與拆除", False), ("Overall design", False)],
)  # fmt: skip
def test_a_sum_is_told_from_an_item_by_its_name(name: str, total: bool) -> None:
    found = only(table("科目|預算|實支", f"{name}|10|12", "x|1|2"))
    assert is_total(found.rows[0], found.name_column) is total


def test_the_last_total_is_the_total_of_the_table() -> None:
    found = only(table("科目|預算", "甲|10", "合計|10", "乙|20", "總計|30"))
    row = total_row(found)
    assert row is not None
    assert row.cells == ("總計", "30")


def test_a_rows_span_is_the_row_in_the_segments_text() -> None:
    paper = source(
        "data_report", "d.xlsx", "2026-05-01", table("指標|目標|實際", "瓶數|500|612", "杯數|5|6")
    )
    (found,) = tables_of(paper)
    span = found.rows[1].spans[0]
    assert paper.segments[0].text[span.start : span.end] == "杯數\t5\t6"


# ------------------------------------------------------------------ tables as lines of text
def test_lines_with_single_spaces_are_read_by_their_figures() -> None:
    paper = source(
        "final_report",
        "r.pdf",
        "2026-05-01",
        text(
            "KPI Target Actual Met",
            "Completed test drives 900 1,040 Yes",
            "Cost per test drive US$45 US$41.50 Yes",
            "The second weekend was rained off.",
        ),
    )
    (found,) = line_tables(paper)
    assert [row.cells for row in found.rows] == [
        ("Completed test drives", "900", "1,040", "Yes"),
        ("Cost per test drive", "US$45", "US$41.50", "Yes"),
    ]


def test_lines_with_numbers_and_dates_of_several_words_are_read() -> None:
    paper = source(
        "contract",
        "c.pdf",
        "2026-05-01",
        text(
            "項次 工作項目 數量 驗收標準",
            "1 開幕演出 3場 每場40分鐘",
            "2 主題短片 5支 附字幕檔",
            "第二條 期限",
        ),
    )
    (found,) = line_tables(paper)
    assert [row.cells[1:3] for row in found.rows] == [("開幕演出", "3場"), ("主題短片", "5支")]
    paper = source(
        "final_report",
        "m.pdf",
        "2026-05-01",
        text("Milestone Planned Actual", "Doors open 3 May 2026 5 May 2026", "1"),
    )
    (found,) = line_tables(paper)
    assert found.rows[0].cells == ("Doors open", "3 May 2026", "5 May 2026")


def test_prose_is_no_table() -> None:
    paper = source(
        "final_report",
        "r.pdf",
        "2026-05-01",
        text(
            "Budget Actual Variance",
            "We spent more than we had planned, because of rain.",
            "目標與實際",
        ),
    )
    assert line_tables(paper) == []


@pytest.mark.parametrize(
    ("header", "first"),
    [
        pytest.param("預算|實支|差額|說明|", "場租|80,000|78,500|1,500|議價", id="zh-Hant"),
        pytest.param("订单预算|实际|差|", "搭建|80,000|78,500|1,500", id="zh-Hans"),
        pytest.param("Budget|Actual|Diff|", "Venue|80,000|78,500|1,500", id="en"),
    ],
)
def test_headings_that_lack_the_one_above_the_names_are_moved(header: str, first: str) -> None:
    found = only(table(header, first, first.replace("80,000", "60,000")))
    assert found.planned_and_actual == (1, 2)
    assert found.name_column == 0


def test_headings_that_stand_above_their_columns_stay() -> None:
    found = only(table("預算|實支|說明|", "80,000|78,500|場租|", "60,000|61,200|搭建|"))
    assert found.header[:2] == ("預算", "實支")


@pytest.mark.parametrize(
    ("header", "whole"),
    [
        pytest.param("指標|目標|3月|4月|累計", 4, id="zh-Hant"),
        pytest.param("指标|目标|第1周|第2周|合计", 4, id="zh-Hans"),
        pytest.param("KPI|Target|Mar|Apr|To date", 4, id="en"),
    ],
)
def test_what_came_stands_behind_its_periods_under_a_word_for_the_whole(
    header: str, whole: int
) -> None:
    found = only(table(header, "a|300|120|221|341", "b|90|30|47|77"))
    assert found.planned_and_actual == (1, whole)


def test_a_total_behind_other_columns_is_not_what_came() -> None:
    found = only(table("項目|計畫|單價|數量|合計", "海報|300|2|120|240", "旗幟|90|5|20|100"))
    assert found.planned_and_actual is None


@pytest.mark.parametrize(
    "rows",
    [
        ("LN-07 費用決算表||製表 杜安 2025-04-18||", "|舞臺|印刷|人力|合計", "預算|300,000|80,000|120,000|500,000",
         "實際|312,500|76,400|120,000|508,900", "說明|加租一日||臨時加班|"),
        ("实际支出一览||2025-05-02 罗槿||", "|舞台|印刷|人力|合计", "预算|300,000|80,000|120,000|500,000",
         "实际|312,500|76,400|120,000|508,900", "差异|12,500|-3,600|0|8,900"),
        ("Actual cost, Heron tour||prepared 2 May 2025||", "|Staging|Print|Crew|Total",
         "Budget|300,000|80,000|120,000|500,000", "Actual|312,500|76,400|120,000|508,900",
         "Note|one day more||overtime|"),
    ],
)  # fmt: skip
def test_a_title_that_names_a_side_stands_above_columns_that_are_turned_over(
    rows: tuple[str, ...],
) -> None:
    found = only(table(*rows))
    assert found.planned_and_actual == (1, 2)
    assert [(row.cell(1), row.cell(2)) for row in found.rows[:2]] == [
        ("300,000", "312,500"),
        ("80,000", "76,400"),
    ]
    assert [row.cells[0] for row in found.titles] == [rows[0].split("|")[0]]
