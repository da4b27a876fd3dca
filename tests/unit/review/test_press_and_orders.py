"""Press papers against results, suppliers' bills against their orders, shortfalls that a report tells openly."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from archive.review.compose import build
from archive.review.papers.papers import Role, sort_papers
from archive.review.reading.round_figures import round_figures
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, source, table, text


def clashes(language: str, *sources: Source) -> list[set[str]]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in c["values"]} for c in found]


def report(*blocks: Block) -> Source:
    return source("final_report", "report.docx", "2026-07-20", *blocks)


_RESULTS = {
    "zh-Hant": ("指標|目標|實績", "檢測人數|5,400|5,912人", "電子票佔比|25%|21.8%"),
    "zh-Hans": ("指标|目标|实际", "到场农户|4,200|4,712", "有效留资|2,500|2,216"),
    "en": ("Measure|Target|Result", "Visitors|6,000|5,912", "Cashless share|25%|21.8%"),
}


@pytest.mark.parametrize(
    ("language", "name", "told", "expected"),
    [
        ("zh-Hant", "IMG_剪報.jpg", "活動自四月起跑，已有逾七千名長輩受檢。", {"5,912人", "7,000 (七千名)"}),
        ("zh-Hans", "通稿.txt", "观摩会吸引5200余户农户到场。", {"4,712", "5,200"}),
        ("zh-Hant", "新聞稿.docx", "交易中逾三成使用電子票，佔比大增。", {"21.8%", "30 (三成)"}),
        ("en", "press release.txt", "More than seven thousand visitors came.", {"5,912", "seven"}),
        ("zh-Hant", "新聞稿.docx", "活動至今已有逾6,000名長輩受檢。", {"5,912人", "6,000"}),
        ("en", "press release.txt", "More than 6,000 visitors came.", {"5,912", "6,000"}),
        ("zh-Hant", "IMG_剪報.jpg", "已有逾五千名長輩受檢。", set()),
        ("zh-Hant", "新聞稿.docx", "活動至今約有6,000名長輩受檢。", set()),
        ("en", "press release.txt", "Some 6,000 visitors came.", set()),
        ("en", "press release.txt", "Over 6,000 visitors were turned away.", set()),
        ("zh-Hans", "通稿.txt", "目标5500户农户到场。", set()),
        ("zh-Hant", "通知.docx", "全區有七千名長輩。", set()),
    ],
)  # fmt: skip
def test_what_a_press_paper_counts_beyond_the_result(
    language: str, name: str, told: str, expected: set[str]
) -> None:
    paper = source("media_clipping", name, "2026-06-01", text(told))
    found = clashes(language, report(table(*_RESULTS[language])), paper)
    if not expected:
        assert found == []
    else:
        assert any(all(any(e in v for v in values) for e in expected) for values in found)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("晚宴籌得善款逾420萬港元。", [{"HK$4,118,600", "420萬港元"}]),
        ("晚宴籌得善款約420萬港元。", []),
        ("晚宴籌得善款逾410萬港元。", []),
        ("場地獲贊助逾420萬港元的器材。", []),
        ("過去三年籌得善款逾600萬港元。", []),
        ("盼善款破450萬港元。", []),
    ],
)
def test_more_money_than_was_raised(told: str, expected: list[set[str]]) -> None:
    results = report(
        table("指標|目標|實績", "善款總額|HK$4,000,000|HK$4,118,600", "嘉賓|300人|288人")
    )
    paper = source("media_clipping", "新聞稿.docx", "2026-06-01", text(told))
    assert clashes("zh-Hant", results, paper) == expected


def test_of_a_headline_in_words_and_a_sentence_in_digits_the_sentence_is_quoted() -> None:
    results = report(table(*_RESULTS["zh-Hant"]))
    paper = source(
        "media_clipping",
        "新聞稿.docx",
        "2026-06-01",
        text("長輩健檢落幕　逾七千名長輩受檢", "三個月下來，逾7,000名長輩受檢。"),
    )
    assert clashes("zh-Hant", results, paper) == [{"5,912人", "7,000名"}]


@pytest.mark.parametrize(
    ("language", "told", "survey", "values"),
    [
        (
            "en",
            "Eight people at the Trust filled in the form; the mean is 4.6 out of 5.",
            "Six forms came back, mean 4.6 out of 5.",
            {"8", "6"},
        ),
        (
            "zh-Hans",
            "满意度评分表共回收7份，平均4.5分（5分制）。",
            "市场部4人、客服3人、仓储1人，共8份，平均4.5分（满分5分）",
            {"7", "8"},
        ),
        (
            "en",
            "Six people at the Trust filled in the form; the mean is 4.6 out of 5.",
            "Six forms came back, mean 4.6 out of 5.",
            set(),
        ),
    ],
)
def test_how_many_of_the_client_answered(
    language: str, told: str, survey: str, values: set[str]
) -> None:
    form = source(
        "survey", "form.docx", "2026-07-10", text(survey), title="Satisfaction form 满意度"
    )
    found = clashes(language, report(text(told)), form)
    read = [
        {"".join(c for c in v.split("(")[0] if c.isdigit()) or v for v in values}
        for values in found
    ]
    assert read == ([values] if values else [])


@pytest.mark.parametrize(
    ("text_of", "values"),
    [
        ("逾七千名長輩", [Decimal(7000)]),
        ("兩萬餘人次、三成半", [Decimal(20000), Decimal(35)]),
        ("a third of all sales", [Decimal(33)]),
        ("成為第三千名、七成员", []),
    ],
)
def test_round_figures_in_words(text_of: str, values: list[Decimal]) -> None:
    assert [q.value for q in round_figures(text_of)] == values


_ORDER = table("Description|Qty|Unit|Amount", "Coupons|15,000|3.00|45,000", "Total|||45,000")


@pytest.mark.parametrize(
    ("bill", "expected"),
    [
        (("Your PO: PO-0417", "Coupons|16,500|3.00|49,500.00", "TOTAL|||49,500.00"), [{"45,000", "49,500"}]),
        (("Your PO: PO-0417", "Coupons, first half|7,500|3.00|22,500", "TOTAL|||22,500"), []),
        (("Your PO: PO-0417", "Coupons plus VAT|15,000|3.00|45,000", "TOTAL incl. VAT|||54,000"), []),
        (("Your PO: PO-0999", "Posters|100|495.00|49,500", "TOTAL|||49,500"), []),
    ],
)  # fmt: skip
def test_a_suppliers_bill_is_held_against_its_order(
    bill: tuple[str, str, str], expected: list[set[str]]
) -> None:
    head, row, total = bill
    order = source(
        "work_order", "PO-0417.pdf", "2026-04-30", text("PO-0417, 30 April 2026"), _ORDER
    )
    asked = source(
        "invoice", "bill.jpg", "2026-05-20", text(head), table("Item|Qty|Unit|Amount", row, total)
    )
    assert clashes("en", order, asked) == expected


_CONTRACT = source(
    "contract", "合同.pdf", "2026-03-01", text("乙方提供：示范田观摩会14场；短视频24条。")
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("示范田观摩会13场，一场因暴雨取消，经甲方负责人同意不补；短视频24条。", False),
        ("示范田观摩会13场；短视频24条。", True),
    ],
)
def test_a_shortfall_that_was_agreed_is_no_contradiction(told: str, *, expected: bool) -> None:
    data = source("data_report", "数据.xlsx", "2026-07-01", table("项目|数量", "示范田观摩会|13"))
    found = clashes("zh-Hans", _CONTRACT, report(text(told)), data)
    assert bool(found) is expected


@pytest.mark.parametrize(
    ("title", "role"),
    [("執行月報", Role.INTERIM), ("Monthly report", Role.INTERIM), ("結案月報總表", Role.DATA)],
)
def test_a_monthly_report_is_a_moment_on_the_way(title: str, role: Role) -> None:
    made = project("T1", "Trial", "Harbour Trust", "en")
    paper = source("data_report", "x.xlsx", "2026-05-31", table("a|b", "Leads|4"), title=title)
    assert [p.role for p in sort_papers(made, [paper])] == [role]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("本次巡檢共有5,200名長輩受檢。", True),
        ("活動在人口5,200人的小鎮舉行。", False),
        ("現場可容納5,200人。", False),
        ("去年有5,200名長輩受檢。", False),
        ("小鎮共有5,200名居民。", False),
    ],
)
def test_a_notice_speaks_of_the_result_or_of_something_else(line: str, *, told: bool) -> None:
    row = table("指標|目標|實際", "檢測人數|4,500人|4,712人")
    result = source("data_report", "d.xlsx", "2026-07-01", row)
    notice = source("creative", "新聞稿.docx", "2026-07-02", text("【新聞稿】", line))
    found: Any = build(
        project("P1", "Trial", "Harbour Trust", "zh-Hant", currency=None), [result, notice]
    )
    assert bool(found["inconsistencies"]) is told
