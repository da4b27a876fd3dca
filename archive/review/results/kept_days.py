"""How far a day that came lay from the one that was meant, told in words: 如期, 延後一週, two days early."""

from __future__ import annotations

import re
from datetime import timedelta

from archive.domain.numerals import read_int
from archive.review.reading.days import Day
from archive.review.reading.words import folded

_KEPT = re.compile(
    r"如期|按期|依期|准时|按时|[依照按](?:原[定订]?)?(?:计划|进度|时程|时间表|排期|日程)(?!书)|没有?延[误期迟]|未延[误期迟]"
    r"|\b(?:on (?:time|schedule)|as (?:planned|scheduled|agreed)|to (?:plan|schedule)|(?:the )?day (?:we )?planned)\b"
)
_ASKED = re.compile(
    r"请|务必|须|需|应|确保|才能|不能|无法|[未没]能?如期|\b(?:please|must|will|should|to be|not|if|make sure|would)\b"
)
"""Asked for, or denied: no day came."""
_BY = re.compile(r"[日号\d]\s*(?:之?前|以前)")
_NUMBER = r"(?P<{0}>\d{{1,3}}|[一二两三四五六七八九十]{{1,3}}|(?:one|two|three|four|five|six|seven|eight|nine|ten|an?))"
_UNIT = r"(?P<{0}>个?工作[天日]|[天日]|周|个?星期|个?礼拜|working days?|days?|weeks?)"
_LATE = re.compile(
    r"(?:延(?:后|误|迟|期)?|推迟|[晚迟](?:到|了|交)?|落后|比[^，。；]{1,8}[晚迟]了?)了?\s*"
    + _NUMBER.format("han") + r"\s*" + _UNIT.format("hu")
    + r"|\b" + _NUMBER.format("en") + r"\s*" + _UNIT.format("eu")
    + r"\s+(?:late(?:r)?|behind|overdue|after (?:plan|schedule|the planned))\b"
    + r"|\b(?:slipped|delayed|postponed|moved back|pushed back)\s+(?:by\s+)?"
    + _NUMBER.format("sl") + r"\s*" + _UNIT.format("su")
)  # fmt: skip
_EARLY = re.compile(
    r"(?:提早|提前|早)了?\s*" + _NUMBER.format("han") + r"\s*" + _UNIT.format("hu")
    + r"|\b" + _NUMBER.format("en") + r"\s*" + _UNIT.format("eu") + r"\s+(?:early|earlier|ahead|sooner)\b"
)  # fmt: skip
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {"a": 1, "an": 1} | {word: number for number, word in enumerate(_ONES, 1)}


def told_shift(text: str) -> int | None:
    """By how many days it was late (below zero: early); 0 for 如期; None where nothing is told."""
    plain = folded(text)
    for form, sign in ((_LATE, 1), (_EARLY, -1)):
        if match := form.search(plain):
            days = _days(match)
            return sign * days if days is not None else None
    return 0 if _KEPT.search(plain) and not (_ASKED.search(plain) or _BY.search(plain)) else None


_SAME = re.compile(
    r"(?:同左|同上|同前|同[计預预原][划定订]?(?:日期?)?|如期|按期|依期|准时|按时|无延[误迟]|未延[误迟]"
    r"|same(?: day)?|as planned|on time|on schedule|to plan)"
    r"(?:完成|举行|上线|交付)?[。.]?"
)
_SIGNED_DAYS = re.compile(r"(?P<sign>[+\-−＋－±])\s*(?P<days>\d{1,3})\s*(?:天|日|days?|d)?")


def shift_in_cell(cell: str) -> int | None:
    """同左, 按期, +3 days, 延迟3天 alone in a cell: by how many days it was late; None for anything else."""
    plain = folded(cell).strip()
    if _SAME.fullmatch(plain):
        return 0
    if signed := _SIGNED_DAYS.fullmatch(plain):
        late = int(signed["days"])
        return -late if signed["sign"] in "-−－" else late
    return told_shift(plain) if len(plain) <= _LONGEST_CELL else None


_LONGEST_CELL = 24


def shifted(day: Day, days: int) -> Day:
    """The day that lies so many days later."""
    return Day((day.first + timedelta(days=days)).isoformat(), day.written)


def _days(match: re.Match[str]) -> int | None:
    """Calendar days; None for working days, which a reader would have to count."""
    told = [value for value in match.groups() if value]
    number, unit = told[0], told[1]
    count = int(number) if number.isdigit() else _WORDS.get(number) or read_int(number)
    if count is None or "工作" in unit or "working" in unit:
        return None
    return (
        count * 7 if unit.startswith(("周", "week")) or unit.endswith(("星期", "礼拜")) else count
    )
