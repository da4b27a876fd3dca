"""What the whole cost and was allowed, from sentences of final papers where no table has it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from archive.review.money.cost_rows import Cost, CostLine, Total, total_of
from archive.review.money.told_totals import told_pair
from archive.review.papers.papers import Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.passages import Passage, without_mark
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import Words, folded
from archive.review.tables.tables import side_of


def completed(cost: Cost, papers: Papers) -> Cost:
    """Totals that no table has, from the sentences of final papers; lines too, where they stand in a list."""
    if not cost.lines and (listed := told_lines(papers)) is not None:
        cost = listed
    both = _told_together(papers) if cost.budget is None and cost.actual is None else None
    if both is not None:
        return replace(
            cost, currency=cost.currency or papers.project.currency, budget=both[0], actual=both[1]
        )
    return replace(
        cost,
        currency=cost.currency or papers.project.currency,
        budget=cost.budget or _told(papers, words.BUDGET_TOTAL),
        actual=cost.actual or _told(papers, words.SPENT_TOTAL),
    )


# ------------------------------------------------------------------ lines in a list
_NAME = re.compile(
    r"\s*(?P<name>[^:：\d]{1,24}?)\s*(?:[:：]|(?=\s*(?:预算|預算|budget)))", re.IGNORECASE
)
_FEWEST = 2


def told_lines(papers: Papers) -> Cost | None:
    """A settlement written as a list: 场地：预算8万元，实际8.6万元; with the line of the whole, if it has one."""
    for paper in papers.current(Role.MONEY, Role.REPORT):
        told = [line for passage in paper.paragraphs if (line := _line_told(passage))]
        lines = tuple(line for line in told if not words.TOTAL.within(line.item))
        if len(lines) < _FEWEST:
            continue
        whole = next((line for line in told if words.TOTAL.within(line.item)), None)
        budget, actual = total_of([], lines, "budget"), total_of([], lines, "actual")
        if whole is not None and whole.budget is not None and whole.actual is not None:
            budget, actual = (
                Total(whole.budget, whole.evidence),
                Total(whole.actual, whole.evidence),
            )
        return Cost(papers.project.currency, budget, actual, lines, paper)
    return None


def _line_told(passage: Passage) -> CostLine | None:
    """A line of a list with a name and two amounts, the words before each saying which it is."""
    bare = without_mark(passage)
    named = _NAME.match(bare.text)
    money = [q for q in find_quantities(bare.text) if not q.is_rate and q.unit != "%"]
    if named is None or len(bare.text) > _LONGEST_LINE or not 2 <= len(money) <= 3:
        return None
    first, second = money[:2]
    leads = bare.text[named.end() : first.start], bare.text[first.end : second.start]
    if not (words.BUDGET.within(leads[0]) and side_of(leads[1]) == "actual"):
        return None
    return CostLine(named["name"], first.value, second.value, "", (bare.evidence,), first.currency)


_LONGEST_LINE = 80


# ------------------------------------------------------------------ totals in sentences
def _told_together(papers: Papers) -> tuple[Total, Total] | None:
    for paper in papers.current(Role.MONEY, Role.REPORT, Role.RETRO):
        for sentence in paper.paragraphs:
            if pair := told_pair(sentence):
                budget, spent = (Total(q.value, (sentence.evidence,)) for q in pair)
                return budget, spent
    return None


def _told(papers: Papers, wanted: Words) -> Total | None:
    for paper in papers.current(Role.MONEY, Role.REPORT, Role.RETRO):
        for sentence in paper.sentences:
            if amount := told_amount(sentence.text, wanted):
                return Total(amount.value, (sentence.evidence,))
    return _told_alone(papers, words.BUDGET if wanted is words.BUDGET_TOTAL else words.SPENT)


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
