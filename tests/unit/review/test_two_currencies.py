"""Amounts in two currencies: each keeps its own, and none is taken from another."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from archive.exports.review_charts import cost_chart
from archive.exports.review_words import ReviewWords
from archive.review.compose import build
from archive.review.content import cost_part
from archive.review.money.cost import cost_of
from archive.review.money.outstanding import outstanding_of
from archive.review.outcome import outcome_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.citations import Json
from tests.support.review_sources import Block, project, sheet, source, table, text

PROJECT = project("T8", "Harbour week", "Client", "en", currency="USD")


def part(*blocks: Block) -> Json:
    papers = sort_papers(PROJECT, [source("settlement", "s.xlsx", "2026-07-01", *blocks)])
    cost = cost_of(papers)
    return cost_part(cost, cost.budget, outstanding_of(papers, "Client"), cost.currency)


def own(found: Mapping[str, object]) -> tuple[object, object]:
    return found.get("currency"), found.get("budget_currency")


def test_a_line_keeps_the_currency_of_each_side() -> None:
    lines = part(
        table(
            "Item|Budget|Actual",
            "Pavilion|NT$120,000|US$3,900",
            "Posters|US$800|US$760",
            "Freight|HK$9,000|HK$9,400",
        )
    )["lines"]
    assert [own(line) for line in lines] == [(None, "TWD"), (None, None), ("HKD", None)]


def test_two_currencies_are_not_summed_nor_drawn() -> None:
    found = part(
        table("Item|Budget|Actual", "Pavilion|NT$120,000|US$3,900", "Posters|NT$8,000|US$260")
    )
    assert (found["budget_total"], found["actual_total"]) == (None, None)
    assert cost_chart(ReviewWords("en"), found["lines"]) is None


def test_an_open_amount_keeps_its_currency() -> None:
    found = part(
        text("Accounts payable"),
        table(
            "Supplier|Amount payable|Status",
            "Alder Stages|NT$45,000|unpaid",
            "Birch Print|US$610|unpaid",
        ),
    )["outstanding"]
    assert [(o["amount"], o.get("currency")) for o in found] == [("45000", "TWD"), ("610", None)]


def test_a_target_in_one_currency_is_neither_met_nor_missed_in_another() -> None:
    (found,) = build(
        PROJECT,
        [
            source("data_report", "d.docx", "2026-07-01",
                   table("Metric|Target|Actual", "Ticket sales|HK$1,200,000|US$168,000"))
        ],
    )["metrics"]  # fmt: skip
    assert (found["target"], found["actual"], found["met"]) == ("1200000", "168000", None)


def test_an_aside_in_another_currency_is_not_the_currency_of_the_costs() -> None:
    found = build(
        project("T7", "Tide week", "Client", "en"),
        [
            source("settlement", "s.xlsx", "2026-07-01",
                   table("Item|Budget|Actual", "Posters|800|760", "Total|800|760"),
                   text("Testers were paid TWD 900 in cash.")),
            source("contract", "c.docx", "2026-01-02", text("The total fee is US$900."),
                   text("US$450 is due on signature and US$450 on acceptance.")),
        ],
    )["cost"]  # fmt: skip
    assert (found["actual_total"], found["currency"]) == ("760", "USD")


# ------------------------------------------------------------------ totals, sums, differences
def cost_in(language: str, *blocks: Block, currency: str | None = None) -> Json:
    paper = source("settlement", "s.xlsx", "2026-07-01", *blocks, language=language)
    papers = sort_papers(project("T9", "Week", "Client", language, currency=currency), [paper])
    cost = cost_of(papers)
    return cost_part(cost, cost.budget, outstanding_of(papers, "Client"), cost.currency)


def totals(found: Json) -> tuple[object, object, object]:
    return found["budget_total"], found["actual_total"], found["computed"]


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("en", ("Item|Budget|Actual", "Hall|NT$120,000|NT$118,000", "Ads|US$800|US$760",
                "Total|NT$120,000 + US$800|NT$118,000 + US$760")),
        ("zh-Hant", ("項目|預算|實際", "場地|NT$120,000|NT$118,000", "廣告|US$800|US$760",
                     "合計|NT$120,000／US$800|NT$118,000／US$760")),
        ("zh-Hans", ("项目|预算|实际", "场地|￥120,000|￥118,000", "印刷|￥9,000|￥8,000", "广告|US$800|US$760",
                     "素材|US$200|US$240", "人民币合计|129,000|126,000", "美元合计|1,000|1,000")),
        ("en", ("Item|Currency|Budget|Actual", "Hall|TWD|120,000|118,000", "Ads|USD|800|760",
                "Total||120,800|118,760")),
        ("zh-Hant", ("項目|幣別|預算|實際", "場地|新台幣|120,000|118,000", "廣告|美元|800|760")),
        ("zh-Hans", ("项目|预算|实际", "场地|120,000|118,000", "广告|US$800|US$760")),
    ],
)  # fmt: skip
def test_a_total_of_two_currencies_is_no_figure(language: str, rows: tuple[str, ...]) -> None:
    found = cost_in(language, table(*rows))
    assert totals(found) == (None, None, [])
    assert found["lines"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("Hall: budget NT$120,000, actual NT$118,000.", "Ads: budget US$800, actual US$760.")),
        ("zh-Hant", ("場地：預算NT$120,000，實支NT$118,000。", "廣告：預算US$800，實支US$760。")),
        ("zh-Hans", ("场地：预算￥120,000，实际￥118,000。", "广告：预算US$800，实际US$760。")),
    ],
)  # fmt: skip
def test_lines_told_in_two_currencies_are_not_added(language: str, lines: tuple[str, ...]) -> None:
    found = cost_in(language, text(*lines))
    assert totals(found) == (None, None, [])
    assert [own(line)[0] for line in found["lines"]][1] == "USD"


def test_a_total_in_each_currency_keeps_the_one_of_the_lines() -> None:
    found = cost_in(
        "en",
        table("Item|Budget|Actual", "Hall|HK$900|HK$950", "Crew|HK$300|HK$250",
              "Total|HK$1,200|HK$1,200", "Total (US$)|154|154"),
    )  # fmt: skip
    assert totals(found) == ("1200", "1200", [])


def test_the_first_line_may_name_the_currency_of_all() -> None:
    found = cost_in("en", table("Item|Budget|Actual", "Hall|£1,200|£1,180", "Ads|800|760"))
    assert totals(found) == ("2000", "1940", ["budget_total", "actual_total"])


def test_a_budget_in_another_currency_is_told_apart_and_compared_with_nothing() -> None:
    found = cost_in(
        "en",
        table("Item|Budget (NT$)|Actual (US$)", "Hall|120,000|3,900", "Ads|8,000|260",
              "Total|128,000|4,160"),
    )  # fmt: skip
    assert totals(found) == ("128000", "4160", [])
    assert own(found) == ("USD", "TWD")
    assert outcome_of({"cost": found}).over is None


def test_units_may_differ_from_column_to_column_and_from_cell_to_cell() -> None:
    for rows in (
        ("项目|预算（万元）|实际（元）", "场地|12|118,000", "广告|8|79,000", "合计|20|197,000"),
        ("项目|预算|实际", "场地|12万|118,000元", "广告|8万|7.9万", "合计|20万|197,000元"),
        ("Item|Budget|Actual", "Hall|£120k|£118,000", "Ads|£80k|£79k", "Total|£200k|£197,000"),
        ("項目|預算（千元）|實支（萬元）", "場地|120|11.8", "廣告|80|7.9", "合計|200|19.7"),
    ):
        assert totals(cost_in("zh-Hans", table(*rows))) == ("200000", "197000", [])


def test_no_difference_is_taken_between_two_currencies_of_an_open_amount() -> None:
    found = cost_in(
        "en",
        text("Accounts payable"),
        table("Supplier|Billed|Paid", "Alder|NT$45,000|US$300", "Birch|US$610|US$110"),
    )["outstanding"]
    assert [(o["party"], o["amount"]) for o in found] == [("Birch", "500")]


def test_a_bill_in_another_currency_is_summed_with_none() -> None:
    book = source(
        "settlement", "b.xlsx", "2026-07-01",
        sheet("Budget", "Item|Budget", "Staging|NT$9,000", "Film|NT$7,000", "Total|NT$16,000"),
        sheet("Bills", "Bill|Line|Amount", "A|Staging|NT$5,000", "B|Staging|US$120", "C|Film|NT$6,800",
              "D|Film|NT$100"),
    )  # fmt: skip
    papers = sort_papers(project("T9", "Week", "Client", "en"), [book])
    assert cost_of(papers).actual is None


def test_a_line_copied_in_another_currency_is_no_slip() -> None:
    rows = ("Item|Budget|Actual", "Hall|HK$900|HK$950", "Crew|HK$300|HK$250", "Film|HK$700|HK$720")
    copied = (rows[0], rows[1], rows[2], "Film|US$90|US$92")
    review = build(
        project("T9", "Week", "Client", "en"),
        [source("settlement", "s.xlsx", "2026-07-01", table(*rows)),
         source("final_report", "r.docx", "2026-07-02", table(*copied))],
    )  # fmt: skip
    assert review["inconsistencies"] == []
