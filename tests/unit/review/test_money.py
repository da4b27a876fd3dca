"""Cost by line, totals, and what is still outstanding."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.money.cost import Cost, cost_of
from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import Papers, sort_papers
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, sheet, source, table, text

PROJECT = project("T1", "試辦專案", "海風基金會", "zh-Hant", currency="TWD")


def papers(*sources: Source) -> Papers:
    return sort_papers(PROJECT, sources)


def settlement(*blocks: Block) -> Source:
    return source("settlement", "s.xlsx", "2026-07-01", *blocks)


def cost(*sources: Source) -> Cost:
    return cost_of(papers(*sources))


def lines(found: Cost) -> list[tuple[str, str | None, str | None]]:
    def say(value: Decimal | None) -> str | None:
        return None if value is None else str(value)

    return [(line.item, say(line.budget), say(line.actual)) for line in found.lines]


@pytest.mark.parametrize(
    ("rows", "expected", "totals"),
    [
        (("科目|預算|實支|差異", "場租|80,000|78,500|1,500", "合計|80,000|78,500|1,500"),
         [("場租", "80000", "78500")], ("80000", "78500")),
        (("费用类别|核准预算（万元）|实际列支（万元）", "差旅|12.5|11.8", "总计|12.5|11.8"),
         [("差旅", "125000.0", "118000.0")], ("125000.0", "118000.0")),
        (("Category|Plan (US$K)|Actuals (US$K)", "Talent|40|44", "Studio|10|-", "Total|50|44"),
         [("Talent", "40000", "44000"), ("Studio", "10000", "0")], ("50000", "44000")),
        (("項目 Item|預算 Budget|實際 Actual", "布展 Booths|HK$9,000|HK$9,900", "總額 Total|HK$9,000|HK$9,900"),
         [("布展 Booths", "9000", "9900")], ("9000", "9900")),
    ],
)  # fmt: skip
def test_lines_and_totals_are_copied(
    rows: tuple[str, ...],
    expected: list[tuple[str, str | None, str | None]],
    totals: tuple[str, str],
) -> None:
    found = cost(settlement(sheet("決算", *rows)))
    assert lines(found) == expected
    assert found.budget is not None
    assert found.actual is not None
    assert (str(found.budget.value), str(found.actual.value)) == totals
    assert not found.budget.computed


def test_sub_totals_are_neither_lines_nor_totals() -> None:
    found = cost(
        settlement(
            sheet(
                "S",
                "科目|預算|實支",
                "音響|10|11",
                "燈光|20|22",
                "小計|30|33",
                "保險|5|5",
                "總計|35|38",
            )
        )
    )
    assert [line.item for line in found.lines] == ["音響", "燈光", "保險"]
    assert found.actual is not None
    assert found.actual.value == 38


def test_a_total_nobody_wrote_is_summed_and_says_so() -> None:
    found = cost(settlement(sheet("S", "科目|預算|實支", "音響|10|11", "燈光|20|22")))
    assert found.budget is not None
    assert found.budget.computed
    assert found.budget.value == 30
    assert len(found.budget.evidence) == 2


def test_finance_is_believed_before_the_report() -> None:
    told = source(
        "final_report",
        "r.docx",
        "2026-06-20",
        table("科目|預算|實際支出", "場租|80|70", "合計|80|70"),
    )
    found = cost(told, settlement(sheet("S", "科目|預算|實支", "場租|80|78", "合計|80|78")))
    assert found.actual is not None
    assert found.actual.value == 78


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("本案實際支出1,284,600元，餘額繳回。", "1284600"),
        ("全案总费用为人民币86.4万元。", "864000.0"),
        ("Total spend came to £92,310 in the end.", "92310"),
    ],
)
def test_where_no_table_has_it_a_sentence_may(sentence: str, value: str) -> None:
    found = cost(source("final_report", "r.docx", "2026-06-20", text(sentence)))
    assert found.actual is not None
    assert str(found.actual.value) == value
    assert found.lines == ()


def test_what_was_spent_without_a_budget_takes_the_quoted_prices() -> None:
    quote = source(
        "quotation",
        "q.xlsx",
        "2026-03-01",
        sheet("報價", "項目|數量|金額", "場租|1|80,000", "短片|2|60,000"),
    )
    found = cost(
        quote,
        settlement(
            sheet("決算", "費用科目|實付金額", "場租|82,000", "短片|55,000", "合計|137,000")
        ),
    )
    assert lines(found) == [("場租", "80000", "82000"), ("短片", "60000", "55000")]


def test_two_currencies_are_not_added_up() -> None:
    found = cost(
        settlement(sheet("S", "Item|Budget|Actual", "Hall|US$100|US$120", "Crew|HK$900|HK$950"))
    )
    assert found.actual is None
    assert found.budget is None


def test_nothing_told_is_nothing_known() -> None:
    found = cost(source("minutes", "m.txt", "2026-05-01", text("大家都到了。")))
    assert (found.budget, found.actual, found.lines) == (None, None, ())


# ------------------------------------------------------------------ outstanding
def open_amounts(*blocks: Block) -> list[tuple[str, str, str]]:
    found = outstanding_of(papers(settlement(*blocks)), "海風基金會")
    return [(o.party, str(o.amount), o.direction) for o in found]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("供應商|事由|未付金額", "青石印務|尾款|12,300", "合計||12,300"),
            [("青石印務", "12300", "payable")],
        ),
        (
            ("Supplier|For|Balance owed", "Loom Films|reshoot|6,200", "Print Co||0"),
            [("Loom Films", "6200", "payable")],
        ),
        (
            ("收款方|合同额|已付|未付款", "北辰搭建|90,000|60,000|30,000"),
            [("北辰搭建", "30000", "payable")],
        ),
    ],
)
def test_what_suppliers_are_owed(
    rows: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    assert open_amounts(sheet("應付", *rows)) == expected


@pytest.mark.parametrize(
    "rows",
    [
        (
            "期別|金額|發票號碼|入帳日",
            "第一期|300,000|AB-1|2026-04-02",
            "第二期|200,000|未開立|待驗收",
        ),
        ("款项|应收金额|实收金额|到账日期", "首款|300,000|300,000|2026-04-02", "尾款|200,000|0|"),
        (
            "Invoice|Amount|Issued|Paid on",
            "A-1|300,000|2 Apr 2026|20 Apr 2026",
            "A-2|200,000|30 Jun 2026|outstanding",
        ),
        (
            "Instalment|Due|Received|Date received",
            "First|300,000|300,000|2026-04-02",
            "Last|200,000|0|",
        ),
    ],
)
def test_what_the_client_owes(rows: tuple[str, ...]) -> None:
    assert open_amounts(sheet("收款 Receipts", *rows)) == [("海風基金會", "200000", "receivable")]


def test_a_part_payment_leaves_the_rest_open() -> None:
    rows = ("款项|应收金额|实收金额", "尾款|200,000|150,000")
    assert open_amounts(sheet("回款", *rows)) == [("海風基金會", "50000", "receivable")]


def test_a_sentence_tells_it_where_no_table_does() -> None:
    told = source("retrospective", "r.docx", "2026-07-01", text("尾款18.6万元尚未开票。"))
    (found,) = outstanding_of(papers(told), "海風基金會")
    assert (found.party, str(found.amount)) == ("海風基金會", "186000.0")
