"""Whole folders: what is found in layouts and words of other hands, and what holds for any input."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.domain.segments import Place, Segment, SegmentKind, table_segment
from archive.review.compose import build
from archive.review.reading.citations import is_verbatim, verified
from archive.review.reading.names import alike
from archive.review.reading.sources import Source
from tests.support.review_folder_expo import garden_expo
from tests.support.review_folder_harbour import harbour_festival
from tests.support.review_folder_jubilee import campus_jubilee
from tests.support.review_folder_lighthouse import lighthouse_appeal
from tests.support.review_folder_notebook import notebook_launch
from tests.support.review_folder_webinars import webinar_series
from tests.support.review_sources import (
    Folder,
    project,
    reviewed,
    same_figure,
    sheet,
    source,
    table,
    text,
)

FOLDERS = (
    harbour_festival,
    notebook_launch,
    lighthouse_appeal,
    garden_expo,
    campus_jubilee,
    webinar_series,
)
KEYS = {
    "sources", "unread", "background", "milestones", "metrics", "cost", "contracts", "satisfaction", "successes",
    "shortcomings", "decisions", "lessons", "actions", "inconsistencies", "missing", "required",
}  # fmt: skip
Review = dict[str, Any]
PROJECT = project("T1", "試辦專案", "海風基金會", "zh-Hant")


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda make: make.__name__)
def made(request: pytest.FixtureRequest) -> Callable[[], Folder]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def folder(made: Callable[[], Folder]) -> Folder:
    return made()


@pytest.fixture(scope="module")
def review(made: Callable[[], Folder]) -> Review:
    return reviewed(made)


def found(truth: Sequence[Any], answers: Sequence[Any], same: Callable[[Any, Any], bool]) -> int:
    """How many of the truth's items have an answer of their own."""
    left = list(answers)
    hits = 0
    for want in truth:
        match = next((have for have in left if same(want, have)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def citations_in(node: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        if "quote" in node and "segment" in node:
            yield node
        for value in node.values():
            yield from citations_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from citations_in(value)


# ------------------------------------------------------------------ folders of other hands
def test_metrics_are_found_and_nothing_else_is_called_one(folder: Folder, review: Review) -> None:
    metrics = review["metrics"]
    hits = found(
        folder.metrics,
        metrics,
        lambda w, h: same_figure(h["target"], w[0]) and same_figure(h["actual"], w[1]),
    )
    assert hits >= 0.85 * len(folder.metrics)
    assert hits >= 0.85 * len(metrics)


def test_totals_lines_and_open_amounts_are_copied(folder: Folder, review: Review) -> None:
    cost = review["cost"]
    assert (cost["budget_total"], cost["actual_total"]) == folder.totals
    assert cost["computed"] == []
    lines = [(line["budget"], line["actual"]) for line in cost["lines"]]
    assert lines == folder.lines
    assert sorted(o["amount"] for o in cost["outstanding"]) == sorted(folder.outstanding)


def test_milestones_have_both_days(folder: Folder, review: Review) -> None:
    milestones = [(m["planned"], m["actual"]) for m in review["milestones"]]
    assert milestones == folder.milestones


def test_satisfaction_is_read_with_its_scale(folder: Folder, review: Review) -> None:
    satisfaction = review["satisfaction"]
    assert satisfaction["mean"] == folder.mean
    assert satisfaction["scale"] == folder.scale
    assert folder.responses in (None, satisfaction["responses"])
    quotes = found(folder.quotes, satisfaction["quotes"], lambda w, h: alike(h["text"], w) >= 0.6)
    assert quotes >= 0.7 * len(folder.quotes)


def test_lessons_and_actions_are_found(folder: Folder, review: Review) -> None:
    def same(want: str, have: Mapping[str, Any]) -> bool:
        return alike(have["text"], want) >= 0.5

    assert found(folder.successes, review["successes"], same) >= 0.6 * len(folder.successes)
    assert found(folder.shortcomings, review["shortcomings"], same) >= 0.6 * len(
        folder.shortcomings
    )
    actions = {(a["owner"], a["due"]) for a in review["actions"]}
    assert actions == {(owner, due) for _, owner, due in folder.actions}


def test_contracts_are_read_and_followed_up(folder: Folder, review: Review) -> None:
    contracts = review["contracts"]
    assert [(c["amount"], c["currency"], c["signed_on"]) for c in contracts] == folder.contracts
    obligations = [o for c in contracts for o in c["obligations"]]
    hits = found(
        folder.obligations,
        obligations,
        lambda w, h: (
            alike(h["text"], w[0]) >= 0.5
            and same_figure(h["promised"], w[1])
            and same_figure(h["delivered"], w[2])
        ),
    )
    assert hits >= 0.75 * len(folder.obligations)


def test_contradictions_and_gaps_are_found(folder: Folder, review: Review) -> None:
    def tells(want: set[str], have: Mapping[str, Any]) -> bool:
        words = have["description"] + " ".join(v["value"] for v in have["values"])
        return all(value in words for value in want)

    hits = found(folder.clashes, review["inconsistencies"], tells)
    assert hits == len(folder.clashes)
    assert hits >= 0.5 * len(review["inconsistencies"])
    assert set(folder.missing) <= {gap["class"] for gap in review["missing"]}


# ------------------------------------------------------------------ what holds for every review
def test_the_shape_is_complete_and_plain_json(review: Review) -> None:
    assert set(review) == KEYS
    assert json.loads(json.dumps(review, ensure_ascii=False)) == review


def test_every_quote_is_verbatim_in_its_segment(folder: Folder, review: Review) -> None:
    by_id = {s.document: s for s in folder.sources}
    citations = list(citations_in(review))
    assert len(citations) > 40
    assert all(is_verbatim(c, by_id) for c in citations)
    assert all(c["quote"] == c["quote"].strip() for c in citations)


def test_nothing_is_said_without_a_citation(review: Review) -> None:
    for key in ("background", "milestones", "metrics", "successes", "shortcomings", "decisions",
                "lessons", "actions"):  # fmt: skip
        assert all(part["citations"] for part in review[key]), key
    cost = review["cost"]
    assert all(part["citations"] for part in (*cost["lines"], *cost["outstanding"]))
    assert cost["citations"]
    assert all(v["citations"] for clash in review["inconsistencies"] for v in clash["values"])
    assert all(q["citations"] for q in review["satisfaction"]["quotes"])


def test_every_figure_of_a_metric_stands_in_its_quotes(review: Review) -> None:
    for metric in review["metrics"]:
        quotes = "\n".join(c["quote"] for c in metric["citations"])
        for key in ("target_written", "actual_written"):
            if key.removesuffix("_written") in metric["computed"]:
                continue
            digits = "".join(c for c in metric[key] if c.isdigit() or c in ",.")
            assert digits.strip(".,") in quotes, metric["name"]


def test_the_same_folder_gives_the_same_bytes_in_any_order(folder: Folder, review: Review) -> None:
    once = json.dumps(review, ensure_ascii=False)
    shuffled = list(folder.sources)
    random.Random(4).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    assert json.dumps(build(folder.project, shuffled), ensure_ascii=False) == once


def test_a_copy_of_a_document_changes_nothing_it_says(folder: Folder, review: Review) -> None:
    copies = [replace(s, document=f"z-{s.document}", duplicate=True) for s in folder.sources]
    assert build(folder.project, [*folder.sources, *copies]) == review


# ------------------------------------------------------------------ odd input
def empty_but_for_sources(review: Mapping[str, Any]) -> bool:
    lists = (
        "background",
        "milestones",
        "metrics",
        "contracts",
        "successes",
        "shortcomings",
        "actions",
        "inconsistencies",
    )
    return (
        not any(review[key] for key in lists)
        and review["cost"]["lines"] == []
        and review["cost"]["actual_total"] is None
        and review["satisfaction"]["mean"] is None
    )


def test_a_project_without_files_says_that_everything_is_missing() -> None:
    review = build(PROJECT, [])
    assert empty_but_for_sources(review)
    assert [gap["class"] for gap in review["missing"]] == list(PROJECT.required)


def test_one_file_gives_what_it_has() -> None:
    only = source(
        "settlement",
        "s.xlsx",
        "2026-07-01",
        sheet("S", "科目|預算|實支", "場租|10|12", "合計|10|12"),
    )
    review = build(PROJECT, [only])
    assert review["cost"]["actual_total"] == "12"
    assert review["metrics"] == []


def test_scans_without_text_are_listed_and_say_nothing() -> None:
    scans = [source("contract", f"scan{n}.pdf", "2026-03-02") for n in range(3)]
    blank = source("final_report", "r.docx", "2026-07-01", text("   ", ""))
    review = build(PROJECT, [*scans, blank])
    assert len(review["sources"]) == 4
    assert [(c["amount"], c["parties"]) for c in review["contracts"]] == [(None, [])] * 3


def test_two_contracts_are_kept_apart() -> None:
    review = reviewed(garden_expo)
    assert [c["currency"] for c in review["contracts"]] == ["USD", "HKD"]


def test_of_ten_drafts_the_last_stands_in_and_is_called_a_draft() -> None:
    drafts = [
        source("final_report", f"draft{n:02}.docx", f"2026-06-{n:02}", text("草稿內容" * 40),
               table("指標|目標|實際", f"到場人數|900|{900 + n}"), draft=True, title="結案報告")
        for n in range(1, 11)
    ]  # fmt: skip
    review = build(PROJECT, drafts)
    assert [m["actual"] for m in review["metrics"]] == ["910"]
    assert [gap["why"] for gap in review["missing"] if gap["class"] == "final_report"] == [
        "只有草稿《draft01.docx》，沒有定稿。"
    ]


def test_figures_in_two_currencies_are_shown_and_not_added() -> None:
    odd = source(
        "settlement",
        "s.xlsx",
        "2026-07-01",
        sheet("S", "Item|Budget|Actual", "Hall|US$100|US$120", "Crew|HK$900|HK$950"),
    )
    cost = build(PROJECT, [odd])["cost"]
    assert [line["actual"] for line in cost["lines"]] == ["120", "950"]
    assert cost["actual_total"] is None


def test_a_document_in_a_fourth_language_is_no_error() -> None:
    korean = source("final_report", "r.docx", "2026-07-01", text("행사는 성공적으로 끝났습니다. 참가자 1,200명."),
                    table("지표|목표|실적", "참가자|1,000|1,200"), language="ko")  # fmt: skip
    review = build(PROJECT, [korean])
    assert review["metrics"] == []
    assert [s["name"] for s in review["sources"]] == ["r.docx"]


def test_personal_numbers_never_reach_a_review() -> None:
    paper = source(
        "settlement", "s.xlsx", "2026-07-01",
        sheet("未付", "對象|事由|未付金額", "林小姐代墊|刷公司卡 4111 1111 1111 1111|12,600"),
    )  # fmt: skip
    review = build(PROJECT, [paper])
    assert [o["amount"] for o in review["cost"]["outstanding"]] == ["12600"]
    assert "4111" not in json.dumps(review, ensure_ascii=False)
    assert all(is_verbatim(c, {"s.xlsx": paper}) for c in citations_in(review))


def test_a_citation_that_is_not_verbatim_takes_its_statement_with_it() -> None:
    paper = source("final_report", "r.docx", "2026-07-01", text("一句話。"))
    good = {"document": "r.docx", "segment": 0, "start": 0, "end": 4, "quote": "一句話。"}
    wrong = good | {"quote": "另一句。"}
    content: dict[str, object] = {
        "background": [{"text": "a", "citations": [good]}, {"text": "b", "citations": [wrong]}],
        "successes": [{"text": "c", "citations": [wrong, good]}],
    }
    assert verified(content, [paper]) == {
        "background": [{"text": "a", "citations": [good]}],
        "successes": [{"text": "c", "citations": [good]}],
    }


WORDS = st.sampled_from(
    ["目標", "實際", "預算", "合計", "指標", "負責人", "期限", "亮點", "不足", "1,200人", "≤3%",
     "2026-05-02", "5月2日", "尾款", "未付", "Target", "Actual", "Owner", "Due", "合約總價NT$1,000,000",
     "甲方：某公司", "滿意度平均4.5分", "", "—", "「好。」", "a" * 90]
)  # fmt: skip
TABLES = st.lists(st.lists(WORDS, min_size=0, max_size=5), min_size=0, max_size=6)
SEGMENTS = st.one_of(
    TABLES.map(lambda rows: table_segment(rows, Place(sheet="收款"))),
    st.tuples(st.sampled_from(list(SegmentKind)), st.lists(WORDS, max_size=4)).map(
        lambda pair: Segment(pair[0], "\n".join(pair[1]), Place(page=1, heading=("檢討",)))
    ),
)
CLASSES = st.sampled_from(
    [
        "final_report",
        "contract",
        "settlement",
        "survey",
        "retrospective",
        "minutes",
        "data_report",
        "other",
    ]
)


@given(
    papers=st.lists(st.tuples(CLASSES, st.lists(SEGMENTS, max_size=5), st.booleans()), max_size=4)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_document_is_so_odd_that_a_review_fails_or_misquotes(
    papers: list[tuple[str, list[Segment], bool]],
) -> None:
    sources = [
        Source(
            f"d{n}",
            "1",
            f"d{n}.docx",
            key,
            "標題",
            "2026-05-02",
            "zh-Hant",
            tuple(segments),
            draft=draft,
        )
        for n, (key, segments, draft) in enumerate(papers)
    ]
    review = build(PROJECT, sources)
    by_id = {s.document: s for s in sources}
    assert all(is_verbatim(c, by_id) for c in citations_in(review))
    assert build(PROJECT, sources[::-1]) == review
