"""Every figure a review tells with the quotes it stands in, and whether they bear it out.

A figure is borne out where one of its quotes has its digits, whatever the unit of the column, or where
figures of its quotes come to it: two added or taken from each other, a share of one, a column's sum or mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from archive.review.reading.quantities import find_quantities

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+")


@dataclass(frozen=True)
class Told:
    """One figure of a review, where it stands there, and what its citations quote."""

    place: str
    value: Decimal
    quotes: tuple[str, ...]


def told_figures(review: Mapping[str, Any]) -> Iterator[Told]:
    """The figures of metrics, money, satisfaction and obligations, none left out."""
    cost, satisfaction = review["cost"], review["satisfaction"]
    owed = [o for contract in review["contracts"] for o in contract["obligations"]]
    yield from _of("metric", review["metrics"], "target", "actual")
    yield from _of("total", [cost], "budget_total", "actual_total")
    yield from _of("line", cost["lines"], "budget", "actual")
    yield from _of("outstanding", cost["outstanding"], "amount")
    yield from _of("contract", review["contracts"], "amount")
    yield from _of("obligation", owed, "promised", "delivered")
    yield from _of("satisfaction", [satisfaction], "mean", "scale", "responses")


def _of(place: str, parts: Sequence[Mapping[str, Any]], *keys: str) -> Iterator[Told]:
    for part in parts:
        quotes = tuple(c["quote"] for c in part["citations"])
        for key in keys:
            if part[key] is not None:
                yield Told(f"{place}.{key}", Decimal(str(part[key])), quotes)


def borne_out(told: Told) -> bool:
    """The figure stands in one of its quotes, or figures that stand there come to it."""
    digits = _significant(told.value)
    known = (*_all_in(told.quotes), *_listed(told.quotes))
    return digits in set(map(_significant, known)) or any(
        _significant(value) == digits for value in _derived(told.quotes)
    )


def _significant(value: Decimal) -> str:
    """The digits that a unit does not change: 3,846萬 and 38460000 have the same."""
    return "".join(map(str, value.as_tuple().digits)).strip("0") or "0"


def _all_in(quotes: Sequence[str]) -> list[Decimal]:
    found: list[Decimal] = []
    for quote in quotes:
        plain = unicodedata.normalize("NFKC", quote)
        found += [Decimal(number.replace(",", "")) for number in _NUMBER.findall(plain)]
        found += [q.value for cell in re.split(r"[\t\n]", quote) for q in find_quantities(cell)]
    return found


_MONTHS = re.compile(
    r"\d{1,2}月|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)


def _listed(quotes: Sequence[str]) -> Iterator[Decimal]:
    """How many months a quote names one by one; 100 of a scale in hundredths."""
    for quote in quotes:
        yield Decimal(len(_MONTHS.findall(quote)))
        if "百分制" in quote:
            yield Decimal(100)


def _derived(quotes: Sequence[str]) -> Iterator[Decimal]:
    known = sorted(set(_all_in(quotes)))
    for less, more in combinations(known, 2):
        yield from (more - less, more + less, more * less, 100 - less, 100 - more)
    for quote in quotes:
        yield from _sums([_first_in(cell) for cell in quote.split("\t")])
        yield from _parts_of(_all_in([quote])[:_MOST])
    rows = [[_first_in(cell) for cell in quote.split("\t")] for quote in quotes]
    for number in range(max(map(len, rows), default=0)):
        column = [row[number] for row in rows if number < len(row)]
        yield from _sums(column)


def _sums(figures: Sequence[Decimal | None]) -> Iterator[Decimal]:
    """The sum of a row or a column, and its mean."""
    known = [figure for figure in figures if figure is not None]
    if known:
        yield sum(known, Decimal(0))
        yield round(sum(known, Decimal(0)) / len(known), 2)


_MOST = 9


def _parts_of(figures: Sequence[Decimal]) -> Iterator[Decimal]:
    """Sums of three or four figures of one sentence: its lines, without their other side."""
    for count in (3, 4):
        yield from (sum(some, Decimal(0)) for some in combinations(figures, count))


def _first_in(cell: str) -> Decimal | None:
    return next(iter(_all_in([cell])), None)
