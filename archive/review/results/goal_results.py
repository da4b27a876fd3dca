"""What came of goals that one paper sets and another answers: joined by the name of the thing.

A result is a figure of a total, of a column of results or of a sentence that bears the goal's name, counts
the same kind of thing and is of its size. A paper older than the goal, a plan, a figure of a part, of a gap
or of what was meant answers nothing. Each figure answers the one goal whose name it says best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.papers.kinds import kind_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.counts import names_it
from archive.review.reading.figure_roles import FigureRole
from archive.review.reading.measures import comparable
from archive.review.reading.names import mentioned
from archive.review.reading.passages import without_mark
from archive.review.reading.quantities import Quantity
from archive.review.reading.words import folded, word_list
from archive.review.results.derived_metrics import by_share
from archive.review.results.figure_cards import figures_on_cards
from archive.review.results.goals import Goal
from archive.review.results.named_figures import named_figures
from archive.review.results.totals import Counted, counted_in
from archive.review.tables.cells import column_unit, read_cell
from archive.review.tables.column_groups import side_word
from archive.review.tables.tables import Table, is_total

_OF_A_PART = word_list("prose_metrics.of_a_part")
_TELLING = (Role.DATA, Role.REPORT, Role.RETRO, Role.PROOF, Role.CLIENT, Role.OTHER)
_LEAST, _MOST = Decimal("0.2"), Decimal(5)
_SMALL = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure that a paper tells of something, with the words that name it."""

    said: str
    figure: Quantity
    paper: Paper
    evidence: Evidence
    prose: bool
    part: str = ""
    """The word that narrows it to a part or a moment (首日, first): answers only what is named so."""
    share: bool = False
    """It is how much of the goal was reached, in per cent."""


def answers_to(goals: Sequence[Goal], papers: Papers) -> Iterator[tuple[Goal, Answer]]:
    """Each goal that a later paper answers, with the answer that is believed first."""
    if not goals:
        return
    told = [answer for paper in papers.current(*_TELLING) for answer in _answers(paper)]
    asked = {goal.evidence.order for goal in goals}
    answers = [answer for answer in told if answer.evidence.order not in asked]
    given = [(goal, answer) for answer in answers for goal in _answered(answer, goals)]
    for goal in goals:
        own = [answer for g, answer in given if g is goal]
        if own:
            best = min(own, key=lambda a: (a.share, _TELLING.index(a.paper.role), a.prose))
            reached = _reached(goal, best) if best.share else best.figure
            yield goal, replace(best, figure=reached or best.figure)


def _reached(goal: Goal, answer: Answer) -> Quantity | None:
    """The share as a figure, where it comes out whole."""
    return by_share(goal.target, answer.figure)


def _answers(paper: Paper) -> Iterator[Answer]:
    for total in counted_in([paper]):
        yield Answer(total.name, total.quantity, paper, total.evidence, prose=False)
    for result in results_in(paper):
        yield Answer(result.name, result.quantity, paper, result.evidence, prose=False)
    yield from _of_shares(paper)
    for card in figures_on_cards(paper.source):
        yield Answer(card.name, card.figure, paper, card.evidence, prose=True)
    for sentence in map(without_mark, paper.sentences):
        for found in named_figures(sentence):
            share = found.figure.is_rate and words.RATE.within(found.lead)
            if not share and found.role not in (FigureRole.OPEN, FigureRole.ACTUAL):
                continue
            part = _OF_A_PART.search(_MEANWHILE.sub("", found.lead))
            yield Answer(
                found.around, found.figure, paper, found.told.evidence, prose=True,
                part=part.group() if part else "", share=share,
            )  # fmt: skip


_MEANWHILE = re.compile(r"(?<![年月季周週])同期")
"""同期來客 are those of the project's own time; 去年同期 are others."""


def results_in(paper: Paper) -> Iterator[Counted]:
    """The figures of columns of results that no targets stand beside."""
    for table in paper.tables:
        yield from _of_results(paper, table)


def _of_shares(paper: Paper) -> Iterator[Answer]:
    """The one column of how much of each goal was reached (完成率) where a table has no figures beside it."""
    for table in paper.tables:
        numeric = [
            n for n in range(len(table.header)) if n != table.name_column and table.is_numeric(n)
        ]
        if len(numeric) != 1 or not words.RATE.within(table.header[numeric[0]]):
            continue
        for row in table.rows:
            name, share = row.cell(table.name_column), row.cell(numeric[0])
            figure = read_cell(share, column_unit("%"))
            if name and figure and figure.is_rate and not is_total(row, table.name_column):
                yield Answer(name, figure, paper, table.evidence(row), prose=False, share=True)


def _of_results(paper: Paper, table: Table) -> Iterator[Counted]:
    """The column of results where a table has no targets."""
    if not table.header or kind_of(paper, table) is not None:
        return
    columns = [
        n for n, h in enumerate(table.header)
        if n != table.name_column and side_word(h) == "actual" and table.is_numeric(n)
    ]  # fmt: skip
    for row in table.rows if len(columns) == 1 else ():
        name = row.cell(table.name_column)
        figure = read_cell(row.cell(columns[0]), column_unit(name, table.header[columns[0]]))
        if name and figure and not is_total(row, table.name_column):
            yield Counted(name, figure, paper, table.evidence(row))


# ------------------------------------------------------------------ matching
def _answered(answer: Answer, goals: Iterable[Goal]) -> list[Goal]:
    """The goal that the answer names best; none where it names none."""
    fitting = [g for g in goals if _fits(g, answer)]
    if not fitting:
        return []
    best = max(_said(g, answer) for g in fitting)
    return [g for g in fitting if _said(g, answer) == best][:1]


def _said(goal: Goal, answer: Answer) -> tuple[float, int]:
    return mentioned(goal.name, answer.said), len(goal.name)


def _fits(goal: Goal, answer: Answer) -> bool:
    if _is_older(answer.paper, goal.paper):
        return False
    if answer.part not in folded(goal.name):
        return False
    if answer.share:
        return _reached(goal, answer) is not None and names_it(
            goal.name, answer.said, same_unit=not answer.prose
        )
    if not _same_kind(goal.target, answer.figure):
        return False
    same_unit = bool(goal.target.unit) and goal.target.unit == answer.figure.unit
    name = goal.name.removesuffix(goal.target.unit) if len(goal.target.unit) > 1 else goal.name
    return names_it(name or goal.name, answer.said, same_unit=same_unit)


def _is_older(paper: Paper, than: Paper) -> bool:
    return paper is not than and bool(paper.day and than.day and paper.day < than.day)


def _same_kind(target: Quantity, figure: Quantity) -> bool:
    if target.is_rate != figure.is_rate or not comparable(target, figure):
        return False
    if _is_money(target) != _is_money(figure):
        counted = figure if _is_money(target) else target
        if counted.unit:
            return False
    if target.is_rate:
        return True
    if target.value <= _SMALL:
        return figure.value <= _MOST * target.value + _SMALL
    return _LEAST * target.value <= figure.value <= _MOST * target.value


def _is_money(figure: Quantity) -> bool:
    return bool(figure.currency) or figure.unit in _MONEY_UNITS


_MONEY_UNITS = frozenset("元圓圆$£€¥")
