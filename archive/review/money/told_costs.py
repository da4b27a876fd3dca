"""What the whole cost and was allowed, from sentences of final papers where no table has it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from archive.review.money.cost_rows import Cost, Total
from archive.review.money.currencies import differ, is_one, of_side
from archive.review.money.told_totals import told_pair
from archive.review.papers.papers import Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.passages import Passage, without_mark
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import Words, folded


def completed(cost: Cost, papers: Papers) -> Cost:
    """Totals that no table has, from the sentences of final papers."""
    if not all(is_one(of_side(cost.lines, side)) for side in ("budget", "actual")):
        return replace(cost, currency=cost.currency or papers.project.currency)
    both = _told_together(papers) if cost.budget is None and cost.actual is None else None
    budget, actual = both or (
        cost.budget or _told(papers, words.BUDGET_TOTAL),
        cost.actual or _told(papers, words.SPENT_TOTAL),
    )
    if cost.lines:
        budget, actual = (
            None if total and differ(total.currency, cost.currency) and total is not own else total
            for total, own in ((budget, cost.budget), (actual, cost.actual))
        )
    usual = cost.currency or papers.project.currency
    if not cost.lines and actual and actual.currency:
        usual = actual.currency
    return replace(cost, currency=usual, budget=budget, actual=actual)


# ------------------------------------------------------------------ totals in sentences
def _told_together(papers: Papers) -> tuple[Total, Total] | None:
    for paper in papers.current(Role.MONEY, Role.REPORT, Role.RETRO, Role.OTHER, Role.PROOF):
        for sentence in paper.paragraphs:
            if pair := told_pair(sentence):
                budget, spent = (
                    Total(q.value, (sentence.evidence,), currency=q.currency) for q in pair
                )
                return budget, spent
    return None


def _told(papers: Papers, wanted: Words) -> Total | None:
    for paper in papers.current(Role.MONEY, Role.REPORT, Role.RETRO):
        for sentence in paper.sentences:
            amount = told_amount(sentence.text, wanted)
            if amount and not _goes_on_in_another(sentence.text, amount):
                return Total(amount.value, (sentence.evidence,), currency=amount.currency)
    return _told_alone(papers, words.BUDGET if wanted is words.BUDGET_TOTAL else words.SPENT)


_AND = re.compile(
    r"\s{0,9}(?:元|dollars?)?\s{0,9}[，,;；]?\s{0,9}(?:與|与|及|和|、|以及|另有|另外|加上?|and|plus|\+|&)\s{0,9}",
    re.IGNORECASE,
)


def _goes_on_in_another(text: str, amount: Quantity) -> bool:
    """HK$28,000 and US$1,200: the whole is told in no one currency, and the two are never added."""
    following = (q for q in find_quantities(text) if q.start >= amount.end)
    other = next(following, None)
    return (
        other is not None
        and bool(other.currency)
        and differ(other.currency, amount.currency)
        and _AND.fullmatch(text[amount.end : other.start]) is not None
    )


_LONGEST_ALONE = 30


def _told_alone(papers: Papers, wanted: Words) -> Total | None:
    """預算 2,400,000 元 as a line of its own in a settlement; of two such lines neither is the whole."""
    found: dict[Decimal, Passage] = {}
    for paper in papers.current(Role.MONEY):
        for passage in map(without_mark, paper.paragraphs):
            word = wanted.pattern.match(folded(passage.text))
            figures = find_quantities(passage.text) if word else []
            if not word or len(figures) != 1 or len(passage.text) > _LONGEST_ALONE:
                continue
            between = passage.text[word.end() : figures[0].start]
            rest = passage.text[figures[0].end :]
            if not re.search(r"\w", f"{_CURRENCY.sub('', between)}{rest}") and _is_sum(figures[0]):
                found.setdefault(figures[0].value, passage)
    return (
        Total(*next(iter((v, (p.evidence,)) for v, p in found.items())))
        if len(found) == 1
        else None
    )


_CURRENCY = re.compile(r"人民[币幣]|新[臺台][币幣]|港[币幣]|[A-Z]{2,3}")


def _is_sum(figure: Quantity) -> bool:
    money = bool(figure.currency) or figure.unit == "元" or figure.value >= 10000
    return money and not figure.is_rate and figure.value >= 100


def told_amount(text: str, wanted: Words) -> Quantity | None:
    """The amount right behind such words: 实际支出2,739,650元, Total spend was US$650,610."""
    found = wanted.search(text)
    if not found:
        return None
    reach = 24 if found.group().isascii() else 12
    for quantity in find_quantities(text):
        if quantity.is_rate or quantity.value < 100:
            continue
        if 0 <= quantity.start - found.end() <= reach:
            return quantity
    return None
