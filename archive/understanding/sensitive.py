"""Personal and company numbers in text: kinds, counts and places; the values are never kept.

Every kind has a shape and, where the number has one, a checksum. Shapes that other numbers share
(eight digits in Hong Kong, a card in groups of four) count only beside a word that says what they
are: before the number on its line, or at the head of its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.domain.segments import Place, Segment
from archive.understanding.facts import SensitiveData, Spot
from archive.understanding.number_shapes import OWN_WORDS, SHAPES, Shape

MAX_PLACES = 50
"""Places listed per kind; a customer list of thousands of rows says nothing more after these."""

NOWHERE = Place()

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)
_PICTURE = re.compile(r"(?i)\.(?:png|jpe?g|gif|webp|svg|css|js)$")
_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0xA0: " ", 0x2010: "-", 0x2011: "-", 0x2013: "-",
}  # fmt: skip
_FIGURES = re.compile(r"[0-9](?:[ ().-]{0,2}[0-9]){5,}")
_MARGIN = 16
_SEPARATORS = re.compile(r"[\s().+-]")
_BEFORE_REACH = 28
_CONTACT_LINE = re.compile(
    r"(?i)^\W{0,3}(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|queries|聯絡\w{0,3}|联络\w{0,3}|聯繫\w{0,3}|联系\w{0,3}|窗口|對接人|对接人|查詢|负责人|負責人)\s?[:：]"
)
_CONTACT_REACH = 120
_BEFORE_ADDRESS = re.compile(
    r"[\d ()+-]{8,20}[\s,，;；/|·]{1,4}(?:e-?mail|電郵|邮箱|電子郵件)?\s?[:：]?\s?[\w.%+-]{1,64}@"
)
_AFTER_ADDRESS = re.compile(r"@[\w.-]+[\s,，;；/|·]{1,4}$")


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a number stands, `text[start:end]`, and its kind."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class _Tally:
    values: set[str] = field(default_factory=set)
    places: dict[object, Spot] = field(default_factory=dict)


def sensitive_data(segments: Iterable[Segment]) -> tuple[SensitiveData, ...]:
    """What the document holds, by kind: how many different numbers, and where (at most MAX_PLACES).

    Pieces of text at one place (a page, a heading) count as one; those that no place is known of, each.
    """
    tallies: dict[str, _Tally] = {}
    for ordinal, segment in enumerate(segments):
        for sighting in find_sensitive(segment.text, segment.rows):
            tally = tallies.setdefault(sighting.kind, _Tally())
            tally.values.add(same_number(segment.text[sighting.start : sighting.end]))
            if len(tally.places) < MAX_PLACES:
                key = segment.place if segment.place != NOWHERE else ordinal
                tally.places.setdefault(key, Spot(ordinal, segment.place))
    return tuple(
        SensitiveData(kind, len(tally.values), tuple(tally.places.values()))
        for kind, tally in sorted(tallies.items())
    )


def same_number(value: str) -> str:
    """What two spellings of one number share: no separators, no full-width figures."""
    return _bare(value.translate(_FOLD))


def find_sensitive(text: str, rows: Sequence[Sequence[str]] = ()) -> list[Sighting]:
    """Every sighting in the text, in order, none inside another.

    Args:
        text: the text of a segment or any other text.
        rows: the cells, when the text is a table segment's; a column's head then counts as a label.
    """
    folded = text.translate(_FOLD)
    found = sorted(_candidates(folded, rows), key=lambda s: (s.start, -s.end))
    kept: list[Sighting] = []
    for sighting in found:
        if not kept or sighting.start >= kept[-1].end:
            kept.append(sighting)
    return kept


def _candidates(text: str, rows: Sequence[Sequence[str]]) -> Iterator[Sighting]:
    if "@" in text:
        for match in _EMAIL.finditer(text):
            if not _PICTURE.search(match.group()):
                yield Sighting("email", match.start(), match.end())
    windows = list(_windows(text))
    heads = _ColumnHeads(text, rows) if rows else None
    for kind in SHAPES if windows else ():
        for start, end in windows:
            for match in kind.shape.finditer(text, start, end):
                if kind.sure(_bare(match.group())) and _beside(kind, text, match.start(), heads):
                    yield Sighting(kind.kind, match.start(), match.end())


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The parts of the text with enough figures for any kind: most of a report is passed over."""
    start = end = 0
    for run in _FIGURES.finditer(text):
        if run.start() - _MARGIN > end:
            if end:
                yield start, end
            start = max(0, run.start() - _MARGIN)
        end = run.end() + _MARGIN
    if end:
        yield start, end


def _bare(number: str) -> str:
    return number.lower() if "@" in number else _SEPARATORS.sub("", number)


def _beside(kind: Shape, text: str, start: int, heads: _ColumnHeads | None) -> bool:
    """The words that must, and must not, lead to the number."""
    if not (kind.label or kind.never):
        return True
    line = text.rfind("\n", max(0, start - _BEFORE_REACH), start) + 1
    before = text[max(line, start - _BEFORE_REACH) : start]
    head = heads.above(start) if heads else ""
    if kind.never and (_speaks_against(kind, before.rstrip()) or _speaks_against(kind, head)):
        return False
    if kind.label is None or kind.label.search(before) or kind.label.search(head):
        return True
    return kind.kind == "mobile" and _among_contacts(text, start)


def _speaks_against(kind: Shape, words: str) -> bool:
    """A word for other numbers leads to it, and none for this kind stands nearer: 快递（卡 …) is a card."""
    found = kind.never.search(words) if kind.never else None
    own = OWN_WORDS.get(kind.kind)
    return found is not None and not (own and own.search(words, found.start() + 1))


def _among_contacts(text: str, start: int) -> bool:
    """The number stands on a line of contact details: beside an e-mail address, or the line says so."""
    line = text.rfind("\n", max(0, start - _CONTACT_REACH), start) + 1
    before = text[max(line, start - _CONTACT_REACH) : start]
    return bool(
        _AFTER_ADDRESS.search(before)
        or _CONTACT_LINE.match(before)
        or _BEFORE_ADDRESS.match(text, start)
    )


class _ColumnHeads:
    """For a place in a table's text, the words at the head of its column.

    That is the nearest cell above without figures: a sheet may hold several tables, so the head is not
    always in the first row. Places are asked for in rising order, so a table is walked through once.
    """

    def __init__(self, text: str, rows: Sequence[Sequence[str]]) -> None:
        self._text, self._rows = text, rows
        self._line, self._line_start = 0, 0
        self._known: dict[int, tuple[int, str]] = {}

    def above(self, start: int) -> str:
        """The head of the column that holds `text[start]`."""
        if start < self._line_start:
            self._line, self._line_start = 0, 0
            self._known.clear()
        self._line += self._text.count("\n", self._line_start, start)
        self._line_start = max(
            self._line_start, self._text.rfind("\n", self._line_start, start) + 1
        )
        column = self._text.count("\t", self._line_start, start)
        seen_row, head = self._known.get(column, (-1, ""))
        for row in range(min(self._line, len(self._rows)) - 1, seen_row, -1):
            cell = self._rows[row][column] if column < len(self._rows[row]) else ""
            if cell and not any(character.isdigit() for character in cell):
                head = cell
                break
        self._known[column] = (self._line, head)
        return head
