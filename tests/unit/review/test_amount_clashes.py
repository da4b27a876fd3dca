"""Sums told as the whole cost or as the contract's, in words and units of all kinds; the words of each side."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, project, source, table, text

SETTLED = {
    "en": (
        "Item|Budget|Actual",
        "Tents|50,000|49,150",
        "Crew|43,000|43,000",
        "Total|93,000|92,150",
    ),
    "zh-Hans": (
        "项目|预算|实际",
        "帐篷|500,000|521,000",
        "人员|400,000|400,000",
        "合计|900,000|921,000",
    ),
    "zh-Hant": (
        "項目|預算|決算",
        "帳篷|800,000|758,000",
        "人力|700,000|700,000",
        "合計|1,500,000|1,458,000",
    ),
}
AGREED = {
    "en": "3. Fee. The total fee is £48,500 excluding VAT.",
    "zh-Hans": "第三条 合同总价为人民币1,560,000元（不含税）。",
    "zh-Hant": "第三條 契約總價：新臺幣2,680,000元整。",
}


def found(language: str, *sources: Source) -> list[Any]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None)
    clashes: Any = build(made, sources)["inconsistencies"]
    return list(clashes)


def values(language: str, *sources: Source) -> list[set[str]]:
    return [{v["value"] for v in c["values"]} for c in found(language, *sources)]


def paper(kind: str, told: str, day: str = "2026-07-08") -> Source:
    return source(kind, f"{kind}.docx", day, text(told))


def settlement(language: str) -> Source:
    return source("settlement", "s.xlsx", "2026-06-30", table(*SETTLED[language]))


def contract(language: str, *more: Block) -> Source:
    return source("contract", "c.pdf", "2026-03-02", text(AGREED[language]), *more)


@pytest.mark.parametrize(
    ("language", "kind", "told", "expected"),
    [
        (
            "en",
            "final_report",
            "All in, the campaign came to £91,250 against the £93,000 agreed.",
            "£91,250",
        ),
        ("en", "retrospective", "We spent £95,120 of the £93,000.", "£95,120"),
        ("zh-Hans", "final_report", "整体花费91.2w（含税），比预算略高。", "912,000 (91.2w)"),
        ("zh-Hans", "final_report", "实际支出9.21万元。", "9.21万元"),
        ("zh-Hans", "minutes", "财务报告：本项目开支91.2万元，已全部入账。", "91.2万元"),
        ("zh-Hant", "final_report", "全案花費148.5萬元，控制在額度內。", "148.5萬元"),
        ("zh-Hant", "feedback", "貴公司報告說總共花了1,485,000元。", "1,485,000元"),
    ],
)
def test_a_whole_cost_in_other_words_or_in_another_unit_is_held_against_the_settlement(
    language: str, kind: str, told: str, expected: str
) -> None:
    (shown,) = values(language, settlement(language), paper(kind, told))
    assert expected in shown


@pytest.mark.parametrize(
    ("language", "kind", "told"),
    [
        ("en", "final_report", "We spent about £92,000."),
        ("en", "final_report", "The budget for costs was £93,000."),
        ("en", "final_report", "Total spend was £110,580 including VAT."),
        ("en", "weekly_report", "We have spent £88,400 so far."),
        ("en", "final_report", "We spent £43,900 on crew."),
        ("zh-Hans", "final_report", "应付费用91.2万元。"),
        ("zh-Hans", "final_report", "支出报价为91.2万元，后经议价。"),
        ("zh-Hant", "final_report", "銷售收入148.5萬元，成本另計。"),
    ],
)
def test_estimates_budgets_taxes_parts_and_sums_still_running_are_no_other_cost(
    language: str, kind: str, told: str
) -> None:
    before = "2026-05-20" if kind == "weekly_report" else "2026-07-08"
    assert values(language, settlement(language), paper(kind, told, before)) == []


@pytest.mark.parametrize(
    ("language", "kind", "told", "expected"),
    [
        ("en", "feedback", "We agreed a fee of £45,800 for the whole job.", "£45,800"),
        ("zh-Hans", "final_report", "本项目合同额165万元，执行期三个月。", "165万元"),
        ("zh-Hant", "minutes", "本案契約金額286萬元，第一期款已撥付。", "286萬元"),
        ("zh-Hans", "settlement", "帐篷季 决算　协议额 1,650,000　丁会计", "1,650,000"),
        ("zh-Hant", "minutes", "本案協議金額286萬元，第一期款已找數。", "286萬元"),
    ],
)
def test_the_price_of_the_contract_told_again_otherwise(
    language: str, kind: str, told: str, expected: str
) -> None:
    (shown,) = values(language, contract(language), paper(kind, told))
    assert expected in shown


@pytest.mark.parametrize(
    ("language", "kind", "told"),
    [
        ("zh-Hans", "final_report", "合同总价165.36万元（含6%税）。"),
        ("zh-Hans", "minutes", "合同原报价165万元，议价后签约。"),
        ("zh-Hant", "final_report", "契約內實際支出為2,710,000元。"),
        ("en", "final_report", "The contract was increased to £51,000 in May."),
        ("en", "final_report", "The contract was worth about £48,000."),
    ],
)
def test_tax_offers_changes_and_spending_are_no_other_price(
    language: str, kind: str, told: str
) -> None:
    assert values(language, contract(language), paper(kind, told)) == []


def test_each_side_is_shown_in_the_words_of_its_paper() -> None:
    (clash,) = found(
        "zh-Hans", settlement("zh-Hans"), paper("final_report", "本次实际支出91.2万元。")
    )
    assert clash["description"] == (
        "实际支出：《s》写921,000、《final_report》写“本次实际支出91.2万元”"
    )
    long = "本次实际支出91.2万元" + "，" + "各项费用均已按财务制度归集入账并经复核" * 3
    (clash,) = found("zh-Hans", settlement("zh-Hans"), paper("final_report", long + "。"))
    assert clash["description"].endswith("《final_report》写“本次实际支出91.2万元”")
