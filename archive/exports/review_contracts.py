"""The contracts in a review's Word file: terms, and what was promised beside what came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.exports.review_writer import Writer
from archive.review.figures import grouped
from archive.review.parts import Part, parts_in


def write_contracts(w: Writer, review: Mapping[str, Any]) -> None:
    """Parties, sum, day and terms of each, and its promises as a table."""
    w.heading("contracts")
    contracts = parts_in(review.get("contracts"))
    for contract in contracts:
        w.pages.heading(w.names.get(str(contract.get("document")), w.words("section_contracts")), 2)
        parties = [str(p) for p in contract.get("parties") or ()] or [w.words("not_found")]
        amount = w.words.money(contract.get("amount"), contract.get("currency"))
        w.pages.paragraph(w.words("contract_parties", parties=tuple(parties)), w.numbers(contract))
        w.pages.paragraph(w.words("contract_amount", amount=amount))
        w.pages.paragraph(w.words("contract_signed", day=w.words.day(contract.get("signed_on"))))
        terms = parts_in(contract.get("payment_terms"))
        if terms:
            w.pages.paragraph(w.words("contract_terms"))
        for term in terms:
            w.pages.paragraph(str(term.get("text", "")), w.numbers(term), style="List Bullet")
        _obligations(w, contract)
    if not contracts or "contracts" in w.silent:
        w.nothing()


def _obligations(w: Writer, contract: Part) -> None:
    rows = [
        [
            str(part.get("text", "")),
            f"{grouped(part.get('promised'))}{part.get('unit') or ''}",
            _count(w, part),
            w.words.verdict(part.get("met")),
            w.marks(part),
        ]
        for part in parts_in(contract.get("obligations"))
    ]
    if rows:
        head = w.head("obligation", "promised", "delivered", "result", "source")
        w.table(head, rows, (6, 3, 3, 2.6, 2), right=(1, 2))


def _count(w: Writer, part: Part) -> str:
    text = grouped(part.get("delivered"))
    return f"{text}{part.get('unit') or ''}" if text else w.words("not_found")
