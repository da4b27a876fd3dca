"""The day on which a payment came in, where two papers give two: "received 12 November" of a bill stamped on the 10th.

A payment is known by the number of its bill, by its amount, or by which instalment it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from archive.domain.dates import DateMention
from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.days import days_in, short_days_in
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import folded, word_list
from archive.review.tables.tables import Row, Table, is_total

_RECEIVED = word_list("received_days.received")
_AHEAD = word_list("claims.plan_words")
_TELLING = (
    Role.MONEY,
    Role.REPORT,
    Role.RETRO,
    Role.INTERIM,
    Role.CLIENT,
    Role.PROOF,
    Role.OTHER,
)
_LEAST = Decimal(500)
_FARTHEST = 45
_FIRST_SEGMENTS = 12


@dataclass(frozen=True, slots=True)
class _Receipt:
    """One payment that came in: what it is known by, and the day."""

    numbers: frozenset[str]
    amounts: frozenset[Decimal]
    instalment: str
    day: date
    claim: Claim


def received_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each payment that two papers have on two days."""
    told = [receipt for paper in papers.current(*_TELLING) for receipt in _receipts(paper, papers)]
    seen: set[tuple[str, date, date]] = set()
    for number, first in enumerate(told):
        for second in told[number + 1 :]:
            days = sorted((first.day, second.day))
            key = (first.instalment or second.instalment, days[0], days[1])
            if key not in seen and _differ(first, second) and not _both_told(first, second, told):
                seen.add(key)
                yield Clash("date", _subject(first, second), (first.claim, second.claim))


def _differ(first: _Receipt, second: _Receipt) -> bool:
    if first.claim.paper.source.document == second.claim.paper.source.document:
        return False
    return 0 < abs((first.day - second.day).days) <= _FARTHEST and _is_one(first, second)


def _is_one(first: _Receipt, second: _Receipt) -> bool:
    """The same bill, the same sum, or the same instalment; what both name must agree."""
    if first.numbers and second.numbers:
        return bool(first.numbers & second.numbers)
    if first.instalment and second.instalment and first.instalment != second.instalment:
        return False
    if first.amounts and second.amounts:
        return bool(first.amounts & second.amounts)
    return bool(first.instalment) and first.instalment == second.instalment


def _both_told(first: _Receipt, second: _Receipt, told: Sequence[_Receipt]) -> bool:
    """One of the papers has the other day too, of a payment that is the same as far as can be told."""
    for own, other in ((first, second), (second, first)):
        document = own.claim.paper.source.document
        if any(
            r.claim.paper.source.document == document and r.day == other.day and _is_one(r, other)
            for r in told
        ):
            return True
    return False


def _subject(first: _Receipt, second: _Receipt) -> str:
    """The number of the bill, else which instalment, else the sum."""
    shared = sorted(first.numbers & second.numbers)
    if shared:
        return shared[0].upper()
    for receipt in (first, second):
        if found := _INSTALMENT.search(_words(receipt.claim)):
            return found.group()
    return f"{max(first.amounts | second.amounts, default=Decimal(0)):,f}"


def _words(claim: Claim) -> str:
    segments = claim.paper.source.segments
    return " ".join(segments[s.segment].text[s.start : s.end] for s in claim.evidence.spans)


# ------------------------------------------------------------------ what papers tell
def _receipts(paper: Paper, papers: Papers) -> Iterator[_Receipt]:
    near = papers.time_of(paper)
    own = _own_numbers(paper)
    for table in paper.tables:
        column = _day_column(table)
        for row in table.every_row:
            if not is_total(row, table.name_column) and not _is_header(table, row):
                yield from _of_row(paper, table, row, column, near)
    for sentence in paper.sentences:
        text = sentence.text
        if not _RECEIVED.within(text):
            continue
        for day in _days_received(text, near):
            claim = Claim(day.value, text[day.start : day.end], paper, sentence.evidence)
            yield _receipt(text, claim, own)


def _is_header(table: Table, row: Row) -> bool:
    return row.cells == table.header


