"""What people said of a statement follows it: into another section, another edition, another build."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive.review.edit import ADD, DECIDE, EDIT, REJECT, Edit
from archive.review.edits import apply_edits, may_be_told
from archive.review.same_statement import is_same, statement_of
from archive.review.shelves import parts_of
from archive.review.taken_back import changes_taken_back, unrejected

AT = datetime(2026, 3, 1, tzinfo=UTC)
SOLD = "The harbour walk sold out in three days."


def cited(
    document: str = "report", segment: int = 1, quote: str = SOLD, version: str = "1.0"
) -> list[dict[str, Any]]:
    place = {"segment": segment, "start": 0, "end": len(quote)}
    return [{"document": document, "version": version, "quote": quote, **place}]


def sentence(text: str = SOLD, **cites: Any) -> dict[str, Any]:
    return {"text": text, "citations": cited(**{"quote": text, **cites})}


def edit_of(content: dict[str, Any], section: str, kind: str, **values: Any) -> Edit:
    part = parts_of(apply_edits(content, ()), section)[0]
    documents = tuple(c["document"] for c in part["citations"])
    return Edit(section, part["key"], kind, values, part, "Mara", AT, documents)


def told(content: dict[str, Any], edits: list[Edit], section: str) -> list[str]:
    return [part["text"] for part in parts_of(apply_edits(content, edits), section)]


@pytest.mark.parametrize(
    ("section", "part"),
    [
        ("lessons", sentence()),
        ("shortcomings", sentence("The harbour walk sold out in three days")),
        ("decisions", sentence("Harbour walk sold out in three days.", quote=SOLD)),
        ("quotes", sentence(document="minutes")),
        ("successes", sentence(segment=4)),
    ],
)
def test_a_rejection_holds_in_whatever_section_the_sentence_is_told(
    section: str, part: dict[str, Any]
) -> None:
    rejection = edit_of({"successes": [sentence()]}, "successes", REJECT, reason="wrong day")
    other = {"satisfaction": {"quotes": [part]}} if section == "quotes" else {section: [part]}
    shown = apply_edits(other, [rejection])
    assert parts_of(shown, section) == []
    assert [one["reason"] for one in shown["set_aside"]] == ["wrong day"]


@pytest.mark.parametrize(
    "part",
    [
        sentence("The harbour walk was rained off.", quote=SOLD),
        sentence("Sold out.", quote=SOLD),
        sentence("Harbour walk sold out in three days.", document="minutes"),
        sentence("Harbour walk sold out in three days.", segment=9, quote=SOLD),
    ],
)
def test_another_sentence_stays(part: dict[str, Any]) -> None:
    rejection = edit_of({"successes": [sentence()]}, "successes", REJECT, reason="wrong day")
    assert told({"lessons": [part]}, [rejection], "lessons") == [part["text"]]


def test_a_rejection_takes_every_telling_and_comes_back_as_one() -> None:
    content = {"successes": [sentence()], "lessons": [sentence()]}
    first = edit_of(content, "successes", REJECT, reason="wrong day")
    second = replace(edit_of(content, "lessons", REJECT, reason="twice"), at=AT + timedelta(1))
    shown = apply_edits(content, [first])
    assert (shown["successes"], shown["lessons"], len(shown["set_aside"])) == ([], [], 1)
    shown = apply_edits(content, [first, second])
    back = changes_taken_back(shown, [first, second], "successes", first.key)
    assert set(map(id, back)) == {id(first), id(second)}
    unseen = {**shown, "set_aside": shown["set_aside"][:1]}
    assert changes_taken_back(unseen, [first, second], "successes", first.key) == (first,)


def test_a_persons_own_sentence_that_is_rejected_takes_no_other_with_it() -> None:
    content = {"successes": [sentence()]}
    own = Edit("lessons", "k", REJECT, {"reason": "twice", "added": True}, sentence(), "Mara", AT)
    assert told(content, [own], "successes") == [SOLD]
    added = Edit("lessons", "k", ADD, {"text": SOLD}, {"citations": cited()}, "Mara", AT)
    rejection = edit_of(content, "successes", REJECT, reason="no success, a lesson")
    assert told(content, [rejection, added], "successes") == []
    assert told(content, [rejection, added], "lessons") == [SOLD]


def test_a_correction_goes_with_its_sentence_and_stands_once() -> None:
    edit = edit_of({"successes": [sentence()]}, "successes", EDIT, text="It was full.", owner="A")
    shown = apply_edits({"lessons": [sentence()]}, [edit])
    (part,) = shown["lessons"]
    assert (part["text"], part["edited_by"], part["built"]) == ("It was full.", "Mara", SOLD)
    assert "owner" not in part
    assert shown["successes"] == []
    back = changes_taken_back(shown, [edit], "lessons", part["key"])
    assert back == (edit,)


def test_a_correction_follows_only_for_who_sees_what_it_rests_on() -> None:
    whole = sentence()
    whole["citations"] += cited("budget", quote="Tickets")
    edit = edit_of({"successes": [whole]}, "successes", EDIT, text="Full, at 40 a ticket.")
    narrow = {"lessons": [sentence()]}
    (part,) = apply_edits(narrow, [edit], {"report"})["lessons"]
    assert part["text"] == SOLD
    (part,) = apply_edits(narrow, [edit], {"report", "budget"})["lessons"]
    assert part["text"] == "Full, at 40 a ticket."


def test_the_newest_correction_of_a_sentence_holds() -> None:
    one, other = {"successes": [sentence()]}, {"lessons": [sentence()]}
    first = edit_of(one, "successes", EDIT, text="First.")
    last = replace(edit_of(other, "lessons", EDIT, text="Last."), at=AT + timedelta(1))
    for content, section in ((one, "successes"), (other, "lessons")):
        assert told(content, [first, last], section) == ["Last."]
        assert "beside" not in parts_of(apply_edits(content, [first, last]), section)[0]


def row(budget: str | None, actual: str | None, segment: int, **cites: Any) -> dict[str, Any]:
    figures = {"item": "Printing", "budget": budget, "actual": actual}
    return figures | {"citations": cited(segment=segment, quote="Printing", **cites)}


def items(rows: list[dict[str, Any]], edits: list[Edit]) -> list[dict[str, Any]]:
    cost = {"lines": rows, "computed": [], "citations": []}
    return parts_of(apply_edits({"cost": cost}, edits), "cost_lines")


def test_a_rejected_row_is_known_by_its_place_and_figures() -> None:
    rejection = edit_of({"cost": {"lines": [row("100", "120", 1)]}}, "cost_lines", REJECT)
    assert items([row(None, "120", 1)], [rejection]) == []
    assert len(items([row("100", "121", 1)], [rejection])) == 1
    assert len(items([row(None, "120", 2)], [rejection])) == 1
    twice = [row("100", "120", 1), row("100", "120", 2)]
    assert [r["citations"][0]["segment"] for r in items(twice, [rejection])] == [2]


def test_of_two_equal_rows_the_other_stays_when_the_paper_has_a_new_version() -> None:
    rejection = edit_of({"cost": {"lines": [row("100", "120", 1)]}}, "cost_lines", REJECT)
    later = [row("100", "120", n, version="2.0") for n in (3, 4)]
    assert len(items(later, [rejection])) == 1


def test_words_put_in_place_of_a_rejected_sentence_come_back_with_it() -> None:
    was = {"reason": "x", "added": False, "was": {"text": "It was full."}}
    back = unrejected(edit_of({"successes": [sentence()]}, "successes", REJECT, **was))
    assert back is not None
    assert (back.kind, back.values) == (EDIT, {"text": "It was full."})
    assert unrejected(edit_of({"successes": [sentence()]}, "successes", REJECT, reason="x")) is None


def test_a_decision_is_told_by_its_value_to_who_sees_its_papers() -> None:
    values = [
        {"value": v, "citations": cited(d, quote=v)}
        for v, d in (("5", "a"), ("6", "b"), ("7", "c"))
    ]
    clash = {"kind": "metric", "subject": "Visitors", "values": values}
    key = apply_edits({"inconsistencies": [clash]}, ())["inconsistencies"][0]["key"]
    chosen = {"choice": 1, "value": "6", "reason": "counted"}
    decision = Edit("inconsistencies", key, DECIDE, chosen, clash, "Mara", AT, ("a", "b", "c"))
    turned = {**clash, "values": values[::-1][1:]}
    (shown,) = apply_edits({"inconsistencies": [turned]}, [decision])["inconsistencies"]
    assert (shown["decided"]["choice"], shown["decided"]["value"]) == (0, "6")
    without = {**clash, "values": [values[0], values[2]]}
    (shown,) = apply_edits({"inconsistencies": [without]}, [decision])["inconsistencies"]
    assert "decided" not in shown
    assert may_be_told([decision], {"a", "b"}) == []


def test_a_statement_is_compared_as_it_was_built() -> None:
    edited = sentence("It was full.", quote=SOLD) | {"built": SOLD, "edited_by": "Mara"}
    assert is_same(statement_of("successes", edited), statement_of("lessons", sentence()))
    assert not is_same(statement_of("successes", {}), statement_of("successes", {}))
