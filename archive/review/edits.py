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

from archive.review.circles import basis, in_order
from archive.review.corrections import (
    FIGURES,
    as_built,
    changed_figures,
    corrected,
    in_words,
    task_of,
)
from archive.review.edit import (
    ADD,
    CLASHES,
    DECIDE,
    EDIT,
    REJECT,
    SECTIONS,
    Edit,
    Part,
    keyed,
)
from archive.review.meant import changes_meant
from archive.review.parts import part_in
from archive.review.reading.citations import Evidence, Json, Span, cite, documents_of
from archive.review.reading.sources import Source
from archive.review.same_statement import SENTENCES, is_same, statement_of
from archive.review.set_aside import Removed, words_gone
from archive.review.shelves import opened, parts_of, shelves, without_cost_lines


def apply_edits(
    content: Part, edits: Sequence[Edit], visible: Collection[str] | None = None
) -> dict[str, Any]:
    """The built content with every change laid over it.

    Every part of SECTIONS and every contradiction gets its `key`. A changed one says `edited_by` and
    `edited_at`, and `stale` when its sources changed since. What was rejected, and what lost its last
    source, stands under `set_aside` without citations (`set_aside`).

    Args:
        content: one edition as it was built.
        edits: what people changed, as far as it may be told to the edition's reader.
        visible: the documents this reader sees; None for everything.
    """
    shown = opened(content)
    meant = changes_meant(shown, edits, visible)
    removed = Removed(edits, visible)
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
                elif rejections := _over(found):
                    gone.append(part)
                    removed.take(section, key, part, rejections)
                else:
                    parts.append(_changed(part, found, key))
            shelf.put(parts)
        if gone and section == "cost_lines":
            without_cost_lines(shown["cost"], gone)
    rest = _standing_alone([edit for edit in edits if edit not in laid], edits, removed)
    aside = [*removed]
    _lay_rest(shown, aside, rest)
    if any(part.get("edited_by") for part in parts_of(shown, "cost_lines")):
        without_cost_lines(shown["cost"], [])
    shown["set_aside"] = aside
    return shown


def _over(found: Sequence[Edit]) -> list[Edit]:
    """The rejections among the changes of a part, if one of them holds."""
    return [edit for edit in found if edit.kind == REJECT] if found[-1].kind == REJECT else []


def _standing_alone(left: Iterable[Edit], edits: Sequence[Edit], removed: Removed) -> list[Edit]:
    """Of changes whose statement this edition does not tell those that no rejection holds over."""
    rejections = [edit for edit in edits if edit.kind == REJECT]
    rest = []
    for edit in left:
        over = _rejected(edit, rejections)
        if not over:
            rest.append(edit)
        elif edit.kind in (EDIT, ADD):
            words = {"text": edit.values.get("text") or edit.before.get("text")}
            removed.take(edit.section, edit.key, {**edit.before, **words}, over)
    return rest


def may_be_told(edits: Sequence[Edit], visible: Collection[str]) -> list[Edit]:
    """The changes that may be laid over what a reader sees who sees these documents.

    What somebody wrote who saw more may carry what only they saw: it is told to those who see all that it rests
    on, also where an edition built from fewer papers has the same statement. A rejection says nothing, and
    holds for everybody.
    """
    seen = set(visible)
    return [edit for edit in edits if edit.kind == REJECT or set(edit.documents) <= seen]


def _lay_rest(shown: dict[str, Any], aside: list[dict[str, Any]], edits: Sequence[Edit]) -> None:
    """Changes whose statement is not built: added sentences, and those whose sources went away."""
    standing: dict[tuple[str, str], list[Edit]] = {}
    for edit in edits:
        if edit.kind in (EDIT, ADD):
            standing.setdefault((edit.section, edit.key), []).append(edit)
    for (section, _), told in standing.items():
        resting = [edit for edit in told if edit.before.get("citations")]
        if not resting:
            aside.append(words_gone(in_order(told)[-1]))
            continue
        for shelf in islice(shelves(shown, section), 1):
            shelf.put([*shelf.parts, _standing(in_order(resting))])


def _rejected(edit: Edit, rejections: Sequence[Edit]) -> list[Edit]:
    """The rejections of what the change was made of: it does not stand by itself either."""
    return [
        rejection
        for rejection in rejections
        if (edit.section, edit.key) == (rejection.section, rejection.key)
        or (
            edit.section in SENTENCES
            and not rejection.values.get("added")
            and is_same(
                statement_of(edit.section, edit.before),
                statement_of(rejection.section, rejection.before),
            )
        )
    ]


