"""Which of several changes of one statement holds for a reader who is told them all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive.review.circles import in_order
from archive.review.edit import ADD, DECIDE, EDIT, REJECT, Edit, Part
from archive.review.edits import apply_edits
from archive.review.taken_back import changes_taken_back

AT = datetime(2026, 3, 1, tzinfo=UTC)


def cited(*documents: str) -> list[dict[str, Any]]:
    return [{"document": d, "version": "1.0", "quote": "q"} for d in documents]


def said(
    day: int, documents: str, *, kind: str = EDIT, before: Part | None = None, **values: Any
) -> Edit:
    """A change that rests on these papers, each of one letter."""
    values = values or {"text": f"Day {day}."}
    before = before or {"text": "It was full.", "citations": cited(*documents)}
    at = AT + timedelta(day)
    return Edit("successes", "k", kind, values, before, "Mara", at, tuple(documents))


@pytest.mark.parametrize(
    ("papers", "part", "holds"),
    [
        (("ab", "a"), "a", 0),  # the later author was not told the first
        (("a", "ab"), "a", 1),
        (("b", "a"), "b", 0),  # neither was told the other: what the reader's own telling rests on
        (("b", "a"), "a", 1),
        (("b", "c"), "a", 1),  # then the newest
        (("b", "c"), "", 1),
        (("abc", "b", "ab", "d"), "d", 3),
    ],
)
def test_a_change_gives_way_to_who_saw_more(papers: tuple[str, ...], part: str, holds: int) -> None:
    edits = [said(day, documents) for day, documents in enumerate(papers)]
    told = in_order(edits, {"citations": cited(*part)} if part else None)
    assert told[-1] is edits[holds]
    assert sorted(edit.at for edit in told) == [edit.at for edit in edits]


def test_a_decision_for_a_value_that_is_gone_holds_over_none() -> None:
    wide = said(0, "ab", kind=DECIDE, value="6")
    narrow = said(1, "a", kind=DECIDE, value="5")
    values = [{"value": "5", "citations": cited("a", "b")}, {"value": "7", "citations": []}]
    assert in_order([wide, narrow], {"values": values})[-1] is narrow
    values[1]["value"] = "6"
    assert in_order([wide, narrow], {"values": values})[-1] is wide


def test_of_words_that_stand_alone_the_others_stand_beside() -> None:
    wide, narrow = said(0, "ab"), said(1, "a")
    (part,) = apply_edits({}, [wide, narrow])["successes"]
    assert (part["text"], [one["text"] for one in part["beside"]]) == ("Day 0.", ["Day 1."])
    assert part["edit_documents"] == ["a", "b"]


def test_words_whose_sources_left_give_way_to_those_that_still_have_some() -> None:
    gone = said(0, "ab", kind=ADD, before={"citations": []})
    shown = apply_edits({}, [gone, said(1, "a", kind=ADD, before={"citations": cited("a")})])
    assert ([part["text"] for part in shown["successes"]], shown["set_aside"]) == (["Day 1."], [])
    shown = apply_edits({}, [gone])
    assert [part["text"] for part in shown["set_aside"]] == ["Day 0."]
    assert changes_taken_back(shown, [gone], "successes", "k") == (gone,)


def test_taking_back_ends_what_is_shown_and_no_other_circle() -> None:
    wide, narrow = said(0, "ab"), said(1, "a")
    told = {"text": "Day 0.", "edited_by": "Mara", "edited_at": wide.at.isoformat(), "key": "k"}
    shown = {"successes": [told | {"citations": cited("a")}]}
    assert changes_taken_back(shown, [wide, narrow], "successes", "k", {"a", "b"}) == (wide,)
    assert changes_taken_back(shown, [wide, narrow], "successes", "k", {"a"}) == (narrow,)
    assert changes_taken_back(shown, [wide], "successes", "k", {"a"}) == ()


def test_own_words_that_somebody_rejected_who_saw_more_leave_a_word_for_their_reader() -> None:
    words = said(0, "a", kind=ADD)
    gone = said(1, "ab", kind=REJECT, reason="Paper b says otherwise.", added=True)
    narrow = apply_edits({}, [words, gone], {"a"})
    assert narrow["successes"] == []
    (told,) = narrow["set_aside"]
    assert (told["text"], told["why"], told["documents"]) == ("Day 0.", "removed", ["a"])
    assert (told["by"], told["reason"]) == ("", "")
    (told,) = apply_edits({}, [words, gone], {"a", "b"})["set_aside"]
    assert (told["why"], told["reason"]) == ("rejected", "Paper b says otherwise.")
    assert changes_taken_back(narrow, [words, gone], "successes", "k", {"a"}) == ()
