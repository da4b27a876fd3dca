"""Taking a change back: what goes with it, and what stands again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from archive.review.circles import in_order
from archive.review.corrections import FIGURES
from archive.review.edit import ADD, EDIT, REJECT, REMOVED, Edit, Part
from archive.review.edits import may_be_told
from archive.review.parts import part_in
from archive.review.same_statement import is_same, statement_of
from archive.review.shelves import parts_of


def changes_taken_back(
    content: Part,
    edits: Sequence[Edit],
    section: str,
    key: str,
    visible: Collection[str] | None = None,
) -> tuple[Edit, ...]:
    """The changes that end when one reader takes back that of a part; empty where there is none to be seen.

    Of corrections that by which this part is told, and those of the same circle that would be told by next: not one
    that stands in another telling, nor one of another circle, whether this reader is told it or not.

    Args:
        content: the review as this reader sees it, with what was set aside.
        edits: every change of the project's review.
        section: where the part stands, or stood before it was rejected.
        key: of the part as the reader was shown it.
        visible: the documents this reader sees; None for everything.
    """
    aside = {
        (str(p.get("section")), str(p.get("key")))
        for p in content.get("set_aside") or ()
        if p.get("why") != REMOVED
    }
    part = next((p for p in parts_of(content, section) if p.get("key") == key), None)
    if part is None and (section, key) not in aside:
        return ()
    told = edits if visible is None else may_be_told(edits, visible)
    here = [edit for edit in told if (edit.section, edit.key) == (section, key)]
    if part is None:
        rejected = next((edit for edit in here if edit.kind == REJECT), None)
        return _rejections(told, rejected, aside) if rejected else _one_circle(here, None)
    found = [edit for edit in here if edit.kind != REJECT]
    if not any(edit.kind != EDIT for edit in found) and part.get("edited_by"):
        said = statement_of(section, part)
        found += [
            edit
            for edit in told
            if edit.kind == EDIT
            and edit not in here
            and edit.section not in FIGURES
            and not _stands(content, edit)
            and is_same(said, statement_of(edit.section, edit.before))
        ]
    return _one_circle(found, part)


def _one_circle(found: Sequence[Edit], part: Part | None) -> tuple[Edit, ...]:
    """Of changes of one statement that by which the part is told, and the others that rest on the same papers."""
    if not found:
        return ()
    at = part and (part.get("edited_at") or part_in(part.get("decided")).get("at"))
    shown = [edit for edit in found if edit.at.isoformat() == at] or found
    holds = in_order(shown, part)[-1]
    return tuple(edit for edit in found if set(edit.documents) == set(holds.documents))


def _stands(content: Part, edit: Edit) -> bool:
    """Whether a part is told under the change's own key."""
    return any(part.get("key") == edit.key for part in parts_of(content, edit.section))


def _rejections(edits: Sequence[Edit], own: Edit, aside: set[tuple[str, str]]) -> tuple[Edit, ...]:
    """The rejection, and those of the same statement that its reader sees."""
    if own.kind != REJECT or own.values.get("added"):
        return (own,)
    said = statement_of(own.section, own.before)
    return tuple(
        edit
        for edit in edits
        if edit is own
        or (
            edit.kind == REJECT
            and not edit.values.get("added")
            and (edit.section, edit.key) in aside
            and is_same(said, statement_of(edit.section, edit.before))
        )
    )


def written(section: str, part: Part) -> dict[str, Any] | None:
    """What a person had made of a part; None of one that stands as it was built."""
    if not part.get("edited_by"):
        return None
    if section in FIGURES:
        figures = {side: part.get(side) for side in FIGURES[section]}
        return {"figures": figures, "reason": str(part.get("reason") or "")}
    return {name: part[name] for name in ("text", "owner", "due") if name in part}


def unrejected(edit: Edit) -> Edit | None:
    """The change that stands again when a rejection is taken back: a person's own words are not lost.

    A correction stays beside its rejection; this is for words that nobody but a person said, and for rejections that
    were made while one took the place of the other.
    """
    if edit.kind != REJECT:
        return None
    values = edit.values.get("was")
    if edit.values.get("added"):
        values = values or written(edit.section, {**edit.before, "edited_by": edit.by})
    if not values:
        return None
    return replace(edit, kind=ADD if edit.values.get("added") else EDIT, values=values)