def _changed(part: dict[str, Any], told: Sequence[Edit], key: str) -> dict[str, Any]:
    """The part with the last of the changes that are told of it."""
    edit = told[-1]
    stale = basis(part) != basis(edit.before)
    marks = {
        "key": edit.key if edit.section in FIGURES else key,  # a row keeps that of its figures
        "edited_by": edit.by,
        "edited_at": edit.at.isoformat(),
        "stale": stale,
        **_circle(told),
    }
    if edit.kind == DECIDE:
        return part | {"key": key} | _circle(told) | _decided(part, edit, stale=stale)
    if edit.section in FIGURES:
        built = as_built(edit.section, part)
        row = corrected(edit.section, part, _changed_figures(edit))
        words = {"built": in_words(edit.section, built), "built_figures": built}
        return row | marks | words | {"reason": str(edit.values.get("reason") or "")}
    said = {name: v for name, v in edit.values.items() if name == "text" or name in part}
    built_task = {"built_task": task_of(part)} if edit.section == "actions" else {}
    return part | said | marks | built_task | {"built": str(part.get("text") or "")}


def _changed_figures(edit: Edit) -> dict[str, str]:
    """The figures of a row that are the person's, also of a correction that was kept with both of the row."""
    return changed_figures(edit.section, edit.before, part_in(edit.values.get("figures")))


def _circle(told: Sequence[Edit]) -> dict[str, Any]:
    """What the changes rest on that are told of a part, and what those say that hold for others.

    An older one of the same papers, made where another edition tells the statement, holds for nobody who is told both.
    """
    documents = sorted({document for edit in told for document in edit.documents})
    held = told[-1]
    beside = [
        _said(edit)
        for edit in told[:-1]
        if edit.values != held.values and set(edit.documents) != set(held.documents)
    ]
    return {"edit_documents": documents} | ({"beside": beside} if beside else {})


def _said(edit: Edit) -> dict[str, str]:
    values = edit.values
    text = values.get("value" if edit.kind == DECIDE else "text")
    if edit.section in FIGURES:
        row = corrected(edit.section, edit.before, _changed_figures(edit))
        text = in_words(edit.section, row)
    return {"by": edit.by, "at": edit.at.isoformat(), "text": str(text or "")}


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


def _standing(told: Sequence[Edit]) -> dict[str, Any]:
    """A sentence that only a person stands for: added, or no longer built."""
    edit = told[-1]
    values = dict(edit.values)
    before = dict(edit.before)
    if edit.section in FIGURES:
        values.pop("figures", None)
        before = corrected(edit.section, before, _changed_figures(edit))
        if edit.kind == EDIT:
            before["built_figures"] = as_built(edit.section, edit.before)
    elif edit.section == "actions" and edit.kind == EDIT:
        before["built_task"] = task_of(edit.before)
    return {
        **before,
        **values,
        "key": edit.key,
        "edited_by": edit.by,
        "edited_at": edit.at.isoformat(),
        "stale": edit.lost or edit.kind == EDIT,
        "added": edit.kind == ADD,
        **_circle(told),
    }


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

    A person's own sentence that was rejected is among them: put back, it stands with what is there.
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
        own = edit.kind in (EDIT, ADD) or edit.values.get("added")
        if not own or (edit.section, edit.key) in built:
            continue
        old = edit.before.get("citations") or []
        new: list[Json] = []
        for citation in old:
            source = by_id.get(str(citation["document"]))
            new += quoted(source, str(citation["quote"])) if source else []
        before = {**edit.before, "citations": new}
        lost = edit.lost or basis(before) != basis(edit.before)
        if new != old:
            moved.append(replace(edit, before=before, lost=lost))
    return moved


def undecided(content: Part) -> int:
    """How many contradictions nobody has decided."""
    return sum("decided" not in clash for clash in content.get(CLASHES) or ())


def documents_in(content: Part) -> set[str]:
    """Every document the content leads to, and those that what people wrote in it rests on."""
    found: set[str] = set()
    stack: list[object] = [content]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            found |= documents_of(c for c in node.get("citations") or () if isinstance(c, Mapping))
            found |= set(map(str, node.get("edit_documents") or ()))
            stack += [value for name, value in node.items() if name != "citations"]
        elif isinstance(node, list | tuple):
            stack += node
    return found | {str(s["document"]) for s in content.get("sources") or ()}
