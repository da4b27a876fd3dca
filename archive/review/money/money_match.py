"""Contract, invoices and payments of a project side by side, for each other party.

Works on the fields of filed documents (parties, amount), which people may correct; it reads no text.
A sum is made only of amounts in one currency, and only when each of its papers has one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.domain.company_names import Company, company

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
    """One filed paper. `amount` is None where none is known; `parties` as the paper names them.

    `number` is what the paper itself is numbered, `picture` says that it is a photo or a scan. `copy_of`
    is another paper of the list that it repeats: it is shown and not counted.
    """

    document: str
    name: str
    class_key: str
    parties: tuple[str, ...]
    amount: Decimal | None
    currency: str | None
    date: str | None
    number: str | None = None
    picture: bool = False
    copy_of: MoneyPaper | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What was agreed, invoiced or paid; copies are listed and not counted.

    `total` is None where an amount is missing or currencies differ.
    """

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
    whose = company(client or "")
    own = _own(known, whose)
    groups: dict[Company, tuple[str, list[MoneyPaper]]] = {}
    for paper in known:
        party = _other(paper, own, whose) or _taken_up_by(paper, known, own, whose)
        named = company(party)
        key = next((k for k in groups if k.same_as(named)), named)
        groups.setdefault(key, (party, []))[1].append(paper)
    found = [
        _party(name, bool(name) and key.same_as(whose), members)
        for key, (name, members) in groups.items()
    ]
    return tuple(sorted(found, key=lambda p: (not p.receivable, not p.party, p.party)))


_NOBODY = company("")


def _own(papers: Sequence[MoneyPaper], client: Company) -> Company:
    """The team's own company: on the most papers, with at least two different other parties."""
    others: dict[Company, set[Company]] = {}
    count: Counter[Company] = Counter()
    for paper in papers:
        named = [company(party) for party in paper.parties]
        for name in named:
            if not name.same_as(client):
                count[name] += 1
                others.setdefault(name, set()).update(c for c in named if not c.same_as(name))
    best = [name for name, _ in count.most_common() if len(others[name]) > 1]
    if best:
        return best[0]
    beside = {n for n in others if any(other.same_as(client) for other in others[n])}
    return next(iter(beside)) if len(beside) == 1 else _NOBODY


def _other(paper: MoneyPaper, own: Company, client: Company) -> str:
    """The party that is not the team: the client if named, else the last (a contract names its supplier last)."""
    named = [party for party in paper.parties if not company(party).same_as(own)]
    theirs = [party for party in named if company(party).same_as(client)]
    return theirs[0] if theirs else named[-1] if named else ""


def _taken_up_by(
    paper: MoneyPaper, papers: Sequence[MoneyPaper], own: Company, client: Company
) -> str:
    """Whose contract took up a quotation that names nobody: the only one of the same amount."""
    if paper.class_key != "quotation" or paper.amount is None:
        return ""
    offered = (paper.amount, paper.currency)
    taken = [p for p in papers if p.class_key == "contract" and (p.amount, p.currency) == offered]
    return _other(taken[0], own, client) if len(taken) == 1 else ""


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
    ordered = sorted(papers, key=lambda paper: (paper.date or "", paper.name, paper.document))
    found = with_copies(ordered)
    amounts = [paper.amount for paper in found if paper.copy_of is None]
    known = [amount for amount in amounts if amount is not None]
    return Step(found, sum(known, Decimal(0)) if len(known) == len(amounts) else None)


def with_copies(papers: Sequence[MoneyPaper]) -> tuple[MoneyPaper, ...]:
    """The papers of one party and step in their order; one that repeats another says which.

    The same paper filed twice, as a file and as a photo or a scan of it, is one: same class, amount and
    currency, and the same number, or, where one of them shows none, the same day and one is a picture.
    Two papers that only cost the same are two.
    """
    firsts: list[MoneyPaper] = []
    copies: dict[str, MoneyPaper] = {}
    for paper in sorted(papers, key=lambda one: (one.picture, one.date is None)):
        # a file stands before its photo, and what is dated before what is not
        first = next((one for one in firsts if _repeats(paper, one)), None)
        if first is None:
            firsts.append(paper)
        else:
            copies[paper.document] = first
    return tuple(replace(paper, copy_of=copies.get(paper.document)) for paper in papers)


def _repeats(paper: MoneyPaper, first: MoneyPaper) -> bool:
    if (paper.class_key, paper.amount) != (first.class_key, first.amount) or paper.amount is None:
        return False
    if paper.currency and first.currency and paper.currency != first.currency:
        return False
    if paper.date and first.date and paper.date != first.date:
        return False
    if paper.number and first.number:
        return paper.number == first.number
    return paper.date is not None and paper.date == first.date and paper.picture != first.picture


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
