"""What sounds like a second statement of the same thing and is none, beside neighbours that are one."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import project, source, table, text


def clashes(language: str, *sources: Source, currency: str | None = None) -> list[set[str]]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=currency)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in c["values"]} for c in found]


def report(*lines: str) -> Source:
    return source("final_report", "report.docx", "2026-08-20", text(*lines))


def paper(class_key: str, *lines: str, day: str = "2026-08-24", name: str = "") -> Source:
    return source(class_key, name or f"{class_key}.docx", day, text(*lines))


def listed(class_key: str, *rows: str, name: str = "") -> Source:
    return source(class_key, name or f"{class_key}.xlsx", "2026-08-18", table(*rows))


@pytest.mark.parametrize(
    ("language", "told", "other"),
    [
        ("en", "The launch film runs 90 seconds.", "The launch film took 20 minutes to load on the venue's wifi."),
        ("en", "The launch film runs 90 seconds.", "The launch film started 15 minutes late."),
        ("zh-Hans", "开场视频时长3分钟。", "开场视频10分钟后才播出来。"),
        ("zh-Hans", "短片时长45秒。", "短片时长约40秒。"),
    ],
)  # fmt: skip
def test_how_late_a_film_came_is_not_how_long_it_is(language: str, told: str, other: str) -> None:
    assert clashes(language, report(told), paper("retrospective", other)) == []


def test_a_film_is_trimmed_by_a_few_frames() -> None:
    rows = ("视频|时长|播放量", "主视频|58秒|120,000", "花絮视频|20秒|30,000")
    assert clashes("zh-Hans", report("主视频时长60秒。"), listed("data_report", *rows)) == []
    assert clashes("zh-Hans", report("主视频时长70秒。"), listed("data_report", *rows)) == [
        {"70秒", "58秒"}
    ]


@pytest.mark.parametrize(
    ("language", "told", "class_key", "other", "expected"),
    [
        ("en", "The app was released as version 2.1.", "retrospective",
         "The app version 2.0 crashed on old phones.", set()),
        ("zh-Hans", "小程序上线版本为V2.3。", "retrospective", "小程序V2.1有支付问题，修复后重新提审。", set()),
        ("zh-Hant", "設計規範以v3交付。", "feedback", "設計規範v2的色票我們比較喜歡。", set()),
        ("en", "The style guide v4 was handed over.", "retrospective",
         "The style guide went through v1, v2 and v3.", set()),
        ("zh-Hans", "会员小程序V1.2于8月上线。", "feedback", "下一期会员小程序V2.0请尽早排期。", set()),
        ("en", "The style guide v4 was handed over.", "feedback", "We received the style guide v3.",
         {"v4", "v3"}),
    ],
)  # fmt: skip
def test_versions_on_the_way_are_spoken_of(
    language: str, told: str, class_key: str, other: str, expected: set[str]
) -> None:
    found = clashes(language, report(told), paper(class_key, other))
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "told", "other"),
    [
        ("en", "The tote bags cost £4.20 each.", "The tote bags sold at £6.00 each on the stand."),
        ("en", "Tickets were £12 each.", "Tickets for members were £9 each."),
        ("zh-Hant", "餐盒單價NT$150。", "餐盒單價HK$120。"),
        ("zh-Hant", "紀念杯單價95元。", "紀念杯現場賣單價150元。"),
    ],
)
def test_what_a_thing_was_sold_at_is_another_price(language: str, told: str, other: str) -> None:
    assert clashes(language, report(told), paper("feedback", other)) == []


def test_a_large_and_a_small_one_have_two_prices() -> None:
    head, small = "項目|單價|數量|金額", "紀念杯（小）|85|300|25,500"
    both = listed("settlement", head, "紀念杯（大）|110|200|22,000", small, "合計|||47,500")
    alone = listed("settlement", head, small, "合計|||25,500")
    assert clashes("zh-Hant", report("紀念杯單價95元。"), both) == []
    assert clashes("zh-Hant", report("紀念杯單價95元。"), alone) == [{"95元", "85"}]


@pytest.mark.parametrize(
    ("language", "told", "other", "expected"),
    [
        ("en", "Footfall rose 18%.", "Footfall at the second store rose 25%.", set()),
        ("en", "Sales increased by 12%.", "Our sales increased 9% since the start of the year.", set()),
        ("en", "Enquiries grew 18%.", "Enquiries grew only 11% before the campaign.", set()),
        ("en", "Bookings rose 14%.", "Bookings were up 20% by the end of September.", set()),
        ("zh-Hant", "品牌知名度提升12%。", "品牌知名度提升8%就算達標。", set()),
        ("en", "The NPS was 42.", "NPS 35 is what the sector sees.", set()),
        ("zh-Hans", "NPS为42。", "NPS达到50才算优秀。", set()),
        ("en", "Footfall rose 18%.", "Footfall rose 25%.", {"18%", "25%"}),
    ],
)  # fmt: skip
def test_a_part_another_time_and_a_yardstick_are_no_second_figure(
    language: str, told: str, other: str, expected: set[str]
) -> None:
    found = clashes(language, report(told), paper("retrospective", other))
    assert found == ([expected] if expected else [])


def test_what_grew_is_called_by_the_words_of_its_paper() -> None:
    made = project("T1", "Trial", "Harbour Trust", "en", currency=None)
    told = [report("Footfall rose 18%."), paper("retrospective", "Footfall rose 25%.")]
    found: Any = build(made, told)["inconsistencies"]
    assert [clash["subject"] for clash in found] == ["Footfall"]


@pytest.mark.parametrize(
    ("language", "agreed", "other"),
    [
        ("en", "This agreement ends on 30 September 2026.",
         "Our agreement with the venue ends on 31 October 2026."),
        ("zh-Hant", "契約期間自2026年3月1日至2026年9月30日。", "前一份契約期間到2025年9月30日。"),
    ],
)  # fmt: skip
def test_another_contract_ends_on_its_own_day(language: str, agreed: str, other: str) -> None:
    contract = paper("contract", agreed, day="2026-03-01")
    assert clashes(language, contract, paper("feedback", other)) == []


@pytest.mark.parametrize(
    ("language", "told", "class_key", "other", "expected"),
    [
        ("en", "The summit was held at Alder Hall.", "retrospective",
         "The press preview was held at Crane House.", set()),
        ("en", "The fair was held at Alder Square.", "feedback", "A rival fair was held in Crane Park.", set()),
        ("zh-Hant", "市集在望江廣場舉行。", "retrospective", "檢討會在聽濤大學舉行。", set()),
        ("zh-Hant", "市集在望江廣場舉行。", "retrospective", "同業聚會在聽濤大學舉行。", set()),
        ("en", "The fair was held at Alder Square.", "execution_record",
         "Location: Crane Yard, for the stands", set()),
        ("zh-Hans", "市集在望江广场举行。", "execution_record", "地点：听涛仓库（布展前集中）", set()),
        ("en", "The first stop was held at Alder Hall.", "execution_record", "Venue: Crane House", set()),
        ("en", "The fair was held at Alder Square.", "feedback", "The fair was held at Crane Yard.",
         {"Alder Square", "Crane Yard"}),
        ("zh-Hant", "市集在望江廣場舉行。", "retrospective", "活動在聽濤大學舉行。", {"望江廣場", "聽濤大學"}),
    ],
)  # fmt: skip
def test_other_events_have_other_places(
    language: str, told: str, class_key: str, other: str, expected: set[str]
) -> None:
    found = clashes(language, report(told), paper(class_key, other))
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "told", "other", "expected"),
    [
        ("en", "A team of 36 volunteers supported the event.",
         "We needed 48 volunteers and could not find them.", set()),
        ("en", "There were 60 stalls.", "Only 45 stalls had power.", set()),
        ("en", "There were 60 stalls.", "There were only 45 stalls on the day.", {"60", "45"}),
        ("en", "There were 60 stalls.", "There were 45 stalls when we left.", set()),
        ("en", "There were 60 stalls.", "I counted 45 stalls in the east hall.", set()),
        ("zh-Hant", "共發出手冊1,200冊。", "手冊1,000冊不敷使用。", set()),
        ("en", "We trained 240 advisers.", "180 advisers passed the test.", set()),
        ("zh-Hans", "共举办讲座12场。", "讲座10场满座。", set()),
        ("zh-Hans", "培训导购240名。", "导购180名完成了考核。", set()),
        ("zh-Hans", "现场安排志愿者36名。", "现场志愿者只有28名。", {"36名", "28名"}),
    ],
)  # fmt: skip
def test_what_is_said_of_some_of_them_is_no_count_of_all(
    language: str, told: str, other: str, expected: set[str]
) -> None:
    found = clashes(language, report(told), paper("retrospective", other))
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "told", "row", "expected"),
    [
        ("zh-Hans", "发放雨衣2,800件。", "雨衣|3,000|4|12,000", set()),
        ("zh-Hans", "印制海报3,400张，其中400张为赠印。", "海报|3,000|4|12,000", set()),
        ("en", "500 mugs were given to guests.", "Mugs|600|20|12,000", set()),
        ("zh-Hans", "印制海报3,400张。", "海报|3,000|4|12,000", {"3,400张", "3,000"}),
    ],
)
def test_fewer_are_given_away_than_were_bought(
    language: str, told: str, row: str, expected: set[str]
) -> None:
    head = "Item|Quantity|Unit price|Amount" if language == "en" else "项目|数量|单价|金额"
    total = "Total|||12,000" if language == "en" else "合计|||12,000"
    found = clashes(language, report(told), listed("settlement", head, row, total))
    assert found == ([expected] if expected else [])


_CUTTINGS = (
    "Date|Title|Publication",
    *(f"{n} June 2026|Story {chr(64 + n)}|Paper {chr(64 + n)}" for n in range(1, 19)),
)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("cuttings.xlsx",), {"26", "18"}),
        (("cuttings week 1.xlsx",), set()),
        (("print_cuttings.xlsx",), set()),
        (("northern papers.xlsx", "southern stations.xlsx"), set()),
    ],
)
def test_a_list_of_a_week_or_of_print_alone_shows_not_all_clippings(
    names: tuple[str, ...], expected: set[str]
) -> None:
    lists = [
        listed(
            "media_clipping", *(row.replace("Paper", f"Town {at}") for row in _CUTTINGS), name=name
        )
        for at, name in enumerate(names)
    ]
    found = clashes("en", report("Media coverage reached 26 articles."), *lists)
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Invoice 77", "Amount due £9,400"), {"£9,400", "8,200"}),
        (("Invoice 77 CANCELLED", "Amount due £9,400"), set()),
        (("Invoice 77", "Replaced by invoice 81", "Amount due £9,400"), set()),
        (("Proforma", "Amount due £9,400"), set()),
        (("Invoice 77", "For another job, Mill Day", "Amount due £9,400"), set()),
        (("Invoice 77", "Amount due €9,400"), set()),
    ],
)
def test_a_bill_that_holds_no_more_contradicts_nothing(
    lines: tuple[str, ...], expected: set[str]
) -> None:
    rows = (
        "Line|Supplier|Budget|Actual",
        "Lighting|Brant Lights|9,000|8,200",
        "Catering|Oat & Rye|12,000|12,600",
    )
    settled = listed("settlement", *rows, "Total||21,000|20,800")  # fmt: skip
    bill = paper("invoice", "Brant Lights", *lines, day="2026-07-20")
    found = clashes("en", settled, bill, currency="GBP")
    assert found == ([expected] if expected else [])
