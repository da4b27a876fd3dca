"""Every figure of a review stands in what it cites or comes of it, whatever the papers look like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.review.compose import build
from archive.review.reading.citations import is_verbatim
from archive.review.reading.sources import Source
from tests.support.review_folder_expo import garden_expo
from tests.support.review_folder_harbour import harbour_festival
from tests.support.review_folder_jubilee import campus_jubilee
from tests.support.review_folder_lighthouse import lighthouse_appeal
from tests.support.review_folder_notebook import notebook_launch
from tests.support.review_folder_webinars import webinar_series
from tests.support.review_sources import Block, heading, project, reviewed, source, table, text
from tests.support.told_figures import Told, borne_out, told_figures

FOLDERS = (
    harbour_festival, notebook_launch, lighthouse_appeal, garden_expo, campus_jubilee, webinar_series,
)  # fmt: skip
KINDS = ("metric", "total", "line", "outstanding", "contract", "obligation", "satisfaction")


def unproved(review: Mapping[str, Any]) -> list[Told]:
    return [told for told in told_figures(review) if not borne_out(told)]


def quotes_in(node: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        if "quote" in node:
            yield node
        for value in node.values():
            yield from quotes_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from quotes_in(value)


@pytest.mark.parametrize("make", FOLDERS, ids=lambda make: make.__name__)
def test_every_figure_of_a_folder_is_borne_out_by_its_quotes(make: Any) -> None:
    review = reviewed(make)
    assert unproved(review) == []
    assert {told.place.partition(".")[0] for told in told_figures(review)} >= {"line", "obligation"}


# ------------------------------------------------------------------ papers of any figures
AMOUNTS = st.integers(min_value=11, max_value=989).map(lambda n: n * 100)
COUNTS = st.integers(min_value=2, max_value=97)
WORDS = {
    "zh-Hant": {
        "head": ("項目|預算（{u}）|實際（{u}）", "科目|預算|實支"),
        "total": "合計", "units": ("元", "千元", "萬元"),
        "items": ("舞台搭建", "影片拍攝", "媒體投放", "人力"),
        "owed": "供應商|應付金額|已付金額|狀態",
        "owing": "應付帳款", "metrics": "指標|目標|實際",
        "named": ("報名人數", "影片觀看", "到場人次"),
        "survey": ("整體滿意度平均 {s} 分（滿分 5 分），回收 {n} 份問卷。", "整體平均 {s}/5（n={n}）。"),
        "promise": ("乙方應完成社群貼文{n}則、短影片{m}支。", "服務內容：說明會{n}場；新聞稿{m}篇。"),
        "price": "合約總價新臺幣{a}元（含稅）。",
        "did": "社群貼文共發布{n}則，短影片完成{m}支。",
    },
    "zh-Hans": {
        "head": ("项目|预算（{u}）|实际（{u}）", "费用项|预算金额|实际支出"),
        "total": "合计", "units": ("元", "千元", "万元"),
        "items": ("舞台搭建", "视频拍摄", "媒体投放", "人员"),
        "owed": "供应商|应付金额|已付金额|状态",
        "owing": "应付账款", "metrics": "指标|目标|实际",
        "named": ("报名人数", "视频播放", "到场人次"),
        "survey": ("总体满意度平均 {s} 分（满分 5 分），回收问卷 {n} 份。", "总体平均 {s}/5（n={n}）。"),
        "promise": ("乙方应完成社群推文{n}篇、短视频{m}条。", "服务内容：说明会{n}场；新闻稿{m}篇。"),
        "price": "合同总价人民币{a}元（含税）。",
        "did": "社群推文共发布{n}篇，短视频完成{m}条。",
    },
    "en": {
        "head": ("Item|Budget ({u})|Actual ({u})", "Line|Budget|Spent"),
        "total": "Total", "units": ("£", "£k", "£'000"),
        "items": ("Staging", "Film", "Media", "Crew"),
        "owed": "Supplier|Amount due|Paid|Status",
        "owing": "Accounts payable", "metrics": "Measure|Target|Actual",
        "named": ("Sign-ups", "Film views", "Visitors"),
        "survey": ("Overall satisfaction averaged {s} out of 5 (n = {n}).", "Overall {s} / 5 from {n} responses."),
        "promise": ("The Agency shall deliver {n} social posts and {m} short films.",
                    "Scope: {n} workshops; {m} press releases."),
        "price": "The total fee is £{a} excluding VAT.",
        "did": "We published {n} social posts and delivered {m} short films.",
    },
}  # fmt: skip


@st.composite
def folders(draw: Any) -> tuple[str, list[Source]]:
    """A settlement, a list of debts, a survey, a contract, and a report, in one language."""
    language = draw(st.sampled_from(sorted(WORDS)))
    words = WORDS[language]

    def one_of(key: str) -> Any:
        return draw(st.sampled_from(words[key]))

    def grouped(value: int) -> str:
        return f"{value:,}"

    head = one_of("head").format(u=one_of("units"))
    lines = [(item, draw(AMOUNTS), draw(AMOUNTS)) for item in words["items"]]
    rows = [f"{item}|{grouped(a)}|{grouped(b)}" for item, a, b in lines]
    if draw(st.booleans()):
        sums = (sum(line[n] for line in lines) for n in (1, 2))  # type: ignore[misc]
        rows.append("|".join((words["total"], *map(grouped, sums))))
    debts = [
        (f"{name} {n}", draw(AMOUNTS), draw(st.sampled_from((0, 500, 1100))))
        for n, name in enumerate(("Kite", "Dune"))
    ]
    owed = [f"{party}|{grouped(due)}|{grouped(paid)}|" for party, due, paid in debts]
    aims = [
        f"{name}|{grouped(draw(AMOUNTS))}|{grouped(draw(AMOUNTS))}"
        for name in words["named"]
    ]  # fmt: skip
    promised = {"n": draw(COUNTS), "m": draw(COUNTS)}
    done = {"n": draw(COUNTS), "m": draw(COUNTS)}
    score = {"s": draw(st.sampled_from(("4.3", "3.75", "4"))), "n": draw(COUNTS)}
    price = words["price"].format(a=grouped(draw(AMOUNTS)))

    def paper(key: str, day: str, *blocks: Block) -> Source:
        return source(key, f"{key}.docx", day, *blocks, language=language)

    return language, [
        paper("settlement", "2026-07-01", table(head, *rows), heading(words["owing"]), table(words["owed"], *owed)),
        paper("survey", "2026-07-02", text(one_of("survey").format(**score))),
        paper("contract", "2026-03-02", text(one_of("promise").format(**promised), price)),
        paper("final_report", "2026-07-03", table(words["metrics"], *aims), text(words["did"].format(**done))),
    ]  # fmt: skip


@given(folder=folders())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_figure_is_borne_out_whatever_the_papers_say(
    folder: tuple[str, list[Source]],
) -> None:
    language, sources = folder
    review = build(project("T2", "Lantern week", "Client", language), sources)
    by_id = {paper.document: paper for paper in sources}
    assert all(is_verbatim(quote, by_id) for quote in quotes_in(review))
    assert unproved(review) == []
    assert {told.place.partition(".")[0] for told in told_figures(review)} == set(KINDS)


# ------------------------------------------------------------------ what once stood in no quote
def told_of(language: str, *sources: Source) -> dict[str, Any]:
    review = build(project("T3", "Kite week", "Client", language), sources)
    assert unproved(review) == []
    return dict(review["satisfaction"])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("language", "blocks", "scale"),
    [
        ("zh-Hant", (heading("滿意度調查（十分制）"), table("題目|分數", "創意|9", "整體滿意度|8.6")), 10),
        ("zh-Hans", (table("项目|得分（满分5分）", "执行|4.1", "总体满意度|4.4"),), 5),
        ("en", (table("Question|Score (out of 10)", "Timing|7", "Overall|8.2"),), 10),
    ],
)  # fmt: skip
def test_the_scale_is_cited_from_the_head_that_names_it(
    language: str, blocks: tuple[Block, ...], scale: int
) -> None:
    assert told_of(language, source("survey", "s.docx", "2026-07-01", *blocks))["scale"] == scale


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh-Hant", "整體我給 8.5 分，滿分 10 分。"),
        ("zh-Hans", "打分的话我给8.5，满分10"),
        ("en", "Overall I would give it an 8.5 out of 10."),
    ],
)
def test_the_top_of_the_scale_is_nobodys_score(language: str, line: str) -> None:
    found = told_of(language, source("feedback", "f.docx", "2026-07-01", text(line)))
    assert (found["mean"], found["computed"]) == ("8.5", [])


@pytest.mark.parametrize("rows", [("Communication|3.9", "Overall|4.1"), ("Attention|12/20",)])
def test_the_end_of_a_word_is_no_number_of_answers(rows: tuple[str, ...]) -> None:
    form = source("survey", "s.docx", "2026-07-01", table("Point|Score", *rows), language="en")
    assert told_of("en", form)["responses"] is None


@pytest.mark.parametrize(
    ("language", "promise", "label", "written"),
    [
        ("zh-Hant", "乙方應完成社群貼文20則。", "累計貼文", "18則"),
        ("zh-Hans", "乙方应完成公众号推文20篇。", "累计推文", "18篇"),
        ("en", "The Agency shall deliver 20 posts.", "Posts published", "18"),
    ],
)
def test_a_head_that_goes_on_in_the_next_table_counts_nothing_there(
    language: str, promise: str, label: str, written: str
) -> None:
    contract = source("contract", "c.docx", "2026-03-02", text(promise), language=language)
    data = source(
        "data_report", "d.xlsx", "2026-07-02",
        table("Source|Visits|Valid", "Web|600|420", "Shop|430|280"), table(f"{label}|{written}", "A|746,000"),
        table("B|4,335"), language=language,
    )  # fmt: skip
    told_of(language, contract, data)
