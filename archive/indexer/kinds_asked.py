"""Which kind of papers a query asks for by its name, when it asks for nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from archive.indexer.analysis import normal_form, plain_form
from archive.indexer.asked_figures import Slot
from archive.indexer.query_text import QueryText

_OF_THE_KIND: Final = frozenset(
    normal_form(plain_form(word))
    for word in (
        *("所有", "全部", "全數", "各", "各種", "各類", "各份", "每份", "歷年", "檔案", "文件"),
        *("all", "every", "paper", "papers", "document", "documents", "file", "files"),
    )
)
"""Words beside the name of a kind that say no more than that its papers are wanted: 所有結案報告."""


def classes_asked_for(text: QueryText, slots: Sequence[Slot]) -> tuple[str, ...]:
    """The classes of documents, when the query is a name of them and nothing else.

    Words that are in every text say nothing else (`the closing report`), nor does another name of the same
    classes (合約 合同).
    """
    named = _named(slots)
    return named[0].classes if named and not _besides(text, named) else ()


def without_words_for_all(text: QueryText, slots: Sequence[Slot]) -> str:
    """The name of a kind alone where all else that is said is that its papers are wanted, else nothing."""
    named = _named(slots)
    besides = _besides(text, named) if named else frozenset()
    if not besides or not besides <= frozenset(_places_for_all(text)):
        return ""
    return " ".join(text.form(slot.start, slot.end - 1) for slot in named)


def _named(slots: Sequence[Slot]) -> list[Slot]:
    """The names of a kind of papers, all of one kind."""
    named = [slot for slot in slots if slot.classes]
    return named if len({slot.classes for slot in named}) == 1 else []


def _besides(text: QueryText, named: Iterable[Slot]) -> frozenset[int]:
    """The places of what is said besides."""
    covered = {place for slot in named for place in range(slot.start, slot.end)}
    return frozenset(range(len(text.units))) - covered - text.idle


def _places_for_all(text: QueryText) -> Iterator[int]:
    starts = {
        at
        for piece in text.pieces
        if text.normal[piece.start : piece.end] in _OF_THE_KIND
        for at in range(piece.start, piece.end)
    }
    return (place for place, unit in enumerate(text.units) if unit.start in starts)
