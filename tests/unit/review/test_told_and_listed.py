"""What reports tell against lists, records, bills and answers of other shapes; both the clash and its harmless twin."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, source, table, text

EN, HANS, HANT = "en", "zh-Hans", "zh-Hant"


def values(language: str, *sources: Source) -> list[set[str]]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in clash["values"]} for clash in found]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-01", *blocks)


def paper(kind: str, *blocks: Block, title: str = "paper") -> Source:
    return source(kind, f"{kind}.docx", "2026-06-28", *blocks, title=title)


def sessions(header: str, name: str, number: int, *last: str) -> Block:
    rows = [f"2026-04-{n + 1:02d}|{name} {n + 1}|hall {n}|{20 + n * 3}" for n in range(number)]
    return table(header, *rows, *last)


# ------------------------------------------------------------------ one row for each
@pytest.mark.parametrize(
    ("language", "told", "listed", "title", "expected"),
    [
        (
            EN,
            "All ten pottery classes were delivered.",
            sessions("Date|Class|Room|Guests", "Pottery class", 9),
            "Class log",
            {"10 (ten)", "9"},
        ),
        (
            HANT,
            "親職講座24場均已辦理完竣。",
            sessions("日期|講座場次|地點|人數", "第", 23),
            "講座辦理紀錄",
            {"24場", "23"},
        ),
        (
            HANS,
            "试吃视频15条已全部发布。",
            sessions("发布日期|视频标题|账号|播放", "视频", 13),
            "试吃视频发布清单",
            {"15条", "13"},
        ),
        (
            EN,
            "We ran 10 pottery classes.",
            sessions(
                "Date|Class|Room|Guests",
                "Pottery class",
                9,
                "2026-05-02|Pottery class 10|hall 3|cancelled",
            ),
            "Class log",
            {"10", "9"},
        ),
    ],
)
def test_a_list_with_one_thing_in_each_row_is_counted(
    language: str, told: str, listed: Block, title: str, expected: set[str]
) -> None:
    record = paper("execution_record", listed, title=title)
    assert values(language, report(text(told)), record) == [expected]


@pytest.mark.parametrize(
    ("told", "listed", "title"),
    [
        (
            "We ran 10 pottery classes.",
            sessions("Date|Class|Room|Guests", "Pottery class", 4),
            "Some classes",
        ),
        (
            "We ran 10 pottery classes.",
            sessions("Date|Class|Room|Guests", "Pottery class", 10),
            "Class log",
        ),
        (
            "We ran 10 pottery classes.",
            sessions("Date|Class|Room|Guests", "Pottery class", 11),
            "Class log",
        ),
        (
            "We ran 10 pottery classes.",
            sessions("Date|Supplier|Room|Paid", "Kiln", 9),
            "Payments list",
        ),
        (
            "We ran 10 pottery classes.",
            table("Class|Guests", *(f"Month {n}|{30 + n}" for n in range(9))),
            "Class table",
        ),
    ],
)
def test_samples_longer_lists_and_lists_of_something_else_count_nothing(
    told: str, listed: Block, title: str
) -> None:
    assert values(EN, report(text(told)), paper("execution_record", listed, title=title)) == []


# ------------------------------------------------------------------ days
EVENTS = {
    HANS: table(
        "里程碑|计划|实际", "签约|3月2日|3月2日", "昆明站|5月17日|5月24日", "大理站|5月31日|6月7日"
    ),
    EN: text(
        "Riverside walk: planned 24 May, actual 7 June 2026 (flood). Final walk: planned 14 June, actual 14 June 2026."
    ),
    HANT: table("里程碑|計畫|實際", "簽約|3月2日|3月2日", "臨江大學場|5月10日|5月13日"),
}


@pytest.mark.parametrize(
    ("language", "other", "days"),
    [
        (
            EN,
            paper(
                "invoice",
                table(
                    "Description|Amount",
                    "Riverside, marshals x 22, event date 8 June 2026|£3,420.00",
                ),
            ),
            {"7 June 2026", "8 June 2026"},
        ),
        (
            HANS,
            paper(
                "acceptance",
                text("昆明站验收单", "活动地点：昆明会展中心 活动日期：2026年5月25日至26日"),
            ),
            {"5月24日", "2026年5月25"},
        ),
        (
            HANT,
            paper(
                "data_report",
                table(
                    "序號|學校|日期|到場",
                    "1|臨江大學|2026-05-14|290",
                    "2|雲嶺大學|2026-05-20|190",
                    "3|海曲學院|2026-05-25|140",
                ),
            ),
            {"5月13日", "2026-05-14"},
        ),
    ],
)
def test_a_day_of_one_stop_in_a_bill_a_record_or_a_list(
    language: str, other: Source, days: set[str]
) -> None:
    (found,) = values(language, report(EVENTS[language]), other)
    assert found == days


@pytest.mark.parametrize(
    ("language", "other"),
    [
        (
            EN,
            paper(
                "invoice",
                table("Description|Amount", "Marshals x 22, event date 8 June 2026|£3,420.00"),
            ),
        ),
        (HANS, paper("acceptance", text("大理站验收单", "活动地点：大理 活动日期：2026年6月7日"))),
        (HANS, paper("acceptance", text("丽江站验收单", "活动日期：2026年5月25日"))),
    ],
)
def test_the_day_of_another_stop_is_no_other_day(language: str, other: Source) -> None:
    assert values(language, report(EVENTS[language]), other) == []


def test_an_event_called_by_the_end_of_its_name_has_one_day() -> None:
    told = report(text("订货会于2026年5月8日至10日在宁波举行。"))
    letter = paper("feedback", text("贵司承办的订货会（2026年5月9日至11日）圆满结束。"))
    assert values(HANS, told, letter) == [{"2026年5月8日至10日", "2026年5月9日至11日"}]
    other = paper("feedback", text("贵司承办的答谢晚宴音乐节（2026年5月9日）圆满结束。"))
    assert values(HANS, told, other) == []


# ------------------------------------------------------------------ surveys
@pytest.mark.parametrize(
    ("language", "told", "survey", "expected"),
    [
        (
            HANS,
            "满意度调查综合4.6分（5分制）。",
            table("题目|甲|乙|丙|丁|平均", "创意|5|4|4|4|4.3", "总体|5|4|4|4|4.3"),
            {"4.3", "4.6"},
        ),
        (
            HANS,
            "满意度调查共回收7份。",
            table("题目|甲|乙|丙|丁|平均", "创意|5|4|4|4|4.3", "总体|5|4|4|4|4.3"),
            {"4", "回收7份"},
        ),
        (
            EN,
            "The client scored us 8.4 out of 10 overall.",
            table("Question|Score", "Creative|8.5", "Delivery|7.7", "Overall mean|8.1"),
            {"8.1", "8.4"},
        ),
        (
            EN,
            "Six people on the client side were interviewed.",
            text("Five people, by telephone, 22 to 24 June."),
            {"5 (Five people)", "6 (Six people)"},
        ),
        (
            HANT,
            "店家問卷共回收52份。",
            text("派發112份，回收47份。"),
            {"回收47份", "問卷共回收52份"},
        ),
    ],
)
def test_answers_and_means_in_other_shapes(
    language: str, told: str, survey: Block, expected: set[str]
) -> None:
    answers = paper("survey", survey, title="問卷")
    assert values(language, report(text(told)), answers) == [expected]


def test_answers_of_visitors_and_of_the_client_are_two_surveys() -> None:
    told = report(text("參觀者問卷回收52份；客戶滿意度問卷回收47份。"))
    answers = paper("survey", text("客戶滿意度：回收47份。"), title="客戶滿意度")
    assert values(HANT, told, answers) == []


# ------------------------------------------------------------------ figures, bills, names
@pytest.mark.parametrize(
    ("language", "told", "other", "expected"),
    [
        (
            HANS,
            table("指标|目标|实际", "小订台数|300|347", "到店|2,000|2,140"),
            paper("feedback", text("我们财务系统里小订只有339台，请核对。")),
            {"347", "339台"},
        ),
        (
            HANT,
            text("檔期業績2,135萬元。"),
            paper("data_report", table("指標|目標|實績", "檔期業績|2,000,000元|2,135,000元")),
            {"2,135,000元", "2,135萬元"},
        ),
        (
            HANS,
            text("工厂直播在线观看36.8万人次。"),
            paper(
                "acceptance",
                table(
                    "项目|约定|实际|结论",
                    "在线观看||38.6万人次|合格",
                    "直播时长|2小时|2.5小时|合格",
                ),
            ),
            {"36.8万人次", "38.6万人次"},
        ),
        (
            HANS,
            text("合计覆盖5,864名教师，其中线下2,186名、线上3,478名。"),
            paper("feedback", text("收到。")),
            {"5,864名", "5,664 (2,186名 + 3,478名)"},
        ),
        (
            HANS,
            text("甲方：北辰澜合文化传播有限公司"),
            paper("settlement", text("委托方：北辰蓝合文化传播有限公司")),
            {"北辰澜合文化传播有限公司", "北辰蓝合文化传播有限公司"},
        ),
    ],
)
def test_counters_units_cells_parts_and_firms(
    language: str, told: Block, other: Source, expected: set[str]
) -> None:
    found = values(language, report(told), other)
    assert any({_plain(v) for v in expected} == {_plain(v) for v in clash} for clash in found)


def _plain(value: str) -> str:
    return value.removeprefix("甲方：").removeprefix("委托方：")


@pytest.mark.parametrize(
    ("language", "told", "other"),
    [
        (
            HANS,
            text("客服小订咨询339次。"),
            paper("data_report", table("指标|目标|实际", "小订台数|300|347")),
        ),
        (
            EN,
            text("Of 3,412 people who registered, 1,467 attended; 47% of them were students."),
            paper("feedback", text("Noted.")),
        ),
        (HANS, text("合计覆盖5,864名教师，其中线下2,186名。"), paper("feedback", text("收到。"))),
        (
            HANS,
            text("甲方：北辰澜合文化传播有限公司"),
            paper("settlement", text("北京澜合文化传播有限公司、南京澜合文化传播有限公司")),
        ),
    ],
)
def test_other_counters_parts_and_firms_are_left_alone(
    language: str, told: Block, other: Source
) -> None:
    assert values(language, report(told), other) == []


@pytest.mark.parametrize(
    ("billed", "expected"),
    [("£11,880.00", [{"£11,880.00", "10,880"}]), ("£10,880.00", []), ("£13,056.00", [])],
)
def test_the_bill_of_a_supplier_against_its_line(billed: str, expected: list[set[str]]) -> None:
    bill = paper(
        "invoice", table("Item|Amount", f"Hire of marquee|{billed}"), title="Bluegum tents invoice"
    )
    account = paper(
        "settlement",
        table(
            "Supplier|Budget|Actual",
            "Bluegum tents|11,000|10,880",
            "Lights|20,000|21,000",
            "Total|31,000|31,880",
        ),
    )
    assert values(EN, account, bill) == expected
