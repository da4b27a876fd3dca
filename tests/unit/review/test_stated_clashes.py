"""What papers state of a thing otherwise than others: its length, version, price, growth, score, place and end."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import project, source, table, text


def clashes(language: str, *sources: Source) -> list[set[str]]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in c["values"]} for c in found]


def report(*lines: str) -> Source:
    return source("final_report", "report.docx", "2026-08-20", text(*lines))


def paper(class_key: str, *lines: str, day: str = "2026-08-24") -> Source:
    return source(class_key, f"{class_key}.docx", day, text(*lines))


def listed(class_key: str, *rows: str) -> Source:
    return source(class_key, f"{class_key}.xlsx", "2026-08-18", table(*rows))


@pytest.mark.parametrize(
    ("language", "told", "other", "expected"),
    [
        ("zh-Hans", "城市宣传片时长4分钟。", listed("acceptance", "成品|时长", "城市宣传片|210秒", "预告片|30秒"),
         {"4分钟", "210秒"}),
        ("zh-Hant", "城市宣傳片片長2分鐘，預告片30秒。",
         listed("acceptance", "成品|片長", "城市宣傳片|2:00", "預告片|30秒"), set()),
        ("en", "The 90-second recruitment film is online.",
         paper("contract", "The agency makes one recruitment film of two minutes."),
         {"90-second", "two minutes"}),
        ("en", "The recruitment film runs 2 minutes.",
         paper("contract", "The agency makes one recruitment film of at least 90 seconds."), set()),
        ("zh-Hant", "城市宣傳片片長4分鐘。", paper("contract", "乙方交付城市宣傳片1支，片長2分30秒。"),
         {"4分鐘", "2分30秒"}),
        ("en", "The average view of the film was 40 seconds.",
         paper("acceptance", "The film runs 60 seconds."), set()),
    ],
)  # fmt: skip
def test_a_film_has_one_length(language: str, told: str, other: Source, expected: set[str]) -> None:
    assert clashes(language, report(told), other) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "told", "other", "expected"),
    [
        ("zh-Hans", "预约系统上线版本为V3.1。",
         listed("acceptance", "交付物|版本", "预约系统|V2.9", "后台|V1.0"), {"V3.1", "V2.9"}),
        ("zh-Hans", "预约系统上线版本为V3.1。",
         paper("weekly_report", "预约系统V2.9提测。", day="2026-06-01"), set()),
        ("en", "The style guide was handed over as v4.",
         paper("acceptance", "We accept the style guide v3."), {"v4", "v3"}),
        ("en", "The report v4 was sent.", paper("feedback", "We read the report v3."), set()),
    ],
)  # fmt: skip
def test_a_deliverable_was_handed_over_in_one_version(
    language: str, told: str, other: Source, expected: set[str]
) -> None:
    assert clashes(language, report(told), other) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "told", "other", "expected"),
    [
        ("zh-Hant", "贈品杯單價95元。",
         listed("settlement", "項目|單價|數量|金額", "贈品杯|85|500|42,500", "合計|||42,500"),
         {"95元", "85"}),
        ("zh-Hant", "贈品杯含稅單價89元。",
         listed("settlement", "項目|單價（未稅）|數量|金額", "贈品杯|85|500|42,500", "合計|||42,500"), set()),
        ("en", "400 mugs were made at £6.80 each.",
         paper("contract", "Mugs are supplied at £6.50 each."), {"£6.80", "£6.50"}),
        ("en", "Mugs at £6.50 each.", paper("retrospective", "The mugs were quoted at £6.80 each."), set()),
    ],
)  # fmt: skip
def test_one_piece_has_one_price(
    language: str, told: str, other: Source, expected: set[str]
) -> None:
    assert clashes(language, report(told), other) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "told", "other", "expected"),
    [
        ("zh-Hans", "试用预约量同比增长32%。", paper("retrospective", "试用预约量同比增长23%。"), {"32%", "23%"}),
        ("zh-Hans", "试用预约量同比增长32%。", paper("retrospective", "试用预约量环比增长23%。"), set()),
        ("en", "Bookings rose 14% year on year.",
         paper("feedback", "We see bookings up 11% year on year."), {"14%", "11%"}),
        ("en", "Bookings rose to 14% of visits.", paper("feedback", "We see bookings up 11%."), set()),
        ("zh-Hant", "會後NPS為44。", listed("survey", "指標|結果", "NPS|34", "回收|120"), {"44", "34"}),
        ("zh-Hant", "會後NPS為44，新會員NPS為34。", listed("survey", "指標|結果", "NPS|44", "回收|120"), set()),
    ],
)  # fmt: skip
def test_growth_is_held_against_growth_on_the_same_base(
    language: str, told: str, other: Source, expected: set[str]
) -> None:
    assert clashes(language, report(told), other) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "told", "other", "expected"),
    [
        ("zh-Hant", "本契約期間至2026年9月30日。", True, {"2026年9月30日", "2026年8月31日"}),
        ("zh-Hant", "本契約期間至2026年8月31日，保固期至2027年8月31日。", True, set()),
        ("zh-Hant", "本契約期間至2026年9月30日。", False, set()),
    ],
)
def test_a_contract_ends_once_unless_it_was_extended(
    language: str, told: str, other: bool, expected: set[str]
) -> None:
    agreed = paper("contract", "契約期間自2026年3月1日起至2026年8月31日止。", day="2026-03-01")
    longer = paper("minutes", "雙方同意契約期間展延至2026年9月30日。", day="2026-07-01")
    papers = (report(told), agreed) if other else (report(told), agreed, longer)
    assert clashes(language, *papers) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "told", "other", "expected"),
    [
        ("zh-Hans", "品鉴会于6月5日在望江楼酒店举行。", "活动地点：听涛艺术馆", {"望江楼酒店", "听涛艺术馆"}),
        ("zh-Hans", "品鉴会于6月5日在望江楼酒店举行。", "活动地点：望江楼酒店二楼宴会厅", set()),
        ("zh-Hans", "品鉴会因雨由听涛艺术馆改到望江楼酒店，于6月5日在望江楼酒店举行。",
         "活动地点：听涛艺术馆", set()),
        ("en", "The dinner on 5 June was held at Mercer Hall.", "Venue: Old Granary", {"Mercer Hall", "Old Granary"}),
        ("en", "The dinner on 5 June was held at Mercer Hall.",
         "The workshop on 9 June took place at Old Granary.", set()),
        ("en", "The dinner was held in June 2026.", "Venue: Old Granary", set()),
    ],
)  # fmt: skip
def test_one_event_was_held_in_one_place(
    language: str, told: str, other: str, expected: set[str]
) -> None:
    record = paper("execution_record", other, day="2026-06-05")
    assert clashes(language, report(told), record) == ([expected] if expected else [])


def test_a_report_may_contradict_its_own_table() -> None:
    rows = table("指标|活动前|活动后|增长率", "门店客流|8,000|9,600|20%", "会员|3,000|3,900|30%")
    told = source(
        "final_report", "r.docx", "2026-08-20", text("门店客流增长26%，会员增长三成。"), rows
    )
    assert {"26%", "20%"} in clashes("zh-Hans", told)


@pytest.mark.parametrize(
    ("language", "told", "other", "subject"),
    [
        ("zh-Hant", "城市宣傳片片長4分鐘。", listed("acceptance", "成品|片長", "城市宣傳片|210秒"), "城市宣傳片"),
        ("zh-Hant", "試用預約量成長32%。", paper("retrospective", "試用預約量成長23%。"), "試用預約量"),
        ("en", "The 90-second recruitment film is online.",
         paper("contract", "The agency makes one recruitment film of two minutes."), "recruitment film"),
    ],
)  # fmt: skip
def test_the_thing_is_called_as_its_paper_calls_it(
    language: str, told: str, other: Source, subject: str
) -> None:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, [report(told), other])["inconsistencies"]
    assert [clash["subject"] for clash in found] == [subject]
