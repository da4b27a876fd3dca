"""Suppliers' bills against the one line of the settlement that is of what they bill for.

A bill names the line by what was bought, or its supplier stands in the line's row. Bills for a part of the line (first
payment, May) are none: together they may come to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from archive.review.differences.bill_lines import CHANGED, Asked, is_taxed, lines_of
from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.money.cost import Cost
from archive.review.money.cost_rows import CostLine
from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.approximate import is_slip
from archive.review.reading.names import mentioned
from archive.review.reading.quantities import find_quantities, number_text
from archive.review.tables.cells import is_figure

_FIRST = 12
_REACH = Decimal("0.35")
_OF_A_PART = re.compile(
    r"首付|[订訂定]金|[预預]付|[头頭]款|尾款|[余餘]款|期款|第[一二三四五1-5][期笔筆次批]|分期|[进進]度款|\d{1,2}月份|部分"
    r"|作[废廢]|更[正换換]|取代|改[开開]|重[开開]|[预預形]式[发發]票|[报報估][价價]|另一|其他[项專专]"
    r"|\b(?:deposit|balance|instal?ments?|part payment|part \d|stage|interim|\d of \d|on account|retainer"
    r"|pro ?-?forma|quot\w+|estimate|cancel\w*|void\w*|replace\w*|supersede\w*|another|other)\b",
    re.IGNORECASE,
)


def supplier_clashes(bills: Sequence[Paper], cost: Cost) -> Iterator[Clash]:
    """One clash for each line of the settlement whose one bill is for another sum."""
    if cost.paper is None:
        return
    named = [(bill, line) for bill in bills if (line := _line_of(bill, cost))]
    for bill, line in named:
        alone = sum(1 for _, other in named if other is line) == 1
        actual = line.actual
        if actual is None:
            continue
        asked = list(lines_of(bill))
        if any(is_taxed(value, actual) for a in asked for value in a.values):
            continue
        if not _in_one_currency(asked, cost):
            continue
        wrong = next((a for a in asked if is_slip(_value(a), actual)), None)
        wrong = wrong or (_other_sum(bill, asked, actual) if alone else None)
        if wrong is not None:
            written = f"{Decimal(number_text(actual)):,f}"
            own = Claim(actual, written, cost.paper, line.evidence[-1])
            yield Clash("invoice", line.item, (wrong.claim, own))


def _in_one_currency(asked: Sequence[Asked], cost: Cost) -> bool:
    """The bill bears no sign of another currency than the accounts are kept in."""
    billed = {q.currency for a in asked for q in find_quantities(a.text) if q.currency}
    return not billed or cost.currency is None or billed <= {cost.currency}


def _value(asked: Asked) -> Decimal:
    return Decimal(str(asked.claim.value))


def _line_of(bill: Paper, cost: Cost) -> CostLine | None:
    """The one line that the bill names; or the one that names its supplier."""
    told = " ".join((bill.source.title, *(s.text for s in bill.source.segments[:_FIRST])))
    lines = [line for line in cost.lines if line.actual and mentioned(line.item, told) >= 1]
    lines = lines or [line for line in cost.lines if line.actual and _is_by(line, told)]
    return lines[0] if len(lines) == 1 else None


def _is_by(line: CostLine, told: str) -> bool:
    """Another cell of the line's row, the supplier's, is said at the head of the bill."""
    segments = [
        e.source.segments[s.segment].text[s.start : s.end] for e in line.evidence for s in e.spans
    ]
    cells = {cell.strip() for text in segments for cell in re.split(r"[|\t\n]", text)}
    return any(
        len(cell) > 1 and not is_figure(cell) and cell != line.item and mentioned(cell, told) >= 1
        for cell in cells
    )


def _other_sum(bill: Paper, asked: Sequence[Asked], actual: Decimal) -> Asked | None:
    """The largest sum of a bill for the whole of the line, near what the settlement has and not below it."""
    text = " ".join(segment.text for segment in bill.source.segments)
    if _OF_A_PART.search(text) or CHANGED.within(text) or words.SUBTOTAL.within(text):
        return None
    largest = max(asked, key=_value, default=None)
    if largest is None or not actual < _value(largest) <= actual * (1 + _REACH):
        return None
    return largest
