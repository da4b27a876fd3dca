"""What papers say was spent, against the settlement; what they say the contract is worth, against the contract.

A sum is known by the words right before it, in whatever order a house puts them (整体花费57.6万, we spent £141,800,
契約金額286萬元), and by its size: near the true one, the true one with a slip of the pen, or the true one in another
unit (91.2万 for 9.12万). Net and gross are one sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.review.differences.claims import REPORTED, Claim
from archive.review.differences.clashes import Clash, agrees, distinct_claims
from archive.review.money.cost import Cost, told_amount
from archive.review.money.currencies import differ
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.approximate import is_about, is_other_unit, is_slip
from archive.review.reading.citations import Evidence
from archive.review.reading.names import mentioned
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import Words, word_list

_AFTERWARDS = (Role.MONEY, Role.REPORT, Role.RETRO, Role.CLIENT, Role.PROOF)
_ANY_TIME = (*_AFTERWARDS, Role.OTHER, Role.INTERIM)
_SPENT = word_list("amounts.spent")
_PRICE = word_list("contradictions.price")
_AGREED = word_list("amounts.agreed")
_SOMETHING_ELSE = word_list("amounts.something_else")
"""Words between that make it another sum: left over, owed, budgeted, so far, extra."""
_TAXES = tuple(map(Decimal, ("1.05", "1.06", "1.08", "1.09", "1.1", "1.13", "1.15", "1.2")))
_FAR, _NEAR = Decimal("0.5"), Decimal("0.1")


def spent_otherwise(papers: Papers, cost: Cost) -> Iterator[Clash]:
    """One clash for all sums that are told as the whole cost and are not the settled one."""
    if cost.actual is None or cost.paper is None:
        return
    own = Claim(cost.actual.value, "", cost.paper, cost.actual.evidence[0])
    claims = [c for c in _told(papers, words.SPENT_TOTAL) if c.paper is not cost.paper]
    lines = [line.item for line in cost.lines]
    known = {cost.budget.value} if cost.budget else set()
    for paper in papers.current(*_ANY_TIME):
        if paper is not cost.paper and not _is_before(paper, cost.paper):
            claims += (c for c in _said_near(paper, own, _SPENT) if c.value not in known)
    whole = [c for c in claims if not any(mentioned(item, _text(c)) >= 1 for item in lines)]
    yield from _clash("cost", own, whole, cost.actual.currency or cost.currency)


def priced_otherwise(papers: Papers, own: Claim, currency: str | None) -> Iterator[Clash]:
    """One clash for all sums that are told as the contract's and are not its own."""
    claims = [c for c in _told(papers, _PRICE) if c.paper is not own.paper]
    for paper in papers.current(*_ANY_TIME):
        if paper is not own.paper and not _is_before(paper, own.paper):
            claims += _said_near(paper, own, _AGREED)
    yield from _clash("contract_amount", own, claims, currency)


def _clash(kind: str, own: Claim, claims: list[Claim], currency: str | None) -> Iterator[Clash]:
    """One clash with what differs; a sum in another currency says nothing of this one."""
    value = own.value
    if isinstance(value, Decimal):
        other = [
            c
            for c in claims
            if not (agrees(c, value) or _is_taxed(c, own))
            and _is_of_its_size(c.value, value)
            and not any(differ(q.currency, currency) for q in find_quantities(c.written))
        ]
        if other:
            yield Clash(kind, kind, (_as_written(own), *distinct_claims(other)))


def _is_before(paper: Paper, other: Paper) -> bool:
    """An interim paper or a notice that could not know yet."""
    if paper.role not in (Role.INTERIM, Role.OTHER):
        return False
    return paper.day is None or other.day is None or paper.day < other.day


# ------------------------------------------------------------------ the words for the whole
def _told(papers: Papers, wanted: Words) -> Iterator[Claim]:
    """Behind the words that name the whole: 实际支出2,739,650元, contract value 92,000."""
    for paper in papers.current(*_AFTERWARDS):
        for text, evidence in _sayings(paper):
            amount = told_amount(text, wanted)
            if amount is not None and not _is_guess(text, amount):
                yield Claim(amount.value, amount.written, paper, evidence)


def _sayings(paper: Paper) -> Iterator[tuple[str, Evidence]]:
    """Sentences, and the rows above a settlement: order value 320,000 | 12 May."""
    yield from ((passage.text, passage.evidence) for passage in paper.told)
    for table in paper.tables if paper.role is Role.MONEY else ():
        for row in table.titles:
            filled = [cell for cell in row.cells if cell.strip()]
            if 1 < len(filled) <= _MOST_CELLS:
                yield " | ".join(filled), table.evidence(row)


_MOST_CELLS = 3


def _is_guess(text: str, amount: Quantity) -> bool:
    around = text[max(0, amount.start - 12) : amount.end + 8]
    before = text[: amount.start]
    if is_about(before, text[amount.end :]) or words.ESTIMATE.within(around):
        return True
    return REPORTED.within(before[-8:] if not before.isascii() else before[-30:])


