"""Actions told in sentences: who does what until when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from archive.review.lessons.action_items import Item, action_item
from archive.review.lessons.action_passages import (
    LONGEST_ITEM,
    Near,
    is_item,
    is_to_come,
    points_of,
)
from archive.review.lessons.action_tables import Action
from archive.review.papers.papers import Paper, Role
from archive.review.reading.deadlines import find_deadlines
from archive.review.reading.passages import Passage


def given_below_table(
    paper: Paper, passage: Passage, near: Near, hands: Collection[str]
) -> Iterator[Action]:
    """A sentence below the table that gives a known person a day to come: …，另請阿晴於7月4日前……."""
    for sentence in points_of(passage):
        named = [name for name in hands if name in sentence.text]
        times = [t for t in find_deadlines(sentence.text, near.day) if t.value]
        if len(sentence.text) > LONGEST_ITEM or len(named) != 1 or len(times) != 1:
            continue
        item = action_item(sentence.text, near.day, named)
        what = item.what if item and item.owner == named[0] else sentence.text.strip(" 。.;；")
        action = Action(what, named[0], times[0].value, paper, sentence.evidence)
        if is_to_come(action, near.day):
            yield action


def told_in_sentences(paper: Paper, passage: Passage, near: Near) -> Iterator[Action]:
    """邵霁负责在2月27日前移交客户 and "Priya to rewrite the checklist by 12 March"."""
    for sentence in points_of(passage):
        if len(sentence.text) > LONGEST_ITEM:
            continue
        found = action_item(sentence.text, near.day, near.present)
        if paper.role is Role.RETRO and (done := _does(paper, sentence, near)):
            yield done
            continue
        if not (found and found.owner and found.due):
            continue
        if _POINTS.search(sentence.text):
            what = found.what if is_item(passage) and _stands_before(sentence.text, found) else ""
            told = what or _from_person(sentence.text, found.at)
            yield Action(told, found.owner, found.due, paper, sentence.evidence)
        elif paper.role is Role.RETRO and found.owner in near.present:
            yield from _of_one_present(paper, sentence, found.owner, near)


def _does(paper: Paper, sentence: Passage, near: Near) -> Action | None:
    """Ada hands back the badges before 3 September: somebody who was there, a verb of today, one day to come."""
    told = _DOES.match(sentence.text)
    times = [t for t in find_deadlines(sentence.text, near.day) if t.value]
    if told is None or told["who"] not in near.present or len(times) != 1:
        return None
    between = sentence.text[told.end() : times[0].start + _A_WORD]
    if not _UNTIL.search(between) or _OF_SOMETHING_ELSE.search(between):
        return None
    if re.search(r"\buntil\b", between) and not _KEEPS.search(told.group()):
        return None
    what = sentence.text.strip(" 。.;；")
    action = Action(what, told["who"], times[0].value, paper, sentence.evidence)
    return action if is_to_come(action, near.day) else None


_DOES = re.compile(
    r"(?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\s+(?:(?:also|then|still|now)\s+)?"
    r"(?!(?:is|has|was|does|says|thinks|feels|wants|hopes|asks|notes|remembers|recalls|believes|expects|suggests"
    r"|needs|likes|loves|prefers|knows|doubts|fears|forgets|regrets|hears|sees|owes|promises|remains|stays|lives|works|arrives"
    r"|leaves|joins|retires|turns|becomes|gets|receives|wonders|worries|guesses|agrees|insists|means|claims|reckons|never)\b)"
    r"[a-z]{2,}s\b"
)
_UNTIL = re.compile(r"\b(?:by|before|no later than|until)\b", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(r"\b(?:that|whether|nothing|never|no one|nobody)\b", re.IGNORECASE)
_KEEPS = re.compile(r"\b(?:keeps|holds|stores|retains)$")
"""Only these are done until a day; of others "until" says how long a state lasts."""
_A_WORD = 8
"""The word before a day may be read as a part of it: by 14 August."""


def _stands_before(text: str, found: Item) -> bool:
    """The thing to do stands in a clause of its own before the one of who and when: ……，由……於……前完成."""
    clause = max((m.end() for m in re.finditer(r"[，,；;]", text[: found.at])), default=0)
    return len(text[:clause].strip()) >= _A_CLAUSE


_A_CLAUSE = 6


def _of_one_present(paper: Paper, sentence: Passage, owner: str, near: Near) -> Iterator[Action]:
    """The clause of somebody who was there and a day to come: 下次唔再照抄，阿松 6月26日前 出更正頁."""
    at = sentence.text.find(owner)
    clause = max((m.end() for m in re.finditer(r"[，,；;。.]", sentence.text[:at])), default=0)
    part = sentence.cut(clause, len(sentence.text))
    found = action_item(part.text, near.day, near.present)
    if found and found.owner == owner and found.due and part.text.startswith(owner):
        action = Action(found.what, owner, found.due, paper, part.evidence)
        if is_to_come(action, near.day):
            yield action


def _from_person(text: str, at: int) -> str:
    """The sentence from the clause on that names the person."""
    clause = max((m.end() for m in re.finditer(r"[，,；;]", text[:at])), default=0)
    return text[clause:].strip(" 。.;；")


_POINTS = re.compile(
    r"由|负责|負責|牵头|牽頭|主责|主責|責任人|责任人|跟进|跟進|\b(?:will|to|shall|is to|takes?|owns?|[Oo]wner|PIC)\b"
)
