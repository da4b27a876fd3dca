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


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                heading("收款進度"),
                table(
                    "期別|金額|收款日|備註",
                    "第一期|120,000|2026-01-12|",
                    "第二期|80,000||免收（主辦改由場館贊助）",
                    "第三期|60,000||",
                ),
            ],
            ["60000"],
            id="no day of receipt, and a remark",
        ),
        pytest.param(
            [
                heading("Client receipts"),
                table(
                    "Instalment|Amount|Status",
                    "First|120000|Received",
                    "Late fee|5000|Waived 4 March 2026",
                    "Second|80000|Unpaid",
                    "Third|9000|Half waived, half outstanding",
                    "Fourth|7000|Not waived, unpaid",
                ),
            ],
            ["80000", "9000", "7000"],
            id="a state of its own, in part, and not",
        ),
        pytest.param(
            [
                heading("應收帳款"),
                table(
                    "項目|金額|是否付款|說明",
                    "加班費|18,000|否|客戶婉拒，已豁免",
                    "尾款|96,000|否|等核章",
                    "修改費|12,000|否|客戶要求免收",
                ),
            ],
            ["96000", "12000"],
            id="not paid, and why",
        ),
        pytest.param(
            [
                heading("應收帳款"),
                table("項目|未收金額|備註", "場勘費|4,000|減免", "尾款|96,000|"),
            ],
            ["96000"],
            id="a column of what is open",
        ),
        pytest.param(
            [
                heading("Client receipts"),
                table(
                    "Instalment|Invoiced|Received|Remark",
                    "First|120,000|120,000|",
                    "Storage|4,000|0|written off",
                    "Second|80,000|30,000|",
                ),
            ],
            ["50000"],
            id="billed beside received",
        ),
        pytest.param(
            [
                table(
                    "性質|對象|金額|說明",
                    "應收|竹塹文化基金會 尾款|412,000|等核章",
                    "應收|竹塹文化基金會 改稿費|6,000|不再收取",
                    "應付|明燈電機行|57,300|發票已到",
                )
            ],
            ["412000", "57300"],
            id="a column of sides",
        ),
        pytest.param(
            [
                heading("To be received", 2),
                table(
                    "竹塹文化基金會 last instalment|NT$|412000|after the report",
                    "竹塹文化基金會 late fee|NT$|3000|waived",
                ),
            ],
            ["412000"],
            id="lines below a heading",
        ),
    ],
)
def test_what_was_waived_is_owed_no_more(blocks: list[Block], expected: list[str]) -> None:
    assert [amount for _, _, amount in open_money(*blocks)] == expected
