"""What the line, the row or the place around a date says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.domain.dates import DateMention, DayMention, find_dates, find_days

_NOTE_CELLS = 2
_TITLE_CELLS = 3
"""Filled cells up to which a row of a table may be a note above it, not one of its rows."""

_LABELLED = re.compile(
    r"(?im)(?:時間|时间|日期|date|when|time|更新|製表|制表|填表日?|日)\s?[:：]\s?(?=\d{1,2}\s?[./-]\s?\d{1,2}(?!\d|[./-]))"
)
_REACH = 12


@dataclass(frozen=True, slots=True)
class DateLine:
    """The line a date stands on. `start` is where it begins in the text.

    `in_row`: it is one of a table's rows, so its days are of the things listed. `in_pair`: it has two
    cells and the date is one of them, so only a label tells a note (Date | 21-Mar-25) from such a row.
    `in_list`: the line above or below has a day in the same cell.
    `ends_text`: nothing but a line or two comes after it. `field`: the characters of the part of the line
    it stands in, where wide spaces, bars or (`prose`) sentences part it. `at_edge`: that part or the line
    begins or ends with it.
    """

    start: int
    length: int
    in_row: bool
    in_pair: bool
    ends_text: bool
    in_list: bool = False
    field: int = 0
    at_edge: bool = False


def line_of(text: str, mention: DateMention | DayMention) -> DateLine:
    """Where a date stands."""
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    end = len(text) if end < 0 else end
    line = text[start:end]
    filled = [cell.strip() for cell in line.split("\t") if cell.strip()]
    alone = text[mention.start : mention.end].strip() in filled
    cells = line.count("\t") + 1
    in_pair = len(filled) == _NOTE_CELLS and alone
    in_row = len(filled) > _NOTE_CELLS or (in_pair and cells > _NOTE_CELLS)
    if in_row and len(filled) <= _TITLE_CELLS and _stands_above(text, start, end, len(filled)):
        in_row = in_pair = False
    before = line[: mention.start - start]
    heads = in_row and _heads_figures(text, end, before)
    if in_row and not heads and _is_caption(text, mention, start, filled):
        in_row = False
    in_list = heads or ((in_row or in_pair) and _listed(text, start, end, before))
    ends_text = text.count("\n", end, len(text.rstrip())) < 2
    field, at_edge = _field(line, mention.start - start, mention.end - start)
    return DateLine(start, len(line.strip()), in_row, in_pair, ends_text, in_list, field, at_edge)


_PARTED = re.compile(r"\u3000+|\s{2,}|\s?[|｜·•]\s?|\t|\s/\s")
_MARKS = " \u3000.,，。:：;；()（）[]【】*_-–—日号"


def _field(line: str, start: int, end: int) -> tuple[int, bool]:
    """The length of the part of the line around `line[start:end]`, and whether the date is at its edge."""
    before = max((m.end() for m in _PARTED.finditer(line, 0, start)), default=0)
    behind = next((m.start() for m in _PARTED.finditer(line, end)), len(line))
    part = line[before:behind]
    edge = not line[before:start].strip(_MARKS) or not line[end:behind].strip(_MARKS)
    return len(part.strip()), edge


def _is_caption(
    text: str, mention: DateMention | DayMention, start: int, filled: Sequence[str]
) -> bool:
    """A first row of words and one date over a table of other rows: what it is, for whom and of which day."""
    if text[:start].rpartition("\n\n")[2].count("\t") or len(filled) > _CAPTION_CELLS:
        return False
    day = text[mention.start : mention.end]
    others = [cell for cell in filled if day not in cell]
    return (
        len(others) == len(filled) - 1
        and any(any(map(str.isalpha, cell)) for cell in others)
        and not any(_FIGURE.fullmatch(cell) or _SHORT_DAY.search(cell) for cell in others)
    )


_CAPTION_CELLS = 6
_FIGURE = re.compile(r"[^\w\s]{0,3}\s?[\d,.]+\s?%?")


def _heads_figures(text: str, end: int, before: str) -> bool:
    """The head of a column of amounts (first quote of 8/20): the day of what stands below it."""
    stop = text.find("\n", end + 1)
    below = text[end + 1 : stop if stop >= 0 else len(text)].split("\t")
    cell = before.count("\t")
    return len(below) > cell > 0 and bool(_AMOUNT.fullmatch(below[cell].strip()))


_AMOUNT = re.compile(r"[^\w\s]{0,3}\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def _listed(text: str, start: int, end: int, before: str) -> bool:
    """A day in the same cell of the line above or below: a list of days, whatever its rows are called."""
    cell = before.count("\t")
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    stop = text.find("\n", end + 1)
    below = text[end + 1 : stop if stop >= 0 else len(text)]
    beside = [line.split("\t") for line in (above, below)]
    return any(len(cells) > cell and _SHORT_DAY.search(cells[cell]) for cells in beside)


_SHORT_DAY = re.compile(
    r"(?i)\d{1,4}\s?[./年-]\s?\d{1,2}(?:\s?[./月-]\s?\d{1,4})?|\d\s*月|\d\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


def _stands_above(text: str, start: int, end: int, filled: int) -> bool:
    """A note above a table's header: nothing of the table before it, more cells in the line below."""
    before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    stop = text.find("\n", end + 1)
    below = text[end + 1 : stop if stop >= 0 else len(text)]
    return before.count("\t") < filled and sum(bool(c.strip()) for c in below.split("\t")) > filled


def labelled_days(text: str) -> list[DayMention]:
    """Short days (5/22) that a word right before them calls a date; alone they could be a share."""
    found = []
    for label in _LABELLED.finditer(text):
        for day in find_days(text[label.end() : label.end() + _REACH], loose=True)[:1]:
            at = label.end()
            found.append(replace(day, start=day.start + at, end=day.end + at))
    return found


def of_rounds(rows: Sequence[Sequence[str]]) -> Iterator[DayMention | DateMention]:
    """The days at the head of a table's columns, where at least two columns have one (r1 16 Jul, r2 24 Jul)."""
    for row in rows[:3]:
        days: list[DayMention | DateMention] = []
        for cell in row:
            days += (
                (find_dates(cell) or find_days(cell, loose=True)[-1:]) if len(cell) <= 30 else []
            )
        if len(days) >= 2:
            yield from days
            return
