"""One thing said in several ways comes to the same, whichever documents it is worked out over."""

from __future__ import annotations

import numpy as np
import pytest

from archive.indexer import wordings
from archive.indexer.plan import Term
from archive.indexer.wordings import Part, Wordings

SIZE = 400
WORD, PAIR, OTHER, SPREAD = (Term("w", text) for text in ("word", "pair", "other", "spread"))


def a_part(chance: np.random.Generator, holders: int, mass: float) -> Part:
    documents = np.sort(chance.choice(SIZE, holders, replace=False))
    gains = np.empty(holders, np.complex64)
    gains.real, gains.imag = chance.random(holders, np.float32) * mass, mass
    return Part(documents, gains, holders, mass)


def of_all(part: Part) -> Part:
    gains = np.zeros(SIZE, np.complex64)
    gains[part.documents] = part.gains
    return part._replace(documents=None, gains=gains)


@pytest.fixture
def parts() -> dict[Term, Part]:
    chance = np.random.default_rng(7)
    return {
        WORD: a_part(chance, 30, 2.5),
        PAIR: a_part(chance, 25, 3.0),
        OTHER: a_part(chance, 8, 4.0),
    }


def said(parts: dict[Term, Part]) -> tuple[int, list[list[float]]]:
    members = np.array([3, 200, 399], np.intp)
    found = Wordings(parts, members, SIZE)
    found.take([WORD, PAIR], np.float32(1 / 5.5), 1.0)
    found.take([OTHER], np.float32(1 / 4), 0.7)
    found.take([], np.float32(1), 0.7)
    found.take([OTHER, WORD], np.float32(1 / 8), 0.3)
    found.give(np.float32(2), np.float32(1))
    return found.saying, [array.tolist() for array in found.held()]


def test_it_is_the_same_over_the_documents_in_question_and_over_all(
    parts: dict[Term, Part], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = said(parts)
    assert few[0] >= len(set(parts[OTHER].documents.tolist()))  # type: ignore[union-attr]
    monkeypatch.setattr(wordings, "COMPACT", SIZE)
    assert said(parts) == few


def test_it_is_the_same_where_a_term_is_kept_for_every_document(parts: dict[Term, Part]) -> None:
    assert said(parts | {PAIR: of_all(parts[PAIR])}) == said(parts)


def test_few_documents_in_question_take_no_array_of_all(parts: dict[Term, Part]) -> None:
    named = set().union(*(part.documents.tolist() for part in parts.values()))  # type: ignore[union-attr]
    held, best, _ = (found := Wordings(parts, np.empty(0, np.intp), SIZE)).held()
    assert set(held.tolist()) == named
    assert len(best) == len(named)
    assert found.saying == 0


def test_where_most_documents_hold_any_of_it_none_are_picked_out(parts: dict[Term, Part]) -> None:
    many = a_part(np.random.default_rng(8), 300, 1.5)

    def told(word: Part) -> tuple[int, list[bytes]]:
        found = Wordings(parts | {WORD: word}, np.empty(0, np.intp), SIZE)
        found.take([WORD], np.float32(1 / 1.5), 1.0)
        found.take([OTHER], np.float32(1 / 4), 0.7)
        held, *each = found.held()
        assert held is None
        return found.saying, [array.tobytes() for array in each]

    listed, spread = told(many), told(of_all(many))
    assert listed == spread
    assert listed[0] >= 300
    best = np.frombuffer(listed[1][0], np.float32)
    only = set(range(SIZE)) - set(many.documents.tolist()) - set(parts[OTHER].documents.tolist())  # type: ignore[union-attr]
    assert len(best) == SIZE
    assert not best[sorted(only)].any()
