"""Settlements summed up from bills: a ledger that names the lines, a sheet for each of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.review.money.cost import cost_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, project, sheet, source

LEDGER = [
    sheet("Budget", "Line|Budget", "Venue|30,000", "Film|22,000", "Staff|9,000", "Total|61,000"),
    sheet(
        "Ledger",
        "Date|Supplier|Line|Net",
        "02/03/2026|Old Mill|Venue|15,000",
        "20/03/2026|Old Mill|Venue|16,450",
        "21/03/2026|Reel|Film|21,300",
        "25/03/2026|Crewline|Staff|9,600",
        "Total|||62,350",
    ),
]
SHEETS = [
    sheet("总表", "工项|预算", "布展|40,000", "印刷|9,000", "合计|49,000"),
    sheet("布展", "厂商|凭证|金额", "木作坊|A1|25,000", "灯光社|A2|16,800"),
    sheet("印刷", "厂商|凭证|金额", "彩艺|B1|8,450"),
]


@pytest.mark.parametrize(
    ("blocks", "whole", "lines"),
    [
        (LEDGER, (61000, 62350), [(30000, 31450), (22000, 21300), (9000, 9600)]),
        (SHEETS, (49000, 50250), [(40000, 41800), (9000, 8450)]),
    ],
)
def test_bills_are_summed_up_by_line(
    blocks: list[Block], whole: tuple[int, int], lines: list[tuple[int, int]]
) -> None:
    papers = [source("settlement", "bills", "2026-06-30", *blocks)]
    found = cost_of(sort_papers(project("T4", "x", "y", "en"), papers))
    assert found.budget
    assert found.actual
    assert (found.budget.value, found.actual.value) == tuple(map(Decimal, whole))
    assert found.actual.computed
    assert [(line.budget, line.actual) for line in found.lines] == [
        (Decimal(b), Decimal(a)) for b, a in lines
    ]
