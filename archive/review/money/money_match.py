"""Contract, invoices and payments of a project side by side, for each other party.

Works on the fields of filed documents (parties, amount), which people may correct; it reads no text.
A sum is made only of amounts in one currency, and only when each of its papers has one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review.reading.names import core

AGREED, INVOICED, PAID = "agreed", "invoiced", "paid"
_STEPS = {
    "contract": AGREED,
    "work_order": AGREED,
    "quotation": AGREED,
    "invoice": INVOICED,
    "payment_proof": PAID,
}
CLASSES = frozenset(_STEPS)
"""The classes that are matched."""
_BINDING = ("contract", "work_order", "quotation")
"""What was agreed is taken from the first of these that is there: a work order repeats its contract."""


@dataclass(frozen=True, slots=True)
class MoneyPaper:
    """One filed paper. `amount` is None where none is known; `parties` as the paper names them."""

    document: str
    name: str
    class_key: str
    parties: tuple[str, ...]
    amount: Decimal | None
    currency: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """What was agreed, invoiced or paid. `total` is None where an amount is missing or currencies differ."""

    papers: tuple[MoneyPaper, ...]
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class PartyMoney:
    """The papers of one other party. `party` is empty where the papers name nobody.

    `receivable`: it is the client, who pays the team. `open` is what was invoiced and not paid.
    `flags`, in order: no_contract, over_agreed, not_all_invoiced, unpaid, overpaid, amount_unknown,
    currencies_differ.
    """

    party: str
    receivable: bool
    currency: str | None
    agreed: Step
    invoiced: Step
    paid: Step
    open: Decimal | None
    flags: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Nothing is left to do: all invoiced, all paid, all known."""
        return not self.flags


def match_money(papers: Iterable[MoneyPaper], client: str | None) -> tuple[PartyMoney, ...]:
    """The papers grouped by the other party: the client first, then by name, the unnamed last."""
    known = [paper for paper in papers if paper.class_key in CLASSES]
    client_core = core(client) if client else ""
    own = _own(known, client_core)
    groups: dict[str, tuple[str, list[MoneyPaper]]] = {}
    for paper in known:
        party = _other(paper, own, client_core)
        key = _key(groups, core(party)) if party else ""
        groups.setdefault(key, (party, []))[1].append(paper)
    found = [
        _party(name, bool(key) and _same(key, client_core), members)
        for key, (name, members) in groups.items()
    ]
    return tuple(sorted(found, key=lambda p: (not p.receivable, not p.party, p.party)))


def _own(papers: Sequence[MoneyPaper], client: str) -> str:
    """The team's own company: on the most papers, with at least two different other parties."""
    others: dict[str, set[str]] = {}
    count: Counter[str] = Counter()
    for paper in papers:
        cores = [core(party) for party in paper.parties]
        for name in cores:
            if not _same(name, client):
                count[name] += 1
                others.setdefault(name, set()).update(c for c in cores if not _same(c, name))
    best = [name for name, _ in count.most_common() if len(others[name]) > 1]
    if best:
        return best[0]
    beside = {n for n in others if any(_same(other, client) for other in others[n])}
    return next(iter(beside)) if len(beside) == 1 else ""


def _other(paper: MoneyPaper, own: str, client: str) -> str:
    """The party that is not the team: the client if named, else the last (a contract names its supplier last)."""
    named = [party for party in paper.parties if not _same(core(party), own)]
    theirs = [party for party in named if _same(core(party), client)]
    return theirs[0] if theirs else named[-1] if named else ""


def _key(groups: Iterable[str], name: str) -> str:
    return next((key for key in groups if _same(key, name)), name)


def _same(first: str, second: str) -> bool:
    """Equal, or one is the other's short form (three characters at least, two of Chinese)."""
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    return first == second or (len(short) >= (3 if short.isascii() else 2) and short in long)


def _party(name: str, receivable: bool, papers: Sequence[MoneyPaper]) -> PartyMoney:
    agreed_class = next((c for c in _BINDING if any(p.class_key == c for p in papers)), "")
    agreed = _step(p for p in papers if p.class_key == agreed_class)
    invoiced = _step(p for p in papers if _STEPS[p.class_key] == INVOICED)
    paid = _step(p for p in papers if _STEPS[p.class_key] == PAID)
    currencies = {paper.currency for paper in papers if paper.currency}
    mixed = len(currencies) > 1
    steps = (agreed, invoiced, paid)
    if mixed:
        steps = tuple(Step(step.papers, None) for step in steps)  # type: ignore[assignment]
        agreed, invoiced, paid = steps
    left = _less(invoiced.total, paid.total)
    return PartyMoney(
        name,
        receivable,
        next(iter(currencies)) if len(currencies) == 1 else None,
        agreed,
        invoiced,
        paid,
        left if left is not None and left > 0 else None,
        tuple(_flags(agreed, invoiced, paid, mixed=mixed)),
    )


def _step(papers: Iterable[MoneyPaper]) -> Step:
    found = tuple(sorted(papers, key=lambda paper: (paper.date or "", paper.name, paper.document)))
    amounts = [paper.amount for paper in found]
    known = [amount for amount in amounts if amount is not None]
    return Step(found, sum(known, Decimal(0)) if len(known) == len(found) else None)


def _less(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else first - second


def _flags(agreed: Step, invoiced: Step, paid: Step, *, mixed: bool) -> Iterable[str]:
    unbilled, unpaid = _less(agreed.total, invoiced.total), _less(invoiced.total, paid.total)
    if not agreed.papers:
        yield "no_contract"
    elif unbilled is not None and unbilled < 0:
        yield "over_agreed"
    elif unbilled is not None and unbilled > 0:
        yield "not_all_invoiced"
    if unpaid is not None and unpaid > 0:
        yield "unpaid"
    elif unpaid is not None and unpaid < 0:
        yield "overpaid"
    if mixed:
        yield "currencies_differ"
    elif any(step.total is None for step in (agreed, invoiced, paid)):
        yield "amount_unknown"
