"""A change that a person made in a review, and the key by which a build knows the part that is meant."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from archive.review.shelves import ROWS

Part = Mapping[str, Any]

SECTIONS = (
    "background", "milestones", "metrics", "decisions", "successes", "shortcomings", "lessons",
    "actions", *ROWS,
)  # fmt: skip
"""What may be rejected."""
WRITTEN = ("background", "decisions", "successes", "shortcomings", "lessons", "actions")
"""Sections whose sentences a person may write."""
CLASHES = "inconsistencies"
TOLD_BESIDES = "background"
"""Often tells a sentence that another section tells as well: that one is meant."""

_SENTENCE_WORDS = ("text", "name", "kind", "subject")
_ROW_WORDS = ("text", "item", "party", "amount", "budget", "actual", "promised")
EDIT, ADD, REJECT, DECIDE = "edit", "add", "reject", "decide"
REJECTED, REMOVED, SOURCE_GONE = "rejected", "removed", "source_gone"
"""Why a statement is set aside; removed is one whose rejection its reader is told nothing more of."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one statement.

    `values` is what the person said: text, owner and due; the reason of a rejection; of a decision the
    value chosen. `before` is the part as it was when the change was made; of an added sentence its
    citations. `documents` are those it rested on, whatever became of them. `lost`: a source of an
    added sentence changed since.
    """

    section: str
    key: str
    kind: str
    values: Part
    before: Part
    by: str
    at: datetime
    documents: tuple[str, ...] = field(default=())
    lost: bool = False


def keyed(section: str, parts: object, mark: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts of a section with their keys; equal ones are told apart by their order.

    Figures belong to a row's key: a row with another figure is another statement.
    """
    named = _ROW_WORDS if section in ROWS else _SENTENCE_WORDS
    met: Counter[str] = Counter()
    for part in parts if isinstance(parts, list) else ():
        if not isinstance(part, Mapping):
            continue
        words = "\n".join(
            [*(str(part.get(name) or "") for name in named), *([mark] if mark else [])]
        )
        met[words] += 1
        digest = hashlib.sha256(f"{section}\n{words}\n{met[words]}".encode()).hexdigest()
        yield digest[:20], dict(part)


def as_kept(edit: Edit) -> dict[str, Any]:
    """The change as JSON, to be kept with a review that is frozen."""
    kept = {name: getattr(edit, name) for name in ("section", "key", "kind", "by", "lost")}
    said = {"values": dict(edit.values), "before": dict(edit.before)}
    return kept | said | {"at": edit.at.isoformat(), "documents": list(edit.documents)}


def from_kept(kept: Part) -> Edit:
    """The change again."""
    at, documents = datetime.fromisoformat(kept["at"]), tuple(kept["documents"])
    return Edit(**{**kept, "at": at, "documents": documents})
