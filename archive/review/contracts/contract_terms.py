"""A contract's terms of payment: each instalment in the contract's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.names import core
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import word_list
from archive.review.tables.tables import Table, is_total

_NOT_PRICE = word_list("contracts.not_price")


@dataclass(frozen=True, slots=True)
class Term:
    """One instalment, or one condition of payment, in the contract's own words."""

    text: str
    percent: Decimal | None
    amount: Decimal | None
    evidence: Evidence


_PAY = word_list("contracts.pay")
_NOT_INSTALMENT = word_list("contracts.not_instalment")
_MARK = re.compile(
    r"(?:^|(?<=[:：;；,，]\s)|(?<=[:：;；,，。]))\s*[(（][a-z一二三四五六七八九十\d]{1,2}[)）]"
)


_SHARE_FIRST = re.compile(
    r"\s*(?:\d+(?:\.\d+)*[.、)）]?\s+|[(（]\w{1,2}[)）]\s*)?\d{1,3}(?:\.\d+)?\s*[%％]"
)
"""3.1 30% within 14 days of signature."""


def terms_of(paper: Paper) -> Iterator[Term]:
    seen: set[str] = set()
    for table in paper.tables:
        yield from _terms_in_table(table)
    announced = False  # a clause such as "payment schedule:" says what its items are
    for passage in paper.paragraphs:
        pieces = _term_pieces(passage)
        headed = _PAY.within(passage.trail[-1] if passage.trail else "")
        about_pay = _PAY.within(passage.text) or headed
        several = len(pieces) > 1 and about_pay
        for piece in pieces:
            listed = headed and _SHARE_FIRST.match(piece.text) is not None
            term = _term(piece, announced=announced or several or listed)
            if term and core(term.text) not in seen:
                seen.add(core(term.text))
                yield term
        announced = about_pay and (passage.text.endswith((":", "：")) or announced)


def _terms_in_table(table: Table) -> Iterator[Term]:
    """A schedule of instalments: each row with its share or its amount."""
    if not table.header or not _PAY.within(" ".join((*table.header, table.caption))):
        return
    for row in table.rows:
        text = " ".join(cell for cell in row.cells if cell.strip())
        percent, amount = _share_and_amount(text)
        if (percent is not None or amount is not None) and not is_total(row, table.name_column):
            yield Term(text, percent, amount, table.evidence(row))


def _term_pieces(passage: Passage) -> list[Passage]:
    """The parts of a clause that each hold one instalment: by (a), (b) or by semicolons."""
    marks = [m.start() for m in _MARK.finditer(passage.text)]
    marks = marks if len(marks) >= 2 else _shares_in_a_row(passage.text)
    edges = marks if len(marks) >= 2 else [m.end() for m in re.finditer(r"[；;。]", passage.text)]
    bounds = sorted({0, *edges, len(passage.text)})
    pairs = pairwise(bounds)
    return [passage.cut(a, b) for a, b in pairs if passage.text[a:b].strip()]


def _shares_in_a_row(text: str) -> list[int]:
    """Where each of several instalments in one sentence begins.

    At the share of "50% on signature, 30% on launch and 20% on acceptance", at the condition of
    簽約後支付50%，驗收後支付30%.
    """
    shares = [q.start for q in find_quantities(text) if q.is_rate]
    between = [text[a:b] for a, b in pairwise(shares)]
    close = all(len(part) <= 90 and not re.search(r"[；;。]", part) for part in between)
    if len(shares) < 2 or not close:
        return []
    parted = [[*_PARTED.finditer(text, 0, share)][-1:] for share in shares]
    begins = [found[0].end() if found else 0 for found in parted]
    ahead = zip(begins[:-1], shares[:-1], strict=True)  # what is left comes last: 余款10%
    first = all(_CONDITION.search(text[at:share]) for at, share in ahead)
    return begins if first and len(set(begins)) == len(shares) else shares


_PARTED = re.compile(r"[，、：；。]|[,:;](?!\d)|\b(?:and|then)\b")
_CONDITION = re.compile(
    r"[后後时時内內前日]|完成|期[满滿]|\b(?:on|upon|after|within|at|before|once|when)\b",
    re.IGNORECASE,
)


def _term(piece: Passage, *, announced: bool) -> Term | None:
    text = piece.text
    unwanted = _NOT_PRICE.within(text) or _NOT_INSTALMENT.within(text)
    if not (announced or _PAY.within(text)) or unwanted or len(text) > 220:
        return None
    percent, amount = _share_and_amount(text)
    if percent is None and not (amount is not None and words.INSTALMENT.within(text)):
        return None
    if percent is not None and not 1 <= percent <= 100:
        return None
    return Term(_ENDS_LISTED.sub("", text).strip(" ；;。.,，"), percent, amount, piece.evidence)


_ENDS_LISTED = re.compile(r"[\s,;，；、]+(?:and|及|和|[与與]|[并並])\s*$")


def _share_and_amount(text: str) -> tuple[Decimal | None, Decimal | None]:
    figures = find_quantities(text)
    percent = next((q.value for q in figures if q.is_rate), None)
    amount = next(
        (
            q.value
            for q in figures
            if not q.is_rate and (q.currency or q.unit == "元" or q.value >= 10000)
        ),
        None,
    )
    return percent, amount
