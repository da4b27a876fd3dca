"""Which promised quantities a contract puts money on: 每短少一場扣減…, for each film not delivered we deduct ….

Such a quantity is a target of its own; any other is only what was to be delivered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.review.contracts.contract_scope import Obligation
from archive.review.papers.papers import Paper
from archive.review.reading.words import folded, word_list

_SHORT = word_list("contracts.undelivered")
_MONEY = word_list("contracts.taken_off")
_BRACKETS = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")
_OF_EACH = re.compile(r"每[短少缺欠差]|\b(?:each|every|any|per)\b")
_HEAD = 2
"""Characters of the noun that a Chinese name ends in."""


def sanctioned(paper: Paper, obligations: Sequence[Obligation]) -> list[Obligation]:
    """The promises of which each one missing costs something, by the clauses and rows of the contract.

    A clause that names none of them ("for each deliverable not supplied") is about all of them.
    """
    clauses = shortfall_clauses(paper)
    named = {o.name: [c for c in clauses if _names(o.name, c)] for o in obligations}
    told = {clause for found in named.values() for clause in found}
    for_all = any(_OF_EACH.search(c) for c in clauses if c not in told)
    return [o for o in obligations if named[o.name] or (for_all and _is_counted(o))]


def shortfall_clauses(paper: Paper) -> list[str]:
    """What the paper says of money for what is short, folded."""
    return [c for c in _clauses(paper) if _SHORT.within(c) and _MONEY.within(c)]


def _clauses(paper: Paper) -> list[str]:
    """What stands between full stops, and the rows of tables: a clause may sanction several things."""
    told = [part for p in paper.paragraphs for part in re.split(r"[；;。]|\.\s", p.text)]
    rows = (" ".join(row.cells) for table in paper.tables for row in table.every_row)
    return [folded(clause) for clause in (*told, *rows)]


def _names(name: str, clause: str) -> bool:
    """By the noun at the end of a name, in each of its scripts: 短視頻 of 達人探店短視頻, EDM of EDM 電郵通訊."""
    runs = _RUN.findall(folded(_BRACKETS.sub(" ", name)))
    return any(_is_in(run.split()[-1], clause) for run in runs if run.strip())


_RUN = re.compile(r"[a-z0-9'’&\-][a-z0-9'’&\- ]*|[^\x00-\x7f]+")


def _is_in(noun: str, clause: str) -> bool:
    if not noun.isascii():
        return noun[-_HEAD:] in clause
    stem = re.sub(r"(?:ies|s|y)$", "", noun) if len(noun) > _HEAD + 1 else noun
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(stem)}(?:ies|e?s|y)?(?![a-z0-9])", clause))


def _is_counted(obligation: Obligation) -> bool:
    return obligation.quantity > 1
