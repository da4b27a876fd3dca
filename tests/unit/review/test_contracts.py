"""Contracts: parties, price, signing, payment, promised quantities; and what was delivered of them."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.contracts.contract import Contract
from archive.review.contracts.contracts import contracts_of
from archive.review.contracts.deliveries import deliveries_of
from archive.review.contracts.delivery import Promised
from archive.review.papers.papers import sort_papers
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, sheet, source, table, text

PROJECT = project("T1", "試辦專案", "客戶", "zh-Hant")


def read(*blocks: Block) -> Contract:
    paper = source("contract", "c.pdf", "2026-03-02", *blocks)
    (contract,) = contracts_of(sort_papers(PROJECT, [paper]))
    return contract


@pytest.mark.parametrize(
    ("lines", "parties"),
    [
        (("甲方：翠嶺觀光（股）公司", "乙方：晨曦整合行銷有限公司"), ["翠嶺觀光（股）公司", "晨曦整合行銷有限公司"]),
        (("委托方（甲方）：宁波松果食品有限公司", "受托方（乙方）：南京云帆文化传播有限公司"),
         ["宁波松果食品有限公司", "南京云帆文化传播有限公司"]),
        (("立約人：臺東縣故事館（以下簡稱甲方）", "晨曦工作室（以下簡稱乙方）茲訂立本約"),
         ["臺東縣故事館", "晨曦工作室"]),
        (("(1)灣仔藝術節有限公司，地址為灣仔道1號（「客戶」）；及", "(2)霧島製作有限公司（「承辦商」）。"),
         ["灣仔藝術節有限公司", "霧島製作有限公司"]),
        (('This Agreement is made on 2 March 2026 between Marram Foods Inc., of 9 Pier Road (the "Client"),'
          ' and Oak & Tern Ltd ("Agency").',), ["Marram Foods Inc.", "Oak & Tern Ltd"]),
        (("Client: Marram Foods Inc.", "Agency: Oak & Tern Ltd"), ["Marram Foods Inc.", "Oak & Tern Ltd"]),
    ],
)  # fmt: skip
def test_parties_are_named_in_order(lines: tuple[str, ...], parties: list[str]) -> None:
    assert [party.name for party in read(text(*lines)).parties] == parties


@pytest.mark.parametrize(
    ("clause", "price"),
    [
        ("三、合約總價為新臺幣壹佰貳拾伍萬元整（NT$1,250,000），含稅。", ("1250000", "TWD")),
        ("3.1 合同金额：人民币86.5万元（含6%增值税）。", ("865000.0", "CNY")),
        ("3.1 服務費總額為港幣玖拾萬元正（HKS900,000）。", ("900000", "HKD")),
        (
            "The total fee for the Services is £74,500, including media of £40,000.",
            ("74500", "GBP"),
        ),
        ("5. Fees. The Client shall pay a fixed fee of US$120,000.", ("120000", "USD")),
    ],
)
def test_the_price_is_the_sum_agreed(clause: str, price: tuple[str, str]) -> None:
    penalty = "七、違約金以每日新臺幣5,000,000元計。 Damages are capped at US$9,000,000."
    found = read(text(penalty, clause)).price
    assert found is not None
    assert (str(found.value), found.currency) == price


@pytest.mark.parametrize(
    "line",
    ["簽訂日期：2026年3月2日", "中華民國115年3月2日", "签约时间：2026.03.02", "This Agreement is dated 2 March 2026.",
     "Date of agreement: March 2, 2026"],
)  # fmt: skip
def test_the_day_of_signing(line: str) -> None:
    signed = read(text("服務期限自115年4月1日起至115年9月30日止。", line)).signed
    assert signed is not None
    assert signed.day == "2026-03-02"


@pytest.mark.parametrize(
    ("lines", "percents"),
    [
        (("付款方式：", "（一）簽約後十日內支付30%，計300,000元；", "（二）結案驗收後支付70%。"), ["30", "70"]),
        (("3.2 The Client shall pay: (a) 40%, being US$4,000, on signature; (b) 60%, being US$6,000, on delivery.",),
         ["40", "60"]),
        (("2.2 合同签订后5日内，甲方支付50%预付款；验收合格后支付尾款50%。",
          "7.1 逾期付款的，按日万分之五支付违约金。"),
         ["50", "50"]),
    ],
)  # fmt: skip
def test_each_instalment_is_a_term(lines: tuple[str, ...], percents: list[str]) -> None:
    assert [str(term.percent) for term in read(text(*lines)).terms] == percents


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([table("項次|工作項目|數量", "1|街訪影片|6支", "2|快閃活動|3場")],
         [("街訪影片", "6", "支"), ("快閃活動", "3", "場")]),
        ([table("服务项|数量|单位", "图文|40|篇")], [("图文", "40", "篇")]),
        ([text("Ref Deliverable Quantity", "A Radio spots 12", "B Podcasts 4")],
         [("Radio spots", "12", ""), ("Podcasts", "4", "")]),
        ([text("乙方應拍攝形象影片3支、舉辦講座8場。")], [("形象影片", "3", "支"), ("講座", "8", "場")]),
        ([text("The Agency will produce five radio spots and 30 social posts.")],
         [("radio spots", "5", ""), ("social posts", "30", "")]),
        ([text("二、服务内容", "2.1品牌宣传片2部，每部不超过3分钟。", "2.2门店巡展9站，每站不少于两天。",
               "2.3探店笔记45篇。")],
         [("品牌宣传片", "2", "部"), ("门店巡展", "9", "站"), ("探店笔记", "45", "篇")]),
        ([text("Section 2. Services", "2.1 Six workshops.", "2.2 Two pop-up stalls.",
               "2.3 40 social posts.")],
         [("workshops", "6", ""), ("pop-up stalls", "2", ""), ("social posts", "40", "")]),
        ([text("二、委任事項", "（一）EDM 18封。", "（二）街頭訪問5場。")],
         [("EDM", "18", "封"), ("街頭訪問", "5", "場")]),
        ([table("（甲）|導賞團|14 團", "（乙）|電台專訪|2 次", "（丙）|手繪地圖|5 款")],
         [("導賞團", "14", "團"), ("電台專訪", "2", "次"), ("手繪地圖", "5", "款")]),
    ],
)  # fmt: skip
def test_promised_quantities(blocks: list[Block], expected: list[tuple[str, str, str]]) -> None:
    found = [(o.name, str(o.quantity), o.unit) for o in read(*blocks).obligations]
    assert found == expected


def test_a_contract_that_says_nothing_is_read_without_inventing() -> None:
    contract = read(text("本文件內容待補。"))
    assert (contract.parties, contract.price, contract.terms, contract.obligations) == (
        (),
        None,
        (),
        (),
    )


# ------------------------------------------------------------------ deliveries
def delivered(name: str, quantity: int, unit: str, *sources: Source) -> list[tuple[str, str]]:
    papers = sort_papers(PROJECT, sources)
    found = deliveries_of([Promised(name, quantity, unit)], papers)  # type: ignore[arg-type]
    return [(str(d.value), d.paper.role.value) for d in found[name]]


def report(*lines: str) -> Source:
    return source("final_report", "r.docx", "2026-07-01", text(*lines))


@pytest.mark.parametrize(
    ("name", "quantity", "unit", "line", "value"),
    [
        ("街訪影片", 6, "支", "全案完成街訪影片5支、快閃活動3場。", "5"),
        ("快閃活動", 3, "場", "全案完成街訪影片5支、快閃活動3場。", "3"),
        ("校园讲座场次", 8, "场", "八场校园讲座均已举办", "8"),
        ("Radio spots", 12, "", "We delivered all twelve radio spots and 31 social posts.", "12"),
        ("Social posts", 30, "", "We delivered all twelve radio spots and 31 social posts.", "31"),
    ],
)
def test_a_report_tells_what_was_delivered(
    name: str, quantity: int, unit: str, line: str, value: str
) -> None:
    assert delivered(name, quantity, unit, report(line)) == [(value, "report")]


@pytest.mark.parametrize(
    "line",
    [
        "合約要求街訪影片6支",
        "街訪影片每支60秒",
        "街訪影片缺2支",
        "第5支街訪影片最受歡迎",
        "報告寫成街訪影片6支",
        "街訪影片平均每支觀看3萬次",
    ],
)
def test_promises_parts_and_shortfalls_are_no_deliveries(line: str) -> None:
    assert delivered("街訪影片", 6, "支", report(line)) == []


def test_counted_data_come_before_what_is_told() -> None:
    data = source(
        "data_report",
        "d.xlsx",
        "2026-06-20",
        sheet("S", "月份|街訪影片(支)", "5月|2", "6月|3", "合計|5"),
    )
    retro = source("retrospective", "x.docx", "2026-07-05", text("街訪影片只做了5支。"))
    told = report("街訪影片6支全部完成。")
    assert delivered("街訪影片", 6, "支", told, retro, data) == [
        ("5", "data"),
        ("5", "retro"),
        ("6", "report"),
    ]


def test_a_weekly_count_is_not_the_whole() -> None:
    weekly = source("weekly_report", "w.docx", "2026-05-01", text("街訪影片完成2支。"))
    assert delivered("街訪影片", 6, "支", weekly) == []


# ------------------------------------------------------------------ whose contract it is
@pytest.mark.parametrize(
    ("language", "client", "with_client", "with_supplier"),
    [
        ("zh-Hant", "海風基金會", "立約人：海風基金會（甲方）與林田行銷有限公司（乙方）。合約總價NT$1,200,000元。",
         "甲方：林田行銷有限公司；乙方：昇揚舞台工程行。合約總價NT$180,000元。"),
        ("zh-Hans", "海风乳业有限公司", "甲方：海风乳业有限公司；乙方：林田传播有限公司。合同总价人民币1,200,000元。",
         "甲方：林田传播有限公司；乙方：昇扬舞台工程部。合同总价人民币180,000元。"),
        ("en", "Seawind Trust",
         "This agreement is made between Seawind Trust and Linfield Ltd. The total fee is £1,200,000.",
         "This agreement is made between Linfield Ltd and Rigging Works Ltd. The total fee is £180,000."),
    ],
)  # fmt: skip
def test_only_a_contract_with_the_client_tells_the_projects_amount(
    language: str, client: str, with_client: str, with_supplier: str
) -> None:
    def budget(*papers: str) -> object:
        sources = [
            source("contract", f"c{n}.docx", "2026-03-02", text(*paper.split("。")), language=language)
            for n, paper in enumerate(papers)
        ]  # fmt: skip
        review: dict[str, Any] = build(project("T4", "Kite week", client, language), sources)
        assert len([c for c in review["contracts"] if c["amount"]]) == len(papers)
        return review["cost"]["budget_total"]

    assert budget(with_supplier) is None
    assert budget(with_client) == "1200000"
    assert budget(with_client, with_supplier) == "1200000"
