"""Improvement actions with owner and due day, from tables, lists and sentences of the retrospective."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from archive.domain.segments import SegmentKind
from archive.review.lessons.action_items import action_item
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.days import read_day, writes_month_first
from archive.review.reading.deadlines import find_deadlines
from archive.review.reading.names import distinct
from archive.review.reading.outline import Topic, topic_of
from archive.review.reading.passages import Passage, inline_items, sentences_of, without_mark
from archive.review.reading.people import is_somebody
from archive.review.tables.tables import Table

_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Action:
    """One improvement action; owner and due are empty or None where the paper has none."""

    text: str
    owner: str
    due: str | None
    paper: Paper
    evidence: Evidence


def actions_of(papers: Papers) -> list[Action]:
    """The actions of the retrospective; where it has none, those of the closing report."""
    for roles in ((Role.RETRO,), (Role.REPORT,), (Role.OTHER,)):
        found = [action for paper in papers.current(*roles) for action in actions_in(paper, papers)]
        if found:
            return [found[n] for n in distinct((a.text for a in found), 0.85)]
    return []


def actions_in(paper: Paper, papers: Papers) -> list[Action]:
    """The actions one paper tells: tables first, then lists and sentences."""
    near = paper.day or papers.project.ended or papers.middle
    in_tables = {span.segment for table in paper.tables for row in table.rows for span in row.spans}
    found: list[Action] = []
    tabled: set[tuple[str, ...]] = set()
    for table in paper.tables:
        if told := list(_from_table(paper, table, near)):
            tabled.add(paper.source.segments[table.segment].place.heading)
            found += told
    free = [i for p in paper.paragraphs if p.ordinal not in in_tables for i in inline_items(p)]
    for trail, group in groupby(free, key=lambda p: p.trail):
        # beside a table of actions running text only comments on them
        section = [p for p in group if not trail or trail not in tabled or _is_item(p)]
        found += _from_section(paper, section, near) if section else []
    return found


# ------------------------------------------------------------------ tables
def _from_table(paper: Paper, table: Table, near: date) -> Iterator[Action]:
    owner, due = _owner_and_due(table)
    if owner is None or _is_schedule(table):
        return
    if due is None and not words.ACTION.within(" ".join(table.header)):
        return
    text = _text_column(table, owner, due)
    month_first = due is not None and writes_month_first(table.values(due), near)
    for row in table.rows:
        name, what = row.cell(owner), row.cell(text)
        if len(what) < 4 or _is_blank(name):
            continue
        day = _day_of(row.cell(due), near, month_first=month_first) if due is not None else None
        yield Action(what, name, day, paper, table.evidence(row))


def _day_of(cell: str, near: date, *, month_first: bool) -> str | None:
    if day := read_day(cell, near, month_first=month_first):
        return day.value
    return next((d.value for d in find_deadlines(cell, near) if d.value), None)


def _owner_and_due(table: Table) -> tuple[int | None, int | None]:
    """The columns of who and when: by their headings, else by what is in them."""
    owner = _owner_column(table)
    others = [n for n in range(len(table.header)) if n != owner]
    due = table.column(words.DUE, where=lambda n: n in others)
    if due is None or not _times(table, due):
        dated = [n for n in others if _times(table, n)]
        due = dated[-1] if dated and (due is None or len(dated) == 1) else due
    if owner is None and due is not None:
        people = [n for n in others if n != due and table.share(n, is_somebody) >= _MOSTLY]
        owner = people[0] if len(people) == 1 else None
    return owner, due


_MOSTLY = 0.7


def _times(table: Table, column: int) -> bool:
    def short_time(cell: str) -> bool:
        return len(cell) <= 24 and bool(find_deadlines(cell, date(2024, 6, 30)))

    return table.share(column, short_time) >= _MOSTLY


def _owner_column(table: Table) -> int | None:
    found = table.column(
        words.OWNER, avoid=words.ACTION_ONLY, where=lambda n: not table.is_numeric(n)
    )
    alone = (n for n, heading in enumerate(table.header) if heading.strip() in ("人", "谁", "誰"))
    return found if found is not None else next(alone, None)


def _is_schedule(table: Table) -> bool:
    """Planned and actual beside each other: milestones or figures, unless the header says actions."""
    named = any(words.ACTION_ONLY.within(heading) for heading in table.header)
    return table.planned_and_actual is not None and not named


def _is_blank(name: str) -> bool:
    return bool(re.fullmatch(r"[【】\[\]_\s　…\-—]*", name)) or len(name) > 40


def _text_column(table: Table, owner: int, due: int | None) -> int:
    """The action's own column: the one headed so, else the one with the most words."""
    taken = {owner, due}
    named = [
        n for n, heading in enumerate(table.header)
        if n not in taken and words.ACTION_ONLY.within(heading) and not table.is_numeric(n)
    ]  # fmt: skip
    if named:
        return named[-1] if words.BAD.within(table.header[named[0]]) else named[0]
    others = [n for n in range(len(table.header)) if n not in taken]
    plain = [n for n in others if not words.BAD.within(table.header[n])] or others
    return max(plain, key=lambda n: (sum(map(len, table.values(n))), -n), default=0)


