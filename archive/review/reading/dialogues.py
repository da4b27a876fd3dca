"""Talks that are written down with their speakers: a name and a time over each message, a name before each line.

Which of the speakers is the client is told by how they speak: whoever asks, promises, sends papers and says
您 is of the team; whoever says 你们, you, your and answers is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.review.reading.passages import Passage
from archive.review.reading.words import word_list

_TIME = r"(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?"
_DAY = r"(?:\d{1,4}[/.\-年]\d{1,2}[/.\-月]\d{1,4}日?,?\s*)"
_HEAD = re.compile(
    rf"^\s*(?:(?P<who>[^\s:：][^:：\t]{{0,24}}?)[\s,，]+\[?{_DAY}?{_TIME}\]?|"
    rf"\[?{_DAY}?{_TIME}\]?\s+(?P<name>[^\s:：\d][^:：\t]{{0,24}}))\s*[:：]?\s*$"
)
_LINE = re.compile(r"^\s*(?P<who>[^\s:：，,。\d][^:：，,。]{0,20}?)\s*[:：]\s*(?P<text>\S.*)$")
_SEPARATOR = re.compile(r"^[\s—–\-=*_·]*(?:\d[\d/.\-年月日 ]*)?[\s—–\-=*_·]*$|^\[[^\]]*\]")
_SERVICE = word_list("chats.service")
_TO_CLIENT = re.compile(
    r"您|貴[司公單会會方]|贵[司公单会方]|\b(?:we'll|we will|i'll|i will|sorry|apolog)",
    re.IGNORECASE,
)
_TO_TEAM = re.compile(r"你[们們哋地]|妳們|\byou(?:r|rs)?\b(?! know)|\byour team\b", re.IGNORECASE)
_ASKS = re.compile(r"[？?]\s*$")
_FEWEST_MESSAGES, _FEWEST_LINES = 4, 4
_MOST_SPEAKERS = 6
_LABELS = re.compile(
    r"^(?:日期|時間|时间|地[點点]|主旨|主题|主題|受[訪访]者?|訪問者?|访问者?|紀錄|记录|記錄|項目|项目|專案|date|time|venue|place|"
    r"present|from|to|cc|subject|re|note|address|tel|phone|project|email)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One message with its speaker."""

    who: str
    passage: Passage


def dialogue_of(paragraphs: Sequence[Passage]) -> list[Passage]:
    """What the client's people say in a chat or a talk; empty for a paper that is neither."""
    lines = _lines_of(paragraphs)
    for told in (_after_times(lines), _under_heads(paragraphs), _after_names(lines)):
        if told:
            team = _team(told)
            return [said.passage for said in told if said.who not in team]
    return _bubbles(lines) or remarks_noted(paragraphs)


def _lines_of(paragraphs: Sequence[Passage]) -> list[Passage]:
    """The messages apart, where the reading of a picture has run several together.

    They begin at a time, and at the names that stand before other messages.
    """
    names = {line["who"].strip() for p in paragraphs if (line := _LINE.match(p.text))}
    named = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True) if len(n) > 1)
    begins = re.compile(
        rf"(?<![\d:：/.\-–~～至到於于前後后]){_TIME}(?!\s*(?:[\d~～\-–至到前後后]|$))"
        + (rf"|(?:{named})[:：]" if named else "")
    )
    lines: list[Passage] = []
    for paragraph in paragraphs:
        cuts = [m.start() for m in begins.finditer(paragraph.text) if m.start()]
        edges = (
            [0, *cuts, len(paragraph.text)]
            if len(cuts) >= _FEWEST_CUTS
            else [0, len(paragraph.text)]
        )
        pairs = pairwise(edges)
        lines += [paragraph.cut(a, b) for a, b in pairs if paragraph.text[a:b].strip()]
    return lines


_FEWEST_CUTS = 1


_READ = r"(?:已讀|已读|Read|Delivered|✓{1,2}|✔{1,2})"
_BUBBLE = re.compile(
    rf"^\s*(?P<own>{_READ}\s*)?{_TIME}\s*(?P<own2>{_READ}\s*)?(?P<text>[^\s\d:：~～\-–][^\s].{{2,}})$"
    rf"|^\s*(?P<text2>\S.{{3,}}?)\s+(?P<own3>{_READ}\s*)?{_TIME}\s*(?P<own4>{_READ})?\s*$"
)
_FEWEST_BUBBLES = 3


def _bubbles(paragraphs: Sequence[Passage]) -> list[Passage]:
    """The picture of a chat: a time before or behind each message and no name.

    What is marked as read went out from the phone of the one who keeps it; so did what serves.
    """
    found = [(line, p) for p in paragraphs if (line := _BUBBLE.match(p.text))]
    if len(found) < _FEWEST_BUBBLES or len(found) * 2 < len(paragraphs):
        return []
    said = []
    for line, paragraph in found:
        own = any(line[group] for group in ("own", "own2", "own3", "own4"))
        group = "text" if line["text"] else "text2"
        if not own and served([line[group]]) <= 0:
            said.append(paragraph.cut(line.start(group), line.end(group)))
    return said


