"""Which piece of a name is which component.

Pieces and components keep their order, but either may be missing or extra, so they are aligned as two
sequences are (dynamic programming over pieces x components): the alignment with the highest sum of
fits wins. What stands in the wrong order is then looked for among the pieces left over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.naming.judges import JUDGES, LIKELY, SURE, UNLIKELY
from archive.naming.normalise import Traced
from archive.naming.rules import Rules
from archive.naming.verdicts import NameContext

_LEFT_OVER = -1.0
_MOST_PIECES = 24
"""More pieces than this are judged as one long title: no name has so many components."""

Fits = list[dict[str, float]]


@dataclass(frozen=True, slots=True)
class Layout:
    """The pieces of a name by component; `extra` fits none, `misplaced` stands in the wrong order.

    `structured` is False for names that were never meant to follow the pattern (最終版合約(2).pdf):
    there is no point in telling their author which piece is out of order.
    """

    components: Mapping[str, Traced]
    extra: tuple[Traced, ...]
    misplaced: Mapping[str, Traced]
    structured: bool

    def piece(self, kind: str) -> Traced | None:
        """The piece of that kind, in its place or not."""
        return self.components.get(kind) or self.misplaced.get(kind)


def lay_out(name: Traced, rules: Rules, context: NameContext) -> Layout:
    """Split a cleaned name and find its components."""
    stem, extension = split_extension(name, rules, context)
    pieces = [piece for piece in _pieces(stem, rules) if piece.text]
    fits = [_fits(piece.text, rules, context) for piece in pieces]
    structured = _is_structured(fits)
    if not structured:
        fits = [_sure_only(fit) for fit in fits]
    chosen = _align(fits, rules.pattern.order)
    if not structured and list(chosen.values()) == ["title"]:
        pieces, chosen = [stem], {0: "title"}
    components = {kind: pieces[place] for place, kind in chosen.items()}
    if extension is not None:
        components["ext"] = extension
    left = {place: pieces[place] for place in range(len(pieces)) if place not in chosen}
    misplaced = _misplaced(left, fits, components)
    extra = tuple(piece for piece in left.values() if piece not in misplaced.values())
    return Layout(components, extra, misplaced, structured)


def _is_structured(fits: Fits) -> bool:
    """A project's code that exists, or three different components that are plain to see."""
    if any(fit["project"] >= SURE for fit in fits):
        return True
    seen = {kind for fit in fits for kind in ("class", "date", "version") if fit[kind] >= LIKELY}
    coded = bool(fits) and fits[0]["project"] >= LIKELY
    return len(seen) + coded >= 3


def _sure_only(fit: dict[str, float]) -> dict[str, float]:
    return {kind: value if value >= SURE or kind == "title" else 0.0 for kind, value in fit.items()}


def _misplaced(
    left: Mapping[int, Traced], fits: Fits, components: Mapping[str, Traced]
) -> dict[str, Traced]:
    """Missing components among the pieces left over; any piece may be the missing title."""
    found: dict[str, Traced] = {}
    for place, piece in left.items():
        kind = _strongest(fits[place]) or "title"
        if kind not in components and kind not in found:
            found[kind] = piece
    return found


def split_extension(
    name: Traced, rules: Rules, context: NameContext
) -> tuple[Traced, Traced | None]:
    """Stem and extension. `V1.0` at the end is no extension; a name may have none."""
    at = name.text.rfind(".")
    if at < 0:
        return name, None
    extension = name.part(at + 1, len(name.text))
    if not JUDGES["ext"].fit(extension.text, rules, context):
        return name, None
    return name.part(0, at).strip(" ."), extension


def _pieces(stem: Traced, rules: Rules) -> list[Traced]:
    pieces = [piece.strip(" -.") for piece in stem.split(rules.pattern.delimiter)]
    return pieces if len(pieces) <= _MOST_PIECES else [stem.strip(" -._")]


def _fits(text: str, rules: Rules, context: NameContext) -> dict[str, float]:
    fits = {kind: JUDGES[kind].fit(text, rules, context) for kind in rules.pattern.order}
    if max(value for kind, value in fits.items() if kind != "title") >= SURE:
        fits["title"] = (
            UNLIKELY  # what is plainly something else is a title only if nothing better is
        )
    return fits


def _align(fits: Fits, order: tuple[str, ...]) -> dict[int, str]:
    """Piece number -> component: the best monotone alignment.

    A piece left over costs, a missing component does not.
    """
    best = [[0.0] * (len(order) + 1) for _ in range(len(fits) + 1)]
    for i in range(len(fits) - 1, -1, -1):
        best[i][len(order)] = best[i + 1][len(order)] + _LEFT_OVER
        for j in range(len(order) - 1, -1, -1):
            best[i][j] = max(
                fits[i][order[j]] + best[i + 1][j + 1] if fits[i][order[j]] else _LEFT_OVER * 99,
                best[i][j + 1],
                best[i + 1][j] + _LEFT_OVER,
            )
    chosen: dict[int, str] = {}
    i = j = 0
    while i < len(fits) and j < len(order):
        fit = fits[i][order[j]]
        if fit and best[i][j] == fit + best[i + 1][j + 1]:
            chosen[i] = order[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
    return chosen


def _strongest(fits: dict[str, float]) -> str | None:
    kind = max(fits, key=fits.__getitem__)
    return kind if fits[kind] >= LIKELY else None
