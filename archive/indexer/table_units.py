"""Figures of tables that name their unit once: 196.1 under “单位：万元” is 1,961,000.

Who knows a sum from the contract looks for it in the accounts too, which are kept in thousands or in 万.
A unit named for a table holds from there on, one named in the head of a column for that column alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

MOST: Final = 5_000
"""Figures of one document that are read so."""
LONE: Final = 2
"""Filled cells of a line in which a unit is the table's: a title and the unit."""
_POWERS: Final = {
    "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8,
    "k": 3, "'000": 3, "000s": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9,
}  # fmt: skip
_HAN: Final = "(?P<{}>十万|百万|千万|千|万|亿)"
_MONEY: Final = r"(?:[a-z]{0,3}[$£€¥]|gbp|usd|hkd|twd|ntd|sgd|aud|eur|rmb|cny|jpy)"
_SCALE: Final = r"(?P<latin>['’]000|000s|k|mn|bn|m|thousand|million|billion)s?"
_SAID = re.compile(
    rf"单位[^\n\t\d]{{0,8}}?{_HAN.format('said')}[元圆]?"
    rf"|{_MONEY}\s?{_SCALE}(?![a-z\d])|\bin (?P<words>thousand|million)s\b(?! of)"
)
"""A unit that is said by itself."""
_HEADED = re.compile(
    rf"[(（][^()（）\d]{{0,6}}?{_HAN.format('head')}[元圆]?[^()（）\d]{{0,6}}[)）]"
)
"""A unit in brackets, after the name of a column or a row."""
_FIGURE = re.compile(r"\(?[-+]?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,7}(?:\.\d+)?)\)?")


def scaled_figures(text: str) -> Iterator[str]:
    """The value, as a term, of every figure of a normal form that stands in a table of such a unit."""
    if not (_SAID.search(text) or _HEADED.search(text)):
        return
    table, columns, left = 0, dict[int, int](), MOST
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) == 1:
            table, columns = _power(line, _SAID) or table, {}
            continue
        units = {place: power for place, cell in enumerate(cells) if (power := _power(cell))}
        figures = {
            place: cell for place, cell in enumerate(cells) if _FIGURE.fullmatch(cell.strip())
        }
        row = units.get(0, 0) if figures else 0
        if units and not row:
            table, columns = _headed(cells, units, table)
        for place, cell in figures.items():
            power = row or columns.get(place, table)
            if power and left and cell.strip() != "0":
                left -= 1
                yield _scaled(cell, power)


def _headed(cells: Sequence[str], units: dict[int, int], table: int) -> tuple[int, dict[int, int]]:
    """The units of a table and of its columns from this line on: one that stands nearly alone is the table's."""
    filled = sum(bool(cell.strip()) for cell in cells)
    alone = len(units) == 1 and (filled <= LONE or _SAID.search(cells[min(units)]))
    return (units[min(units)], {}) if alone else (table, units)


def _scaled(cell: str, power: int) -> str:
    figure = re.sub(r"[^\d.]", "", cell)
    return f"{Decimal(figure).scaleb(power).normalize():f}"


def _power(cell: str, *patterns: re.Pattern[str]) -> int:
    """The power of ten of the unit that is named there; 0 for none."""
    found = next(filter(None, (p.search(cell) for p in patterns or (_SAID, _HEADED))), None)
    named = next(filter(None, found.groups()), "") if found else ""
    return _POWERS.get(named.replace("’", "'"), 0)
