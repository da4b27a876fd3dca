"""Which row of a table is its header, and whether a second line belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.review.reading import vocabulary as words
from archive.review.tables.cells import is_figure
from archive.review.tables.headings import side_of
from archive.review.tables.tables import Row, holds_date
from archive.review.tables.turned_tables import is_title

HEADER_WORDS = (
    words.INDEX, words.RATE, words.VARIANCE, words.STATUS, words.PLANNED, words.ACTUAL, words.COST_NAME,
    words.OWNER, words.DUE, words.ACTION, words.MONEY_COLUMN, words.OPEN_AMOUNT, words.RECEIVED, words.INVOICE,
    words.PARTY, words.SCORE, words.COMMENT, words.NOTE, words.UNIT, words.QUANTITY, words.DELIVERABLE,
    words.METRIC_NAME, words.MILESTONE_NAME, words.RESPONDENT,
)  # fmt: skip
_LONGEST_HEADING = 24
_HEADER_SEARCH = 6


def header_at(block: Sequence[Row]) -> int | None:
    """Where the header is: the first row of several short cells in words, best known ones."""
    likely: int | None = None
    for number, row in enumerate(block[:_HEADER_SEARCH]):
        filled = _without_scale([cell for cell in row.cells if cell.strip()])
        if len(set(filled)) < 2 or not _only_words(filled):
            continue
        if is_title(block, number):
            continue
        if any(len(cell) > _LONGEST_HEADING for cell in filled if not cell.isascii()):
            continue
        known = sum(any(w.within(cell) for w in HEADER_WORDS) for cell in filled)
        if known >= 2 or (known and len(filled) == known):
            return number if likely is None or not _heads(block[likely], row) else likely
        if likely is None and number + 1 < len(block):
            likely = number
    return likely


def _heads(first: Row, known: Row) -> bool:
    """Short words in every column above a row that is long: 出了什麼事 | 為什麼, whatever the words.

    Of a row that has words of headings in its sentences the one above it is the header.
    """
    heads, cells = ([c.strip() for c in row.cells if c.strip()] for row in (first, known))
    return len(heads) == len(cells) and sum(map(len, heads)) * 3 < sum(map(len, cells)) * 2


_SHORTEST_SCALE = 4


def _without_scale(filled: list[str]) -> list[str]:
    """A header without the points of a scale (1 2 3 4 5), which stand among its words."""
    points = [cell.strip() for cell in filled if cell.strip().isdigit()]
    run = [str(n + 1) for n in range(len(points))]
    if len(points) < _SHORTEST_SCALE or points not in (run, run[::-1]):
        return filled
    return [cell for cell in filled if not cell.strip().isdigit()]


_WORDS_OF_DATES = re.compile(
    r"[\d\W_年月日号號至到]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:to|final|st|nd|rd|th)\b",
    re.IGNORECASE,
)


_FIGURES = re.compile(r"\d[\d,.]{2,}")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*[年]?\s*")


def _only_words(filled: Sequence[str]) -> bool:
    """Words, among which a heading may be a day (30 Sept) or hold a range (1-10)."""
    if any(is_figure(cell) and not _YEAR.fullmatch(cell) for cell in filled):
        return False
    if any(len(_FIGURES.findall(cell)) >= 2 and not holds_date(cell) for cell in filled):
        return False  # 6,310 against a target of 6,000
    dated = [
        cell for cell in filled
        if _YEAR.fullmatch(cell) or (holds_date(cell) and not _WORDS_OF_DATES.sub("", cell))
    ]  # fmt: skip
    rest = [cell for cell in filled if cell not in dated]
    known = sum(any(w.within(cell) for w in HEADER_WORDS) for cell in rest)
    run_of_days = len(set(dated)) >= _SEVERAL_DAYS and any(map(words.TOTAL.within, rest))
    if run_of_days and (known or words.DAYS.within(rest[0])):
        return True
    return not dated or (known >= 2 and len(dated) * 2 < len(filled) + 1)


_SEVERAL_DAYS = 3


def is_second_line(first: Row, second: Row) -> bool:
    """A header of two lines: the first has merged cells (repeated or empty), the second only words."""
    cells = [cell.strip() for cell in first.cells]
    merged = any(not cell for cell in cells[1:]) or len(set(cells)) < len(cells)
    filled = [cell for cell in second.cells if cell.strip()]
    if not merged or len(filled) < 2:
        return False
    if _fills_gaps(cells, second) or _splits_a_group(cells, second):
        return True
    if any(is_figure(cell) or holds_date(cell) or len(cell) > _LONGEST_HEADING for cell in filled):
        return False
    return sum(any(w.within(cell) for w in HEADER_WORDS) for cell in filled) >= 2


def stands_above_figures(first: Row, second: Row, third: Row) -> bool:
    """Words below a header with merged cells, where the next row has figures: As signed, After order 2."""
    named = [n for n, cell in enumerate(second.cells) if cell.strip()]
    gaps = [n for n in named if not first.cell(n)]
    if second.cell(0) or not gaps or len(named) < _FEWEST_NAMED or not third.cell(0):
        return False
    short = all(len(second.cell(n)) <= _LONGEST_HEADING for n in named)
    worded = not any(is_figure(second.cell(n)) or holds_date(second.cell(n)) for n in named)
    return (
        short
        and worded
        and all(
            is_figure(third.cell(n)) or not third.cell(n) or third.cell(n) in "-–—" for n in named
        )
    )


_FEWEST_NAMED = 2
_PERIOD = re.compile(
    r"\d{1,2}\s*(?:[-–—~至到]\s*\d{1,2})?\s*[月周週季]|q[1-4]|[a-z]{3,9}(?:\s*[-–—]\s*[a-z]{3,9})?|[一-鿿]{1,8}[%％]?",
    re.IGNORECASE,
)


def _fills_gaps(cells: Sequence[str], second: Row) -> bool:
    """Periods and short words below merged cells, nothing below the headings that stand for both lines.

    At least two gaps are filled; the first column and one more (合計, KPI) have nothing below them.
    """
    alone = [n for n, cell in enumerate(cells) if cell and not second.cell(n)]
    gaps = [n for n, cell in enumerate(cells) if not cell and second.cell(n)]
    filled = [cell.strip() for cell in second.cells if cell.strip()]
    told = all(len(cell) <= 12 and _PERIOD.fullmatch(cell) for cell in filled)
    periods = sum(any(map(str.isdigit, cell)) for cell in filled)
    return told and periods >= 2 and len(gaps) >= 2 and len(alone) >= 2 and alone[0] == 0


def _splits_a_group(cells: Sequence[str], second: Row) -> bool:
    """Words below one merged heading only (預算 over 主合約, 追加), nothing below all the others."""
    below = [n for n, cell in enumerate(second.cells) if cell.strip()]
    if below != list(range(below[0], below[-1] + 1)) or below[0] == 0:
        return False
    group = {cells[n] for n in below if n < len(cells)} - {""}
    worded = all(
        len(second.cell(n)) <= _LONGEST_HEADING and not any(map(str.isdigit, second.cell(n)))
        for n in below
    )
    others = [n for n, cell in enumerate(cells) if cell and n not in below]
    return worded and len(group) == 1 and bool(side_of(next(iter(group)))) and len(others) >= 2
