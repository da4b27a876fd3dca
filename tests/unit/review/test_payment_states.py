"""How rows of settlements, ledgers and lists of invoices say what has not been paid, and of which amount."""

from __future__ import annotations

import pytest

from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, mail_field, project, sheet, source, table, text

HANT, HANS, EN = "霧台農會", "青禾乳品有限公司", "Pennard Credit Union"


def open_money(
    client: str, *blocks: Block, kind: str = "settlement", name: str = "s"
) -> list[tuple[str, str, str]]:
    papers = sort_papers(
        project("T7", "x", client, "en"), [source(kind, name, "2026-03-02", *blocks)]
    )
    return [
        (o.direction, o.party, f"{o.amount.normalize():f}") for o in outstanding_of(papers, client)
    ]


@pytest.mark.parametrize(
    ("client", "blocks", "expected"),
    [
        pytest.param(
            HANS,
            [table("科目|预算|实际|付款情况", "舞台|32,000|31,800|未付", "音响|8,000|8,200|已付70%",
                   "花艺|3,000|3,000|已付清",
                   "交通|2,000|1,900|尾款待付", "合计|45,000|44,900|")],
            [("payable", "舞台", "31800"), ("payable", "音响", "2460")],
            id="the state of a line of costs",
        ),
        pytest.param(
            HANS,
            [table("费用|预估|决算|收款单位|结清否", "物料|74,000|69,800|墨香图文|余款8900未付",
                   "差旅|86,000|90,430||是",
                   "合计|160,000|160,230||", "客户回款：已收110000 余50000 验收后付||||")],
            [("payable", "墨香图文", "8900"), ("receivable", HANS, "50000")],
            id="a column of whom, and a sentence in a row of its own",
        ),
        pytest.param(
            HANT,
            [table("大項|編列|執行|付款", "燈光|120,000|118,000|V", "攝影|60,000|60,000|X", "總計|180,000|178,000|")],
            [("payable", "攝影", "60000")],
            id="ticks",
        ),
        pytest.param(
            HANT,
            [sheet("明燈電機", "日期|品名|未稅|稅|含稅|付款",
                   "115/1/18|燈組|300,000|15,000|315,000|已付200,000，餘115,000待付"),
             sheet("阿水伯便當", "日期|品名|未稅|稅|含稅|付款", "115/1/20|餐盒|18,000|900|18,900|未付，月底結")],
            [("payable", "明燈電機", "115000"), ("payable", "阿水伯便當", "18900")],
            id="a sheet for each supplier, with tax",
        ),
        pytest.param(
            HANT,
            [sheet("請款", "期別|估驗款|扣保留款5%|實撥|撥款日|狀態", "一|800,000|40,000|760,000|115/01/20|已入帳",
                   "二|600,000|30,000|570,000||發票已送，未撥", "保留款|||70,000||驗收合格，未入帳")],
            [("receivable", HANT, "570000"), ("receivable", HANT, "70000")],
            id="what is kept back of an instalment",
        ),
        pytest.param(
            EN,
            [table("Ledger|Account|Doc|Amount|Paid|Open|Bucket",
                   "Sales|Pennard Credit Union|S-12|30,000|0|30,000|Current",
                   "Purchase|Crane & Co|C-7|8,200|5,740|2,460|31-60", "Purchase|Otter Vans|O-1|900|900|0|-")],
            [("receivable", EN, "30000"), ("payable", "Crane & Co", "2460")],
            id="two ledgers in one list",
        ),
        pytest.param(
            HANS,
            [table("类型|单位|金额|状态", "客户|青禾乳品 二期|88,000|未到账", "供应商|松石搭建|12,400|未付",
                   "供应商|白鹭摄影|9,800|已付")],
            [("receivable", HANS, "88000"), ("payable", "松石搭建", "12400")],
            id="whose it is, and how it stands",
        ),
        pytest.param(
            EN,
            [sheet("Open items", "Who|What|GBP|Comment",
                   "Pennard Credit Union|3rd instalment|18,400|not paid, reminder sent",
                   "Crane & Co|10% held back|578|until the claim is agreed", "Otter Vans|hire|0|paid 3 Nov")],
            [("receivable", EN, "18400"), ("payable", "Crane & Co", "578")],
            id="a list that is headed open",
        ),
        pytest.param(
            HANT,
            [text("農會第二張單出咗，先過咗125,000，仲爭我哋100,000。"), text("我哋爭大成舞台42,750，張發票有錯。")],
            [("receivable", HANT, "100000"), ("payable", "", "42750")],
            id="owed, in Cantonese",
        ),
        pytest.param(
            HANS,
            [text("二期300,000本来1月31日该付，现在还没到；松石搭建余24,000月底付。")],
            [("receivable", HANS, "300000"), ("payable", "", "24000")],
            id="a counter that begins a word is no unit",
        ),
    ],
)  # fmt: skip
def test_what_is_open(
    client: str, blocks: list[Block], expected: list[tuple[str, str, str]]
) -> None:
    assert open_money(client, *blocks) == expected


def test_an_export_of_accounts_counts_whatever_it_was_filed_as() -> None:
    rows = table("Account|Doc|Amount|Open", "Crane & Co|C-7|8,200|2,460", "Otter Vans|O-1|900|0")
    assert open_money(EN, rows, kind="data_report", name="aged_creditors.csv") == [
        ("payable", "Crane & Co", "2460")
    ]
    assert open_money(EN, rows, kind="data_report", name="opens by segment.csv") == []


def test_a_mail_between_colleagues_is_none_of_the_clients() -> None:
    fields = [
        mail_field("From: Max Hale <max@kitebrook.example>"),
        mail_field("To: Uma Roy <uma@kitebrook.example>"),
    ]
    told = text(
        "The final account, which the board looks at in May, and our finance has closed.",
        "The retention of 18,400 has not been released yet. We still owe Crane & Co 578.",
    )
    assert [amount for *_, amount in open_money(EN, *fields, told)] == ["18400", "578"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Supplier|0-30|31-60|61-90|Total", "Crane & Co|0|2,140|0|2,140", "Otter Vans|900|0|0|900",
         "Total|900|2,140|0|3,040"),
        ("Supplier|Current|30 days|60 days|90+", "Crane & Co||1,140|1,000|", "Otter Vans|900|||",
         "Total|900|1,140|1,000|"),
    ],
)  # fmt: skip
def test_debts_by_age_are_their_sum(rows: tuple[str, ...]) -> None:
    assert open_money(EN, sheet("Aged payables", *rows)) == [
        ("payable", "Crane & Co", "2140"), ("payable", "Otter Vans", "900"),
    ]  # fmt: skip


def test_a_remark_on_both_sides_tells_them_apart() -> None:
    note = "备注：客户尾款66,000元尚未到账，供应商松石搭建12,400元待付|||"
    rows = table(
        "项目|预算|决算|差额", "搭建|220,000|231,000|11,000", "合计|220,000|231,000|11,000", note
    )
    assert open_money(HANS, rows) == [("receivable", HANS, "66000"), ("payable", "", "12400")]
