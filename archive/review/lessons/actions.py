"""Improvement actions with owner and due day, from tables, lists and sentences of the retrospective."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from archive.review.lessons.action_passages import Near, is_assigned, is_item
from archive.review.lessons.action_tables import Action, actions_in_table
from archive.review.lessons.listed_actions import listed_below
from archive.review.lessons.present import people_present
from archive.review.lessons.told_actions import given_below_table
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.names import alike
from archive.review.reading.passages import inline_items
from archive.review.reading.words import word_list


def actions_of(papers: Papers) -> list[Action]:
    """The actions of the retrospective, of the closing report, and of minutes that look beyond the project.

    Each once. Papers of no class are asked where these have none.
    """
    learned = [a for p in papers.current(Role.RETRO) for a in actions_in(p, papers)]
    reported = [
        action
        for paper in papers.current(Role.REPORT)
        for action in actions_in(paper, papers)
        if not learned or paper.day is None or _after(action, paper.day)
    ]
    minuted = [a for p in papers.of_class("minutes") if p.role is Role.INTERIM
               for a in actions_in(p, papers) if _looks_beyond(papers, a)]  # fmt: skip
    if found := [*learned, *reported, *minuted]:
        return _once(found)
    return _once([a for p in papers.current(Role.OTHER) for a in actions_in(p, papers)])


def _looks_beyond(papers: Papers, action: Action) -> bool:
    """Due after the project's end, or said after it without a day, or below a heading of improvements.

    The rest are tasks of the work.
    """
    ended, day = papers.project.ended, action.paper.day
    if ended and (action.due >= ended.isoformat() if action.due else day and day > ended):
        return True
    places = {action.evidence.source.segments[s.segment].place for s in action.evidence.spans}
    return any(_BETTERMENT.within(heading) for p in places for heading in p.heading[-1:])


_BETTERMENT = word_list("actions.betterment")


def _after(action: Action, day: date) -> bool:
    """What bears the report's own day (the line of its date) is no plan."""
    return bool(action.owner) and (
        action.due is None or action.due > day.isoformat()[: len(action.due)]
    )


def _once(found: Sequence[Action]) -> list[Action]:
    """Each action once, in the order told: of those that tell it the one with owner and day, else the first."""
    groups: list[list[Action]] = []
    for action in found:
        home = next((group for group in groups if _is_same(group[0], action)), None)
        if home is None:
            groups.append([action])
        else:
            home.append(action)
    return [max(group, key=lambda a: bool(a.owner) + bool(a.due)) for group in groups]


def _is_same(first: Action, second: Action) -> bool:
    """Nearly the same words, or much of them for the same person and day."""
    shared = alike(first.text, second.text)
    same_hands = bool(first.owner) and first.owner == second.owner and first.due == second.due
    return shared >= _SAME or (shared >= _MUCH and same_hands)


_SAME, _MUCH = 0.85, 0.5


def actions_in(paper: Paper, papers: Papers) -> list[Action]:
    """The actions one paper tells: tables first, then lists and sentences."""
    near = Near(
        paper.day or papers.project.ended or papers.middle,
        people_present(p.text for p in paper.paragraphs),
    )
    in_tables = {span.segment for table in paper.tables for row in table.rows for span in row.spans}
    found: list[Action] = []
    tabled: dict[tuple[str, ...], int] = {}
    for table in paper.tables:
        if told := list(actions_in_table(paper, table, near.day)):
            tabled[paper.source.segments[table.segment].place.heading] = table.segment
            found += told
    free = [i for p in paper.paragraphs if p.ordinal not in in_tables for i in inline_items(p)]
    for trail, group in groupby(free, key=lambda p: p.trail):
        # beside a table of actions running text comments on them, or gives one more to one of the same people
        passages = list(group)
        section = [
            p
            for p in passages
            if not trail or trail not in tabled or is_item(p) or is_assigned(p, near)
        ]
        below = [p for p in passages if p not in section and p.ordinal > tabled[trail]]
        hands = {action.owner for action in found if action.owner} | near.present
        found += listed_below(paper, section, near) if section else []
        found += [a for p in below for a in given_below_table(paper, p, near, hands)]
    return [a for a in found if not (_OF_MEETING.match(a.text) or _is_when_held(a, near))]


def _is_when_held(action: Action, near: Near) -> bool:
    """6 November, 10:00 to 12:00, Lamp Street: the hours of the very day the people met."""
    return action.due == near.day.isoformat() and _HOURS.search(action.text) is not None


_HOURS = re.compile(
    r"\d{1,2}[:：]\d{2}|[上下]午\s?[\d一二三四五六七八九十]{1,2}\s?[點点時时]|\b\d{1,2}\s?[ap]\.?m\b",
    re.IGNORECASE,
)


_OF_MEETING = re.compile(
    r"(?:日期|[时時][间間]|地[点點]|[记記紀]录|[记記紀]錄|主持|出席|列席|date|venue|place|present|minutes)(?:人|者|by)?\s*[:：，,]\s*",
    re.IGNORECASE,
)
"""日期：… 地點：… 紀錄：何姍: the head of the minutes hands nothing to anybody."""
