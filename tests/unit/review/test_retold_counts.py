"""Numbers told twice, quantities that were paid for, whole lists of clippings, suppliers' bills for a line."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, source, table, text


def clashes(language: str, *sources: Source, client: str = "Harbour Trust") -> list[set[str]]:
    made = project("T1", "Trial", client, language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in c["values"]} for c in found]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-08-20", *blocks)


def retro(*lines: str) -> Source:
    return source("retrospective", "retro.docx", "2026-08-24", text(*lines))


@pytest.mark.parametrize(
    ("language", "told", "said", "expected"),
    [
        ("zh-Hans", "定制水杯备货3,200个。", "水杯备货2,300个，第一天就发完。", {"3,200个", "2,300个"}),
        ("zh-Hans", "定制水杯备货3,200个。", "水杯派发2,900个。", set()),
        ("zh-Hant", "活動當天投入導覽員24名。", "活動當天導覽員只有18名。", {"24名", "18名"}),
        ("zh-Hant", "活動當天投入導覽員24名，其中18名為新人。", "導覽員18名是新人。", set()),
        ("en", "A crew of 64 marshals worked the route.", "There were 46 marshals on the route.", {"64", "46"}),
        ("en", "We had 64 marshals on the three days.", "There were 46 marshals on the route.", {"64", "46"}),
        ("zh-Hans", "市集共设摊位72个。", "摊位只有27个，报名的人排不上。", {"72个", "27个"}),
        ("en", "A crew of 64 marshals worked the route.", "There were 5 marshals late on the day.", set()),
    ],
)  # fmt: skip
def test_a_number_told_otherwise_of_the_same_thing(
    language: str, told: str, said: str, expected: set[str]
) -> None:
    assert clashes(language, report(text(told)), retro(said)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("told", "expected"),
    [("海报印制3,400张。", {"3,400张", "3,000"}), ("海报印制3,000张，张贴2,400张。", set())],
)
def test_a_quantity_that_was_paid_for_is_held_against_what_is_told(
    told: str, expected: set[str]
) -> None:
    rows = ("项目|数量|单价|金额", "海报印刷|3,000|4|12,000", "展架|20|150|3,000", "合计|||15,000")
    paid = source("settlement", "结算.xlsx", "2026-08-22", table(*rows))
    assert clashes("zh-Hans", report(text(told)), paid) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        ("剪報清單.xlsx", "共獲得媒體報導26篇。", {"26篇", "18"}),
        ("剪報清單.xlsx", "共獲得媒體報導26篇，含轉載。", set()),
        ("精選剪報.xlsx", "共獲得媒體報導26篇。", set()),
    ],
)
def test_a_list_of_clippings_shows_all_unless_it_says_otherwise(
    name: str, told: str, expected: set[str]
) -> None:
    rows = [f"{n}|媒體{n:02}|報導標題{n}|2026-06-{n:02}" for n in range(1, 19)]
    listed = source("media_clipping", name, "2026-07-01", table("編號|媒體|標題|日期", *rows))
    assert clashes("zh-Hant", report(text(told)), listed) == ([expected] if expected else [])


_LINES = table(
    "Line|Supplier|Budget|Actual", "Lighting|Brant Lights|9,000|8,200",
    "Catering|Oat & Rye|12,000|12,600", "Total||21,000|20,800",
)  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Brant Lights", "Invoice 77", "Summer fair", "Amount due £9,400"), {"£9,400", "8,200"}),
        (("Brant Lights", "Invoice 77", "Summer fair", "Amount due £9,840 incl. VAT"), set()),
        (("Brant Lights", "Invoice 77", "Deposit, lighting", "Amount due £9,400"), set()),
        (("Brant Lights", "Invoice 77", "Lighting, May", "Amount due £4,100"), set()),
    ],
)  # fmt: skip
def test_a_suppliers_bill_is_held_against_the_line_of_the_settlement(
    lines: tuple[str, ...], expected: set[str]
) -> None:
    settled = source("settlement", "settlement.xlsx", "2026-08-22", _LINES)
    bill = source("invoice", "bill 77.pdf", "2026-07-20", text(*lines))
    assert clashes("en", settled, bill) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("附上第一期款發票370,000元，請查收。", {"370,000元", "360,000"}),
        ("附上第一期款發票360,000元；第二期款480,000元下月開立。", set()),
    ],
)
def test_a_mail_that_brings_a_bill_is_held_against_the_instalment(
    told: str, expected: set[str]
) -> None:
    lines = (
        "契約總價新臺幣1,200,000元整。",
        "第一期款30%於簽約後給付；第二期款40%於活動後給付；第三期款30%於驗收後給付。",
    )
    agreed = source("contract", "契約.pdf", "2026-03-01", text(*lines))
    mail = source("other", "請款信.eml", "2026-04-01", text("主旨：第一期請款", told))
    found = clashes("zh-Hant", agreed, mail, client="臨海文旅局")
    assert found == ([expected] if expected else [])


def test_the_number_of_rows_is_not_quoted_from_a_day_in_them() -> None:
    rows = [f"{n} June 2026|Story {chr(64 + n)}|Paper {chr(64 + n)}" for n in range(1, 19)]
    head = "Date|Title|Publication"
    listed = source("media_clipping", "cuttings.xlsx", "2026-07-01", table(head, *rows))
    made = project("T1", "Trial", "Harbour Trust", "en", currency=None)
    told = report(text("Press coverage: 26 pieces."))
    found: Any = build(made, [told, listed])["inconsistencies"]
    assert "June" not in found[0]["description"]


def test_a_list_of_stock_names_the_thing_before_its_size() -> None:
    rows = ("物料|规格|数量", "保温杯|大号|2,050", "桌旗|20×30|300", "胸卡|A6|150")
    stock = source("data_report", "入库.xlsx", "2026-07-20", table(*rows))
    found = clashes("zh-Hans", report(text("保温杯2,500个已全部派完。")), stock)
    assert found == [{"2,500个", "2,050"}]
    assert clashes("zh-Hans", report(text("保温杯2,050个已全部派完。")), stock) == []
