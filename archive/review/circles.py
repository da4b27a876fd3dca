"""Several corrections of one statement, each for the circle of those who may see what it rests on: which one holds.

Whoever corrects a statement sees some of its papers, and corrections that rest on others are not there for them.
So there may be several. A correction that is written over others rests on what those rested on as well
(`edit_documents` of the part): by what they rest on it can be told which was written with the others in view.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.review.edit import DECIDE, Edit, Part


def basis(part: Part) -> list[tuple[str, str, str]]:
    """What a part rests on: every document, its version and the words quoted."""
    own = part.get("citations") or []
    of_values = [c for value in part.get("values") or [] for c in value.get("citations") or []]
    return sorted(
        (str(c["document"]), str(c["version"]), str(c["quote"])) for c in [*own, *of_values]
    )


def rested_on(part: Part) -> tuple[str, ...]:
    """The documents a part (or a contradiction's values) leads to, in order."""
    return tuple(sorted({document for document, _, _ in basis(part)}))


def in_order(edits: Sequence[Edit], part: Part | None = None) -> list[Edit]:
    """The changes of one statement that one reader is told, the one that holds last.

    One gives way to another that rests on all that it rests on and more. Of those that are left the one holds that
    rests on what this reader's own telling rests on; then the newest. A decision for a value that is no longer
    there holds over none.

    Args:
        edits: none of them a rejection, at least one.
        part: the statement as this reader's edition builds it; None where it does not.
    """
    live = [edit for edit in edits if part is None or _applies(edit, part)] or edits
    widest = [
        edit
        for edit in live
        if not any(set(edit.documents) < set(other.documents) for other in live)
    ]
    own = set(rested_on(part)) if part is not None else set()
    holds = max(widest, key=lambda edit: (own <= set(edit.documents), edit.at))
    return [*(edit for edit in edits if edit is not holds), holds]


def _applies(edit: Edit, part: Part) -> bool:
    if edit.kind != DECIDE:
        return True
    return edit.values.get("value") in [value.get("value") for value in part.get("values") or ()]
