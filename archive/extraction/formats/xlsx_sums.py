"""Sums that a workbook asks for and does not hold.

A program that writes a workbook without reckoning leaves `=SUM(B2:B9)` without its value; whoever opens the
file sees the total, because the spreadsheet reckons it then. So it is reckoned here, where the formula is a
plain sum over cells of its own sheet whose values stand in the file, or are such sums themselves. Every other
formula without a value stays empty: what it would show is not known.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from decimal import Context, Decimal, InvalidOperation

from archive.extraction.markup import Element

Place = tuple[int, int]
"""Row from 1, column from 0."""
_UNRECKONED = re.compile(
    rb"<f[^>]*>\s*SUM\([^<]*</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>", re.IGNORECASE
)
_SUM = re.compile(r"SUM\(([^()]*)\)", re.IGNORECASE)
_CELLS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.IGNORECASE)
_NOT_ADDED = frozenset({"s", "str", "inlineStr", "b"})
"""What a sum over cells passes by: texts, and truths."""
_KEPT = Context(prec=15)
"""As many digits as a spreadsheet keeps of a number."""
_LARGEST = 300
"""More digits than a number of a sheet has."""
_MOST, _DEEPEST = 2_000_000, 20
"""How many cells the sums of a sheet may look at in all, and how many sums may rest on one another."""


def has_unreckoned(sheet: bytes) -> bool:
    """Whether a sheet has a sum without its value; most have none, and are read once."""
    return _UNRECKONED.search(sheet) is not None


def column_number(letters: str) -> int:
    """The column of these letters; A is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def sums_of(cells: Iterable[tuple[Place, Element]]) -> Mapping[Place, str]:
    """The sums without a value that can be reckoned, as a sheet would store them."""
    numbers: dict[Place, Decimal] = {}
    asked: dict[Place, str] = {}
    unknown: set[Place] = set()
    for place, cell in cells:
        formula, value = cell.find("{*}f"), (cell.findtext("{*}v") or "").strip()
        kind = cell.get("t", "n")
        if formula is not None and not value:
            own = formula.get("t", "normal") == "normal" and kind == "n"
            found = _SUM.fullmatch((formula.text or "").strip()) if own else None
            if found:
                asked[place] = found[1]
            else:
                unknown.add(place)
        elif value and kind not in _NOT_ADDED:
            number = _number(value) if kind == "n" else None
            if number is None:
                unknown.add(place)
            else:
                numbers[place] = number
    return {
        place: str(_KEPT.plus(total))
        for place, total in _Sums(numbers, asked, unknown)
        if total is not None
    }


class _Sums:
    """The sums that are asked for, each with its total; None for what cannot be known."""

    def __init__(
        self, numbers: Mapping[Place, Decimal], asked: Mapping[Place, str], unknown: set[Place]
    ) -> None:
        self._numbers, self._asked = numbers, asked
        self._where = _Columns(numbers), _Columns(asked), _Columns(unknown)
        self._told: dict[Place, Decimal | None] = {}
        self._left = _MOST

    def __iter__(self) -> Iterator[tuple[Place, Decimal | None]]:
        return ((place, self._at(place, 0)) for place in self._asked)

    def _at(self, place: Place, depth: int) -> Decimal | None:
        if place not in self._told:
            self._told[place] = None  # what it is while it is asked for: a sum of itself is none
            self._told[place] = self._reckoned(place, depth) if depth < _DEEPEST else None
        return self._told[place]

    def _reckoned(self, place: Place, depth: int) -> Decimal | None:
        numbers, asked, unknown = self._where
        total = Decimal(0)
        for words in self._asked[place].split(","):
            span = _CELLS.fullmatch(words.strip())
            if span is None or unknown.within(span):
                return None
            added, parts = numbers.within(span), asked.within(span)
            self._left -= len(added) + len(parts) + numbers.width
            if self._left < 0:
                return None
            total += sum(map(self._numbers.__getitem__, added), Decimal(0))
            for part in parts:
                of_part = self._at(part, depth + 1)
                if of_part is None:
                    return None
                total += of_part
        return total


class _Columns:
    """Cells by column, so that those of a span are found without looking at all."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._rows: dict[int, list[int]] = {}
        for row, column in sorted(places):
            self._rows.setdefault(column, []).append(row)

    @property
    def width(self) -> int:
        """In how many columns there are any."""
        return len(self._rows)

    def within(self, span: re.Match[str]) -> list[Place]:
        """The cells of `B2:C9`, or the one of `B2`."""
        left, right = sorted((column_number(span[1]), column_number(span[3] or span[1])))
        first, last = sorted((int(span[2]), int(span[4] or span[2])))
        return [
            (row, column)
            for column, rows in self._rows.items()
            if left <= column <= right
            for row in rows[bisect_left(rows, first) : bisect_right(rows, last)]
        ]


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _LARGEST else None
