"""Improvement actions with owner and due day, from tables, lists and sentences of the retrospective."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from archive.domain.segments import SegmentKind
from archive.review.lessons.action_cards import card_in
from archive.review.lessons.action_items import Item, action_item
from archive.review.lessons.action_tables import Action, actions_in_table, day_of
from archive.review.lessons.present import people_present
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.deadlines import find_deadlines
from archive.review.reading.names import alike
from archive.review.reading.outline import Topic, heading_topic, topic_of
from archive.review.reading.passages import Passage, inline_items, point_of, sentences_of
from archive.review.reading.people import is_somebody
from archive.review.reading.words import word_list

_LONGEST = 220


@dataclass(frozen=True, slots=True)
class _Near:
    """The day a paper was written and the people it says were there."""

    day: date
    present: frozenset[str]


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
    near = _Near(
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
            if not trail or trail not in tabled or _is_item(p) or _is_assigned(p, near)
        ]
        below = [p for p in passages if p not in section and p.ordinal > tabled[trail]]
        hands = {action.owner for action in found if action.owner} | near.present
        found += _from_section(paper, section, near) if section else []
        found += [a for p in below for a in _given_below(paper, p, near, hands)]
    return [a for a in found if not (_OF_MEETING.match(a.text) or _is_when_held(a, near))]


def _is_when_held(action: Action, near: _Near) -> bool:
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


def _given_below(
    paper: Paper, passage: Passage, near: _Near, hands: Collection[str]
) -> Iterator[Action]:
    """A sentence below the table that gives a known person a day to come: …，另請阿晴於7月4日前……."""
    for sentence in _several(passage):
        named = [name for name in hands if name in sentence.text]
        times = [t for t in find_deadlines(sentence.text, near.day) if t.value]
        if len(sentence.text) > _LONGEST or len(named) != 1 or len(times) != 1:
            continue
        item = action_item(sentence.text, near.day, named)
        what = item.what if item and item.owner == named[0] else sentence.text.strip(" 。.;；")
        action = Action(what, named[0], times[0].value, paper, sentence.evidence)
        if _comes(action, near.day):
            yield action


# ------------------------------------------------------------------ lists and sentences
_A_LINE_OF_NAMES = 3


def _from_section(paper: Paper, group: Sequence[Passage], near: _Near) -> list[Action]:
    """The items below one heading: all of a list of actions, else sentences with person and time."""
    group = [p for p in group if sum(n in p.text for n in near.present) < _A_LINE_OF_NAMES]
    if group and topic_of(group[0]) is Topic.ACTIONS:
        return [a for p in group for a in _from_item(paper, p, near)]
    if behind := [a for p in group for a in _behind_label(paper, p, near)]:
        return behind
    found = [(p, a) for p in group for a in _whole_item(paper, p, near)]
    listed = [p for p in group if _is_item(p)]
    ahead = all(_comes(a, near.day) for _, a in found)
    every = ahead and 0 < len(listed) == len([p for p, _ in found if _is_item(p)])
    complete = every or _is_list_of_actions(listed, [p for p, _ in found])
    if paper.role is Role.RETRO and complete:
        return [a for p, a in found if _is_item(p)]
    labelled = {p.ordinal: a for p, a in found if _is_labelled(p) or _is_assigned(p, near)}
    if paper.role is Role.RETRO:
        labelled |= _running_lines(group, found, near)
    return [
        a
        for p in group
        for a in (
            [labelled[p.ordinal]] if p.ordinal in labelled else _from_sentences(paper, p, near)
        )
    ]


_NEXT_LABEL = re.compile(r"^\s*(?P<label>[^:：，,。；;]{2,16})[:：]\s*(?=\S)")
_AFTERWARDS = re.compile(
    r"之[后後]|以[后後]|[后後][续續]|下次|接下[来來]|next|then|afterwards|so", re.IGNORECASE
)


def _behind_label(paper: Paper, passage: Passage, near: _Near) -> Iterator[Action]:
    """之后：林……7月3日前……；周……: what stands behind a label of things to do, one clause each."""
    item = point_of(passage)
    if not _NEXT_LABEL.match(item.text):  # it may open a sentence further on
        later = next((s for s in sentences_of(item)[1:] if _NEXT_LABEL.match(s.text)), None)
        item = item.cut(item.text.index(later.text), len(item.text)) if later else item
    label = _NEXT_LABEL.match(item.text)
    if label is None or paper.role not in (Role.RETRO, Role.REPORT):
        return
    name = label["label"].strip()
    topic = heading_topic(name)
    parts = inline_items(item.cut(label.end(), len(item.text)))
    several = topic is Topic.ADVICE and len(parts) > 1
    of_retro = paper.role is Role.RETRO and bool(_AFTERWARDS.fullmatch(name))
    if not (of_retro or several or topic is Topic.ACTIONS):
        return
    for piece in (point_of(s) for part in parts for s in sentences_of(part)):
        found = action_item(piece.text.rstrip("；;。. "), near.day, near.present)
        if found and found.owner and found.due:
            yield Action(found.what, found.owner, found.due, paper, piece.evidence)


def _running_lines(
    group: Sequence[Passage], found: Sequence[tuple[Passage, Action]], near: _Near
) -> dict[int, Action]:
    """Lines one below another that open with who and a day still to come: 阿晴 7月4日前… , Ada by 4 July."""
    told = {p.ordinal: a for p, a in found if _opens_with_owner(p.text, a) and _comes(a, near.day)}
    return {
        p.ordinal: told[p.ordinal]
        for before, p, behind in zip((None, *group), group, (*group[1:], None), strict=False)
        if p.ordinal in told
        and (
            told[p.ordinal].owner in near.present
            or any(other and other.ordinal in told for other in (before, behind))
        )
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


_ASSIGNED = re.compile(
    r"^\s*[^:：，,。；;]{4,40}[:：]\s*(?P<who>[^\d，,。；;:：]{2,20}?)\s*[，,、；;／/]\s*(?P<when>\S.*)$"
)


def _is_assigned(passage: Passage, near: _Near) -> bool:
    """刪除名單：何姍，3月2日前……; Return the badges: Ada, 3 March. What, then who, then a day at once."""
    match = _ASSIGNED.match(passage.text)
    if match is None or not (is_somebody(match["who"]) or match["who"] in near.present):
        return False
    times = find_deadlines(match["when"], near.day)
    return bool(times) and times[0].value is not None and times[0].start <= _AT_ONCE


_AT_ONCE = 12
"""Letters before the day: by, no later than, 最遲於."""


def _is_item(passage: Passage) -> bool:
    marked = point_of(passage).text != passage.text
    return passage.kind is SegmentKind.LIST_ITEM or marked or bool(_BOX.match(passage.text))


_BOX = re.compile(r"\s*(?:\[[ xX✓✔]?\]|[☐☑✅□])\s*\S")


def _is_list_of_actions(listed: Sequence[Passage], told: Sequence[Passage]) -> bool:
    """Under a heading that says nothing: most items name somebody and a time."""
    complete = [p for p in listed if p in told]
    return len(complete) >= 2 and len(complete) * 3 >= len(listed) * 2


def _whole_item(paper: Paper, passage: Passage, near: _Near) -> Iterator[Action]:
    item = point_of(passage)
    found = action_item(item.text, near.day, near.present) if len(item.text) <= _LONGEST else None
    if found and found.owner and found.has_time:
        yield Action(found.what, found.owner, found.due, paper, item.evidence)


def _from_item(paper: Paper, passage: Passage, near: _Near) -> Iterator[Action]:
    """An item below a heading of actions; running text there is taken by its sentences."""
    item = point_of(passage)
    if card := card_in(item.text):
        day = day_of(card.due, near.day, month_first=False)
        yield Action(card.what, card.owner, day, paper, item.evidence)
        return
    whole = _is_item(passage) or _is_labelled(passage) or len(item.text) <= 60
    strung = _strung(item, near)
    pieces = strung or ([item] if whole else _several(item))
    for piece in pieces:
        if found := action_item(piece.text, near.day, near.present):
            owner = found.owner or _owner_above(passage)
            yield Action(found.what, owner, found.due, paper, piece.evidence)


def _strung(item: Passage, near: _Near) -> list[Passage]:
    """…；…；…: clauses of one sentence that each name who and until when; empty for any other text."""
    edges = [0, *(edge for m in re.finditer(r"[；;。]\s*", item.text) for edge in m.span())]
    ends = [*edges[1::2], len(item.text)]
    clauses = [item.cut(a, b) for a, b in zip(edges[::2], ends, strict=True) if b - a > 1]
    told = [action_item(clause.text, near.day, near.present) for clause in clauses]
    whole = sum(bool(found and found.owner and found.due) for found in told)
    return clauses if whole >= _A_FEW and whole * 2 > len(clauses) else []


_A_FEW = 2
_OWNER_HEADING = re.compile(r"^[^:：]{1,12}[:：]\s*")


def _owner_above(passage: Passage) -> str:
    """Whose list it is, where the heading is a name and no more."""
    name = _OWNER_HEADING.sub("", passage.trail[-1]).strip() if len(passage.trail) > 1 else ""
    heads = heading_topic(name) is not Topic.OTHER  # Start, Next: a side, nobody's name
    return name if is_somebody(name) and not heads and not words.IMPROVEMENT.within(name) else ""


def _several(passage: Passage) -> list[Passage]:
    return [point_of(sentence) for sentence in sentences_of(passage)]


def _from_sentences(paper: Paper, passage: Passage, near: _Near) -> Iterator[Action]:
    """邵霁负责在2月27日前移交客户 and "Priya to rewrite the checklist by 12 March"."""
    for sentence in _several(passage):
        if len(sentence.text) > _LONGEST:
            continue
        found = action_item(sentence.text, near.day, near.present)
        if not (found and found.owner and found.due):
            continue
        if _POINTS.search(sentence.text):
            what = found.what if _is_item(passage) and _stands_before(sentence.text, found) else ""
            told = what or _from_person(sentence.text, found.at)
            yield Action(told, found.owner, found.due, paper, sentence.evidence)
        elif paper.role is Role.RETRO and found.owner in near.present:
            yield from _of_one_present(paper, sentence, found.owner, near)


def _stands_before(text: str, found: Item) -> bool:
    """The thing to do stands in a clause of its own before the one of who and when: ……，由……於……前完成."""
    clause = max((m.end() for m in re.finditer(r"[，,；;]", text[: found.at])), default=0)
    return len(text[:clause].strip()) >= _A_CLAUSE


_A_CLAUSE = 6


def _of_one_present(paper: Paper, sentence: Passage, owner: str, near: _Near) -> Iterator[Action]:
    """The clause of somebody who was there and a day to come: 下次唔再照抄，阿松 6月26日前 出更正頁."""
    at = sentence.text.find(owner)
    clause = max((m.end() for m in re.finditer(r"[，,；;。.]", sentence.text[:at])), default=0)
    part = sentence.cut(clause, len(sentence.text))
    found = action_item(part.text, near.day, near.present)
    if found and found.owner == owner and found.due and part.text.startswith(owner):
        action = Action(found.what, owner, found.due, paper, part.evidence)
        if _comes(action, near.day):
            yield action


def _from_person(text: str, at: int) -> str:
    """The sentence from the clause on that names the person."""
    clause = max((m.end() for m in re.finditer(r"[，,；;]", text[:at])), default=0)
    return text[clause:].strip(" 。.;；")


_POINTS = re.compile(
    r"由|负责|負責|牵头|牽頭|主责|主責|責任人|责任人|跟进|跟進|\b(?:will|to|shall|is to|takes?|owns?|[Oo]wner|PIC)\b"
)
