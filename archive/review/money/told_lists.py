"""Settlements that are told: lists of lines with both sides, or with one side that adds up to the whole.

Parts are believed where they add up to an amount told with them, or where each says itself which of its
amounts was allowed and which was spent. No word of a trade is needed for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review.money.cost_rows import Cost, CostLine, Total, total_of
from archive.review.money.currencies import differ, is_one
from archive.review.money.line_grammar import ToldLine, lines_told
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import folded, word_list

_BUDGET = word_list("told_totals.budget")
_SPENT = word_list("told_lines.spent")
_FEWEST = 2
_MOST_LINES = 40
_LONGEST_HINT = 120

Sums = frozenset[Decimal]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A line with both sides known."""

    line: ToldLine
    budget: Decimal
    actual: Decimal
    currencies: tuple[str | None, str | None] = (None, None)
    """Of the budget, of what was spent."""


# ------------------------------------------------------------------ both sides
def both_told(papers: Papers, agreed: Sequence[Decimal], *roles: Role) -> Cost | None:
    """The settlement that the first paper of these roles tells as a list with both sides."""
    for paper in papers.current(*roles):
        if found := _both_in(paper, agreed):
            lines, whole = found
            usual = papers.project.currency
            budget, actual = (total_of([], lines, side, usual) for side in ("budget", "actual"))
            if whole is not None:
                evidence, (one, other) = (whole.line.passage.evidence,), whole.currencies
                budget = Total(whole.budget, evidence, currency=one)
                actual = Total(whole.actual, evidence, currency=other)
            own = actual.currency if actual else None
            return Cost(own or usual, budget, actual, tuple(lines), paper)
    return None


def _both_in(paper: Paper, agreed: Sequence[Decimal]) -> tuple[list[CostLine], _Pair | None] | None:
    told = [line for line in _told_in(paper) if len(line.figures) == _FEWEST]
    if not _FEWEST <= len(told) <= _MOST_LINES:
        return None
    first = _first_side(paper, told, agreed)
    pairs = [_sided(line, first) for line in told]
    whole = _whole(pairs)
    parts = [pair for pair in pairs if pair is not whole and not pair.line.is_whole]
    if len(parts) < _FEWEST or not _is_believed(paper, parts, whole, agreed):
        return None
    return [_cost_line(pair) for pair in parts], whole


def _cost_line(pair: _Pair) -> CostLine:
    allowed, spent = pair.currencies
    return CostLine(
        pair.line.name, pair.budget, pair.actual, "", (pair.line.passage.evidence,), spent or allowed,
        allowed if differ(allowed, spent) else None,
    )  # fmt: skip


def _told_in(paper: Paper) -> list[ToldLine]:
    return [line for passage in paper.paragraphs for line in lines_told(passage)]


def _sided(line: ToldLine, first: str) -> _Pair:
    one, other = line.figures
    sides = line.sides
    planned_first = first == "planned"
    if "planned" in sides or "actual" in sides:
        planned_first = sides[0] == "planned" or (sides[0] == "" and sides[1] == "actual")
    elif line.bracketed and first in ("", "bracketed"):
        planned_first = False
    elif not first:
        planned_first = True
    allowed, spent = (one, other) if planned_first else (other, one)
    return _Pair(line, allowed.value, spent.value, (allowed.currency, spent.currency))


def _whole(pairs: Sequence[_Pair]) -> _Pair | None:
    """The line that both sides of the others add up to, else the one that says it is the whole."""
    for pair in reversed(pairs):
        others = [p for p in pairs if p is not pair]
        sums = sum(p.budget for p in others), sum(p.actual for p in others)
        if len(others) >= _FEWEST and sums == (pair.budget, pair.actual):
            return pair
    said = next((pair for pair in pairs if pair.line.is_whole), None)
    return said or next((pair for pair in pairs if _is_of_the_project(pair, pairs)), None)


_PROJECT = re.compile(
    r"本(?:专案|專案|项目|項目|计划|計畫|次活动|次活動|案)|[全整]案|\b(?:the|whole|entire|overall|project|campaign)\b",
    re.IGNORECASE,
)


def _is_of_the_project(pair: _Pair, pairs: Sequence[_Pair]) -> bool:
    """本案核定經費 says nothing but that it was allowed, and no other line is as large on either side."""
    rest = words.SPENT.without(words.BUDGET.without(_PROJECT.sub("", pair.line.name)))
    others = [p for p in pairs if p is not pair]
    largest = all(p.budget < pair.budget and p.actual < pair.actual for p in others)
    return largest and bool(others) and not re.search(r"[^\W总總]", _BUDGET.without(rest))


