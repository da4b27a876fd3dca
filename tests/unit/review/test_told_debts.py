"""Open money told outside tables: notes under a settlement, mails that ask for money, lists with a line above."""

from __future__ import annotations

from datetime import date

import pytest

from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import (
    Block,
    heading,
    items,
    mail_field,
    project,
    sheet,
    source,
    table,
    text,
)

HANT, HANS, EN = "晴川藥局", "海棠乳业有限公司", "Fernhill Dental Group"
Open = list[tuple[str, str, str]]


def open_money(client: str, class_key: str, day: str, *blocks: Block) -> Open:
    papers = sort_papers(
        project("T8", "x", client, "en", ended=date(2026, 6, 30)),
        [source(class_key, "paper", day, *blocks)],
    )
    return [(o.direction, o.party, f"{o.amount:f}") for o in outstanding_of(papers, client)]


MAIL_HANT = (
    mail_field("Subject: 未結款項"),
    text("佩珊：", "這案還有三筆沒付，麻煩月底前補件："),
    items(
        "一、河畔印刷 型錄加印 38,400元，等發票",
        "二、小島音響 租金尾款 27,500 元",
        "三、工讀生保險費 3,260元，還缺名冊",
    ),
)
MAIL_EN = (
    mail_field("Subject: Fernhill - who still needs paying"),
    text(
        "We have not yet paid Otter Vans (£1,430, hire of two vans) or Pixel & Pine (£880.50 for retouching). "
        "Fernhill have paid everything except the last £12,600, which is due on sign-off."
    ),
)


@pytest.mark.parametrize(
    ("client", "blocks", "expected"),
    [
        pytest.param(
            HANT,
            MAIL_HANT,
            [
                ("payable", "河畔印刷 型錄加印", "38400"),
                ("payable", "小島音響 租金尾款", "27500"),
                ("payable", "工讀生保險費", "3260"),
            ],
            id="a list below a line",
        ),
        pytest.param(
            EN,
            MAIL_EN,
            [("payable", "", "1430"), ("payable", "", "880.50"), ("receivable", EN, "12600")],
            id="joined amounts and all but the last",
        ),
        pytest.param(
            HANS,
            (text("贵司尚有尾款186,000元未支付，按合同应于6月15日前付清，烦请安排。"),),
            [("receivable", HANS, "186000")],
            id="a reminder to the client",
        ),
    ],
)
def test_a_late_mail_tells_what_is_open(
    client: str, blocks: tuple[Block, ...], expected: Open
) -> None:
    assert open_money(client, "other", "2026-06-20", *blocks) == expected
    assert open_money(client, "other", "2026-02-20", *blocks) == []  # may have been paid since


@pytest.mark.parametrize(
    ("client", "blocks", "expected"),
    [
        pytest.param(
            HANS,
            (
                text(
                    "应收：海棠乳业二期款66,000元未到账；海棠乳业布展费9,000元。",
                    "应付：青松搭建尾款12,400元（等验收）、白鹭摄影9,800元（发票未到）。",
                ),
            ),
            [
                ("receivable", HANS, "66000"),
                ("receivable", HANS, "9000"),
                ("payable", "青松搭建尾款", "12400"),
                ("payable", "白鹭摄影", "9800"),
            ],
            id="labels hold for their whole sentence",
        ),
        pytest.param(
            EN,
            (
                text(
                    "Payable: Kite Films £7,450 (invoice not received); Otter Vans £1,430 (invoice received)"
                ),
            ),
            [("payable", "Kite Films", "7450"), ("payable", "Otter Vans", "1430")],
            id="an invoice that came or not is no payment",
        ),
        pytest.param(
            HANT,
            (heading("未付清單"), items("立光燈具 5,200元", "押金 3,000元已退回", "合計 8,200元")),
            [("payable", "立光燈具", "5200")],
            id="a heading, what came back, and the sum",
        ),
        pytest.param(
            HANT,
            (text("履約保證金20,000元尚未退回。", "廠商款項已全部付清。"),),
            [("receivable", "", "20000")],
            id="a deposit to come back",
        ),
        pytest.param(
            HANS,
            (text("客户尾款96,000元未付，其中要扣减违约金8,000元，双方还在谈。"),),
            [("receivable", HANS, "96000")],
            id="a deduction in dispute is no debt of its own",
        ),
        pytest.param(
            EN,
            (
                text(
                    "Every supplier is paid and Fernhill have settled the last invoice of £20,000."
                ),
            ),
            [],
            id="all settled",
        ),
        pytest.param(
            HANT,
            (
                table("廠商|應付|已付|未付", "大成舞台|320,000|288,000|32,000"),
                text(
                    "大成舞台保留款32,000元未付。",
                    "尚未付款合計3.2萬元。",
                    "晴川尾款90,000元未收。",
                ),
            ),
            [("payable", "大成舞台", "32000"), ("receivable", HANT, "90000")],
            id="a note beside a table adds only what is new",
        ),
    ],
)
def test_notes_of_a_settlement(client: str, blocks: tuple[Block, ...], expected: Open) -> None:
    assert open_money(client, "settlement", "2026-06-25", *blocks) == expected


