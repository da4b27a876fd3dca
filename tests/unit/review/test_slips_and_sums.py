"""Swapped digits, wholes beside their parts, rates inside lists, and totals told with other words."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.differences.things_told import noun_of
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, items, project, sheet, source, table, text


def values(*sources: Source, language: str = "en") -> list[set[str]]:
    made = project("S1", "Trial", "Lake Museum", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in clash["values"]} for clash in found]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-01", *blocks)


def data(*blocks: Block) -> Source:
    return source("data_report", "export.xlsx", "2026-06-24", *blocks)


KPI = table("指標|目標|實績", "參觀|6,000|6,214", "募款|NT$500,000|NT$527,300")


@pytest.mark.parametrize(
    ("language", "told", "expected"),
    [
        ("zh-Hant", text("活動吸引6,124人，場面熱烈。"), {"6,124人", "6,214"}),
        ("zh-Hant", text("為病童籌得NT$572,300。"), {"NT$572,300", "NT$527,300"}),
        ("en", text("Some 6,124 people came through the doors."), {"6,124 people", "6,214"}),
        ("zh-Hans", text("活动吸引6,214人。"), None),
        ("zh-Hant", text("報告誤寫6,124人，實際為6,214人。"), None),
        ("zh-Hant", text("原訂目標6,124人。"), None),
    ],
)  # fmt: skip
def test_a_figure_with_two_digits_swapped_is_the_known_one(
    language: str, told: Block, expected: set[str] | None
) -> None:
    press = source("other", "press.txt", "2026-06-30", told)
    assert values(report(KPI), press, language=language) == ([expected] if expected else [])


def test_swapped_digits_tell_across_languages_but_not_where_a_list_has_both() -> None:
    told = report(text("完跑者共4,817人。"))
    assert {"4,817人", "4,871"} in values(
        told, data(table("item|value", "finished|4871", "volunteers|212"))
    )
    assert values(told, data(table("item|value", "finished|4871", "shirts|4817"))) == []


@pytest.mark.parametrize(
    ("language", "told", "expected"),
    [
        ("en", "The tour drew 1,960 guests (north 610, south 720 and west 590).", "1,960 guests"),
        ("en", "North 610, south 720 and west 590 make a total of 1,960.", "1,960"),
        ("zh-Hant", "三日進場合計1,960人次（首日610、次日720、末日590）。", "1,960人次"),
        ("zh-Hans", "其中经销商610家、门店720家、直营590家，合计1,960家。", "1,960家"),
        ("en", "The tour drew 1,920 guests (north 610, south 720 and west 590).", None),
        ("en", "The tour drew 1,960 guests, including 610 from the north, 720 from the south and 590 members.", None),
        ("en", "Reach was 1.9m (north 0.61m, south 0.72m and west 0.59m).", None),
        ("zh-Hant", "三日進場1,960人次，攤位610個、場刊720份、海報590張。", None),
    ],
)  # fmt: skip
def test_a_whole_is_held_against_the_parts_told_with_it(
    language: str, told: str, expected: str | None
) -> None:
    found = values(report(text(told)), language=language)
    assert [expected in clash for clash in found] == ([True] if expected else [])


def test_parts_by_city_are_held_against_the_result_of_that_name() -> None:
    rows = table("Measure|Target|Result", "Impressions|40m|46.2m", "Clicks|900|912")
    told = text("Impressions by market: Norway 18.4m, Sweden 11.7m, Finland 14.1m.")
    assert values(report(rows, told)) == [{"46.2m", "44,200,000 (18.4m + 11.7m + 14.1m)"}]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("客訴率4.2%（目標5%以內，客訴398件）；受理8,120件（目標7,500）；滿意度4.6分；開放12天；志工31人；場次20場。",
         {"4.2%", "398 / 8,120件 = 4.9%"}),
        ("回收問卷318份，「滿意」以上276份，滿意比例88.5%。", {"88.5%", "276 / 318 = 86.8%"}),
        ("6日、7日、8日三天，攤商營業額達成率104.4%。", None),
    ],
)  # fmt: skip
def test_a_rate_in_a_list_is_held_against_its_own_item(
    told: str, expected: set[str] | None
) -> None:
    found = values(report(text(told)), language="zh-Hant")
    plain = [{v.replace("件 /", " /").replace("份", "") for v in clash} for clash in found]
    assert plain == ([expected] if expected else [])


def test_what_was_done_with_a_thing_is_no_part_of_its_name() -> None:
    assert noun_of("Cups handed out") == noun_of("cups sampled") == noun_of("cups")
    assert noun_of("registered members") != noun_of("members")


@pytest.mark.parametrize(
    ("told", "rows", "expected"),
    [
        ("Cups handed out: 5,310.", ("Cups sampled|5,210", "Shops|41"), {"5,310", "5,210"}),
        ("The dinner welcomed 437 guests.",
         ("guests|RSVP yes|463", "guests|checked in at the door|417", "lots|sold|55"), {"437", "417"}),
        ("開幕禮：出席嘉賓86位，傳媒23家。", ("開幕禮到場傳媒|19家", "見報|27篇"), {"23家", "19家"}),
    ],
)  # fmt: skip
def test_a_count_in_other_words_or_under_a_section_is_the_same_count(
    told: str, rows: tuple[str, ...], expected: set[str]
) -> None:
    assert values(report(text(told)), data(table(*rows))) == [expected]


CONTRACT = source(
    "contract", "contract.pdf", "2026-01-05", text("Deliverables 交付："),
    items("週末表演 Weekend performances 14場；", "節目直播製作 18場；", "主播合作影片 30條。"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("told", "other", "expected"),
    [
        ("週末表演14場全部完成。",
         source("settlement", "account.xlsx", "2026-07-03", table(
             "Item|Budget|Actual|Remarks", "週末表演|310,000|288,000|12場結算，2場因雨取消",
             "燈光|90,000|91,000|", "Total|400,000|379,000|")), {"14場", "12場"}),
        ("節目直播18場。", data(table("區|直播場次|觀看", "北|9|5210", "南|7|4330", "合計|16|9540")), {"18場", "16"}),
        ("主播影片30條。", data(table("批|主播數|影片條數", "一|12|15", "二|11|12", "合計|23|27")), {"30條", "27"}),
    ],
)  # fmt: skip
def test_a_promise_is_met_by_the_column_that_counts_in_its_own_unit(
    told: str, other: Source, expected: set[str]
) -> None:
    assert expected in values(CONTRACT, report(text(told)), other, language="zh-Hant")


def test_the_one_figure_of_a_clients_line_is_the_result_it_half_names() -> None:
    rows = table("指标|目标|实际", "庙会到场|12,000|13,640", "报道|30|41")
    chat = source("feedback", "chat.txt", "2026-07-03", text("还有庙会人数，闸机是12,640"))
    assert values(report(rows), chat, language="zh-Hans") == [{"13,640", "12,640"}]


def test_sheets_are_read_like_tables() -> None:
    rows = sheet("Wall", "Total walkers|5,310", "Guides|41")
    assert values(report(text("5,130 walkers set out.")), data(rows)) == [{"5,130", "5,310"}]


@pytest.mark.parametrize(
    ("told", "form", "expected"),
    [
        ("活動後回收問卷1,358份，整體滿意。",
         table("回收|1,385|份|發出4,000", "題目|平均|標準差|", "交通|3.8|0.7|", "住宿|4.1|0.6|"),
         {"回收問卷1,358份", "回收 | 1,385"}),
        ("客戶滿意度問卷回收7份。", text("總體平均4.3（6份）"), {"問卷回收7份", "平均4.3（6份）"}),
    ],
)  # fmt: skip
def test_numbers_of_answers_are_compared(told: str, form: Block, expected: set[str]) -> None:
    survey = source("survey", "問卷.xlsx", "2026-06-28", form)
    assert expected in values(report(text(told)), survey, language="zh-Hant")


def test_the_value_of_an_order_above_the_settlement_is_the_contracts() -> None:
    order = source("contract", "po.pdf", "2026-01-05", text("Total price: HK$1,480,000."))
    account = source("settlement", "account.xlsx", "2026-07-03", table(
        "PO value HK$1,840,000|17/3/2026||", "Item|Budget|Actual|Var",
        "Crew|800,000|810,000|10,000", "Hire|680,000|664,000|-16,000", "Total|1,480,000|1,474,000|-6,000",
    ))  # fmt: skip
    assert {"HK$1,480,000", "HK$1,840,000"} in values(order, account)


@pytest.mark.parametrize(
    ("language", "told", "expected"),
    [
        ("en", "Sales rose from 1,200 to 1,500, up 30%.", {"30%", "1,200 → 1,500 = 25.0%"}),
        ("zh-Hans", "订单由1,200单增至1,500单，增长30%。", {"30%", "1,200单 → 1,500单 = 25.0%"}),
        ("zh-Hant", "會員由1,200人增至1,500人，成長25%。", None),
        ("en", "Prices fell from 40 to 30; 20% of guests noticed.", None),
    ],
)
def test_growth_is_reckoned(language: str, told: str, expected: set[str] | None) -> None:
    assert values(report(text(told)), language=language) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (("City|Guests", "Ulm|310", "Graz|280", "Bern|190", "Total|810"), True),
        (
            ("City|Guests|Leaflets", "Ulm|310|40", "Graz|280|50", "Bern|190|60", "Total|780|150"),
            False,
        ),
        (("City|Unique visitors", "Ulm|310", "Graz|280", "Bern|190", "Total|720"), False),
        (("City|Mean wait", "Ulm|31", "Graz|28", "Bern|19", "Total|81"), False),
    ],
)
def test_a_total_of_counts_is_the_sum_of_its_rows(rows: tuple[str, ...], wrong: bool) -> None:
    assert values(report(table(*rows))) == [{"810", "780"}] * wrong


def bill(*blocks: Block) -> Source:
    return source("invoice", "invoice.pdf", "2026-06-22", *blocks)


ORDER = source(
    "contract", "contract.pdf", "2026-01-05", text("合同总价480,000元。"),
    text("付款：签约后支付首款240,000元；验收后支付尾款240,000元。"),
    table("项目|数量|单价|小计", "工作坊|12场|15,000|180,000", "视频|8支|37,500|300,000", "合计|||480,000"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (table("项目|金额（元）", "尾款|260,000"), {"240,000", "260,000"}),
        (table("项目|数量|单价|金额", "视频|8支|39,500|316,000"), {"37,500", "39,500"}),
        (table("项目|未税|税额|含税", "尾款|240,000|14,400|254,400"), None),
        (table("项目|金额（元）", "尾款（扣违约金）|226,000"), None),
        (table("项目|数量|单价|金额", "视频|8支|37,500|300,000"), None),
    ],
)
def test_a_bill_is_held_against_the_contract(asked: Block, expected: set[str] | None) -> None:
    found = values(ORDER, bill(asked), language="zh-Hans")
    plain = [{v.replace("元", "") for v in clash} for clash in found]
    assert plain == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("The average occupancy rate came to 71.4 per cent against a goal of 70.", True),
        ("Renewal reached 63.8 per cent.", True),
        ("Renewal reached 68.3 per cent.", False),
        ("Renewal in the north reached 63.8 per cent.", False),
        ("Renewal reached 52.1 per cent in the first month.", False),
    ],
)
def test_the_summary_of_a_report_is_held_against_its_own_table(told: str, expected: bool) -> None:
    scorecard = table("Measure|Goal|Result", "Occupancy rate|70%|69.4%", "Renewal rate|66%|68.3%")
    assert bool(values(report(text(told), scorecard))) is expected


def test_an_average_of_a_share_is_the_share() -> None:
    scorecard = table("Measure|Goal|Result", "Occupancy|70%|69.4%", "Guests|900|912")
    told = text("The average occupancy came to 71.4 per cent.")
    assert values(report(told, scorecard)) == [{"69.4%", "71.4 per cent"}]
    counted = text("The average number of guests came to 921 a night.")
    assert values(report(counted, scorecard)) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("其中場地佈置花費584,300元。", [{"584,300元", "548,300"}]),
        ("其中場地佈置花費548,300元。", []),
        ("其中攝影花費584,300元。", []),
        ("場地佈置原先報價584,300元。", []),
    ],
)
def test_a_line_of_the_settlement_is_told_with_two_digits_swapped(
    told: str, expected: list[set[str]]
) -> None:
    settled = source(
        "settlement",
        "settlement.xlsx",
        "2026-07-01",
        table(
            "項目|預算|實支|差異",
            "場地佈置工程|500,000|548,300|48,300",
            "媒體購買|300,000|287,600|-12,400",
            "人員|200,000|201,900|1,900",
            "合計|1,000,000|1,037,800|37,800",
        ),
    )
    found = values(report(text(told)), settled, language="zh-Hant")
    assert [pair for pair in found if "548,300" in str(pair)] == expected


@pytest.mark.parametrize(
    "told",
    ["Early renewal reached 78.4 per cent.", "Forecast renewal was 78.4 per cent."],
)
def test_another_share_of_the_name_is_no_slip(told: str) -> None:
    rates = table("Measure|Target|Result", "Renewal rate|70%|74.8%", "Load factor|65%|71.3%")
    told_in = source("final_report", "r.docx", "2026-07-20", rates, text(told))
    made = project("T1", "Trial", "Harbour Trust", "en", currency=None)
    assert build(made, [told_in])["inconsistencies"] == []