def _under_heads(paragraphs: Sequence[Passage]) -> list[Said]:
    """A line with name and time, the message on the lines below it."""
    told: list[Said] = []
    who, heads = "", 0
    for paragraph in paragraphs:
        head = _HEAD.match(paragraph.text)
        if _SEPARATOR.match(paragraph.text) and not head:
            continue
        if head:
            who, heads = (head["who"] or head["name"]).strip(), heads + 1
        elif who:
            told.append(Said(who, paragraph))
    return told if heads >= _FEWEST_MESSAGES and heads * 3 >= len(told) else []


def _after_names(paragraphs: Sequence[Passage]) -> list[Said]:
    """A name and a colon before each line."""
    told = []
    for paragraph in paragraphs:
        line = _LINE.match(paragraph.text)
        if line and not _LABELS.match(line["who"].strip()):
            cut = paragraph.cut(line.start("text"), line.end("text"))
            told.append(Said(line["who"].strip(), cut))
    often = {said.who for said in told if sum(s.who == said.who for s in told) >= 2}
    if all(map(_QUESTION_OR_ANSWER.fullmatch, often)):
        return []  # an interview without names
    kept = [said for said in told if said.who in often]
    enough = len(kept) >= _FEWEST_LINES and len(kept) * 2 >= len(paragraphs)
    return kept if enough and 2 <= len(often) <= _MOST_SPEAKERS else []


_QUESTION_OR_ANSWER = re.compile(r"[问問答QAqa]\d{0,2}|question|answer", re.IGNORECASE)
_TIMED = re.compile(rf"^\s*{_DAY}?{_TIME}\s+(?P<who>[^\s:：\d][^\s:：]{{0,20}})\s+(?P<text>\S.*)$")


def _after_times(paragraphs: Sequence[Passage]) -> list[Said]:
    """A time, a name and the message in one line, with nothing but space between them."""
    found = [(line, p) for p in paragraphs if (line := _TIMED.match(p.text))]
    names = [line["who"] for line, _ in found]
    often = {who for who in names if names.count(who) >= 2}
    told = [
        Said(line["who"], p.cut(line.start("text"), line.end("text")))
        for line, p in found
        if line["who"] in often
    ]
    enough = len(told) >= _FEWEST_LINES and len(told) * 2 >= len(paragraphs)
    return told if enough and 2 <= len(often) <= _MOST_SPEAKERS else []


def _team(told: Sequence[Said]) -> set[str]:
    """The speakers who are not the client's: the one who asks, and those who serve."""
    speakers = {said.who for said in told}
    scores = {who: served(s.passage.text for s in told if s.who == who) for who in speakers}
    team = {who for who, score in scores.items() if score > 0}
    if team and team != speakers:
        return team
    most = max(scores.values())
    least = min(scores.values())
    if most > least:
        return {who for who, score in scores.items() if score == most}
    thanks = {
        w: sum(bool(_THANKS.match(s.passage.text)) for s in told if s.who == w) for w in speakers
    }
    most = max(thanks.values())
    thankful = {who for who, count in thanks.items() if count == most}
    return thankful if most and len(thankful) < len(speakers) else set()


_THANKS = re.compile(
    r"\s*(?:謝謝|谢谢|多謝|多谢|感謝|感谢|收到|好的|明白|了解|辛苦|thanks?\b|thank you|noted|got it|ok\b|okay|sure)",
    re.IGNORECASE,
)
"""Where nobody asks or promises, who thanks and says yes is of the team."""


_NOTED = re.compile(
    r"^\s*(?P<who>[^\s:：，,。\d]{1,12}?|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})\s*"
    r"(?:最后|最後|又|也|还|還|另外|同时|同時|并|並|then|also)?\s*(?:说|說|表示|提到|講|讲|said|says|told us)"
    r"(?:\s*[:：]|[,，]|(?=[^道过過话話明])|\s)\s*"
)
_TITLED = re.compile(
    r"[一-鿿](?:[总總]|[经經]理|[总總][监監]|主任|[处處科局院校馆館][长長]|先生|小姐|女士|老[师師])$"
)
_OURSELVES = re.compile(r"我[们們方]?|we|i|us", re.IGNORECASE)


def remarks_noted(paragraphs: Sequence[Passage]) -> list[Passage]:
    """What others say in notes of a call, one remark a line: 庄总说：……; our own answers are left out."""
    found = []
    for paragraph in paragraphs:
        line = _NOTED.match(paragraph.text)
        if line and not _OURSELVES.fullmatch(line["who"]):
            found.append((line, paragraph))
    marked = sum(
        line.group().rstrip().endswith((":", "：")) or bool(_TITLED.search(line["who"]))
        for line, _ in found
    )
    return [p.cut(line.end(), len(p.text)) for line, p in found] if marked >= 2 else []


def served(texts: Iterable[str]) -> int:
    """How much more somebody asks and promises than demands."""
    score = 0
    for text in texts:
        score += (
            bool(_TO_CLIENT.search(text)) + bool(_SERVICE.within(text)) + bool(_ASKS.search(text))
        )
        score -= 2 * bool(_TO_TEAM.search(text))
    return score
