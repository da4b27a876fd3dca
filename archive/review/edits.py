"""What people changed in a review, kept apart from what was built, and laid over it.

A statement is known by a key made from its section and its own words, and where that is another one by what it
says and rests on (`same_statement`), so a change finds its statement again in every later build and every
edition. When the statement's sources are not what they were, the change stays and is
marked stale; when the statement is no longer built, the person's text stands with the sources it had.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from archive.review.corrections import FIGURES, as_built, corrected, in_words
from archive.review.edit import (
    ADD,
    CLASHES,
    DECIDE,
    EDIT,
    REJECT,
    REJECTED,
    SECTIONS,
    SOURCE_GONE,
    Edit,
    Part,
    keyed,
)
from archive.review.meant import changes_meant
from archive.review.parts import part_in
from archive.review.reading.citations import Evidence, Json, Span, cite, documents_of
from archive.review.reading.sources import Source
from archive.review.shelves import opened, parts_of, shelves, without_cost_lines


def apply_edits(
    content: Part, edits: Sequence[Edit], visible: Collection[str] | None = None
) -> dict[str, Any]:
    """The built content with every change laid over it.

    Every part of SECTIONS and every contradiction gets its `key`. A changed one says `edited_by` and
    `edited_at`, and `stale` when its sources changed since. What was rejected, and what lost its last
    source, stands under `set_aside` without citations.

    Args:
        content: one edition as it was built.
        edits: what people changed, as far as it may be told to the edition's reader.
        visible: the documents this reader sees; None for everything.
    """
    shown = opened(content)
    meant = changes_meant(shown, edits, visible)
    laid: list[Edit] = []
    for section in (*SECTIONS, CLASHES):
        gone: list[Part] = []
        for shelf in shelves(shown, section):
            parts = []
            for key, part in keyed(section, shelf.parts, shelf.mark):
                found = meant.get((section, key), ())
                laid += found
                if not found:
                    parts.append(part | {"key": key})
                elif found[-1].kind == REJECT:
                    gone.append(part)
                else:
                    parts.append(_changed(part, found[-1], key))
            shelf.put(parts)
        if gone and section == "cost_lines":
            without_cost_lines(shown["cost"], gone)
    aside = [_aside(edit, REJECTED) for edit in edits if edit.kind == REJECT]
    _lay_rest(shown, aside, [edit for edit in edits if edit not in laid])
    if any(part.get("edited_by") for part in parts_of(shown, "cost_lines")):
        without_cost_lines(shown["cost"], [])
    shown["set_aside"] = aside
    return shown


def may_be_told(edits: Sequence[Edit], visible: Collection[str]) -> list[Edit]:
    """The changes that may be laid over what a reader sees who sees these documents.

    Figures are known by the name of their row, contradictions by what they are about: an edition built from fewer
    papers may have others of that name, and a correction, a line beside them in a sum, or a value that was chosen
    would tell of what is hidden.
    """
    return [
        edit
        for edit in edits
        if edit.kind == REJECT
        or not (edit.section in FIGURES or edit.kind == DECIDE)
        or set(edit.documents) <= set(visible)
    ]


def _lay_rest(shown: dict[str, Any], aside: list[dict[str, Any]], edits: Iterable[Edit]) -> None:
    """Changes whose statement is not built: added sentences, and those whose sources went away."""
    for edit in edits:
        if edit.kind in (EDIT, ADD) and edit.before.get("citations"):
            for shelf in islice(shelves(shown, edit.section), 1):
                shelf.put([*shelf.parts, _standing(edit)])
        elif edit.kind in (EDIT, ADD):
            aside.append(_aside(edit, SOURCE_GONE))


def _changed(part: dict[str, Any], edit: Edit, key: str) -> dict[str, Any]:
    stale = _basis(part) != _basis(edit.before)
    marks = {
        "key": edit.key if edit.section in FIGURES else key,  # a row keeps that of its figures
        "edited_by": edit.by,
        "edited_at": edit.at.isoformat(),
        "stale": stale,
    }
    if edit.kind == DECIDE:
        return part | {"key": key} | _decided(part, edit, stale=stale)
    if edit.section in FIGURES:
        built = as_built(edit.section, part)
        row = corrected(edit.section, part, part_in(edit.values.get("figures")))
        told = {"built": in_words(edit.section, built), "built_figures": built}
        return row | marks | told | {"reason": str(edit.values.get("reason") or "")}
    said = {name: v for name, v in edit.values.items() if name == "text" or name in part}
    return part | said | marks | {"built": str(part.get("text") or "")}


def _decided(part: Part, edit: Edit, *, stale: bool) -> dict[str, Any]:
    """The decision, by the value that was chosen: where the papers no longer say it, nothing is decided."""
    values = [value.get("value") for value in part.get("values") or ()]
    chosen, at = edit.values.get("value"), edit.values.get("choice")
    if chosen not in values:
        return {}
    if not (isinstance(at, int) and at < len(values) and values[at] == chosen):
        at = values.index(chosen)
    told = {**edit.values, "choice": at, "by": edit.by, "at": edit.at.isoformat(), "stale": stale}
    return {"decided": told}


def _standing(edit: Edit) -> dict[str, Any]:
    """A sentence that only a person stands for: added, or no longer built."""
    values = dict(edit.values)
    before = dict(edit.before)
    if edit.section in FIGURES:
        before = corrected(edit.section, before, part_in(values.pop("figures", None)))
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
