"""What each figure of a clause is: what was meant, what came of it, the gap between them, or neither.

"We aimed for 5,000 and landed at 5,312", 較目標 20,000 人次多 3,410 人次, 达成率106%（目标5000）: the words right
before a figure say what it is, those right behind it ("40 target", 的目标) where those before are silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from archive.review.reading.moved_targets import came_instead, is_surplus, was_changed
from archive.review.reading.quantities import Quantity
from archive.review.reading.words import folded, word_list


class FigureRole(StrEnum):
    """What a figure stands for."""

    TARGET = "target"
    ACTUAL = "actual"
    GAP = "gap"  # more or fewer than something, a share of it, a rate of achievement
    FORMER = "former"  # what was meant before it was changed
    OPEN = "open"  # a figure that no word beside it explains


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its role."""

    figure: Quantity
    role: FigureRole


_TARGET = word_list("prose_metrics.target")
_ACTUAL = word_list("prose_metrics.actual")
_SHARE = word_list("prose_metrics.share_of_target")
_BESIDE = word_list("figure_roles.beside")
"""6% ahead of plan: 10,600 sold. The plan is spoken of, the figure behind is not it."""
_EDGE = re.compile(r"[，,、；;（()）。|｜]|\s[-–—/]\s")
_GAP_BEFORE = re.compile(
    r"(?:多|少|多了|少了|高出|高了|低了|增加|減少|减少|成長|增长|超出|超過|超过|高於|低於|高于|低于|短少|短缺|差|差了|落差|缺|缺口|不足|領先|领先)"
    r"\s*(?:大?[约約]|[将將]?近)?\s*$"
    r"|\b(?:by|up|down|under|over|short|ahead|behind|another|extra)\s*(?:about|some|nearly)?\s*$",
    re.IGNORECASE,
)
_GAP_BEHIND = re.compile(
    r"^\s*(?:[a-z\-]+\s+){0,2}?(?:more|fewer|less|over|under|above|below|higher|lower|ahead|short|"
    r"behind|up|down|better|worse)\b"
    r"|^\s*(?:percentage\s+)?points?\b|^\s*[个個]?百分[点點]",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^\s*(?:[（(]\s*)?(?:[a-z\-]+\s+){0,3}?(?:as\s+|was\s+|were\s+|is\s+)?(?:the\s+|our\s+|we\s+|"
    r"we had\s+|had been\s+|it\s+)?"
    r"(?:target|goal|targeted|planned|forecast|expected|promised|hoped for|aimed for|budgeted|"
    r"committed|objective|set|ceiling|cap|limit|threshold|benchmark|booked|contracted|ordered|banked on)\b"
    r"|^\s*(?:was|were|is) what\b[^,.;]{0,30}(?:asked for|wanted|promised|agreed|planned|hoped)"
    r"|^\s*(?:的|之|為|为|是|即)?\s*(?:年度|原定|原訂|原订)?(?:目[标標]|預期|预期|KPI|要求|門檻|门槛|設定值|设定值|[上下]限|[红紅][线線]|控制[线線值]|底[线線]|天花板)",
    re.IGNORECASE,
)
_REACH_ENGLISH, _REACH_HAN = 34, 16


def figure_roles(text: str, figures: Sequence[Quantity]) -> list[Told]:
    """The role of each figure, in order."""
    return _as_changed(text, list(_roles(text, figures)))


def _as_changed(text: str, told: list[Told]) -> list[Told]:
    """門檻從 20 次改成 22 次: the first was meant once, the second since; 15 rather than 18: it came instead."""
    for number, (first, second) in enumerate(pairwise(told)):
        before = text[: first.figure.start]
        between = text[first.figure.end - _own_word(first.figure) : second.figure.start]
        if came_instead(before, between):
            told[number] = replace(first, role=FigureRole.ACTUAL)
        elif told[number].role is FigureRole.TARGET and was_changed(before, between):
            told[number] = replace(first, role=FigureRole.FORMER)
        else:
            continue
        told[number + 1] = replace(second, role=FigureRole.TARGET)
    return told


def _roles(text: str, figures: Sequence[Quantity]) -> Iterator[Told]:
    end = 0
    for number, figure in enumerate(figures):
        following = figures[number + 1].start if number + 1 < len(figures) else len(text)
        before = _PHRASAL.sub(_masked, text[end : figure.start])
        after = _PHRASAL.sub(_masked, text[figure.end - _own_word(figure) : following])
        last = number + 1 == len(figures)
        explained = _explained(after, last=last)
        others = [q for q in figures if q is not figure]
        surplus = not explained and is_surplus(before, figure, others)
        role = FigureRole.GAP if surplus else _role(before, after, explained=explained > 0)
        yield Told(figure, role)
        taken = explained if after[:explained].isascii() else 0
        end = figure.end + max(0, taken - _own_word(figure))


_PHRASAL = re.compile(
    r"\b(?:sign|set|pick|made|make|turn|line|show|came|take|took|open|join|follow|link|team|start|pop)"
    r"(?:s|ed|ing|ned|ning)?[ -](?:up|over|down)\b",
    re.IGNORECASE,
)
"""900 signed up, families made up 34%: no figure of more or fewer."""


def _masked(found: re.Match[str]) -> str:
    return "_" * len(found.group())


def _own_word(figure: Quantity) -> int:
    """An English word taken for the unit may be the one that explains the figure (40 target)."""
    word = figure.unit if figure.unit.isalpha() and figure.unit.isascii() else ""
    return len(word) if word and figure.written.endswith(word) else 0


def _explained(after: str, *, last: bool) -> int:
    """Where the words behind that call it a target end, 0 where none do.

    In 18,240 (target 16,000) they speak of the next figure.
    """
    said = _BEHIND.match(after)
    rest = after[said.end() :] if said else ""
    if said is None:
        return 0
    whose = said.group().strip().startswith(("的", "之"))
    return said.end() if last or whose or _STOPS.search(rest) else 0


_STOPS = re.compile(
    r"[，,、；;)）。]|\b(?:and|but|while|rose|grew|fell)\b|^ (?:at|with|when|after)\b|[但而]|[升增提][至到]"
)


_THAN_TARGET = re.compile(
    r"(?:[较較比距]|相[较較比][于於]?)[^，,。\d]{0,6}(?:目[标標]|[预預]期|[预預]估|KPI|[计計][划畫劃]|原[定订訂])[^，,。\d]{0,4}"
    r"(?:多|少|高|低|超|差|落後|落后|增|減|减)\S{0,3}$"
)
"""較目標多9.8%: the word is about the target, the figure is the gap to it."""


def _role(before: str, after: str, *, explained: bool) -> FigureRole:
    near = _EDGE.split(before)[-1]
    if _THAN_TARGET.search(near.rstrip()):
        return FigureRole.GAP
    if _HELD.search(near) and _BELOW.match(after):
        return FigureRole.TARGET
    said = _nearest(near) or (_nearest(before) if _is_bracket(before) else None)
    if _GAP_BEHIND.match(after) and not explained and said is not FigureRole.TARGET:
        return FigureRole.GAP
    if said is FigureRole.GAP or (_GAP_BEFORE.search(near) and said is not FigureRole.TARGET):
        return FigureRole.TARGET if explained else FigureRole.GAP
    if said is FigureRole.TARGET or explained:
        return FigureRole.TARGET
    return said or FigureRole.OPEN


_HELD = re.compile(r"(?:控制|[压壓])在\s*$")
_BELOW = re.compile(r"\s*[^\s\d，,。；;]{0,3}(?:以[下内內]|之[内內下])")
"""控制在600元以下 tells the limit; 控制在3.1% what came."""


def tells_target(text: str) -> bool:
    """A word for what was meant, or a limit that something was held below."""
    return _TARGET.within(text) or any(
        _BELOW.search(text, match.end()) is not None for match in _HELD_AT.finditer(text)
    )


_HELD_AT = re.compile(r"(?:控制|[压壓])在\s*(?=\d)")


def _is_bracket(before: str) -> bool:
    """目标（人次）5,000: the word stands before a bracket with the unit."""
    return bool(re.search(r"[(（][^()（）]{1,6}[)）]\s*[:：]?\s*$", before))


def _nearest(before: str) -> FigureRole | None:
    """The last of the telling words before a figure, within reach of it."""
    reach = _REACH_ENGLISH if before.isascii() else _REACH_HAN
    near = folded(before[-reach:])
    found = [
        (match.end(), len(match.group()), role)
        for wanted, role in (
            (_TARGET, FigureRole.TARGET),
            (_ACTUAL, FigureRole.ACTUAL),
            (_SHARE, FigureRole.GAP),
            (_BESIDE, None),
        )
        for match in wanted.pattern.finditer(near)
    ]
    return max(found, key=lambda entry: entry[:2])[2] if found else None