def _day_column(table: Table) -> int | None:
    return table.column(_RECEIVED, where=table.is_dated) if table.header else None


def _of_row(
    paper: Paper, table: Table, row: Row, column: int | None, near: date
) -> Iterator[_Receipt]:
    """The day in the column of receipts, else a day beside the word in a remark: 10月31日到账."""
    text = " | ".join(cell for cell in row.cells if cell.strip())
    if column is not None and row not in table.titles:
        found = short_days_in(row.cell(column), near)
        cell = row.cell(column)
    else:
        cell = next((c for c in row.cells if _RECEIVED.within(c) and _days_received(c, near)), "")
        found = _days_received(cell, near) if cell else []
    for day in found[:1]:
        if not day.month_only:
            written = cell[day.start : day.end]
            yield _receipt(text, Claim(day.value, written, paper, table.evidence(row)), frozenset())


def _receipt(text: str, claim: Claim, own: frozenset[str]) -> _Receipt:
    numbers = frozenset(map(str.casefold, _NUMBER.findall(text))) or own
    plain = _NUMBER.sub(" ", text)
    amounts = frozenset(
        q.value.normalize() for q in find_quantities(plain) if q.value >= _LEAST and not q.is_rate
    )
    found = _ORDINAL.search(folded(text))
    which = found.group() if found else ""
    return _Receipt(
        numbers, amounts, _SAME.get(which, which), date.fromisoformat(str(claim.value)), claim
    )


_NUMBER = re.compile(
    r"(?<![A-Za-z\d-])[A-Za-z]{1,6}(?:-?[A-Za-z]{0,3})?-?\d{3,}(?:-\d+)*(?![\d,.-]\d)"
)
"""KK1142, INV-2510-77: the number of a bill."""
_INSTALMENT = re.compile(
    r"第?[一二三四五1-5][期笔筆次]款?|[首尾头頭][期款笔筆數数]款?|[预預]付款?|[订訂定]金"
    r"|\b(?:first|second|third|final|last)\s+(?:instalment|installment|tranche|payment|invoice)\b|\bdeposit\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"第?[一二三四五1-5](?=期|笔|次款)|首(?=期|款|付|笔)|[头末尾](?=期|款|笔|数)|预付|定金|订金"
    r"|\b(?:first|second|third|final|last|deposit)\b"
)
_SAME = {
    "第一": "first", "一": "first", "首": "first", "头": "first", "预付": "first", "定金": "first", "订金": "first",
    "deposit": "first", "第二": "second", "二": "second", "第2": "second", "2": "second", "第1": "first", "1": "first",
    "第三": "third", "三": "third", "末": "last", "尾": "last", "final": "last",
}  # fmt: skip


def _own_numbers(paper: Paper) -> frozenset[str]:
    """The number of the bill that the paper is; of a paper with several numbers none."""
    if paper.source.class_key not in ("invoice", "payment_proof"):
        return frozenset()
    first = (s.text for s in paper.source.segments[:_FIRST_SEGMENTS])
    found = {n.casefold() for n in _NUMBER.findall(" ".join((paper.source.title, *first)))}
    return frozenset(found) if len(found) <= _MOST_NUMBERS else frozenset()


_MOST_NUMBERS = 6


def _days_received(text: str, near: date) -> list[DateMention]:
    """Days whose own clause says that money came in, and not that it should."""
    found = []
    for day in days_in(text, near):
        clause = _clause(text, day.start, day.end)
        if not day.month_only and _RECEIVED.within(clause) and not _AHEAD.within(clause):
            found.append(day)
    return found[:1]


def _clause(text: str, start: int, end: int) -> str:
    """The day with what stands around it: from the last pause or the last word for coming in to the next pause."""
    before = _PAUSE.split(text[:start])[-1]
    said = list(_RECEIVED.pattern.finditer(folded(before)))
    if said:
        before = before[said[-1].start() :]
    return before + " " + _PAUSE.split(text[end:])[0]


_PAUSE = re.compile(r"[，；;。（(）)|：:]|,(?!\d)|\.\s")
