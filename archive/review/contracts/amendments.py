"""Papers that change a contract's price: change orders, supplements, variations.

One that tells what the price becomes belongs to the contract it changes, whose price is then the last one
told. So does one that tells no price (another day, another place). One that orders something more at a price
of its own stands as a contract.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from archive.review.contracts.contract import Contract
from archive.review.contracts.price import Price, is_money
from archive.review.papers.papers import Paper
from archive.review.reading.names import core
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list

_CHANGES = word_list("contracts.amendment")
_BECOMES = re.compile(
    r"(?:(?:变更|调整|修订|修正|增加|增|改|减|减少|降)(?:为|至|到|成)|(?:变更|调整|修订|修正|追加|增补)[后後](?:的|之)?[^，,。；;\d]{0,24}"
    r"|\b(?:becomes?|to a total of|revised|amended|adjusted|updated|new)\b[^.;\d]{0,48}|\bto)\s*$"
)
_HEAD_LINES = 3
_LONGEST_HEAD = 60


def amended(contracts: Sequence[Contract], orders: Sequence[Contract] = ()) -> list[Contract]:
    """The contracts with the prices that later papers gave them; those papers are no contracts themselves.

    `orders` are change orders: they change a contract whose price they reckon from, or nothing.
    """
    changes = [c for c in contracts if is_change(c.paper)]
    kept = [c for c in contracts if c not in changes]
    for change in (*changes, *orders):
        for number, contract in enumerate(kept):
            alone = len(kept) == 1 and change not in orders
            if price := _new_price(change.paper, contract, alone=alone):
                kept[number] = _changed(contract, change, price)
                break
        else:
            about = None if change in orders else _changes_terms_of(change, kept)
            if about is not None:
                kept[about] = _changed(kept[about], change, kept[about].price)
            elif change not in orders:
                kept.append(change)
    return kept


def _changes_terms_of(change: Contract, contracts: Sequence[Contract]) -> int | None:
    """The contract that a change without a price is about: the only one, else the one between the same parties."""
    if change.price is not None or not contracts:
        return None
    if len(contracts) == 1:
        return 0
    told = {core(party.name) for party in change.parties}
    shared = [len(told & {core(party.name) for party in c.parties}) for c in contracts]
    most = max(shared)
    return shared.index(most) if most and shared.count(most) == 1 else None


def _changed(contract: Contract, change: Contract, price: Price | None) -> Contract:
    """The contract at its new price, with what the change promises besides."""
    known = {obligation.name for obligation in contract.obligations}
    more = tuple(o for o in change.obligations if o.name not in known)
    return replace(contract, price=price, obligations=(*contract.obligations, *more))


def is_change(paper: Paper) -> bool:
    """Its title or one of its first lines says that it changes something."""
    lines = [s.text for s in paper.source.segments if s.text.strip()][:_HEAD_LINES]
    heads = [paper.source.title, paper.source.name, *lines]
    return any(len(head) <= _LONGEST_HEAD and _CHANGES.within(head) for head in heads)


def _new_price(change: Paper, contract: Contract, *, alone: bool) -> Price | None:
    """What the price becomes: told beside the one so far and the difference, or behind a word of change."""
    told = [
        (passage, figure)
        for passage in change.paragraphs
        for figure in find_quantities(passage.text)
        if is_money(figure)
    ]
    before = contract.price.value if contract.price else None
    values = {figure.value for _, figure in told}
    if before is None:
        return None
    reckoned = before in values or any(abs(value - before) in values - {value} for value in values)
    if not (reckoned or alone):
        return None
    for passage, figure in reversed(told):
        if figure.value != before and _is_result(passage, figure, before, values):
            currency = figure.currency or (contract.price.currency if contract.price else None)
            return Price(figure.value, currency, passage.evidence)
    return None


def _is_result(passage: Passage, figure: Quantity, before: Decimal, values: set[Decimal]) -> bool:
    if before in values and abs(figure.value - before) in values - {figure.value}:
        near = Decimal("0.5") < figure.value / before < 2
        return near and abs(figure.value - before) != figure.value
    lead = re.sub(
        r"[$£€¥]|人民币|新台币|新臺币|港币|[a-z]{0,3}$", "", folded(passage.text[: figure.start])
    )
    return bool(_BECOMES.search(lead)) and Decimal("0.3") < figure.value / before < 4
