"""Actions in lists and lines: the items below one heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.review.lessons.action_cards import card_in
from archive.review.lessons.action_items import action_item
from archive.review.lessons.action_passages import (
    LONGEST_ITEM,
    Near,
    is_assigned,
    is_item,
    is_to_come,
    points_of,
)
from archive.review.lessons.action_tables import Action, day_of
from archive.review.lessons.told_actions import told_in_sentences
from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.outline import Topic, heading_topic, topic_of
from archive.review.reading.passages import Passage, inline_items, point_of, sentences_of
from archive.review.reading.people import is_somebody

_A_LINE_OF_NAMES = 3


def listed_below(paper: Paper, group: Sequence[Passage], near: Near) -> list[Action]:
    """The items below one heading: all of a list of actions, else sentences with person and time."""
    group = [p for p in group if sum(n in p.text for n in near.present) < _A_LINE_OF_NAMES]
    if group and topic_of(group[0]) is Topic.ACTIONS:
        return [a for p in group for a in _from_item(paper, p, near)]
    if behind := [a for p in group for a in _behind_label(paper, p, near)]:
        return behind
    found = [(p, a) for p in group for a in _whole_item(paper, p, near)]
    listed = [p for p in group if is_item(p)]
    ahead = all(is_to_come(a, near.day) for _, a in found)
    every = ahead and 0 < len(listed) == len([p for p, _ in found if is_item(p)])
    complete = every or _is_list_of_actions(listed, [p for p, _ in found])
    if paper.role is Role.RETRO and complete:
        return [a for p, a in found if is_item(p)]
    labelled = {p.ordinal: a for p, a in found if _is_labelled(p) or is_assigned(p, near)}
    if paper.role is Role.RETRO:
        labelled |= _running_lines(group, found, near)
    return [
        a
        for p in group
        for a in (
            [labelled[p.ordinal]] if p.ordinal in labelled else told_in_sentences(paper, p, near)
        )
    ]


_NEXT_LABEL = re.compile(r"^\s*(?P<label>[^:：，,。；;]{2,16})[:：]\s*(?=\S)")
_AFTERWARDS = re.compile(
    r"之[后後]|以[后後]|[后後][续續]|下次|接下[来來]|next|then|afterwards|so", re.IGNORECASE
)


def _behind_label(paper: Paper, passage: Passage, near: Near) -> Iterator[Action]:
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
    group: Sequence[Passage], found: Sequence[tuple[Passage, Action]], near: Near
) -> dict[int, Action]:
    """Lines one below another that open with who and a day still to come: 阿晴 7月4日前… , Ada by 4 July."""
    told = {
        p.ordinal: a for p, a in found if _opens_with_owner(p.text, a) and is_to_come(a, near.day)
    }
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


def _is_list_of_actions(listed: Sequence[Passage], told: Sequence[Passage]) -> bool:
    """Under a heading that says nothing: most items name somebody and a time."""
    complete = [p for p in listed if p in told]
    return len(complete) >= 2 and len(complete) * 3 >= len(listed) * 2


def _whole_item(paper: Paper, passage: Passage, near: Near) -> Iterator[Action]:
    item = point_of(passage)
    found = (
        action_item(item.text, near.day, near.present) if len(item.text) <= LONGEST_ITEM else None
    )
    if found and found.owner and found.has_time:
        yield Action(found.what, found.owner, found.due, paper, item.evidence)


def _from_item(paper: Paper, passage: Passage, near: Near) -> Iterator[Action]:
    """An item below a heading of actions; running text there is taken by its sentences."""
    item = point_of(passage)
    if card := card_in(item.text):
        day = day_of(card.due, near.day, month_first=False)
        yield Action(card.what, card.owner, day, paper, item.evidence)
        return
    whole = is_item(passage) or _is_labelled(passage) or len(item.text) <= 60
    strung = _strung(item, near)
    pieces = strung or ([item] if whole else points_of(item))
    for piece in pieces:
        if found := action_item(piece.text, near.day, near.present):
            owner = found.owner or _owner_above(passage)
            yield Action(found.what, owner, found.due, paper, piece.evidence)


def _strung(item: Passage, near: Near) -> list[Passage]:
    """…；…；…: clauses of one sentence that each name who and until when; empty for any other text."""
    clauses = [clause for clause in item.between(_STOPS) if len(clause.text) > 1]
    told = [action_item(clause.text, near.day, near.present) for clause in clauses]
    whole = sum(bool(found and found.owner and found.due) for found in told)
    return clauses if whole >= _A_FEW and whole * 2 > len(clauses) else []


_A_FEW = 2
_STOPS = re.compile(r"[；;。]\s*")
_OWNER_HEADING = re.compile(r"^[^:：]{1,12}[:：]\s*")


def _owner_above(passage: Passage) -> str:
    """Whose list it is, where the heading is a name and no more."""
    name = _OWNER_HEADING.sub("", passage.trail[-1]).strip() if len(passage.trail) > 1 else ""
    heads = heading_topic(name) is not Topic.OTHER  # Start, Next: a side, nobody's name
    return name if is_somebody(name) and not heads and not words.IMPROVEMENT.within(name) else ""
