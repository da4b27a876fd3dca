"""What a supplier's bill asks for beyond its order: 49,500 for coupons that were ordered for 45,000."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from archive.review.contracts.contract import Contract
from archive.review.contracts.contracts import with_the_client
from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.papers.papers import Paper, Papers
from archive.review.reading import vocabulary as words
from archive.review.reading.approximate import is_slip
from archive.review.reading.quantities import find_quantities
from archive.review.tables.tables import is_total

_TAXES = tuple(map(Decimal, ("1", "1.05", "1.06", "1.08", "1.09", "1.1", "1.13", "1.2")))
_ROUNDING, _LEAST, _MOST = Decimal(1), Decimal(100), Decimal("1.6")
_FIRST = 8


def order_bills(papers: Papers, contracts: Sequence[Contract]) -> Iterator[Clash]:
    """One clash for each bill that names an order and asks for more than the order agreed, or for a slip of it."""
    client = papers.project.client
    ours = {c.paper.source.document for c in contracts if with_the_client(c, client)}
    orders = [
        *papers.of_class("work_order"),
        *(p for p in papers.of_class("contract") if p.source.document not in ours),
    ]
    bills = papers.of_class("invoice")
    for order in orders:
        agreed = _total(order)
        for bill in bills if agreed else ():
            asked = _total(bill)
            if agreed and asked and _names(bill, order) and _is_more(asked, agreed):
                yield Clash("invoice", _subject(order), (agreed, asked))


_OF_TAX = re.compile(r"[税稅]|\b(?:vat|gst|tax|net|gross)\b", re.IGNORECASE)


def _is_more(asked: Claim, agreed: Claim) -> bool:
    """A smaller sum is an instalment, unless it is the sum with a slip of the pen; the same sum may bear a tax."""
    one, other = asked.value, agreed.value
    if not (isinstance(one, Decimal) and isinstance(other, Decimal)):
        return False
    taxed = any(_OF_TAX.search(s.text) for c in (asked, agreed) for s in c.paper.source.segments)
    for tax in _TAXES if taxed else _TAXES[:1]:
        if min(abs(one - other * tax), abs(one * tax - other)) <= _ROUNDING:
            return False
    return other < one <= other * _MOST or is_slip(one, other)


# ------------------------------------------------------------------ which order
_NUMBER = re.compile(
    r"(?<![A-Za-z\d])(?:P\.?O\.?|WO|SO|[A-Z]{2,5})[-‐ #]{0,2}\d{2,}(?:-\d+)*(?![\d,.]\d)"
)
_FIRM = re.compile(
    r"[\u4e00-\u9fff]{3,24}(?:公司|工作室|商行|企業社|企业社|印刷廠|印刷厂|中心|集团|集團)"
    r"|\b[A-Z][A-Za-z&'’]+(?: [A-Z&][A-Za-z&'’]*){1,5} (?:Ltd|Limited|Inc|LLC|Co|Pte|GmbH)\b"
)


def _names(bill: Paper, order: Paper) -> bool:
    """The bill bears the order's number, or both name the same two firms."""
    own = {_plain(n) for n in _NUMBER.findall(f"{order.source.name} {_head(order)}")}
    text = " ".join(segment.text for segment in bill.source.segments)
    if any(_plain(n) in own for n in _NUMBER.findall(text)):
        return True
    whole = " ".join(segment.text for segment in order.source.segments)
    return len(set(_FIRM.findall(text)) & set(_FIRM.findall(whole))) >= len(("buyer", "seller"))


def _plain(number: str) -> str:
    return re.sub(r"[^A-Z\d]", "", number.upper())


def _head(paper: Paper) -> str:
    return " ".join((paper.source.title, *(s.text for s in paper.source.segments[:_FIRST])))


def _subject(order: Paper) -> str:
    found = _NUMBER.search(f"{_head(order)} {order.source.name}")
    return found.group() if found else order.source.title


# ------------------------------------------------------------------ its whole
_WHOLE = re.compile(
    r"^(?:[总總](?:价|價|额|額|金额|金額|计|計)|合[计計]|[价價][税稅]合[计計]|租金(?:[总總][额額])?|[费費]用[总總]?[额額]?"
    r"|[订訂][单單]金[额額]"
    r"|(?:grand |order |invoice )?total|amount (?:due|payable)|order value|agreed (?:price|sum))",
    re.IGNORECASE,
)


_CENTS = re.compile(r"\.00(?!\d)")


def _total(paper: Paper) -> Claim | None:
    """The largest sum behind a word for the whole, in the rows of tables and in labelled lines."""
    found: list[Claim] = []
    for table in paper.tables:
        for row in table.every_row:
            label = next((cell.strip() for cell in row.cells if cell.strip()), "")
            if not (_WHOLE.match(label) or is_total(row, table.name_column)):
                continue
            figures = [q for c in row.cells if c.strip() != label for q in find_quantities(c)[:1]]
            found += [
                Claim(q.value, _CENTS.sub("", q.written), paper, table.evidence(row))
                for q in figures
                if not q.is_rate and q.value >= _LEAST
            ]
    for sentence in paper.sentences:
        if _WHOLE.match(sentence.text) and not words.SUBTOTAL.within(sentence.text[:12]):
            found += [
                Claim(q.value, _CENTS.sub("", q.written), paper, sentence.evidence)
                for q in find_quantities(sentence.text)[:1]
                if not q.is_rate and q.value >= _LEAST
            ]
    return max(found, key=lambda claim: Decimal(claim.value), default=None)