# ------------------------------------------------------------------ other words for it
_REACH_HAN, _REACH_ENGLISH = 12, 40
_PAUSE = re.compile(r"[，,；;。：:（(|\n\t]|\.\s")


def _said_near(paper: Paper, own: Claim, wanted: Words) -> Iterator[Claim]:
    """Figures of nearly that size with such a word in their own clause, and none that makes them another sum."""
    value = own.value
    for passage, _, figures in paper.figures:
        text, begin = passage.text, 0
        for figure in figures:
            before, begin = text[begin : figure.start], figure.end
            if (
                not isinstance(value, Decimal)
                or figure.is_rate
                or not _is_near(figure.value, value)
            ):
                continue
            reach = _REACH_ENGLISH if before.isascii() else _REACH_HAN
            clause = _LABEL_END.sub(" ", before[-reach:])
            clause = _PAUSE.split(clause)[-1] if wanted is _SPENT else clause
            if not wanted.within(clause) or _SOMETHING_ELSE.within(clause):
                continue
            if wanted is _AGREED and (_SPENT.within(clause) or _LACKING.search(clause)):
                continue
            if wanted is _SPENT and (_is_price(clause) or paper.source.class_key == _ACCEPTED):
                continue
            if not _is_guess(text, figure) and not words.SUBSET.within(clause):
                yield Claim(figure.value, figure.written, paper, passage.evidence)


_LACKING = re.compile(
    r"短[少缺]|缺口|少了|落[后後]|[还還尚]差|\b(?:short|less|missing)\b", re.IGNORECASE
)
"""意向訂單短少254萬: by how much it fell short is no sum that was agreed."""
_ACCEPTED = "acceptance"
"""What an acceptance settles (結算金額) is what the client will pay."""


def _is_price(clause: str) -> bool:
    """费用表首页合同额860,000: the last word before the figure is the contract's sum."""
    return bool(_OF_CONTRACT.search(clause))


_OF_CONTRACT = re.compile(
    r"(?:合[同约約]|契[约約]|[协協][议議]|[订訂][单單])(?:[总總]?[金额額价價]{1,2})\s*[为為是]?\s*$"
    r"|\b(?:contract|agreed) (?:sum|price|value|amount)\s*(?:of|was|is)?\s*$",
    re.IGNORECASE,
)
_LABEL_END = re.compile(r"[：:]\s*$|(?<=\d),(?=\d)")


def _is_near(told: Decimal, value: Decimal) -> bool:
    if told == value or value <= 0 or told <= 0:
        return False
    if abs(told - value) <= value * _NEAR or is_other_unit(told, value):
        return True
    return is_slip(told, value) and _FAR <= told / value <= 1 / _FAR


def _is_of_its_size(told: Decimal | str, value: Decimal) -> bool:
    """Meant for the whole: near it, or it in another unit."""
    if not isinstance(told, Decimal) or value <= 0 or told <= 0:
        return False
    return _FAR <= told / value <= 1 + _FAR or is_other_unit(told, value)


def _is_taxed(claim: Claim, own: Claim) -> bool:
    """The same sum before and after tax, where one of the papers speaks of tax."""
    one, other = claim.value, own.value
    if not (isinstance(one, Decimal) and isinstance(other, Decimal)):
        return False
    low, high = sorted((one, other))
    taxed = any(abs(high - low * tax) <= high * _EXACT for tax in _TAXES)
    return taxed and any(_OF_TAX.search(_words(c)) for c in (claim, own))


_EXACT = Decimal("0.0002")
_OF_TAX = re.compile(r"[税稅]|\b(?:vat|gst|tax|net|gross)\b", re.IGNORECASE)


def _words(claim: Claim) -> str:
    segments = claim.paper.source.segments
    return " ".join(segments[s.segment].text[s.start : s.end] for s in claim.evidence.spans)


def _text(claim: Claim) -> str:
    """The clause before the figure."""
    text = _words(claim)
    at = text.find(claim.written)
    return _PAUSE.split(text[: max(at, 0)])[-1]


# ------------------------------------------------------------------ as the document has it
def _as_written(claim: Claim) -> Claim:
    """The value in the form its own document writes it, with the scale its heading gives."""
    figures = [
        quantity
        for span in claim.evidence.spans
        for quantity in find_quantities(
            claim.paper.source.segments[span.segment].text[span.start : span.end]
        )
    ]
    written = [q.written for q in figures if q.value == claim.value]
    written += [
        q.written + unit
        for q in figures
        for scale, unit in _SCALES
        if not written and q.value * scale == claim.value
    ]
    in_digits = next((w for w in written if any(map(str.isdigit, w))), None)
    shown = in_digits or next(iter(written), str(claim.value))
    return Claim(claim.value, shown, claim.paper, claim.evidence)


_SCALES = ((10_000, "万"), (1_000, "k"))
