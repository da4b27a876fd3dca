"""What a workbook's rows are, one by one: things that were counted, hours of a day, answers of people.

The heads decide less than what stands below them: running numbers, clock times that only rise, marks of a
scale beside words of one's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from archive.domain.folding import fold
from archive.understanding.evidence import Evidence
from archive.understanding.sheet_evidence import DAY_CELL, MONEY_HEAD
from archive.understanding.table_evidence import number_in
from archive.understanding.view import DocumentView

_ROWS, _MOST_COLUMNS, _FEWEST = 60, 10, 3

Column = tuple[str, tuple[str, ...]]
"""The folded head and the folded cells below it, empty ones included."""

_COUNT_HEAD = re.compile(
    r"人数|人次|到场|出席|到访|来客|播放|观看|浏览|阅读|曝光|触及|点击|下载|转发|分享|点赞|按赞|收藏|评论|留言|互动"
    r"|报名|签约|投递|申请数|领取|发放|兑换|售出|销量|件数|份数|扫码|加好友|粉丝|订阅"
    r"|\b(?:views?|plays?|visits?|visitors|attend\w*|footfall|turnout|reach|clicks?|likes?|shares?|saves?|comments"
    r"|downloads?|sign[- _]?ups?|registered|registrations|impressions|listens|followers|subscribers|scans"
    r"|redeemed|redemptions|issued|sold|handed[ _]out|distributed|participants|guests|walked|came|engagements?)\b"
)
_MEANT = re.compile(
    r"预计|预估|预定|容量|上限|名额|目标|expected|planned|forecast|capacity|quota|target"
)
_KEPT, _RECORDS = 1.2, 2.6


def from_records(view: DocumentView) -> Iterable[Evidence]:
    """What the rows of a workbook's first table are."""
    columns = _columns(view)
    if columns:
        yield from _of_counts(columns)
        yield from _of_hours(columns)
        yield from _of_answers(columns)


def _of_counts(columns: Sequence[Column]) -> Iterable[Evidence]:
    """Things with a day each (a session, a film, a post) and what was counted of them: results."""
    if any(MONEY_HEAD.search(head) for head, _ in columns):
        return
    dated = [head for head, cells in columns if _days(cells) >= _FEWEST]
    counted = [
        head
        for head, cells in columns
        if _COUNT_HEAD.search(head.replace("_", " "))
        and not _MEANT.search(head)
        and sum(number_in(cell) is not None for cell in cells) >= _FEWEST
    ]
    if len(dated) == 1 and counted:
        more = _KEPT if len(counted) > 1 else 0.0
        yield Evidence("data_report", "table", _RECORDS + more, (dated[0], *counted[:2]))


# ------------------------------------------------------------------ hours of a day
_CLOCK = re.compile(
    r"(?:约|由)?(?P<hour>[01]?\d|2[0-4])[:.h]?(?P<minute>[0-5]\d)\s?(?:[ap]\.?m\.?|hrs?)?"
    r"(?:\s?[-–—~至到]\s?.{3,9})?"
)
_TIME_HEAD = re.compile(r"^(?:\S{0,4}时间|时段|时刻|time\S{0,4}|start(?: time)?|from|hour|clock)$")
_PERSON_HEAD = re.compile(
    r"^(?:full |visitor )?names?$|姓名|签到|签名|signature|\bsigned?\b|电话|phone"
)
_RUN_DOWN, _BY_HOUR, _FEWEST_HOURS = 3.0, 2.6, 4


def _of_hours(columns: Sequence[Column]) -> Iterable[Evidence]:
    """Clock times that only rise down a column: beside what happens a run-down, beside counts results."""
    for head, cells in columns[:3]:
        if not _TIME_HEAD.match(head):
            continue
        hours = [_minutes(cell) for cell in cells if cell]
        told = [hour for hour in hours if hour is not None]
        rises = all(a <= b for a, b in pairwise(told))
        others = [other for other in columns if other[0] != head]
        if any(_PERSON_HEAD.search(other) for other, _ in others):  # who came in when
            return
        if len(told) >= _FEWEST_HOURS and len(told) * 5 >= len(hours) * 4 and rises:
            words = (head, *(h for h, _ in others[:2]))
            if _counts(others):
                yield Evidence("data_report", "table", _BY_HOUR, words)
            elif _written(others):
                yield Evidence("schedule", "table", _RUN_DOWN, words)
            return


