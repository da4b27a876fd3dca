"""Amounts in two currencies: each keeps its own, and none is taken from another."""

from __future__ import annotations

from collections.abc import Mapping

from archive.exports.review_charts import cost_chart
from archive.exports.review_words import ReviewWords
from archive.review.content import cost_part
from archive.review.money.cost import cost_of
from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.citations import Json
from tests.support.review_sources import Block, project, source, table, text

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
