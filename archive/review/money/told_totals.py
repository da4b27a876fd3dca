"""What the whole was allowed and what it came to, where a sentence tells both.

"The approved budget came to £186,000; we finished at £179,450, £6,550 under": the words say which figure is
the budget, the difference or the share told beside them says that the other is what was spent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from archive.review.reading import vocabulary as words
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import Words, word_list

_SPENT = word_list("told_totals.spent")
_BUDGET = word_list("told_totals.budget")
_WHOLE = word_list("told_totals.whole")
_LONGEST = 200
_LEAST = 1000


def told_pair(sentence: Passage) -> tuple[Quantity, Quantity] | None:
    """(budget, spent) of the whole project in one sentence; None for any other sentence."""
    text = sentence.text
    if len(text) > _LONGEST or not _BUDGET.within(text):
        return None
    figures = find_quantities(text)
    money = [q for q in figures if _is_money(q)]
    if len(money) < 2:
        return None
    budget = next((q for q in money if _says(_BUDGET, text, figures, q)), None)
    if budget is None or not _of_the_whole(text[: min(q.start for q in money)]):
        return None
    others = [q for q in money if q is not budget and Decimal("0.4") < q.value / budget.value < 2]
    spent = next((q for q in others if _says(_SPENT, text, figures, q)), None)
    confirmed = next((q for q in others if _is_confirmed(budget, q, figures)), None)
    found = confirmed or spent
    return (budget, found) if found and found.value != budget.value else None


def _is_money(figure: Quantity) -> bool:
    told = bool(figure.currency) or figure.unit == "元" or figure.value >= 10000
    return told and not figure.is_rate and figure.value >= _LEAST


def _says(wanted: Words, text: str, figures: Sequence[Quantity], figure: Quantity) -> bool:
    """One of the words stands between the figure before and this one."""
    begin = max((q.end for q in figures if q.end <= figure.start), default=0)
    return wanted.within(text[begin : figure.start])


def _is_confirmed(budget: Quantity, spent: Quantity, figures: Sequence[Quantity]) -> bool:
    """A third figure is their difference, or the one in per cent of the other."""
    gap = abs(budget.value - spent.value)
    share = spent.value / budget.value * 100
    for figure in figures:
        if figure in (budget, spent):
            continue
        if figure.is_rate and min(
            abs(figure.value - share), abs(figure.value - abs(100 - share))
        ) < Decimal("0.06"):
            return True
        if not figure.is_rate and gap and figure.value == gap:
            return True
    return False


def _of_the_whole(lead: str) -> bool:
    """Nothing but words of the whole and of budgets leads to the figures: no line, no part.

    A word more may stand there, but not as a name before a colon (場地：預算).
    """
    name, colon, _ = lead.replace("：", ":").partition(":")
    allowed = 0 if colon and _others(name) else 1
    return _others(lead) <= allowed


def _others(lead: str) -> int:
    """How many words more there are; two Chinese characters count as one."""
    rest = _WHOLE.without(_BUDGET.without(_SPENT.without(words.TOTAL.without(lead))))
    han = len(re.sub(r"[^一-鿿]", "", rest))
    return max(-(-han // 2), len(re.findall(r"[a-z]{3,}", rest)))
