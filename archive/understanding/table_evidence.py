"""What a document's tables and quotations say of its class, whatever their words.

A table of planned and actual is of money where its rows add up to a total, else of results; questions
over columns of marks are a survey's; notes that mostly repeat what somebody said are feedback.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from archive.domain.folding import fold
from archive.domain.money import parse_amount
from archive.understanding.evidence import Evidence
from archive.understanding.view import DocumentView

_ROWS = 60
_PLANNED_HEAD = re.compile(
    r"目标|预算|核定|核准|编列|立项|预定|计划|合约|合同|契约|概算"
    r"|budget|target|goal|plan|approved|allocat|estimate|contract sum|aim"
)
_ACTUAL_HEAD = re.compile(
    r"实际|实绩|实支|实报|决算|达成|完成|支用|支出|结算"
    r"|actual|outturn|out-turn|final|achieved|result|spent|consumed|delivered|reached"
)
_TOTAL_ROW = re.compile(r"(?:合计|总计|共计|总和|total|grand total|sum)\b|^(?:合|总)计")
_COMPARED = {"sheet": 2.5, "slides": 1.0, "text": 0.8}


def from_comparisons(view: DocumentView) -> Iterable[Evidence]:
    """A table of planned and actual: money where its rows add up to a total, else results.

    Days beside each other are a schedule's, which says nothing of the paper.
    """
    weight = _COMPARED.get(view.form, 0.0)
    for segment in view.segments if weight else ():
        rows = [tuple(fold(cell) for cell in row) for row in segment.rows[:_ROWS]]
        head = next((row for row in rows[:4] if _compares(row)), None)
        if head is None and not _has_differences(rows):
            continue
        figures = [c for row in rows for c in row[1:] if any(map(str.isdigit, c))]
        dated = sum(bool(DAY.search(cell)) for cell in figures)
        if len(figures) < _FEWEST_FIGURES or dated * 3 > len(figures):
            continue
        added = any(_TOTAL_ROW.match(cell) for row in rows for cell in row[:2]) or _adds_up(rows)
        words = tuple(cell for cell in (head or rows[0]) if cell)[:4]
        yield Evidence("settlement" if added else "data_report", "table", weight, words)
        return


DAY = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d月|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_FEWEST_FIGURES = 4


def _compares(row: Sequence[str]) -> bool:
    planned = [n for n, c in enumerate(row) if len(c) <= 24 and _PLANNED_HEAD.search(c)]
    actual = [n for n, c in enumerate(row) if len(c) <= 24 and _ACTUAL_HEAD.search(c)]
    return any(a != b for a in planned for b in actual)


_REMARK = re.compile(r"[“「『\"]([^”」』\"\n]{5,300})[”」』\"]")
_TOLD = re.compile(
    r"(?m)^\W*(?:(?:he|she|they)\b|[他她]|客户|业主|甲方|对方|the client)[^\n]{0,24}?"
    r"(?:likes?|liked|wants?|wanted|will not|would|asked|thinks?|felt|said|认为|希望|觉得|表示|不满|满意|提到|说)"
)
_VOICE, _VOICE_CAP, _FEWEST_VOICES = 1.2, 4.5, 3


def from_voices(view: DocumentView) -> Iterable[Evidence]:
    """Notes that mostly repeat what one client said, word for word or in the third person."""
    if view.form != "text" or len(view.text) > _SHORT_NOTES:
        return
    quoted = [
        m[1] for m in _REMARK.finditer(view.text) if len(m[1].split()) >= 4 or not m[1].isascii()
    ]
    told = len(_TOLD.findall(view.folded))
    if len(quoted) >= 1 and len(quoted) + told >= _FEWEST_VOICES:
        weight = min(_VOICE_CAP, _VOICE * (len(quoted) + told))
        yield Evidence("feedback", "body", weight, tuple(q[:16] for q in quoted[:2]))
        talk = _WITH_SOMEBODY.search(f"{view.stem}\n{view.lines[0] if view.lines else ''}")
        if talk and len(quoted) >= _FEWEST_QUOTES:
            yield Evidence("feedback", "title", _TALK, (talk.group(),))
            yield Evidence("retrospective", "title", -_TALK, ())


_SHORT_NOTES = 3_000
_WITH_SOMEBODY = re.compile(
    r"(?:\b[Ww]ith|\b[Ww]/?)\s[A-Z][a-z]+|(?:[跟和與与訪访]|拜訪|拜访)[\u3400-\u9fff]{1,3}(?:總|总|協理|协理|經理|经理|主任|處長|处长|老師|老师|姐|哥|小姐|先生|董)"
)
_FEWEST_QUOTES, _TALK = 2, 6.0
"""A talk with one named person, quoted: theirs is the verdict, though the paper is called a debrief."""


# ------------------------------------------------------------------ differences
_MOST_COLUMNS = 8


def _has_differences(rows: Sequence[Sequence[str]]) -> bool:
    """Of three columns of figures one is the difference of the others, row by row."""
    width = min(max(map(len, rows), default=0), _MOST_COLUMNS)
    columns = [[number_in(row[n]) if n < len(row) else None for row in rows] for n in range(width)]
    full = [c for c in columns if sum(v is not None for v in c) >= _LEAST_ROWS]
    for first, second, third in combinations(full, 3):
        told = [
            (a, b, c) for a, b, c in zip(first, second, third, strict=True)
            if a is not None and b is not None and c is not None
        ]  # fmt: skip
        kept = [c for a, b, c in told if abs(a - b) == abs(c)]
        if len(kept) >= _LEAST_ROWS and len(kept) * 5 >= len(told) * 4 and any(kept):
            return True
    return False


_LEAST_ROWS = 2


def _adds_up(rows: Sequence[Sequence[str]]) -> bool:
    """The last row of figures is the sum of those above it in two columns, whatever it is called."""
    width = min(max(map(len, rows), default=0), _MOST_COLUMNS)
    columns = [
        [v for row in rows if n < len(row) and (v := number_in(row[n])) is not None]
        for n in range(width)
    ]
    return (
        sum(len(c) > _LEAST_ROWS and c[-1] != 0 and sum(c[:-1]) == c[-1] for c in columns)
        >= _LEAST_ROWS
    )


@lru_cache(maxsize=4096)
def number_in(cell: str) -> Decimal | None:
    """The figure a cell holds, if any; kept, because several readers ask the same cells."""
    amount = parse_amount(cell) if any(map(str.isdigit, cell)) else None
    return None if amount is None or amount.is_rate else amount.value


# ------------------------------------------------------------------ questions
_QUESTION = re.compile(
    r"[?？]\s*(?:[(（][^()（）]*[)）])?\s*$|[(（]\s*1\s*[-–~至]\s*(?:5|7|10)\s*[分]?\s*[)）]"
)
_ASKED, _SHORTEST_QUESTION = 3.0, 6


def from_questions(view: DocumentView) -> Iterable[Evidence]:
    """A head of questions (How satisfied were you? 整體滿意度（1-5）) over rows of answers."""
    for head in view.written_heads[:3]:
        asked = tuple(c for c in head if len(c) >= _SHORTEST_QUESTION and _QUESTION.search(c))
        if asked:
            yield Evidence("survey", "table", _ASKED, asked[:2])
            return


# ------------------------------------------------------------------ notes of a meeting
_CAME = re.compile(
    r"(?m)^\W*(?:attendees?|present|in attendance|apologies|出席|参会|与会|到会|在场|列席)[^\n:]{0,12}:"
)
_SETTLED = re.compile(
    r"(?m)^\W*(?:decisions?|decided|agreed|actions?|next steps|决定|决议|议决|待办|结论|行动项)[^\n:]{0,8}:"
)
_MEETING = 3.0


_NOTED = re.compile(
    r"[（(]\s*(?:记|记录|纪录|notes?)\s*[）)]|(?:记录|纪录|整理)(?:人|者)?\s*:"
    r"|\b(?:notes|minutes|note[- ]taker|scribe)(?: taken)?(?: by)?\s*:\s*[a-z]"
)
_TO_DO = re.compile(
    r"(?m)^\W*(?:next steps?|actions?(?: items?| points?)?|to[- ]dos?|follow[- ]ups?"
    r"|待办(?:事项)?|跟进事项|后续事项|决议|决定|结论|分工)\W*(?:\t|$)"
)
_LOOKS_BACK = re.compile(r"复盘|检讨|回顾|总结|retro|lessons|wash-?up|post-?mortem|debrief")
_HEAD = 400
_NOTES = 3.2


def from_meeting(view: DocumentView) -> Iterable[Evidence]:
    """Who came or who took notes, and what was settled, each in its place."""
    came, settled = _CAME.search(view.folded), _SETTLED.search(view.folded)
    if came and settled:
        yield Evidence("minutes", "body", _MEETING, (came.group().strip(), settled.group().strip()))
        return
    noted, to_do = _NOTED.search(view.folded[:_HEAD]), _TO_DO.search(view.folded)
    if (
        noted
        and (to_do or settled)
        and not _LOOKS_BACK.search(f"{fold(view.stem)} {view.folded[:_HEAD]}")
    ):
        words = (noted.group().strip(), (to_do or settled or noted).group().strip())
        yield Evidence("minutes", "body", _NOTES, words)
