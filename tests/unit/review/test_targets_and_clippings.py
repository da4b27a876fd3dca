"""Targets told otherwise than agreed, reports against lists of clippings, mails about a bill against its instalment."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import project, source, table, text


def clashes(language: str, *sources: Source) -> list[set[str]]:
    made = project("T2", "Trial", "Harbour Trust", language, currency=None)
    found: Any = build(made, sources)["inconsistencies"]
    return [{v["value"] for v in c["values"]} for c in found]


_AGREED = {
    "zh-Hant": ("指標|目標值", "指標|目標|實績", "到館人次"),
    "zh-Hans": ("指标|目标值", "指标|目标|实际", "到馆人次"),
    "en": ("KPI|Target", "Measure|Target|Result", "Museum visitors"),
}


@pytest.mark.parametrize("language", list(_AGREED))
@pytest.mark.parametrize(
    ("target", "minutes", "told"),
    [("4,200", "", True), ("4,500", "", False), ("4,200", "{}: 4,200", False)],
)
def test_a_target_told_otherwise_than_agreed(
    language: str, target: str, minutes: str, *, told: bool
) -> None:
    aims, results, name = _AGREED[language]
    contract = source("contract", "c.pdf", "2026-01-10", table(aims, f"{name}|4,500", "B|80,000"))
    report = source(
        "final_report", "r.docx", "2026-07-20", table(results, f"{name}|{target}|4,310")
    )
    met = source("minutes", "m.docx", "2026-03-10", text(minutes.format(name)))
    sources = (contract, report, *((met,) if minutes else ()))
    assert ({"4,500", target} in clashes(language, *sources)) is told


@pytest.mark.parametrize(
    ("language", "said", "head", "rows", "told"),
    [
        ("zh-Hant", "媒體露出54則。", "編號|媒體|標題|日期", 51, True),
        ("zh-Hant", "媒體露出51則。", "編號|媒體|標題|日期", 51, False),
        ("zh-Hans", "传媒报道54篇。", "编号|媒体|标题|日期", 51, True),
        ("en", "We earned 54 pieces of coverage.", "No.|Outlet|Headline|Date", 51, True),
        ("en", "We earned 51 pieces of coverage.", "No.|Outlet|Headline|Date", 51, False),
    ],
)
def test_a_report_against_the_list_of_clippings(
    language: str, said: str, head: str, rows: int, *, told: bool
) -> None:
    lines = [f"{n}|Paper {n}|Story {n}|2026-06-{n % 28 + 1:02}" for n in range(1, rows + 1)]
    listed = source("media_clipping", "clips.xlsx", "2026-07-02", table(head, *lines))
    report = source("final_report", "r.docx", "2026-07-20", text(said))
    assert bool(clashes(language, report, listed)) is told


@pytest.mark.parametrize(
    ("language", "terms", "mail", "told"),
    [
        ("en", "Fee USD 190,000. Invoices: 80% (USD 152,000) on signature; 20% (USD 38,000) on acceptance.",
         "Your final invoice for USD 83,000 arrived.", True),
        ("en", "Fee USD 190,000. Invoices: 80% (USD 152,000) on signature; 20% (USD 38,000) on acceptance.",
         "Your final invoice for USD 38,000 arrived.", False),
        ("en", "Fee USD 190,000. Invoices: 80% (USD 152,000) on signature; 20% (USD 38,000) on acceptance.",
         "Your final invoice for USD 36,500 arrived.", False),
        ("zh-Hans", "合同总额1,200,000元。付款：首款55%（660,000元）签约后；尾款45%（540,000元）验收后。",
         "尾款发票504,000元收到了。", True),
        ("zh-Hans", "合同总额1,200,000元。付款：首款55%（660,000元）签约后；尾款45%（540,000元）验收后。",
         "尾款发票540,000元收到了。", False),
    ],
)  # fmt: skip
def test_a_mail_names_a_bill_with_a_slip_of_the_pen(
    language: str, terms: str, mail: str, *, told: bool
) -> None:
    clauses = terms.replace("。", "。|").replace(". ", "|").split("|")
    contract = source("contract", "c.docx", "2026-01-10", text(*filter(None, clauses)))
    letter = source("feedback", "Re invoice.eml", "2026-07-30", text(mail))
    assert bool(clashes(language, contract, letter)) is told
