"""Until when something is to be done, as people say it: 9月底前, end of October, by Q4, 下週五, before the next job.

A time that no day can be computed of (before the next project) is found all the same, with no value: it
is a time, and no part of what is to be done.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from archive.domain.dates import find_dates
from archive.domain.numerals import read_int
from archive.review.reading.days import likeliest


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time at `start:end`; `value` is YYYY-MM-DD, YYYY-MM, or None where no day can be told."""

    start: int
    end: int
    value: str | None


_MONTHS = {
    name: n
    for n, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH_NAME = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_HAN_MONTH = re.compile(
    r"(?:(?P<y>20\d\d|1[0-3]\d)\s*年\s*)?(?P<m>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月(?:份)?\s*"
    r"(?P<part>底|末|中旬?|初|上旬|下旬)?(?!\s*\d{1,2}\s*[日號号])(?=\s*[之以]?前|[^\d\w]|底|末|完成|$|起)"
)
_RELATIVE_HAN = re.compile(
    r"(?P<what>[本这這下]個?个?月底|下?下个?個?月[初中]?|年底|年末|季末|[本下]季末?|[本这這]?下?下?[周週](?:[一二三四五六日天])?(?!\s*[报報])"
    r"|第[一二三四1-4]季度?)(?=\s*[之以]?前|[^\w]|完成|$|起|内|內)"
)
_END_OF = re.compile(
    rf"\b(?P<part>end(?:\s+of|-of)?|end-|mid[-\s]|middle of|early|beginning of|start of|late|by|"
    rf"before|in|from|"
    rf"until)\s*-?(?:the\s+)?{_MONTH_NAME.format('mon')}(?:\s+(?P<y>20\d\d))?(?!\s*\d)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?<=[(（\[])\s*{_MONTH_NAME.format('mon')}\s*(?=[)）\]])")
_QUARTER = re.compile(r"\b(?:(?:end of|by|before|in|from)\s+)?Q(?P<q>[1-4])(?:\s*(?P<y>20\d\d))?\b")
_VAGUE = re.compile(
    r"\b(?:next (?:week|month|quarter|project|campaign|event|brief|pitch)|(?:before|at|from|"
    r"by) the next [a-z]+(?: [a-z]+)?"
    r"|immediately|with immediate effect|asap|ongoing|from now on|going forward|year[- ]end|"
    r"end of (?:the )?(?:year|month|quarter)|within \w+ (?:days|weeks|months))\b"
    r"|(?:即日起|立即|立刻|马上|持续|持續|下次(?:专案|專案|项目|項目|活动|活動)?(?:启动|啟動|开案|開案|起)?前?|下[个個]?(?:专案|專案|项目|項目|案子)[起前]?|长期|長期)",
    re.IGNORECASE,
)


def find_deadlines(text: str, near: date) -> list[Deadline]:
    """Every time the text names, in order, none inside another; days without a year lie after `near`."""
    mentions = find_dates(text, loose=True, near=near)
    found = [Deadline(m.start, m.end, likeliest(m, near)) for m in mentions]
    for more in (*_of_months(text, near), *_of_quarters(text, near), *_relative(text, near)):
        if all(more.end <= d.start or more.start >= d.end for d in found):
            found.append(more)
    for match in _VAGUE.finditer(text):
        if all(match.end() <= d.start or match.start() >= d.end for d in found):
            found.append(Deadline(*match.span(), None))
    return sorted(found, key=lambda d: d.start)


def _of_months(text: str, near: date) -> Iterator[Deadline]:
    for match in _HAN_MONTH.finditer(text):
        month = read_int(match["m"]) or 0
        if 1 <= month <= 12:
            year = _year(match["y"], month, near)
            yield Deadline(*match.span(), _part_of(year, month, match["part"] or ""))
    for match in _ALONE.finditer(text):
        month = _MONTHS[match["mon"][:3].lower()]
        yield Deadline(*match.span("mon"), _part_of(_year(None, month, near), month, ""))
    for match in _END_OF.finditer(text):
        month = _MONTHS[match["mon"][:3].lower()]
        year = _year(match["y"], month, near)
        yield Deadline(*match.span(), _part_of(year, month, match["part"].lower()))


def _year(written: str | None, month: int, near: date) -> int:
    """A month without a year is the next one of that name."""
    if written:
        return int(written) + (1911 if len(written) == 3 else 0)
    return near.year + (1 if month < near.month else 0)


def _part_of(year: int, month: int, part: str) -> str:
    if part.startswith(("底", "末", "下旬", "end", "late")):
        return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
    if part.startswith(("中", "mid")):
        return f"{year:04}-{month:02}-15"
    return f"{year:04}-{month:02}"


def _of_quarters(text: str, near: date) -> Iterator[Deadline]:
    for match in _QUARTER.finditer(text):
        month = int(match["q"]) * 3
        yield Deadline(*match.span(), _part_of(_year(match["y"], month, near), month, "end"))


def _relative(text: str, near: date) -> Iterator[Deadline]:
    for match in _RELATIVE_HAN.finditer(text):
        yield Deadline(*match.span(), _counted_from(match["what"], near))


def _counted_from(what: str, near: date) -> str | None:
    if what.startswith("年"):
        return f"{near.year:04}-12-31"
    if "月" in what:
        ahead = what.count("下")
        month = (near.month - 1 + ahead) % 12 + 1
        year = near.year + (near.month - 1 + ahead) // 12
        return _part_of(year, month, "底" if "底" in what else "")
    if re.search("[周週][一二三四五六日天]$", what):
        weekday = "一二三四五六日".find(what[-1].replace("天", "日"))
        monday = near - timedelta(days=near.weekday()) + timedelta(weeks=what.count("下"))
        return (monday + timedelta(days=weekday)).isoformat()
    return None
