"""Promised quantities of which papers tell different deliveries, or fewer than were promised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from archive.review.contracts.contract import Contract
from archive.review.contracts.delivery import Delivery
from archive.review.contracts.sanctions import sanctioned, shortfall_clauses
from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash, distinct_claims
from archive.review.papers.papers import Papers, Role
from archive.review.reading.counts import names_it
from archive.review.reading.names import mentioned
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import word_list

_AGREED = re.compile(
    r"(?:经|經|获|獲|得)?(?:客户|客戶|甲方|业主|業主|馆方|館方|委托方|委託方)(?:书面|書面)?"
    r"(?:同意|批准|核准|确认取消|確認取消)"
    r"|with the client'?s (?:consent|agreement)|client (?:agreed|approved)|agreed with the client",
    re.IGNORECASE,
)


def delivery_clashes(
    papers: Papers,
    deliveries: Sequence[tuple[Claim, str, Sequence[Delivery]]],
    contracts: Sequence[Contract],
) -> Iterator[Clash]:
    """Papers that give different quantities, and quantities below the promised one."""
    priced = [(c.paper, name) for c in contracts for name in _priced(c)]
    for promised, name, found in deliveries:
        if not found or not isinstance(promised.value, Decimal):
            continue
        told = distinct_claims(Claim(d.value, d.written, d.paper, d.evidence) for d in found)
        short = found[0].value < promised.value
        if short and (
            _owned_up(promised.value, found)
            or _in_open_rows(promised, found, papers)
            or _told_openly(found, papers)
            or _is_settled(promised, name, found, papers, priced=(promised.paper, name) in priced)
        ):
            continue
        if len(told) >= 2 or (short and not any(_agreed(d) for d in found)):
            claims = (
                told
                if any(c.value == promised.value for c in told) or not short
                else (promised, *told)
            )
            yield Clash("deliverable", name, claims, "high" if len(told) >= 2 else "medium")


def _priced(contract: Contract) -> list[str]:
    """The promises of which each missing one costs something, by the clause's own short name for it too."""
    named = [o.name for o in sanctioned(contract.paper, contract.obligations)]
    clauses = shortfall_clauses(contract.paper)
    short = [o.name for o in contract.obligations if o.name not in named]
    return named + [n for n in short if any(mentioned(n, c) >= _PARTLY for c in clauses)]


_PARTLY = 0.3


def _told_openly(found: Sequence[Delivery], papers: Papers) -> bool:
    """Everybody tells one lower figure, and a report that somebody agreed; or one only says how many fell out."""
    if any(delivery.value != found[0].value for delivery in found):
        return False
    if all(delivery.computed for delivery in found):
        return True
    return any(
        _CONSENT.search(passage.text)
        and not _ONLY_SAID.search(passage.text)
        and any(figure.value == found[0].value for figure in figures)
        for paper in papers.current(Role.REPORT)
        for passage, _, figures in paper.figures
    )


_CONSENT = re.compile(
    r"(?<![不未没沒])(?:同意|[认認]可)|\b(?:agreed (?:by|with)|with the consent)\b", re.IGNORECASE
)
_ONLY_SAID = re.compile(r"口[头頭]|[电電][话話]|\b(?:verbal|orally|by phone)", re.IGNORECASE)


def _is_settled(
    promised: Claim, name: str, found: Sequence[Delivery], papers: Papers, *, priced: bool
) -> bool:
    """The report tells what came, nobody tells anything else, and the contract says what each missing one costs.

    Or the report itself says "11 of 14". Not where something else was given instead: that asks for consent.
    """
    value = promised.value if isinstance(promised.value, Decimal) else Decimal(0)
    if any(d.value != found[0].value for d in found):
        return False
    if any(d.paper.role is Role.CLIENT and _says(d, value) for d in found):
        return False  # the client holds it against the contract
    shown = next((d for d in found if d.paper.role is Role.REPORT), None)
    if shown is not None and (not priced or _INSTEAD.search(" ".join(_cited(shown)))):
        return False
    if shown is None and not _told_of_all(promised, name, found[0], papers):
        return False
    return not _boasts(name, promised, papers)


def _told_of_all(promised: Claim, name: str, delivery: Delivery, papers: Papers) -> bool:
    of_them = re.compile(
        rf"(?<![\d.,]){delivery.value}\s*(?:of|out of|/|／)\s*(?:the\s+)?{promised.value}(?![\d.,]*\d)"
    )
    return any(
        of_them.search(passage.text) and names_it(name, passage.text, same_unit=True)
        for paper in papers.current(Role.REPORT)
        for passage, _, _ in paper.figures
    )


_INSTEAD = re.compile(
    r"抵[充作扣换換]|[代替]替|\b(?:in lieu|instead|offset|made up (?:for|with|by))\b", re.IGNORECASE
)


def _in_open_rows(promised: Claim, found: Sequence[Delivery], papers: Papers) -> bool:
    """The report puts the promised quantity and what came side by side in a row, and all papers agree with it.

    Not where one of its sentences says all the same that all were done.
    """
    shown = next((d for d in found if d.paper.role is Role.REPORT and d.name), None)
    if shown is None or any(d.value != shown.value for d in found):
        return False
    return not _boasts(shown.name, promised, papers)


def _boasts(name: str, promised: Claim, papers: Papers) -> bool:
    """A sentence says that all were done, the promised number of them."""
    return any(
        _ALL.within(passage.text)
        and names_it(name, passage.text, same_unit=True)
        and any(figure.value == promised.value for figure in figures)
        for paper in papers.current(Role.REPORT, Role.OTHER)
        for passage, _, figures in paper.figures
    )


_ALL = word_list("word_claims.all")
_PROMISE = re.compile(
    r"合同|合約|合约|契約|契约|協議|协议|\b(?:agreement|contract|agreed|contracted|promised)\b",
    re.IGNORECASE,
)


def _owned_up(promised: Decimal, found: Sequence[Delivery]) -> bool:
    """A paper says itself that fewer came than were promised, and why; and none says that all came."""
    if any(delivery.value >= promised and not _explained(delivery) for delivery in found):
        return False
    return any(_explained(d) and _says(d, promised) for d in found if d.value < promised)


def _explained(delivery: Delivery) -> bool:
    return any(_PROMISE.search(text) and _REASON.search(text) for text in _cited(delivery))


_REASON = re.compile(
    r"因|由[于於]|\b(?:because|due to|owing to|lost to|cancelled|canceled|called off|after)\b",
    re.IGNORECASE,
)


def _says(delivery: Delivery, value: Decimal) -> bool:
    return any(q.value == value for text in _cited(delivery) for q in find_quantities(text))


def _cited(delivery: Delivery) -> list[str]:
    segments = delivery.paper.source.segments
    return [segments[n.segment].text[n.start : n.end] for n in delivery.evidence.spans]


def _agreed(delivery: Delivery) -> bool:
    segments = delivery.paper.source.segments
    return any(_AGREED.search(segments[span.segment].text) for span in delivery.evidence.spans)