def _is_believed(
    paper: Paper, parts: Sequence[_Pair], whole: _Pair | None, agreed: Sequence[Decimal]
) -> bool:
    """Among accounts; elsewhere where every line names its budget, or both sides add up to what is told."""
    named = [_BUDGET.within(pair.line.passage.text) for pair in parts]
    if paper.role is Role.MONEY or (all(named) and all(any(p.line.sides) for p in parts)):
        return True
    sums = sum(p.budget for p in parts), sum(p.actual for p in parts)
    if whole is not None and sums == (whole.budget, whole.actual):
        return True
    told = _amounts_in(paper) | {*agreed}
    return sums[0] in told and sums[1] in told


def _amounts_in(paper: Paper) -> Sums:
    return frozenset(
        figure.value
        for passage in paper.paragraphs
        for figure in find_quantities(passage.text)
        if not figure.is_rate
    )


# ------------------------------------------------------------------ which side comes first
def _first_side(paper: Paper, told: Sequence[ToldLine], agreed: Sequence[Decimal]) -> str:
    """What a line of the paper says of the order: 實際／預算, budget in brackets; else what the price agreed says."""
    for passage in paper.paragraphs:
        if hint := _hint(passage):
            return hint
    for side in ("planned", "actual"):
        sums = [_sided(line, side).budget for line in told]
        whole = max(sums)
        if whole in agreed or sum(sums) in agreed or sum(sums, Decimal(0)) - whole in agreed:
            return side
    return ""


_BRACKETS = re.compile(r"括[号弧號]|brackets?|parenthes[ei]s")


def _hint(passage: Passage) -> str:
    text = folded(passage.text)
    if len(text) > _LONGEST_HINT or len([q for q in find_quantities(text) if q.value >= 100]) > 0:
        return ""
    budget, spent = words.PLANNED.search(text), _SPENT.search(text)
    bracket = _BRACKETS.search(text)
    if bracket and (budget or spent):
        ends = [
            m.start() for m in words.PLANNED.pattern.finditer(text) if m.start() < bracket.start()
        ]
        others = [m.start() for m in _SPENT.pattern.finditer(text) if m.start() < bracket.start()]
        return "bracketed" if max(ends, default=-1) >= max(others, default=-1) else "planned"
    if budget is None or spent is None:
        return ""
    return "planned" if budget.start() < spent.start() else "actual"


# ------------------------------------------------------------------ one side
@dataclass(frozen=True, slots=True)
class Parts:
    """Lines of one side and the whole that they add up to."""

    lines: tuple[ToldLine, ...]
    total: Decimal
    whole: Passage | None


def parts_told(paper: Paper, agreed: Sequence[Decimal] = ()) -> Iterator[Parts]:
    """Runs of parts in a paper that add up to an amount told in it, or to a price agreed."""
    wholes = {
        figure.value: passage
        for passage in reversed(paper.paragraphs)
        for figure in find_quantities(passage.text)
        if not figure.is_rate and figure.value >= _LEAST_WHOLE
    }
    for run in _runs(paper):
        yield from _windows(run, wholes, agreed)


_LEAST_WHOLE = 1000


def _runs(paper: Paper) -> Iterator[list[ToldLine]]:
    """The lines of each passage; passages of one line right behind each other are a list."""
    listed: list[ToldLine] = []
    for passage in paper.paragraphs:
        told = [line for line in lines_told(passage) if line.figures]
        if len(told) == 1:
            listed += told
            continue
        yield listed
        listed = []
        yield told
    yield listed


def _windows(
    run: Sequence[ToldLine], wholes: dict[Decimal, Passage], agreed: Sequence[Decimal]
) -> Iterator[Parts]:
    """The longest neighbours that add up to a whole told outside of them."""
    if not _FEWEST <= len(run) <= _MOST_LINES:
        return
    for length in range(len(run), _FEWEST - 1, -1):
        for start in range(len(run) - length + 1):
            lines = run[start : start + length]
            if not is_one(line.figures[0].currency for line in lines):
                continue
            values = [_spent_of(line) for line in lines]
            total = sum(values, Decimal(0))
            if total not in values and (total in wholes or total in agreed):
                yield Parts(tuple(lines), total, wholes.get(total))
                return


def _spent_of(line: ToldLine) -> Decimal:
    """Of a line as agreed both amounts are one."""
    return line.figures[0].value
