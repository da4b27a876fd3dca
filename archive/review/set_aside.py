"""What stands beside a review instead of in it: rejected statements, and words whose last source is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from archive.review.circles import rested_on
from archive.review.edit import (
    REJECT,
    REJECTED,
    REMOVED,
    SOURCE_GONE,
    TOLD_BESIDES,
    Edit,
    Part,
)

_NAMES = ("text", "name", "item", "party")


def aside_of(edit: Edit, why: str) -> dict[str, Any]:
    """The statement of a change that is not in the review: whose words, why, and by whom."""
    return {
        "section": edit.section,
        "key": edit.key,
        "text": str(edit.values.get("text") or _words(edit.before)),
        "why": why,
        "reason": str(edit.values.get("reason") or ""),
        "by": edit.by,
        "documents": list(edit.documents),
    }


class Removed:
    """The statements that rejections take out of one edition, as its reader may be told of them.

    A rejection holds for everybody, and rests on papers as every change does: who may see all of these is told
    who rejected and why. Anybody else whose own papers tell the statement is told that it was removed, in the
    words of their own edition and nothing more: they cannot take it back.
    """

    def __init__(self, edits: Iterable[Edit], visible: Collection[str] | None) -> None:
        """`visible` are the documents the reader may see; None for everything."""
        self._rejections = [edit for edit in edits if edit.kind == REJECT]
        self._visible = None if visible is None else set(visible)
        self._own: dict[int, dict[str, Any]] = {}

    def take(self, section: str, key: str, part: Part, rejections: Iterable[Edit]) -> None:
        """Note a part of the edition that these take out of it.

        Of several tellings that of the section where it was rejected is told, the background last.
        """
        first, *more = rejections
        if any(map(self._is_told, (first, *more))):
            return
        known = self._own.get(id(first))
        if known is None or _rank(first, section) < _rank(first, known["section"]):
            self._own[id(first)] = {
                "section": section,
                "key": key,
                "text": _words(part),
                "why": REMOVED,
                "reason": "",
                "by": "",
                "documents": sorted(rested_on(part)),
            }

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for edit in self._rejections:
            if self._is_told(edit):
                yield aside_of(edit, REJECTED)
            elif id(edit) in self._own:
                yield self._own[id(edit)]

    def _is_told(self, edit: Edit) -> bool:
        return self._visible is None or set(edit.documents) <= self._visible


def words_gone(edit: Edit) -> dict[str, Any]:
    """A person's sentence whose last source is gone."""
    return aside_of(edit, SOURCE_GONE)


def _rank(rejection: Edit, section: str) -> tuple[bool, bool]:
    return section != rejection.section, section == TOLD_BESIDES


def _words(part: Part) -> str:
    return str(next(filter(None, map(part.get, _NAMES)), ""))
