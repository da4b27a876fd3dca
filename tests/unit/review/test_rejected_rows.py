"""Rows of tables, client's words and obligations can be rejected; sums made here follow."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from archive.review.edit import REJECT, Edit
from archive.review.edits import apply_edits
from archive.review.shelves import parts_of


def cited(place: int) -> list[dict[str, Any]]:
    return [
        {"document": "d", "version": "V1.0", "quote": "q", "segment": place, "start": 0, "end": 1}
    ]


def content(*, computed: bool) -> dict[str, Any]:
    return {
        "cost": {
            "currency": "TWD",
            "budget_total": "450",
            "actual_total": "480.50",
            "computed": ["budget_total", "actual_total"] if computed else [],
            "lines": [
                {"item": "印刷", "budget": "100", "actual": "120", "citations": cited(1)},
                {"item": "場租", "budget": "150", "actual": "160.50", "citations": cited(2)},
                {"item": "攝影", "budget": "200", "actual": "200", "citations": cited(3)},
            ],
            "outstanding": [{"party": "藍海印刷", "amount": "40", "citations": cited(4)}],
            "citations": [*cited(1), *cited(2), *cited(3)] if computed else cited(9),
        },
        "contracts": [
            {
                "document": "a",
                "obligations": [{"text": "貼文", "promised": "8", "citations": cited(5)}],
            },
            {
                "document": "b",
                "obligations": [{"text": "貼文", "promised": "8", "citations": cited(6)}],
            },
        ],
        "satisfaction": {
            "mean": "4.5",
            "quotes": [{"text": "很順", "sentiment": "positive", "citations": cited(7)}],
        },
    }


def rejected(built: dict[str, Any], section: str, number: int = 0) -> dict[str, Any]:
    """The content after the n-th row of a section was rejected."""
    part = parts_of(apply_edits(built, ()), section)[number]
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return apply_edits(
        built, [Edit(section, part["key"], REJECT, {"reason": "重複"}, part, "阿敏", at)]
    )


@pytest.mark.parametrize("section", ["cost_lines", "outstanding", "obligations", "quotes"])
def test_a_rejected_row_is_set_aside_with_its_words(section: str) -> None:
    before = content(computed=True)
    after = rejected(before, section)
    assert len(parts_of(after, section)) == len(parts_of(before, section)) - 1
    assert [p["reason"] for p in after["set_aside"]] == ["重複"]
    assert after["set_aside"][0]["text"] in ("印刷", "藍海印刷", "貼文", "很順")
    assert parts_of(before, section) == parts_of(content(computed=True), section), "input untouched"


def test_equal_obligations_of_two_contracts_are_two_rows() -> None:
    after = rejected(content(computed=True), "obligations", 1)
    assert [len(c["obligations"]) for c in after["contracts"]] == [1, 0]


def test_a_sum_made_here_follows_a_rejected_line() -> None:
    cost = rejected(content(computed=True), "cost_lines", 1)["cost"]
    assert (cost["budget_total"], cost["actual_total"]) == ("300", "320")
    assert cost["citations"] == [*cited(1), *cited(3)]


def test_a_total_that_a_document_states_stays_as_it_is_written() -> None:
    cost = rejected(content(computed=False), "cost_lines", 1)["cost"]
    assert (cost["budget_total"], cost["actual_total"]) == ("450", "480.50")
    assert cost["citations"] == cited(9)


def test_a_single_line_left_has_no_sum() -> None:
    built = content(computed=True)
    built["cost"]["lines"] = built["cost"]["lines"][:2]
    cost = rejected(built, "cost_lines")["cost"]
    assert (cost["budget_total"], cost["computed"]) == (None, [])


def test_a_row_with_another_figure_is_another_statement() -> None:
    first, second = content(computed=True), content(computed=True)
    second["cost"]["lines"][0]["actual"] = "99"
    keys = [parts_of(apply_edits(c, ()), "cost_lines")[0]["key"] for c in (first, second)]
    assert keys[0] != keys[1]
