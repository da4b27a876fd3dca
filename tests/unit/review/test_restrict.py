"""A review limited to one reader: nothing of a hidden document is left, nothing else is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.domain.segments import Segment
from archive.review.compose import build
from archive.review.reading.sources import Source
from archive.review.restrict import restrict
from tests.support.review_folder_expo import garden_expo
from tests.support.review_folder_harbour import harbour_festival
from tests.support.review_folder_lighthouse import lighthouse_appeal
from tests.support.review_folder_notebook import notebook_launch
from tests.support.review_sources import Folder, project, reviewed, sheet, source, text

MADE = (harbour_festival, notebook_launch, lighthouse_appeal, garden_expo)
FOLDERS = [folder() for folder in MADE]


def strings(source_: Source) -> set[str]:
    """What only this source says: its names and every line and cell long enough to be telling."""
    found = {source_.name, source_.title, source_.document}
    for segment in source_.segments:
        found |= {p for p in _pieces(segment) if len(p) >= (18 if p.isascii() else 6)}
    return found


def _pieces(segment: Segment) -> list[str]:
    return [p.strip() for line in segment.text.split("\n") for p in (line, *line.split("\t"))]


@pytest.mark.parametrize("number", range(len(FOLDERS)))
def test_who_sees_every_source_sees_the_whole_review(number: int) -> None:
    whole = {key: value for key, value in reviewed(MADE[number]).items() if key != "required"}
    assert restrict(reviewed(MADE[number]), lambda _document: True) == whole


@pytest.mark.parametrize("number", range(len(FOLDERS)))
def test_who_sees_no_source_sees_only_what_the_rules_ask_for(number: int) -> None:
    shown = restrict(reviewed(MADE[number]), lambda _document: False)
    required = [part["class"] for part in reviewed(MADE[number])["required"]]
    assert [gap["class"] for gap in shown.pop("missing")] == required
    text_ = json.dumps(shown, ensure_ascii=False)
    assert "quote" not in text_.replace("quotes", "")
    assert not any(character.isdigit() for character in text_)


@given(number=st.integers(0, len(FOLDERS) - 1), hidden=st.sets(st.integers(0, 6)))
@settings(max_examples=80, deadline=None)
def test_nothing_of_a_hidden_document_is_left(number: int, hidden: set[int]) -> None:
    folder: Folder = FOLDERS[number]
    out = {s.document for n, s in enumerate(folder.sources) if n in hidden}
    shown = restrict(reviewed(MADE[number]), lambda document: document not in out)
    said = json.dumps(shown, ensure_ascii=False)
    visible = "\n".join(
        "\n".join((s.name, s.title, *(g.text for g in s.segments)))
        for s in folder.sources
        if s.document not in out
    )
    for source_ in folder.sources:
        if source_.document in out:
            leaked = {
                s for s in strings(source_) if json.dumps(s, ensure_ascii=False)[1:-1] in said
            }
            assert {s for s in leaked if s not in visible and s not in _known(folder)} == set()


def _known(folder: Folder) -> str:
    """What the registry tells everybody of the project."""
    return "\n".join((folder.project.name, folder.project.client or "", folder.project.code))


def test_a_total_is_shown_only_with_every_line() -> None:
    made = project("T1", "試辦專案", "海風基金會", "zh-Hant")
    quote = source("quotation", "q.xlsx", "2026-03-01", sheet("Q", "項目|金額", "場租|80,000"))
    spent = source(
        "settlement",
        "s.xlsx",
        "2026-07-01",
        sheet("S", "費用科目|實付金額", "場租|82,000", "短片|55,000", "合計|137,000"),
    )
    review = build(made, [quote, spent])
    assert review["cost"]["actual_total"] == "137000"  # type: ignore[index]
    shown = restrict(review, lambda document: document != "q.xlsx")["cost"]
    assert shown["actual_total"] is None
    assert [line["item"] for line in shown["lines"]] == ["短片"]


def test_a_contradiction_is_shown_only_with_both_sides() -> None:
    review = reviewed(MADE[0])
    (clash,) = review["inconsistencies"]  # type: ignore[misc]
    for value in clash["values"]:
        hidden = value["citations"][0]["document"]
        assert restrict(review, lambda d, hidden=hidden: d != hidden)["inconsistencies"] == []


def test_a_class_whose_only_document_is_hidden_is_missing_like_an_absent_one() -> None:
    made = project("T1", "試辦專案", "海風基金會", "zh-Hant", required=("settlement", "survey"))
    spent = source("settlement", "s.xlsx", "2026-07-01", sheet("S", "科目|預算|實支", "場租|1|2"))
    absent = build(made, [])
    hidden = restrict(build(made, [spent]), lambda _document: False)
    assert hidden["missing"] == absent["missing"]


def test_a_gap_that_a_hidden_contract_tells_is_hidden_with_it() -> None:
    made = project("T1", "試辦專案", "海風基金會", "zh-Hant", required=())
    contract = source("contract", "c.docx", "2026-03-02", text("廠商須提供肖像授權同意書。"))
    review = build(made, [contract])
    assert [gap["name"] for gap in review["missing"]] == ["肖像授權同意書"]  # type: ignore[attr-defined]
    assert restrict(review, lambda _document: False)["missing"] == []


def test_a_review_that_is_not_whole_is_limited_without_an_error() -> None:
    odd: dict[str, Any] = {
        "metrics": None,
        "cost": [],
        "missing": [{"class": "survey", "why": "x"}],
    }
    shown = restrict(odd, lambda _document: True)
    assert shown["metrics"] == []
    assert shown["missing"] == [{"class": "survey", "why": "x"}]
    assert restrict({}, lambda _document: True) == {}
