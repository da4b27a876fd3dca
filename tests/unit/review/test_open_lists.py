"""Lists of open money that say row by row, or line by line, whose money it is."""

from __future__ import annotations

import pytest

from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, items, project, source, table, text

CLIENT = "竹塹文化基金會"
PROJECT = project("T4", "燈會", CLIENT, "zh-Hant", currency="TWD")


def open_money(*blocks: Block) -> list[tuple[str, str, str]]:
    found = outstanding_of(
        sort_papers(PROJECT, [source("settlement", "s", "2026-03-02", *blocks)]), CLIENT
    )
    return [(o.direction, o.party, f"{o.amount:f}") for o in found]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                table(
                    "性質|對象|金額|說明",
                    "應收|竹塹文化基金會 尾款|412,000|等核章",
                    "應收|場地押金（市府應退）|30,000|",
                    "應付|明燈電機行|57,300|發票已到",
                    "應付|阿水伯便當|0|2/20付清",
                )
            ],
            [
                ("receivable", CLIENT, "412000"),
                ("receivable", "場地押金（市府應退）", "30000"),
                ("payable", "明燈電機行", "57300"),
            ],
            id="a column of sides",
        ),
        pytest.param(
            [
                heading("Open items"),
                heading("To be received", 2),
                table(
                    "竹塹文化基金會 last instalment|NT$|412000|after the report",
                    "To be paid||",
                    "Bright Lamps Co.|NT$|57300|hours disputed",
                    "Courier|NT$|900|paid 3 Feb",
                    "Lin taxi|NT$|1280|",
                ),
            ],
            [
                ("receivable", CLIENT, "412000"),
                ("payable", "Bright Lamps Co.", "57300"),
                ("payable", "Lin taxi", "1280"),
            ],
            id="sections without headings of columns",
        ),
    ],
)
def test_each_row_tells_whose_money_it_is(
    blocks: list[Block], expected: list[tuple[str, str, str]]
) -> None:
    assert open_money(*blocks) == expected


def test_a_small_debt_in_words_counts_and_a_credit_does_not() -> None:
    found = open_money(
        text("One evening was dropped; a credit of $1,900 for it is not yet booked."),
        heading("Still open"),
        items("We owe Petra Lind $318.40 postage", "Printers settled, nothing due"),
    )
    assert [amount for *_, amount in found] == ["318.40"]
