"""What people changed in a review, kept apart from what was built, and laid over it.

A statement is known by a key made from its section and its own words, so a change finds its statement
again in every later build. When the statement's sources are not what they were, the change stays and is
marked stale; when the statement is no longer built, the person's text stands with the sources it had.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

from archive.review.corrections import FIGURES, NAMES, as_built, corrected, in_words
from archive.review.reading.citations import Evidence, Json, Span, cite, documents_of
from archive.review.reading.sources import Source
from archive.review.shelves import ROWS, opened, parts_of, shelves, without_cost_lines

Part = Mapping[str, Any]

SECTIONS = (
    "background", "milestones", "metrics", "decisions", "successes", "shortcomings", "lessons",
    "actions", *ROWS,
)  # fmt: skip
"""What may be rejected."""
WRITTEN = ("background", "decisions", "successes", "shortcomings", "lessons", "actions")
"""Sections whose sentences a person may write."""
CLASHES = "inconsistencies"

_SENTENCE_WORDS = ("text", "name", "kind", "subject")
_ROW_WORDS = ("text", "item", "party", "amount", "budget", "actual", "promised")
EDIT, ADD, REJECT, DECIDE = "edit", "add", "reject", "decide"
REJECTED, SOURCE_GONE = "rejected", "source_gone"


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


def apply_edits(content: Part, edits: Sequence[Edit]) -> dict[str, Any]:
    """The built content with every change laid over it.

    Every part of SECTIONS and every contradiction gets its `key`. A changed one says `edited_by` and
    `edited_at`, and `stale` when its sources changed since. What was rejected, and what lost its last
    source, stands under `set_aside` without citations.
    """
    shown = opened(content)
    left = {(edit.section, edit.key): edit for edit in edits}
    aside: list[dict[str, Any]] = []
    for section in (*SECTIONS, CLASHES):
        gone: list[Part] = []
        for shelf in shelves(shown, section):
            parts = []
            rows = dict(keyed(section, shelf.parts, shelf.mark))
            for key, part in rows.items():
                edit = left.pop((section, key), None) or _of_this_row(left, section, part, rows)
                if edit is None:
                    parts.append(part | {"key": key})
                elif edit.kind == REJECT:
                    aside.append(_aside(edit, REJECTED))
                    gone.append(part)
                else:
                    parts.append(_changed(part, edit))
            shelf.put(parts)
        if gone and section == "cost_lines":
            without_cost_lines(shown["cost"], gone)
    _lay_rest(shown, aside, left.values())
    if any(part.get("edited_by") for part in parts_of(shown, "cost_lines")):
        without_cost_lines(shown["cost"], [])
    shown["set_aside"] = aside
    return shown


def may_be_told(edits: Sequence[Edit], visible: Collection[str]) -> list[Edit]:
    """The changes that may be laid over what a reader sees who sees these documents.

    Figures are known by the name of their row: in an edition built from fewer papers a row of that name may
    have others, and a correction, or a line beside them in a sum, would tell of what is hidden.
    """
    return [
        edit
        for edit in edits
        if edit.section not in FIGURES or edit.kind == REJECT or set(edit.documents) <= set(visible)
    ]


def _of_this_row(
    left: dict[tuple[str, str], Edit], section: str, part: Part, rows: Mapping[str, Part]
) -> Edit | None:
    """The correction of a row whose built figures changed since, and with them its key: known by its name.

    One whose own row is still among the `rows` is not meant.
    """
    if section not in ROWS or section not in FIGURES:
        return None
    name = part.get(NAMES[section])
    found = [
        key
        for key, edit in left.items()
        if key[0] == section
        and key[1] not in rows
        and edit.kind == EDIT
        and edit.before.get(NAMES[section]) == name
    ]
    return left.pop(found[0]) if len(found) == 1 else None


def _lay_rest(shown: dict[str, Any], aside: list[dict[str, Any]], edits: Iterable[Edit]) -> None:
    """Changes whose statement is not built: added sentences, and those whose sources went away."""
    for edit in edits:
        if edit.kind == REJECT:
            aside.append(_aside(edit, REJECTED))
        elif edit.kind in (EDIT, ADD) and edit.before.get("citations"):
            for shelf in islice(shelves(shown, edit.section), 1):
                shelf.put([*shelf.parts, _standing(edit)])
        elif edit.kind in (EDIT, ADD):
            aside.append(_aside(edit, SOURCE_GONE))


def _changed(part: dict[str, Any], edit: Edit) -> dict[str, Any]:
    stale = _basis(part) != _basis(edit.before)
    marks = {
        "key": edit.key,
        "edited_by": edit.by,
        "edited_at": edit.at.isoformat(),
        "stale": stale,
    }
    if edit.kind == DECIDE:
        return part | {
            "key": edit.key,
            "decided": {**edit.values, "by": edit.by, "at": edit.at.isoformat(), "stale": stale},
        }
    if edit.section in FIGURES:
        built = as_built(edit.section, part)
        row = corrected(edit.section, part, _part(edit.values.get("figures")))
        told = {"built": in_words(edit.section, built), "built_figures": built}
        return row | marks | told | {"reason": str(edit.values.get("reason") or "")}
    return part | dict(edit.values) | marks | {"built": str(part.get("text") or "")}


def _part(node: object) -> Part:
    return node if isinstance(node, Mapping) else {}


def _standing(edit: Edit) -> dict[str, Any]:
    """A sentence that only a person stands for: added, or no longer built."""
    values = dict(edit.values)
    before = dict(edit.before)
    if edit.section in FIGURES:
        before = corrected(edit.section, before, _part(values.pop("figures", None)))
    return {
        **before,
        **values,
        "key": edit.key,
        "edited_by": edit.by,
        "edited_at": edit.at.isoformat(),
        "stale": edit.lost or edit.kind == EDIT,
        "added": edit.kind == ADD,
    }


def _aside(edit: Edit, why: str) -> dict[str, Any]:
    named = (edit.before.get(name) for name in ("text", "name", "item", "party"))
    text = edit.values.get("text") or next(filter(None, named), "")
    return {
        "section": edit.section,
        "key": edit.key,
        "text": str(text),
        "why": why,
        "reason": str(edit.values.get("reason") or ""),
        "by": edit.by,
        "documents": list(edit.documents),
    }


def _basis(part: Part) -> list[tuple[str, str, str]]:
    """What a part rests on: every document, its version and the words quoted."""
    own = part.get("citations") or []
    of_values = [c for value in part.get("values") or [] for c in value.get("citations") or []]
    return sorted(
        (str(c["document"]), str(c["version"]), str(c["quote"])) for c in [*own, *of_values]
    )


def rested_on(part: Part) -> tuple[str, ...]:
    """The documents a part (or a contradiction's values) leads to, in order."""
    return tuple(sorted({document for document, _, _ in _basis(part)}))


def quoted(source: Source, quote: str) -> list[Json]:
    """Citations of these exact words in a source, at the first place they stand; empty when nowhere."""
    if not (words := quote.strip()):
        return []
    for ordinal in range(len(source.segments)):
        if place := source.place_of(ordinal, words):
            return cite(Evidence(source, (Span(ordinal, *place),)))
    return []


def anchored(edits: Sequence[Edit], content: Part, sources: Sequence[Source]) -> list[Edit]:
    """The changes that stand by themselves, with their citations found again in the sources of today.

    A quote that is no longer there is dropped from the citations, and the change is marked `lost`.
    """
    copy = opened(content)
    built = {
        (s, key)
        for s in SECTIONS
        for shelf in shelves(copy, s)
        for key, _ in keyed(s, shelf.parts, shelf.mark)
    }
    by_id = {source.document: source for source in sources}
    moved = []
    for edit in edits:
        if edit.kind not in (EDIT, ADD) or (edit.section, edit.key) in built:
            continue
        old = edit.before.get("citations") or []
        new: list[Json] = []
        for citation in old:
            source = by_id.get(str(citation["document"]))
            new += quoted(source, str(citation["quote"])) if source else []
        before = {**edit.before, "citations": new}
        lost = edit.lost or _basis(before) != _basis(edit.before)
        if new != old:
            moved.append(replace(edit, before=before, lost=lost))
    return moved


def undecided(content: Part) -> int:
    """How many contradictions nobody has decided."""
    return sum("decided" not in clash for clash in content.get(CLASHES) or ())


def documents_in(content: Part) -> set[str]:
    """Every document the content leads to."""
    found: set[str] = set()
    stack: list[object] = [content]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            found |= documents_of(c for c in node.get("citations") or () if isinstance(c, Mapping))
            stack += [value for name, value in node.items() if name != "citations"]
        elif isinstance(node, list | tuple):
            stack += node
    return found | {str(s["document"]) for s in content.get("sources") or ()}
