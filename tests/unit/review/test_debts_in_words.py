"""How people write that money has not moved: denied, ahead, hanging on something, or answered in a chat."""

from __future__ import annotations

from datetime import date

import pytest

from archive.review.money.outstanding import outstanding_of
from archive.review.money.payment_words import state_in
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import Block, items, project, source, table, text

HANT, HANS, EN = "霧台農會", "青禾乳品有限公司", "Pennard Credit Union"


def open_amounts(client: str, *papers: tuple[str, str, Block]) -> list[str]:
    found = sort_papers(
        project("T9", "x", client, "en", ended=date(2026, 6, 30)),
        [source(kind, f"paper {n}", day, block) for n, (kind, day, block) in enumerate(papers)],
    )
    return [f"{o.amount.normalize():f}" for o in outstanding_of(found, client)]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("三期到今天还没有进来", "open"),
        ("一期3月2日到账", "settled"),
        ("迄未撥付", "open"),
        ("俟驗收後再付", "open"),
        ("仲未過數", "open"),
        ("昨天转过去了", "settled"),
        ("下個月初出票", "open"),
        ("发票10月11日开出", ""),
        ("发票已收到", ""),
        ("到账了没？", ""),
        ("第二天到场人数", ""),
        ("haven't settled", "open"),
        ("goes in the next payment run", "open"),
        ("now 61-90 days", "open"),
        ("is with their finance team", "open"),
        ("landed this morning", "settled"),
        ("in 18 Feb", "settled"),
        ("invoice received", ""),
        ("to be released after handover", "open"),
        ("we met everyone in scope", ""),
    ],
)
def test_words_say_how_money_stands(words: str, state: str) -> None:
    assert state_in(words) == state


@pytest.mark.parametrize(
    ("client", "told", "expected"),
    [
        (HANS, "青禾首款66,000元3月进账，二期88,000元5月到账，三期71,000元到今天还没有进来。", ["71000"]),
        (HANS, "尾款迟迟不到，金额132,000元。", ["132000"]),
        (HANS, "合同款80,000元，已付56,000元，余24,000元验收后支付。", ["24000"]),
        (HANS, "还有两家没结：青松搭建1.24万，白鹭摄影9800。", ["12400", "9800"]),
        (HANS, "客户欠款总额198,000元，其中二期132,000元，尾款66,000元。", ["132000", "66000"]),
        (HANS, "境外代理余款USD 3,000（21,600元）下周付。", ["21600"]),
        (HANS, "欠青松搭建12,400元，俟尾款入账后支付。", ["12400"]),
        (HANS, "预算剩余36,300元，结余转下一期。", []),
        (HANT, "大成舞台3.2萬，對方發票抬頭開錯，暫緩付款；其餘皆清。", ["32000"]),
        (HANT, "保固金 42,000 元，保固一年期滿無息退還。", ["42000"]),
        (HANT, "除聯訊65,000元外，其他都付清了。", ["65000"]),
        (EN, "Open as of today: the balance of £12,600 and invoice 1188, £18,640, now 61-90 days.", ["12600", "18640"]),
        (EN, "Crane & Co have been paid £8,000 of £10,140, leaving £2,140.", ["2140"]),
        (EN, "All supplier invoices have been cleared apart from Crane & Co at £2,140.", ["2140"]),
        (EN, "Still to come in: £31,250 from Pennard. Still to go out: £2,140 to Crane.", ["31250", "2140"]),
        (EN, "We are holding £2,140 from Crane until the snag list is closed.", ["2140"]),
        (EN, "We finish at £51,385, leaving £1,615 of the budget unspent.", []),
        (EN, "The final invoice for £31,250 was wired on 3 June and every supplier is paid.", []),
    ],
)  # fmt: skip
def test_what_a_late_mail_calls_open(client: str, told: str, expected: list[str]) -> None:
    assert open_amounts(client, ("other", "2026-06-20", text(told))) == expected


def test_an_answer_in_a_chat_says_how_the_amount_asked_about_stands() -> None:
    chat = items(
        "- **林**：前两期 132,000、176,000 都到了。三期 141,000 呢？",
        "- **出纳**：还没，客户在走流程",
        "- **林**：青松那笔 24,000 呢？",
        "- **出纳**：上周付了",
    )
    assert open_amounts(HANS, ("payment_proof", "2026-06-20", chat)) == ["141000"]


def test_notes_below_a_line_without_a_colon() -> None:
    notes = text(
        "20% 12,370 in 18 Feb", "15% on report 9,277 - invoiced 29 May, still not in",
        "ours to pay", "Otter Vans: 3,840, they want it by Friday", "all freelancers paid",
    )  # fmt: skip
    assert open_amounts(EN, ("other", "2026-06-20", notes)) == ["9277", "3840"]


def test_remarks_beside_a_cost_line() -> None:
    rows = table(
        "大項|細目|編列數|實支數|付款",
        "A 活動|舞台|320,000|318,000|清",
        "|主持|80,000|78,000|欠主持人尾款12,000，俟第三期入帳沖抵",
        "B 宣傳|影片|120,000|118,000|付六成，餘款47,200驗收後",
    )
    assert open_amounts(HANT, ("settlement", "2026-06-20", rows)) == ["12000", "47200"]


def test_what_a_later_paper_calls_paid_is_open_no_more() -> None:
    before = ("other", "2026-06-05", text("二期132,000元还没到账；青松的12,400元也没付。"))
    after = "二期132,000今天到了。青松12,400昨天转过去了。尾款88,000还在走审批。"
    assert open_amounts(HANS, before, ("other", "2026-06-25", text(after))) == ["88000"]
    assert "132000" in open_amounts(HANS, before, ("other", "2026-06-01", text(after)))
    first = ("other", "2026-06-25", text("首期132,000是3月到账的。"))
    assert "132000" in open_amounts(HANS, before, first)  # another instalment of the same size
