"""What was to be reached, as a brief, a contract or a mail says it by itself: no result stands beside it.

Known by the column (目標值, should reach), by the heading or the line above (What good looks like:), by the
label of the sentence (考核：…；…), by a word beside the figure, or by limits among the items of a list, which
only wishes have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.domain.segments import SegmentKind
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.figure_roles import FigureRole
from archive.review.reading.names import same_thing
from archive.review.reading.passages import Passage, sentences_of, without_mark
from archive.review.reading.quantities import Quantity
from archive.review.reading.words import word_list
from archive.review.results.named_figures import NamedFigure, bare_name, named_figures
from archive.review.tables.cells import column_unit, read_cell
from archive.review.tables.column_groups import side_word
from archive.review.tables.tables import Row, Table, is_total

_HEADING = word_list("goals.heading")
_WISH = word_list("goals.wish")
_RESULT = word_list("goals.result")
_SPEAKING = (
    Role.CONTRACT, Role.PLAN, Role.CLIENT, Role.OTHER, Role.INTERIM, Role.DATA, Role.PROOF, Role.REPORT, Role.RETRO,
)  # fmt: skip
"""In the order in which they are believed: what was agreed before what was offered or retold."""
_AHEAD = (Role.CONTRACT, Role.PLAN, Role.CLIENT, Role.OTHER, Role.INTERIM)
"""Papers that speak before the result: what they head KPI is aimed at. In the others it may be what came."""
_LONGEST = 60
_LEAST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class Goal:
    """A thing to be measured and the figure aimed at."""

    name: str
    target: Quantity
    paper: Paper
    evidence: Evidence
    weak: bool = False
    """Only a word beside the figure or a limit says so; no column, heading or label."""


def goals_of(papers: Papers) -> list[Goal]:
    """The goals of a project, one for each thing: of several papers the contract, then the latest."""
    kept: list[Goal] = []
    for paper in papers.current(*_SPEAKING):
        own = [*_in_tables(paper), *_in_text(paper)]
        kept += [g for g in own if not any(same_thing(g.name, k.name) for k in kept)]
    return kept


def is_spend(name: str) -> bool:
    """花費, Spend, 預算總額: what the whole may cost is told with the money."""
    rest = words.TOTAL.without(words.BUDGET.without(words.SPENT.without(name)))
    return (words.SPENT.within(name) or words.BUDGET.within(name)) and not re.search(r"\w", rest)


def _may_be_money(figure: Quantity) -> bool:
    """核銷800份 are coupons, not what was spent."""
    return bool(figure.currency) or figure.unit in ("", "元")


def says_goals(line: str, paper: Paper) -> bool:
    """The heading or label announces goals, and not what came of them."""
    said = _HEADING if paper.role in _AHEAD else _WISH
    return len(line) <= _LONGEST and said.within(line) and not _RESULT.within(line)


def _wishes(paper: Paper) -> bool:
    """A brief, a mail, the client's words: a word beside a figure or a limit makes it a goal.

    Figures of contracts and offers are mostly deliverables.
    """
    return paper.source.class_key == "brief" or paper.role in (Role.CLIENT, Role.OTHER)


# ------------------------------------------------------------------ tables
def _in_tables(paper: Paper) -> Iterator[Goal]:
    for table in paper.tables if paper.role is not Role.INTERIM else ():
        if not table.header or table.planned_and_actual is not None:
            continue
        column = _column_of_goals(paper, table)
        rows = table.rows if column is not None else ()
        for row in rows:
            name = row.cell(table.name_column)
            if name and not is_total(row, table.name_column):
                heads = (name, table.header[column or 0], table.caption)
                yield from _goal(paper, table, row, name, row.cell(column), heads)
        if column is None:
            yield from _below_names(paper, table)


def _column_of_goals(paper: Paper, table: Table) -> int | None:
    """The one column of what is aimed at, in a table that holds no results."""
    numeric = [
        n for n in range(len(table.header))
        if n != table.name_column and table.is_numeric(n) and not table.is_dated(n)
    ]  # fmt: skip
    sides = {n: side_word(table.header[n]) for n in numeric}
    if "actual" in sides.values() or any(_is_money(table.header[n]) for n in numeric):
        return None
    if len(numeric) > _MOST_COLUMNS:
        return None  # by place or by month: the others are results
    announced = says_goals(table.about[-1] if table.about else "", paper)
    named = words.METRIC_NAME.within(table.header[table.name_column])
    if words.DIMENSION.within(table.header[table.name_column]) and not named:
        return None  # 城市, Store: each place's share of one goal
    planned = [n for n, side in sides.items() if side == "planned"]
    aimed = [n for n in planned if _HEADING.within(table.header[n])]
    if len(planned) == 1 and (announced or named or aimed):
        return planned[0]
    return numeric[0] if len(numeric) == 1 and announced else None


_MOST_COLUMNS = 2


def _is_money(heading: str) -> bool:
    return words.BUDGET.within(heading) or words.MONEY_COLUMN.within(heading)


_PER_PIECE = re.compile(
    r"\b(?:cost|price|spend|sales|revenue|income|takings)s? (?:per|a|an)\b"
    r"|[单單每平][^，,]{0,10}(?:成本|价|價|费用|費用)",
    re.IGNORECASE,
)


def _is_sum(heading: str) -> bool:
    """Cost, 預算: a sum of money; the cost of one piece is measured."""
    return _is_money(heading) and not _PER_PIECE.search(heading)


def _below_names(paper: Paper, table: Table) -> Iterator[Goal]:
    """KPIs side by side and one line of figures below them: 目標 | 300 | 5%, or under a heading of goals."""
    if len(table.rows) != 1:
        return
    row = table.rows[0]
    labelled = side_word(row.cell(0)) == "planned" and not any(map(str.isdigit, row.cell(0)))
    corner = says_goals(table.header[0], paper) and not any(map(str.isdigit, row.cell(0)))
    announced = corner or says_goals(table.about[-1] if table.about else "", paper)
    if not labelled and not announced:
        return
    for number, name in enumerate(table.header):
        if name and (number or not (labelled or corner)) and not _is_sum(name):
            cell = row.cell(number)
            whole = replace(row, spans=(*table.header_spans, *row.spans))
            yield from _goal(paper, table, whole, name, cell, (name, table.caption))


def _goal(
    paper: Paper, table: Table, row: Row, name: str, cell: str, heads: Sequence[str]
) -> Iterator[Goal]:
    named = len(name) <= _LONGEST and re.search(r"[^\W\d_]", name)
    target = read_cell(cell, column_unit(*heads)) if named else None
    if target is not None and not (is_spend(name) and _may_be_money(target)):
        yield Goal(name, target, paper, table.evidence(row))


# ------------------------------------------------------------------ text
def _in_text(paper: Paper) -> Iterator[Goal]:
    passages = paper.paragraphs
    announced = listed = False
    line = ""
    for number, passage in enumerate(passages):
        if _announces(passage, paper):
            announced, listed, line = True, False, passage.text
            continue
        item = passage.kind is SegmentKind.LIST_ITEM or bool(_MARK.match(passage.text))
        announced = announced and not _same_numbering(line, passage.text)
        announced = announced and (item or (not listed and bool(_FIGURE.search(passage.text))))
        listed = announced and (listed or item)
        heading = passage.trail[-1] if passage.trail else ""
        under = says_goals(heading, paper) and not _same_numbering(heading, passage.text)
        if not _of_money(passage.text):
            yield from _from_passage(paper, without_mark(passage), announced or under)
            if item and not (announced or under) and _wishes(paper) and _limits(passages, number):
                yield from _wished(paper, without_mark(passage))


_CLAUSE_NUMBER = re.compile(
    r"\s*(?:(?P<han>[一二三四五六七八九十]{1,3}[、.．])|(?P<digit>\d{1,2}[.、．](?!\d)))"
)


def _same_numbering(line: str, item: str) -> bool:
    """三、績效指標 and 四、付款: the next clause of a contract, not an item below the first."""
    one, other = _CLAUSE_NUMBER.match(line), _CLAUSE_NUMBER.match(item)
    return one is not None and other is not None and one.lastgroup == other.lastgroup


_MARK = re.compile(r"\s*(?:[•·●○◆■▪・*✓➤►\-–]|[(（]?\d{1,2}[)）、.．](?!\d))\s*\S")
_FIGURE = re.compile(r"\d")


def _announces(passage: Passage, paper: Paper) -> bool:
    """What good looks like by the end of June: the line is no goal, those below it are."""
    line = passage.text.rstrip()
    return line.endswith((":", "：")) and says_goals(line, paper)


def _of_money(text: str) -> bool:
    """預算總額78萬，其中…: what the parts may cost is no goal."""
    return words.BUDGET.within(text[:_OPENING])


_OPENING = 12


def _from_passage(paper: Paper, passage: Passage, announced: bool) -> Iterator[Goal]:
    labelled = False
    for sentence in sentences_of(passage):
        body = _behind_label(sentence, paper)
        labelled = body is not sentence or labelled
        if announcing := TARGETS_WERE.match(body.text):
            body, labelled = body.cut(announcing.end(), len(body.text)), True
        wished = _wishes(paper) and bool(_WE_WANT.search(sentence.text))
        for figure in _first_of_each_clause(body):
            if announced or labelled:
                yield from _named(paper, figure, weak=False)
            elif wished or (figure.role is FigureRole.TARGET and _wishes(paper)):
                yield from _named(paper, figure, weak=True)
        labelled = labelled and sentence.text.rstrip().endswith((";", "；"))


def _behind_label(sentence: Passage, paper: Paper) -> Passage:
    """What stands behind 考核：, or behind a speaker and such a label; the sentence itself where none does."""
    start = 0
    for _ in range(_MOST_LABELS):
        label = _LABEL.match(sentence.text, start)
        if label is None:
            return sentence
        start = label.end()
        if says_goals(label["label"], paper):
            return sentence.cut(start, len(sentence.text))
    return sentence


_MOST_LABELS = 2
TARGETS_WERE = re.compile(
    r"\s*(?:(?:the|our|agreed|your)\s+)*(?:targets?|goals?|kpis?|objectives?)\s+(?:were|was|are|is|agreed|set)\b"
    r"|[^，,。；;：:\d]{0,8}(?:目[标標]|指[标標]|KPI)(?:分[别別])?(?:[是为為]|定[为為了]|[设設][为為定])",
    re.IGNORECASE,
)
"""Targets were 500 leads, 40 demos and …: every figure of the sentence is one."""
_WE_WANT = re.compile(
    r"\bwe(?:'d| would| are|'re| will)?\s+(?:like|want|need|expect|hop(?:e|ing)|aim(?:ing)?|ask(?:ing)?|look(?:ing)?)\b"
    r"|[希盼]望|期[望待]|要求|[须須]達|[须須]达|[应應]達|[应應]达|至少要|想要|要做到",
    re.IGNORECASE,
)


def _wished(paper: Paper, passage: Passage) -> Iterator[Goal]:
    for figure in _first_of_each_clause(passage):
        yield from _named(paper, figure, weak=True)


_LABEL = re.compile(r"\s*(?P<label>[^:：\d，,。]{2,60})[:：]\s*(?=\S)")


def _first_of_each_clause(sentence: Passage) -> Iterator[NamedFigure]:
    """The figures that have a name of their own; of a line with a name before a colon only the first."""
    named = [f for f in named_figures(sentence) if _name_of(f) and not f.is_aside]
    colon = re.match(r"[^:：\d]{2,60}[:：]", sentence.text)
    yield from named[:1] if colon else named


def _named(paper: Paper, found: NamedFigure, *, weak: bool) -> Iterator[Goal]:
    name = _name_of(found)
    spend = is_spend(name) and _may_be_money(found.figure)
    if name and not spend and not words.PER_UNIT.pattern.match(name.lower()):
        yield Goal(name, found.figure, paper, found.told.evidence, weak)


_QUALIFIES = re.compile(
    r"\s+(?:by|over|across|among|within|in|on|at|from|during|through|with|for|before|until|accepted"
    r"|per (?:month|week|quarter))\b.*$",
    re.IGNORECASE,
)
_LONGEST_NAME, _LONGEST_HAN = 60, 24


def _name_of(found: NamedFigure) -> str:
    """The words before the figure, else those behind it, without when, where and for whom."""
    for said in (found.lead, found.behind):
        name = bare_name(said)
        short = _QUALIFIES.sub("", name) or name
        longest = _LONGEST_NAME if short.isascii() else _LONGEST_HAN
        if 2 <= len(short) <= longest and re.search(r"[^\W\d_]{2}", short):
            return short
    return ""


def _limits(passages: Sequence[Passage], number: int) -> bool:
    """A list that sets limits from above or tells rates, in two of its items at least: deliverables do not."""
    own = passages[number]
    near = [
        p for p in passages[max(0, number - _REACH) : number + _REACH + 1]
        if p.trail == own.trail and p.kind is own.kind and _FIGURE.search(p.text)
    ]  # fmt: skip
    first = [next(named_figures(p), None) for p in near]
    limited = [f for f in first if f and (f.figure.bound == "max" or f.figure.is_rate)]
    return len(near) >= _LEAST_ITEMS and len(limited) >= _LEAST_LIMITED


_REACH = 6
_LEAST_LIMITED = 2
