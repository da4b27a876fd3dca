"""How a row of a list of money stands: open, settled, waived, or not told.

A column of states (狀態, paid?), one of days of payment, ticks below "Paid", a remark: unpaid counts before
paid, and what came late has come.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from archive.review.money.debt_clauses import open_figures
from archive.review.money.payment_words import moved_on_a_day
from archive.review.reading import vocabulary as words
from archive.review.reading.days import read_day
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import folded, word_list
from archive.review.tables.tables import Row, Table

_ANY_DAY = date(2024, 6, 30)
_NOT_ISSUED = word_list("outstanding.not_issued")
_OPEN_STATE = word_list("outstanding.open_state")
_LATE_STATE = word_list("outstanding.late_state")
_STATUS = word_list("outstanding.status_column")
_WAIVED = word_list("outstanding.waived_state")
_NOT_WAIVED = re.compile(
    r"(?:不|未|没|无法|不得|拒绝)[^，。,;；]{0,4}(?:免|豁)|\b(?:not|never|no|refused|declined|cannot)\b.{0,12}waive"
    r"|[%％\d]|一半|部分|\b(?:half|part(?:ly|ial|ially)?|if|unless|request(?:ed|s)?|asks?|asked)\b|要求|申请|是否|如"
)
"""Not waived, waived in part, or only asked to be."""
_LONGEST_STATUS = 40
_MOSTLY = 0.5
_OF_A_PAPER = re.compile(
    r"发票|發票|单据|單據|票据|票據|收据|收據|(?<!支)票|invoice|receipt", re.IGNORECASE
)


def says_settled(cell: str) -> bool:
    """The cell says the amount was paid, and neither that it is open nor only that its invoice came."""
    told = words.SETTLED.within(cell) or moved_on_a_day(cell)
    return told and not (_OPEN_STATE.within(cell) or _OF_A_PAPER.search(cell))


def is_paid(table: Table, row: Row, columns: list[int]) -> bool:
    """A remark says so of the amount, or that nobody asks for it any more.

    That the invoice has come (发票已到) says nothing of it.
    """
    told = [n for n in columns if not _OF_A_PAPER.search(row.cell(n))]
    return state_of(table, row, told) in ("settled", "waived")


def state_columns(table: Table, amount: int) -> list[int]:
    """The columns that may say whether a row is settled; those of payment before those of remarks."""
    named = table.name_column if not _STATUS.within(table.header[table.name_column]) else None
    others = [n for n in range(len(table.header)) if n not in (amount, named)]
    paid = [n for n in paid_columns(table) if n in others]
    status = [n for n in others if _STATUS.within(table.header[n])]
    loose = [n for n in others if table.share(n, is_state) >= _MOSTLY or _asks(table, n)]
    return list(dict.fromkeys((*status, *paid, *loose)))


def paid_columns(table: Table) -> list[int]:
    """The columns of what was paid and when, not of when it is to be (預計付款日)."""
    return [
        n
        for n, heading in enumerate(table.header)
        if words.RECEIVED.within(heading)
        and not (words.PLANNED.within(heading) or words.DEADLINE_DAY.within(heading))
    ]


def is_waived(cell: str) -> bool:
    """A short cell that says the amount is not asked for any more, and all of it."""
    plain = folded(_DAY_SAID.sub("", cell))
    return len(cell) <= _LONGEST_STATUS and _WAIVED.within(plain) and not _NOT_WAIVED.search(plain)


_DAY_SAID = re.compile(
    r"\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?|\d{1,2}\s*[-/.月]\s*\d{1,2}日?"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: \d{4})?",
    re.IGNORECASE,
)


def is_state(cell: str) -> bool:
    """A short cell that says how something stands."""
    return len(cell) <= _LONGEST_STATUS and bool(
        is_waived(cell)
        or _OPEN_STATE.within(cell)
        or _NOT_ISSUED.within(cell)
        or words.SETTLED.within(cell)
        or moved_on_a_day(cell)
    )


_ASKS = re.compile(r"是否|[有已]无|[?？]|\(?y\s?/\s?n\)?", re.IGNORECASE)
_YES = re.compile(r"\s*(?:是|已|有|y|yes|✓|✔|√|v|○|done|☑)\s*", re.IGNORECASE)
_NO = re.compile(r"\s*(?:否|未|无|無|尚未|n|no|✗|✘|×|x|[-–—]|☐|□)\s*", re.IGNORECASE)


def _asks(table: Table, number: int) -> bool:
    """是否付款, Paid?: a question whose cells answer yes or no; so does a column of ticks below Paid."""
    heading = table.header[number]
    paid = words.RECEIVED.within(heading) or words.SETTLED.within(heading) or "付" in heading
    if not paid:
        return False
    return bool(_ASKS.search(heading)) or table.share(number, lambda c: bool(_answer(c))) >= 1


def _answer(cell: str) -> str:
    if _YES.fullmatch(cell):
        return "settled"
    return "open" if _NO.fullmatch(cell) else ""


def state_of(table: Table, row: Row, columns: list[int]) -> str:
    """open, settled, waived, or empty where the row does not say.

    Unpaid counts before paid; what came late (已到，逾期8天) has come. What was waived is owed no more, whether it
    is said of an amount that was not paid (Paid? no; waived) or of nothing else.
    """
    if any(is_waived(row.cell(n)) for n in columns):
        return "waived"
    if asked := [row.cell(n) for n in columns if _asks(table, n)]:
        answers = {_answer(cell) for cell in asked} - {""}
        if answers:
            return "open" if "open" in answers else "settled"
    cells = [row.cell(n) for n in columns]
    if any(
        _OPEN_STATE.within(cell) or _NOT_ISSUED.within(cell) or _in_part(cell) for cell in cells
    ):
        return "open"
    cells = [_CAME.sub("", cell) for cell in cells]
    dated = any(read_day(row.cell(n), _ANY_DAY) is not None for n in paid_columns(table))
    if dated or any(words.SETTLED.within(cell) or moved_on_a_day(cell) for cell in cells):
        return "settled"
    return "open" if any(map(_LATE_STATE.within, cells)) else ""


_CAME = re.compile(
    r"(?:(?:tax )?invoice|receipt|(?:发|發|支)?票|(?:单|單|收|票)[据據])"
    r"\s*(?:(?:is|was|been|has)\s*)*(?:received|in hand|已?收到|已到|收妥)",
    re.IGNORECASE,
)
"""Invoice received 19 May: the paper has come, not the money."""


def _in_part(cell: str) -> bool:
    """已付70%: the rest is open."""
    shares = (
        [q.value for q in find_quantities(cell) if q.is_rate] if "%" in cell or "％" in cell else []
    )
    return len(shares) == 1 and 0 < shares[0] < _WHOLE and words.SETTLED.within(cell)


_WHOLE = 100


def open_part(table: Table, row: Row, columns: list[int], whole: Decimal) -> Decimal:
    """扣保留款 8,800 未付: the remark says how much of the amount is open; what is taken off is no such part."""
    for cell in (row.cell(n) for n in columns):
        told = [d.figure.value for d in open_figures(Passage(table.source, cell, ()), "")]
        parts = [value for value in told if value < whole]
        if len(parts) == 1:
            return parts[0]
        if not told and _in_part(cell):
            share = next(q.value for q in find_quantities(cell) if q.is_rate)
            return whole * (_WHOLE - share) / _WHOLE
    return whole