@pytest.mark.parametrize(
    ("client", "rows", "expected"),
    [
        pytest.param(
            HANT,
            (
                "單位|摘要|金額|進度",
                "晴川藥局|第一期款|900,000|115/02/10 已撥入",
                "晴川藥局|第二期款|600,000|未請款；另減價50,000待審",
                "小鹿帳篷|加租|43,200|未付款",
                "阿貴便當|工作餐|18,000|已付",
            ),
            [("receivable", HANT, "600000"), ("payable", "小鹿帳篷", "43200")],
            id="hant",
        ),
        pytest.param(
            HANS,
            (
                "对象|事由|元|状态",
                "海棠乳业|尾款|51,000|待验收",
                "青松搭建|保留款|6,400|未付，票已到",
                "白鹭摄影|拍摄|9,000|7/3已付",
            ),
            [("receivable", HANS, "51000"), ("payable", "青松搭建", "6400")],
            id="hans",
        ),
        pytest.param(
            EN,
            (
                "Who|What|£|Where it stands",
                "Fernhill|final 25%|31,250|invoice not sent yet",
                "Crane & Co|crane hire|2,140|waiting for PO",
                "Inkwell Print|banners|965|paid 3 June",
            ),
            [("receivable", EN, "31250"), ("payable", "Crane & Co", "2140")],
            id="en",
        ),
    ],
)
def test_a_list_of_both_sides_is_told_apart_by_its_names(
    client: str, rows: tuple[str, ...], expected: Open
) -> None:
    assert open_money(client, "settlement", "2026-06-25", sheet("Misc", *rows)) == expected


def test_ticks_below_paid_answer_whether_it_was() -> None:
    rows = ("Supplier|Amount|Invoice in|Paid", "Kite|7,450|✓|✗", "Otter|1,430|✓|✓", "Pixel|880|✗|✗")
    found = open_money(EN, "settlement", "2026-06-25", table(*rows))
    assert [amount for *_, amount in found] == ["7450", "880"]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            (table("Date|Ref|Debit|Credit|Balance", "3 Mar|INV 1|24,000||24,000", "28 Mar|Receipt||24,000|0",
                   "2 Jun|INV 2|16,000||16,000"),),
            [("receivable", EN, "16000")],
            id="of a ledger only the last balance",
        ),
        pytest.param(
            (table("Payee|Contract sum|Paid to date", "Lumen Stage|9,400|8,200", "Otter|1,430|1,430"),),
            [("payable", "Lumen Stage", "1200")],
            id="less than the contract sum was paid",
        ),
        pytest.param(
            (table("供应商|合同金额|付款进度|未付金额", "启明搭建|200,000|已付70%|60,000", "飞鸟|80,000|已付清|0"),),
            [("payable", "启明搭建", "60000")],
            id="paid in part",
        ),
        pytest.param(
            (table("科目|預算|實支|備註", "舞台|300,000|312,000|尾款62,000未付", "影片|120,000|118,000|已結清"),),
            [("payable", "舞台", "62000")],
            id="a remark of a settlement",
        ),
        pytest.param(
            (items("未收：尾期 $120,000（等收貨紙）", "未找數：明記製作 $8,800、阿強貨車 $2,300"),),
            [("receivable", EN, "120000"), ("payable", "明記製作", "8800"), ("payable", "阿強貨車", "2300")],
            id="words of Hong Kong",
        ),
        pytest.param(
            (heading("Creditors at close"), items("Northway Cranes: 2,340 (query on hours)", "Total 2,340")),
            [("payable", "Northway Cranes", "2340")],
            id="a heading of creditors",
        ),
        pytest.param(
            (table("Item|Status|Amount", "Lumen balance|unpaid|1,800", "Hall deposit|to be refunded|1,500"),),
            [("payable", "Lumen balance", "1800"), ("receivable", "Hall deposit", "1500")],
            id="what comes back is the team's",
        ),
        pytest.param(
            (text("Lumen Stage has billed £9,400; we dispute £1,200 of it and have paid £8,200."),),
            [("payable", "", "1200")],
            id="what is in dispute",
        ),
    ],
)  # fmt: skip
def test_open_parts_of_what_was_billed(blocks: tuple[Block, ...], expected: Open) -> None:
    assert open_money(EN, "settlement", "2026-06-25", *blocks) == expected


