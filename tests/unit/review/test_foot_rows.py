"""Rows below the sum of a settlement that say what is still open, for whom, and on which side."""

from __future__ import annotations

import pytest

from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import sort_papers
from archive.review.tables.cells import in_one_line
from tests.support.review_sources import Block, project, source, table

HANT, HANS, EN = "霧台農會", "青禾乳品有限公司", "Pennard Credit Union"


def open_money(client: str, *blocks: Block) -> list[tuple[str, str, str]]:
    papers = sort_papers(
        project("T6", "x", client, "en"), [source("settlement", "s", "2026-03-02", *blocks)]
    )
    return [(o.direction, o.party, f"{o.amount:f}") for o in outstanding_of(papers, client)]


HEAD_HANT = (
    "科目|預算|決算|備註",
    "舞台|320,000|318,000|",
    "主持|80,000|82,000|",
    "合計|400,000|400,000|",
)
HEAD_HANS = ("项目|合同|实际", "搭建|220,000|231,000", "人员|60,000|58,000", "总计|280,000|289,000")
HEAD_EN = (
    "Head|Approved|Spent|Variance",
    "Stand|42,000|43,150|1,150",
    "Film|18,000|17,200|-800",
    "TOTAL|60,000|60,350|350",
)


@pytest.mark.parametrize(
    ("client", "rows", "expected"),
    [
        pytest.param(
            HANT,
            (*HEAD_HANT, "應收 農會第二期|160,000||待核章", "應付：明燈電機行|57,300||", "未付（阿水伯便當）||4,200|"),
            [("receivable", HANT, "160000"), ("payable", "明燈電機行", "57300"), ("payable", "阿水伯便當", "4200")],
            id="names say it, the amount in either column",
        ),
        pytest.param(
            HANS,
            (*HEAD_HANS, "青禾欠尾款|84,000|", "欠 松石搭建|12,400|"),
            [("receivable", HANS, "84000"), ("payable", "松石搭建", "12400")],
            id="who owes stands before, to whom behind",
        ),
        pytest.param(
            EN,
            (*HEAD_EN, "Due from client (2nd instalment)|30,000||30,000", "Still owed to Crane & Co|2,140||"),
            [("receivable", EN, "30000"), ("payable", "Crane & Co", "2140")],
            id="a difference that a formula made is no second amount",
        ),
        pytest.param(
            EN,
            (*HEAD_EN, "Not yet paid|||", "Pennard final bill|24,000||", "Crane & Co|2,140||", "Vans|900||paid 3 Feb"),
            [("receivable", EN, "24000"), ("payable", "Crane & Co", "2140")],
            id="a line announces the rows below it",
        ),
        pytest.param(
            HANT,
            (*HEAD_HANT, "農會尾款|120,000||尚未撥付", "音響 大成|30,000||已付清"),
            [("receivable", HANT, "120000")],
            id="a remark says it",
        ),
        pytest.param(
            HANS,
            (*HEAD_HANS, "应收合同款|280,000|", "已收|196,000|"),
            [("receivable", HANS, "84000")],
            id="what is left of what was due",
        ),
        pytest.param(
            HANS,
            (*HEAD_HANS, "应收合同款|280,000|", "已收|196,000|", "未收|84,000|"),
            [("receivable", HANS, "84000")],
            id="the rest is named",
        ),
        pytest.param(
            HANS,
            (*HEAD_HANS, "未付 松石搭建|12,400|", "未付 白鹭摄影|9,800|", "未付合计|22,200|"),
            [("payable", "松石搭建", "12400"), ("payable", "白鹭摄影", "9800")],
            id="the sum of what is open is no debt of its own",
        ),
        pytest.param(
            EN,
            (HEAD_EN[0], *HEAD_EN[1:3], "Outstanding from client|30,000||", "Payable: Crane & Co|2,140||"),
            [("receivable", EN, "30000"), ("payable", "Crane & Co", "2140")],
            id="no sum above them",
        ),
        pytest.param(
            HANT,
            ("科目|預算（萬元）|決算（萬元）", "舞台|32|31.8", "主持|8|8.2", "合計|40|40", "應收尾款|12|"),
            [("receivable", HANT, "120000")],
            id="in the unit of the column",
        ),
        pytest.param(
            HANS,
            (*HEAD_HANS, "结余|-9,000|", "税金6%|16,800|", "应付总额|296,800|", "已收款|196,000|"),
            [],
            id="balances, taxes and what came are no debts",
        ),
        pytest.param(
            EN,
            (*HEAD_EN, "Contingency not used|1,000||", "Receivable|60,000||", "Margin|4,500||"),
            [],
            id="the price itself is no debt",
        ),
    ],
)  # fmt: skip
def test_rows_below_the_sum_say_what_is_open(
    client: str, rows: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    assert open_money(client, table(*rows)) == expected


def test_a_list_of_what_was_spent_may_end_in_what_is_open() -> None:
    rows = table(
        "Supplier|Amount", "Stand|43,150", "Film|17,200", "Total|60,350", "Due to Crane & Co|2,140"
    )
    assert open_money(EN, rows) == [("payable", "Crane & Co", "2140")]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("Signs reprinted", "", "unpaid – “queried”"), "Signs reprinted, unpaid – “queried”"),
        (("第二期", "待核章"), "第二期，待核章"),
    ],
)
def test_words_of_several_cells_have_the_comma_of_their_script(
    parts: tuple[str, ...], line: str
) -> None:
    assert in_one_line(parts) == line
