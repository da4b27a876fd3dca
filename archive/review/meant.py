"""Which part of an edition a change is meant for: the one it was made of, wherever it is told now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from archive.review.circles import in_order
from archive.review.corrections import FIGURES, NAMES
from archive.review.edit import (
    CLASHES,
    EDIT,
    REJECT,
    SECTIONS,
    TOLD_BESIDES,
    WRITTEN,
    Edit,
    Part,
    keyed,
)
from archive.review.same_statement import SENTENCES, is_same, statement_of
from archive.review.shelves import ROWS, shelves


class _Place(NamedTuple):
    """A part of the edition, and the parts (by key) that it stands among."""

    section: str
    key: str
    part: Part
    rows: Mapping[str, Part]


def changes_meant(
    shown: dict[str, Any], edits: Sequence[Edit], visible: Collection[str] | None = None
) -> dict[tuple[str, str], list[Edit]]:
    """For each part of an opened edition the changes that are meant for it; the last one holds (`circles`).

    A change belongs to its statement (`same_statement`), under whichever key and section this edition tells it.
    A rejection holds for every telling of the statement, and over every other change of it; a correction goes
    with one telling, and to another key only for a reader who sees all that it rests on.
    """
    places = [
        _Place(section, key, part, rows)
        for section in (*SECTIONS, CLASHES)
        for shelf in shelves(shown, section)
        for rows in (dict(keyed(section, shelf.parts, shelf.mark)),)
        for key, part in rows.items()
    ]
    at_key: dict[tuple[str, str], list[Edit]] = {}
    for edit in edits:
        at_key.setdefault((edit.section, edit.key), []).append(edit)
    built = {(section, key): part for section, key, part, _ in places}
    homeless = {at: told for at, told in at_key.items() if at not in built}
    meant: dict[tuple[str, str], list[Edit]] = {}
    for section, key, part, rows in places:
        own = at_key.get((section, key)) or _of_this_row(homeless, section, part, rows)
        if own is not None:
            meant[section, key] = [edit for edit in own if edit.kind != REJECT]
    _follow(places, homeless, visible, meant)
    meant = {at: in_order(told, built[at]) for at, told in meant.items() if told}
    _reject(places, edits, meant)
    return meant


def _follow(
    places: Sequence[_Place],
    homeless: Mapping[tuple[str, str], Sequence[Edit]],
    visible: Collection[str] | None,
    meant: dict[tuple[str, str], list[Edit]],
) -> None:
    """Corrections of sentences that this edition tells under another key go with them."""
    for edit in chain.from_iterable(homeless.values()):
        hidden = visible is not None and not set(edit.documents) <= set(visible)
        if edit.kind != EDIT or edit.section not in SENTENCES or hidden:
            continue
        said = statement_of(edit.section, edit.before)
        tellings = [
            (section != edit.section, section == TOLD_BESIDES, at, section, key)
            for at, (section, key, part, _) in enumerate(places)
            if section in WRITTEN and is_same(said, statement_of(section, part))
        ]
        if tellings:
            *_, section, key = min(tellings)
            meant.setdefault((section, key), []).append(edit)


def _reject(
    places: Sequence[_Place],
    edits: Sequence[Edit],
    meant: dict[tuple[str, str], list[Edit]],
) -> None:
    """Every telling of a rejected sentence; of rows, which may be equal and two, the one that is meant.

    Of a person's own sentence that was rejected only itself goes.
    """
    built = {(place.section, place.key) for place in places}
    rejections = [edit for edit in edits if edit.kind == REJECT]
    said = [statement_of(section, part) for section, _, part, _ in places] if rejections else []
    for edit in rejections:
        rejected, at = statement_of(edit.section, edit.before), (edit.section, edit.key)
        gone = [at] if at in built else []
        if not edit.values.get("added") and (edit.section in SENTENCES or not gone):
            told = [
                (place.section, place.key)
                for place, statement in zip(places, said, strict=True)
                if is_same(rejected, statement)
            ]
            gone += told if edit.section in SENTENCES else told[:1]
        for one in dict.fromkeys(gone):
            meant[one] = [*(held for held in meant.get(one, ()) if held is not edit), edit]


def _of_this_row(
    homeless: dict[tuple[str, str], list[Edit]], section: str, part: Part, rows: Mapping[str, Part]
) -> list[Edit] | None:
    """The corrections of a row whose built figures changed since, and with them its key: known by its name.

    One whose own row is still among the `rows` is not meant.
    """
    if section not in ROWS or section not in FIGURES:
        return None
    name = part.get(NAMES[section])
    found = [
        at
        for at, told in homeless.items()
        if at[0] == section
        and at[1] not in rows
        and any(edit.kind == EDIT and edit.before.get(NAMES[section]) == name for edit in told)
    ]
    return homeless.pop(found[0]) if len(found) == 1 else None