def _minutes(cell: str) -> int | None:
    match = _CLOCK.fullmatch(cell.replace(",", "").strip())  # a workbook may take 1430 for a number
    return int(match["hour"]) * 60 + int(match["minute"]) if match else None


def _written(columns: Sequence[Column]) -> bool:
    """A column of words, most of them different: what happens, not who was there."""
    return any(
        len(words := [c for c in cells if c and number_in(c) is None]) >= _FEWEST
        and len(set(words)) * 4 >= len(words) * 3
        for _, cells in columns
    )


def _counts(columns: Sequence[Column]) -> bool:
    return any(
        sum(number_in(c) is not None for c in cells) * 2 > max(1, sum(map(bool, cells)))
        for _, cells in columns
    )


# ------------------------------------------------------------------ answers of people
_OPEN_QUESTION = re.compile(
    r"anything else|^(?:what|why|how|which|where|who|would|will|did|do|are|were|is|any|anything)\s\S+\s\S+"
    r"|您|你|哪|什么|为什么|如何|是否|最(?:满意|喜欢|欣赏|难忘|想)|希望.{0,6}(?:改|有|看)|(?:其他|还有|宝贵)?(?:意见|建议|想说)"
    r"|该(?:保留|改|留|调)|(?:保留|改善|改进|加强)(?:的|什么|之处|地方)|\b(?:comments?|suggestions?|improve|keep|change)\b"
)
_ANSWERED_BY = re.compile(
    r"提交|填答|填写|作答|时间戳|回复时间|身份|角色|部门|单位|职|受访|submitted|timestamp|responded|response"
    r"|role|department|team|respondent|^date$"
)
_TOP_MARK, _FEWEST_MARKS, _ANSWERS = Decimal(10), 3, 3.6


def _of_answers(columns: Sequence[Column]) -> Iterable[Evidence]:
    """Rows of people who gave a mark of a short scale and said something in their own words: a survey."""
    marked = [head for head, cells in columns if _is_mark(head, cells)]
    asked = [
        head
        for head, cells in columns
        if _OPEN_QUESTION.search(head) and sum(1 for c in cells if len(c) > 1) >= 2
    ]
    who = [head for head, _ in columns if _ANSWERED_BY.search(head)]
    if marked and asked and who and set(asked) - set(marked):
        yield Evidence("survey", "table", _ANSWERS, (marked[0], *asked[:2]))


_MARK_HEAD = re.compile(
    r"score|rating|rate\b|nps|stars?|satisf|recommend|overall|分|满意|推荐|评价|\(\s?[01]\s?[-–~]\s?(?:5|7|10)"
)


def _is_mark(head: str, cells: Sequence[str]) -> bool:
    values = [value for cell in cells if (value := number_in(cell)) is not None]
    return (
        len(values) >= _FEWEST_MARKS
        and bool(_MARK_HEAD.search(head.replace("_", " ")))
        and all(0 <= value <= _TOP_MARK for value in values)
    )


# ------------------------------------------------------------------ columns
def _columns(view: DocumentView) -> list[Column]:
    """The columns of a workbook's first table under its head: the first row in which most cells are words."""
    if view.form != "sheet":
        return []
    rows = next((s.rows for s in view.segments if len(s.rows) > _FEWEST), ())[:_ROWS]
    folded = [tuple(fold(cell).strip() for cell in row[:_MOST_COLUMNS]) for row in rows]
    at = next((n for n, row in enumerate(folded[:4]) if _is_head(row)), -1)
    if at < 0:
        return []
    below = folded[at + 1 :]
    return [
        (head, tuple(row[n] if n < len(row) else "" for row in below))
        for n, head in enumerate(folded[at])
        if head
    ]


def _is_head(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) >= _FEWEST and all(
        number_in(c) is None or "_" in c or "(" in c for c in filled
    )


def _days(cells: Sequence[str]) -> int:
    return sum(bool(DAY_CELL.fullmatch(cell)) for cell in cells)