TRUST = "Pelham & Stowe Trust"


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(
            (items("Trust: third payment of £18,300 not invoiced until the letter arrives",
                   "Marlow Rigging: £2,460 held back, damaged truss",
                   "Quill Design: £1,150, their invoice has the wrong PO"),),
            id="a list of which most items say so",
        ),
        pytest.param(
            (text("Three things left before I can close 4410:"),
             items("Pelham & Stowe: £18,300 final stage", "Marlow want £2,460", "Quill £1,150 - resend it")),
            id="a line above that holds another number",
        ),
        pytest.param(
            (sheet("Ledger", "Name|Type|Invoiced|Settled|Left", "Pelham & Stowe Trust|client|61,000|42,700|18,300",
                   "Marlow Rigging|supplier|8,200|5,740|2,460", "Quill Design|supplier|1,150|0|1,150",
                   "Ferry Catering|supplier|3,000|3,000|0"),),
            id="both sides billed and settled in one list",
        ),
        pytest.param(
            (sheet("To settle", "Party|Detail|Amt (GBP)|Note", "Pelham & Stowe Trust|stage 3|18,300|",
                   "Marlow Rigging|retention 10%|2,460|release after snagging", "Quill Design|art|1,150|PO query"),),
            id="a sheet that is called to settle",
        ),
        pytest.param(
            (text("應收帳款"), table("客戶|摘要|金額", "Pelham & Stowe Trust|第三期|18,300"),
             text("應付帳款"), table("廠商|摘要|金額", "Marlow|尾款|2,460", "Quill|剪輯|1,150")),
            id="accounts without states",
        ),
        pytest.param(
            (sheet("付款台账", "供应商|合同金额|首款|尾款|尾款状态", "Pelham|61,000|42,700|18,300|未付",
                   "Marlow|8,200|5,740|2,460|未付", "Quill|2,300|1,150|1,150|未付", "青羽|9,000|6,300|2,700|已付"),),
            id="the state of one instalment",
        ),
    ],
)  # fmt: skip
def test_three_open_amounts_in_many_shapes(blocks: tuple[Block, ...]) -> None:
    found = open_money(TRUST, "settlement", "2026-06-25", *blocks)
    assert [amount for *_, amount in found] == ["18300", "2460", "1150"]


def test_the_number_of_an_account_is_no_receipt() -> None:
    rows = ("姓名|收款卡号|天数|金额", "莫小舟|6222021209003188000|4|1280", "安然|现金签收|2|640")
    assert open_money(HANS, "settlement", "2026-06-25", sheet("兼职劳务", *rows)) == []


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(
            (table("供应商|发票号|金额|备注", "星河音响|0331|88,000|电汇", "木棉花艺|0412|4,800|现金"),),
            id="suppliers and how they were paid",
        ),
        pytest.param(
            (table("Head|Approved|Spent|Note", "Stage|40,000|41,150|£600 for the late truck, £150 refunded"),),
            id="remarks that explain",
        ),
        pytest.param(
            (text("禾润第一期330,000元已于3月5日到账，第二期440,000元已于5月20日到账。"),),
            id="instalments that came",
        ),
        pytest.param(
            (text("尚欠文件："), items("保險單影本 1 份", "授權書 120 份", "完工照片 300 張")),
            id="papers that are owed",
        ),
        pytest.param(
            (text("Penalty: £2,800 is deducted for each missing film. The venue quoted £5,000, later £4,600."),),
            id="terms and quotes",
        ),
        pytest.param(
            (sheet("收款", "期別|金額|入帳日", "一|540,000|115/2/3", "二|720,000|115/5/9"),),
            id="all came in",
        ),
    ],
)  # fmt: skip
def test_nothing_is_open_where_nobody_says_so(blocks: tuple[Block, ...]) -> None:
    assert open_money(HANS, "settlement", "2026-06-25", *blocks) == []
