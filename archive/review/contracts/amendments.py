"""Papers that change a contract's price: change orders, supplements, variations.

One that tells what the price becomes belongs to the contract it changes, whose price is then the last one
told. One that only orders something more stands as a contract of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from archive.review.contracts.contract_price import Price, is_money
from archive.review.papers.papers import Paper
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list

if TYPE_CHECKING:
    from archive.review.contracts.contracts import Contract

_CHANGES = word_list("contracts.amendment")
_BECOMES = re.compile(
    r"(?:(?:变更|调整|修订|修正|增加|增|改|减|减少|降)(?:为|至|到|成)|(?:变更|调整|修订|修正|追加|增补)[后後](?:的|之)?[^，,。；;\d]{0,24}"
    r"|\b(?:becomes?|to a total of|revised|amended|adjusted|updated|new)\b[^.;\d]{0,48}|\bto)\s*$"
)
_HEAD_LINES = 3
_LONGEST_HEAD = 60


def amended(contracts: Sequence[Contract]) -> list[Contract]:
    """The contracts with the prices that later papers gave them; those papers are no contracts themselves."""
    changes = [c for c in contracts if _is_change(c.paper)]
    kept = [c for c in contracts if c not in changes]
    for change in changes:
        for number, contract in enumerate(kept):
            if price := _new_price(change.paper, contract, alone=len(kept) == 1):
                kept[number] = _changed(contract, change, price)
                break
        else:
            kept.append(change)
    return kept


def _changed(contract: Contract, change: Contract, price: Price) -> Contract:
    """The contract at its new price, with what the change promises besides."""
    known = {obligation.name for obligation in contract.obligations}
    more = tuple(o for o in change.obligations if o.name not in known)
    return replace(contract, price=price, obligations=(*contract.obligations, *more))


def _is_change(paper: Paper) -> bool:
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
    if before is None or (before not in values and not alone):
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