# ------------------------------------------------------------------ lists and sentences
def _from_section(paper: Paper, group: Sequence[Passage], near: date) -> list[Action]:
    """The items below one heading: all of a list of actions, else sentences with person and time."""
    if topic_of(group[0]) is Topic.ACTIONS:
        return [a for p in group for a in _from_item(paper, p, near)]
    found = [(p, a) for p in group for a in _whole_item(paper, p, near)]
    listed = [p for p in group if _is_item(p)]
    if paper.role is Role.RETRO and _is_list_of_actions(listed, [p for p, _ in found]):
        return [a for p, a in found if _is_item(p)]
    labelled = {p.ordinal: a for p, a in found if _is_labelled(p)}
    if paper.role is Role.RETRO:
        labelled |= _running_lines(group, found, near)
    return [
        a
        for p in group
        for a in (
            [labelled[p.ordinal]] if p.ordinal in labelled else _from_sentences(paper, p, near)
        )
    ]


def _running_lines(
    group: Sequence[Passage], found: Sequence[tuple[Passage, Action]], near: date
) -> dict[int, Action]:
    """Lines one below another that open with who and a day still to come: 阿晴 7月4日前… , Ada by 4 July."""
    told = {p.ordinal: a for p, a in found if _opens_with_owner(p.text, a) and _comes(a, near)}
    return {
        p.ordinal: told[p.ordinal]
        for before, p, behind in zip((None, *group), group, (*group[1:], None), strict=False)
        if p.ordinal in told and any(other and other.ordinal in told for other in (before, behind))
    }


_NEAR_THE_HEAD = 24


def _opens_with_owner(text: str, action: Action) -> bool:
    return 0 <= text.find(action.owner) <= _NEAR_THE_HEAD and action.text not in action.owner


def _comes(action: Action, near: date) -> bool:
    """On or after the paper's own day; what is told of days gone by is a story."""
    return action.due is not None and action.due[:7] >= near.isoformat()[:7]


_OWNER_LABEL = re.compile(
    r"\b(?:owner|lead|responsible|assigned to|assignee|who|pic)\s*[:：=]"
    r"|(?:负责人?|負責人?|责任人?|責任人?|承办人?|承辦人?|主责|主責|牵头人?|牽頭人?|跟进人?|跟進人?)\s*[:：]",
    re.IGNORECASE,
)
_DUE_LABEL = re.compile(
    r"\b(?:due(?: date)?|deadline|by when|target(?: date)?|when|by)\s*[:：=]"
    r"|(?:期限|时限|時限|限期|截止(?:日期?)?|完成(?:日期?|时间|時間)|何时|何時)\s*[:：]",
    re.IGNORECASE,
)


def _is_labelled(passage: Passage) -> bool:
    """What is to be done, then who and until when, each behind its label: one item, whatever its stops."""
    return bool(_OWNER_LABEL.search(passage.text) and _DUE_LABEL.search(passage.text))


def _is_item(passage: Passage) -> bool:
    marked = without_mark(passage).text != passage.text
    return passage.kind is SegmentKind.LIST_ITEM or marked or bool(_BOX.match(passage.text))


_BOX = re.compile(r"\s*(?:\[[ xX✓✔]?\]|[☐☑✅□])\s*\S")


def _is_list_of_actions(listed: Sequence[Passage], told: Sequence[Passage]) -> bool:
    """Under a heading that says nothing: most items name somebody and a time."""
    complete = [p for p in listed if p in told]
    return len(complete) >= 2 and len(complete) * 3 >= len(listed) * 2


def _whole_item(paper: Paper, passage: Passage, near: date) -> Iterator[Action]:
    item = without_mark(passage)
    found = action_item(item.text, near) if len(item.text) <= _LONGEST else None
    if found and found.owner and found.has_time:
        yield Action(found.what, found.owner, found.due, paper, item.evidence)


def _from_item(paper: Paper, passage: Passage, near: date) -> Iterator[Action]:
    """An item below a heading of actions; running text there is taken by its sentences."""
    item = without_mark(passage)
    whole = _is_item(passage) or _is_labelled(passage) or len(item.text) <= 60
    pieces = [item] if whole else _several(item)
    for piece in pieces:
        if found := action_item(piece.text, near):
            yield Action(found.what, found.owner, found.due, paper, piece.evidence)


def _several(passage: Passage) -> list[Passage]:
    return [without_mark(sentence) for sentence in sentences_of(passage)]


def _from_sentences(paper: Paper, passage: Passage, near: date) -> Iterator[Action]:
    """邵霁负责在2月27日前移交客户 and "Priya to rewrite the checklist by 12 March"."""
    for sentence in _several(passage):
        if len(sentence.text) > _LONGEST or not _POINTS.search(sentence.text):
            continue
        found = action_item(sentence.text, near)
        if found and found.owner and found.due:
            yield Action(_from_person(sentence.text, found.at), found.owner, found.due, paper,
                         sentence.evidence)  # fmt: skip


def _from_person(text: str, at: int) -> str:
    """The sentence from the clause on that names the person."""
    clause = max((m.end() for m in re.finditer(r"[，,；;]", text[:at])), default=0)
    return text[clause:].strip(" 。.;；")


_POINTS = re.compile(
    r"由|负责|負責|牵头|牽頭|主责|主責|責任人|责任人|跟进|跟進|\b(?:will|to|shall|is to|takes?|owns?|[Oo]wner|PIC)\b"
)
