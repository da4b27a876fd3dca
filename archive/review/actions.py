"""Improvement actions with owner and due day, from tables, lists and sentences of the retrospective."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from archive.domain.dates import find_dates
from archive.review import vocabulary as words
from archive.review.action_items import NAME, action_item
from archive.review.citations import Evidence
from archive.review.days import read_day, writes_month_first
from archive.review.names import distinct
from archive.review.outline import Topic, topic_of
from archive.review.papers import Paper, Papers, Role
from archive.review.passages import Passage, sentences_of, without_mark
from archive.review.tables import Table

_BY_PERSON = re.compile(
    rf"由(?P<a>[一-鿿]{{2,4}}?)(?:負責|负责|於|于|在|牵头|牽頭|主責|跟进|跟進|完成|提出|處理|处理)"
    rf"|(?P<b>[一-鿿]{{2,4}})(?:負責|负责|牵头|牽頭)"
    rf"|(?P<c>{NAME})\s+(?:will|to|is to|shall|takes?|owns?)\s"
    rf"|(?:負責人?|负责人?|承辦|责任人|責任人|Owner|owner|PIC)\s*[:：]\s*(?P<d>{NAME})"
)


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
    in_tables = {span.segment for table in paper.tables for row in table.rows for span in row.spans}
    found = [a for table in paper.tables for a in _from_table(paper, table, papers)]
    for paragraph in paper.paragraphs:
        if paragraph.ordinal not in in_tables:
            found += _from_paragraph(paper, paragraph, papers)
    return found


# ------------------------------------------------------------------ tables
def _from_table(paper: Paper, table: Table, papers: Papers) -> Iterator[Action]:
    owner = _owner_column(table)
    due = table.column(words.DUE, where=lambda n: n != owner)
    if owner is None or _is_schedule(table):
        return
    if due is None and not words.ACTION.within(" ".join(table.header)):
        return
    text = _text_column(table, owner, due)
    near = paper.day or papers.project.ended or papers.middle
    month_first = due is not None and writes_month_first(table.values(due), near)
    for row in table.rows:
        name, what = row.cell(owner), row.cell(text)
        if len(what) < 4 or _is_blank(name):
            continue
        day = read_day(row.cell(due), near, month_first=month_first) if due is not None else None
        yield Action(what, name, day.value if day else None, paper, table.evidence(row))


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
    return max(others, key=lambda n: (sum(map(len, table.values(n))), -n), default=0)


# ------------------------------------------------------------------ lists and sentences
def _from_paragraph(paper: Paper, paragraph: Passage, papers: Papers) -> Iterator[Action]:
    near = paper.day or papers.project.ended or papers.middle
    if topic_of(paragraph) is Topic.ACTIONS:
        item = without_mark(paragraph)
        told = _from_sentence(paper, item, near)
        if told:  # under such a heading the whole item is the action
            yield replace(told, text=item.text.rstrip(" 。.;；"))
        elif found := action_item(item.text, near):
            yield Action(*found, paper, item.evidence)
        return
    for sentence in sentences_of(paragraph):
        action = _from_sentence(paper, without_mark(sentence), near)
        if action and action.due:
            yield action


def _from_sentence(paper: Paper, sentence: Passage, near: date) -> Action | None:
    """邵霁负责在2月27日前移交客户 and "Priya to rewrite the checklist by 12 March"."""
    found = _BY_PERSON.search(sentence.text)
    if not found or len(sentence.text) > 200:
        return None
    owner = next(group for group in found.groups() if group)
    if words.NOT_A_PERSON.within(owner):
        return None
    mentions = find_dates(sentence.text, near=near)
    after = [m for m in mentions if m.start >= found.start()]
    what = sentence.text[found.start() :] if found["c"] is None else sentence.text
    return Action(
        what.strip(" 。.;；"), owner, after[0].value if after else None, paper, sentence.evidence
    )
