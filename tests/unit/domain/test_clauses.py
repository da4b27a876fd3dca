"""The checklist of clauses: drafted, written over by people, never by a rebuild; shown within its sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archive.domain.clauses import Clause, ClauseKind, ClauseNote, ClauseState, drafts_of, rows_of

CONTRACT, REPORT = "contract-1", "report-1"


def cited(document: str, quote: str) -> dict[str, str]:
    return {"document": document, "quote": quote}


def content(delivered: str | None = "9", met: bool | None = False, *, twice: bool = False) -> Any:
    photos = {
        "text": "Photographs of the regatta", "promised": "12", "unit": "sets", "met": met,
        "delivered": delivered,
        "citations": [cited(CONTRACT, "twelve sets"), cited(REPORT, f"{delivered} sets")],
    }  # fmt: skip
    terms = [{"text": "Second part after the regatta", "percent": "40", "amount": None,
              "citations": [cited(CONTRACT, "40% after the regatta")]}]  # fmt: skip
    return {
        "contracts": [
            {
                "document": CONTRACT,
                "obligations": [photos, photos] if twice else [photos],
                "payment_terms": terms,
            }
        ]
    }


def everything(_document: str) -> bool:
    return True


def first(built: Any, *notes: ClauseNote, visible: Any = everything) -> Clause:
    return rows_of(drafts_of(built), notes, visible)[0]


def note_on(built: Any, **said: Any) -> ClauseNote:
    draft = drafts_of(built)[0]
    note = ClauseNote(
        draft.key, draft.kind, draft.contract, draft.text, draft.promised, own=False,
        drafted=draft.delivered, basis=draft.basis, documents=tuple(draft.documents),
    )  # fmt: skip
    return replace(note, **said)


@pytest.mark.parametrize(
    ("delivered", "met", "state"),
    [
        ("12", True, ClauseState.MET),
        ("9", False, ClauseState.PARTLY),
        ("0", False, ClauseState.NOT_MET),
        (None, None, ClauseState.OPEN),
    ],
)
def test_a_draft_says_what_its_figures_say(
    delivered: str | None, met: bool | None, state: ClauseState
) -> None:
    row = first(content(delivered, met))
    assert (row.state, row.promised, row.judged) == (state, "12 sets", False)


def test_terms_of_payment_are_clauses_too_and_nobody_judged_them_yet() -> None:
    term = rows_of(drafts_of(content()), (), everything)[1]
    assert (term.kind, term.promised, term.state) == (ClauseKind.PAYMENT, "40%", ClauseState.OPEN)


def test_equal_statements_of_one_contract_are_told_apart_and_keep_their_keys() -> None:
    keys = [draft.key for draft in drafts_of(content(twice=True))]
    assert len(set(keys)) == len(keys) == 3
    assert keys[0] == drafts_of(content())[0].key


def test_what_a_person_wrote_stays_through_a_rebuild_and_says_when_its_sources_changed() -> None:
    note = note_on(content("9"), state=ClauseState.PARTLY, remedy="Three sets more in May")
    same, other = first(content("9"), note), first(content("11"), note)
    assert (same.state, same.remedy, same.stale) == (note.state, note.remedy, False)
    assert (other.state, other.delivered, other.stale) == (note.state, "11 sets", True)


def test_a_written_delivery_is_not_replaced_by_a_drafted_one() -> None:
    row = first(content("11"), note_on(content("9"), delivered="10, counted by hand"))
    assert (row.delivered, row.sources) == ("10, counted by hand", frozenset({CONTRACT}))


def test_a_judged_statement_the_review_makes_no_longer_stands_as_stale() -> None:
    note = note_on(content(), state=ClauseState.MET)
    row = first({"contracts": []}, note)
    assert (row.text, row.delivered, row.stale, row.own) == (note.text, "9 sets", True, False)


def test_a_note_is_unknown_to_whoever_does_not_see_the_contract() -> None:
    note = note_on(content(), state=ClauseState.MET)
    assert rows_of((), (note,), lambda document: document != CONTRACT) == ()


def test_a_change_of_sources_is_told_only_to_those_who_see_what_the_judge_saw() -> None:
    note = note_on(content("9"), state=ClauseState.PARTLY)
    narrow = first(content(None, None), note, visible=lambda document: document == CONTRACT)
    assert (narrow.state, narrow.stale) == (ClauseState.PARTLY, False)
    gone = rows_of((), (note,), lambda document: document == CONTRACT)
    assert gone == ()


def test_evidence_hidden_from_a_reader_is_not_told() -> None:
    note = note_on(content(), evidence=("plan-1", "hidden-1"))
    row = first(content(), note, visible=lambda document: document != "hidden-1")
    assert row.evidence == ("plan-1",)


@pytest.mark.parametrize(
    ("state", "remedy", "settled"),
    [
        (ClauseState.MET, "", True),
        (ClauseState.OPEN, "some words", False),
        (ClauseState.PARTLY, "", False),
        (ClauseState.NOT_MET, "Refund agreed", True),
        (ClauseState.NOT_APPLICABLE, "The option was not taken", True),
    ],
)
def test_a_clause_is_settled_when_kept_or_when_words_say_what_follows(
    state: ClauseState, remedy: str, settled: bool
) -> None:
    note = ClauseNote("k", ClauseKind.OBLIGATION, None, "Words", "", own=True, state=state, remedy=remedy)  # fmt: skip
    assert rows_of((), (note,), everything)[0].settled is settled
