"""Sheets of open money whose name says in plain words who owes, or only that the client pays."""

from __future__ import annotations

import pytest

from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, heading, project, source, table


def open_money(client: str, language: str, *blocks: Block) -> list[tuple[str, str, str]]:
    about = project("W1", "書展", client, language)
    papers = sort_papers(about, [source("settlement", "s", "2026-03-02", *blocks)])
    return [(o.direction, o.party, f"{o.amount:f}") for o in outstanding_of(papers, client)]


@pytest.mark.parametrize(
    ("client", "language", "blocks", "expected"),
    [
        pytest.param(
            "Larkhill Library",
            "en",
            [
                heading("Owing"),
                table("To|For|€", "Pine & Daughters|shelves|3,150", "J. Moss|train fares|84"),
            ],
            [("payable", "Pine & Daughters", "3150"), ("payable", "J. Moss", "84")],
            id="owing, and a heading that is only a currency",
        ),
        pytest.param(
            "淡水文學館",
            "zh-Hant",
            [
                heading("我們欠的"),
                table("對象|事由|沒給", "榕樹印刷行|加印手冊|9,400", "阿蘭老師|代墊車資|760"),
            ],
            [("payable", "榕樹印刷行", "9400"), ("payable", "阿蘭老師", "760")],
            id="what we owe, in a column of what was not given",
        ),
        pytest.param(
            "宁波北仑书店有限公司",
            "zh-Hans",
            [
                heading("欠我们的"),
                table("单位|金额|备注", "宁波北仑书店有限公司|52,000|等盖章", "茶歇退费|1,100|"),
            ],
            [
                ("receivable", "宁波北仑书店有限公司", "52000"),
                ("receivable", "宁波北仑书店有限公司", "1100"),
            ],
            id="what is owed to us",
        ),
        pytest.param(
            "Larkhill Library",
            "en",
            [
                heading("Suppliers"),
                table("Supplier|Invoiced|Not yet paid", "Pine & Daughters|9,150|3,150"),
            ],
            [("payable", "Pine & Daughters", "3150")],
            id="a column of what is not yet paid is none of what was paid",
        ),
    ],
)
def test_a_sheet_says_who_owes_in_plain_words(
    client: str, language: str, blocks: list[Block], expected: list[tuple[str, str, str]]
) -> None:
    assert open_money(client, language, *blocks) == expected


@pytest.mark.parametrize(
    ("client", "language", "sheet", "rows"),
    [
        (
            "宁波北仑书店有限公司",
            "zh-Hans",
            "北仑付款",
            ("期|应付|已付|日期|说明", "30%|60000|60000|2026-01-05|清", "70%|140000|0||等盖章"),
        ),
        (
            "淡水文學館",
            "zh-Hant",
            "文學館付款",
            ("期|應付|已付|日期|說明", "30%|60000|60000|2026-01-05|清", "70%|140000|0||等用印"),
        ),
        (
            "Larkhill Library",
            "en",
            "Larkhill payments",
            ("Part|Due|Paid|On|State", "30%|60000|60000|2026-01-05|in", "70%|140000|0||later"),
        ),
    ],
)
def test_what_is_named_for_the_clients_payments_comes_in(
    client: str, language: str, sheet: str, rows: tuple[str, ...]
) -> None:
    found = open_money(client, language, heading(sheet), table(*rows))

    assert found == [("receivable", client, "140000")]


def test_payments_named_for_somebody_else_go_out() -> None:
    found = open_money(
        "Larkhill Library",
        "en",
        heading("Pine payments"),
        table("Part|Due|Paid|On|State", "30%|600|600|2026-01-05|in", "70%|1400|0||later"),
    )

    assert [(side, amount) for side, _, amount in found] == [("payable", "1400")]


@pytest.mark.parametrize(
    ("heads", "rows", "expected"),
    [
        ("Supplier|Payable|Paid", ("Pine & Daughters|9,150|6,000", "J. Moss|84|84"), "3150"),
        ("Supplier|Amount due|Paid to date", ("Pine & Daughters|700|", "J. Moss|84|84"), "700"),
        (
            "Supplier|Payable|Paid|State",
            ("Pine & Daughters|9,150|6,000|", "J. Moss|84||settled in cash"),
            "3150",
        ),
        ("Supplier|To pay|Paid|Balance", ("Pine & Daughters|9,150|6,000|3,150",), "3150"),
    ],
)
def test_of_what_is_payable_what_was_paid_of_it_is_taken_off(
    heads: str, rows: tuple[str, ...], expected: str
) -> None:
    found = open_money("Larkhill Library", "en", heading("Suppliers"), table(heads, *rows))

    assert found == [("payable", "Pine & Daughters", expected)]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("Supplier|Invoiced|Paid|Payable", ("Pine & Daughters|9,150|6,000|3,150", "J. Moss|84|84|0")),
        ("Supplier|Paid|Payable", ("Pine & Daughters|2,000|3,150", "J. Moss|84|0")),
        ("Supplier|Payable|Paid", ("Pine & Daughters|3,150|6,000", "J. Moss|0|84")),
        ("Supplier|Outstanding|Paid", ("Pine & Daughters|3,150|2,000", "J. Moss|0|84")),
    ],
)  # fmt: skip
def test_what_is_payable_still_is_left_as_it_is(heads: str, rows: tuple[str, ...]) -> None:
    found = open_money("Larkhill Library", "en", heading("Suppliers"), table(heads, *rows))

    assert found == [("payable", "Pine & Daughters", "3150")]
