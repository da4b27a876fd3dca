"""What a messy name says of itself: which version, draft or final or signed, a copy, a machine's name.

Teams write 最終版-改3(2), v2.1, 第二轮, rev B, Copy of ..., FINAL_FINAL. None of that is a title
(NAMING decision 4): each mark is taken out and told as what it means; the rest is the title.

A mark counts where it stands as a mark: before a separator, a bracket or the end. 初稿评审会议 keeps
its 初稿, because the meeting was about one; 评审会议_初稿 is a draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.domain.dates import find_dates, find_days
from archive.domain.numerals import read_int
from archive.naming.marks import (
    MACHINE_NAMES,
    MARKS,
    MEANS_DRAFT,
    MEANS_FINAL,
    MEANS_SIGNED,
    RANDOM_NAMES,
)

_FULL_WIDTH = {
    wide: wide - 0xFEE0
    for first, last in ("．．", "０９", "ＡＺ", "ａｚ")
    for wide in range(ord(first), ord(last) + 1)
}
_MASK = 0xE000
"""Private-use characters stand for the dates of a name while its marks are looked for."""
_EMPTY_BRACKETS = re.compile(r"[(（\[【][\s\-–—~,，、]*[)）\]】]")
_SPACES = re.compile(r"\s{2,}")
_EDGES = " \t_-–—.·,，、+&"
_MOST_MARKS = 12
REMEMBERED = 1024
"""Texts whose reading is kept: a name is asked about by every judge, and again when it is filed."""
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a name that is no title: its kind (see `marks`), its number if it has one."""

    kind: str
    number: str | None
    word: str


@dataclass(frozen=True, slots=True)
class VersionHint:
    """What a name or a title says beyond its title.

    `version` is "2.1"-like (a draft's is 0.x) or None; `status` draft, final, signed or None. `title`
    is what is left, and empty when nothing is (or when a camera, a scanner or an office program made
    the name). `marks` are what was taken out, in the order it was found.
    """

    version: str | None
    status: str | None
    is_draft: bool
    is_copy: bool
    title: str
    marks: tuple[Mark, ...] = ()

    @property
    def status_mark(self) -> str | None:
        """The word that names a status, as it was written."""
        return next((m.word for m in self.marks if m.kind in ("draft", "final", "signed")), None)


@lru_cache(maxsize=REMEMBERED)
def read_version(text: str) -> VersionHint:
    """Read a file's stem (no extension), or any title."""
    rest, dates = _mask_dates(text[:_LONGEST].translate(_FULL_WIDTH))
    found: list[Mark] = []
    for _ in range(_MOST_MARKS):
        taken = _take_mark(rest)
        if taken is None:
            break
        rest, mark = taken
        found.append(mark)
    title = _unmask(_tidy(rest), dates)
    kinds = {mark.kind for mark in found}
    version, is_draft = _version(found)
    status = _status(kinds, is_draft=is_draft)
    if is_machine_name(title) or is_machine_name(text[:_LONGEST]):
        title = ""
    return VersionHint(version, status, is_draft, "copy" in kinds, title, tuple(found))


@lru_cache(maxsize=REMEMBERED)
def is_machine_name(title: str) -> bool:
    """True for what a camera, a scanner, a chat program or an office program calls a new file."""
    if RANDOM_NAMES.fullmatch(title.strip()):
        return True
    rest, _ = _mask_dates(title)
    return bool(MACHINE_NAMES.fullmatch(_tidy(re.sub(r"[\ue000-\ue0ff]", "", rest))))


def _take_mark(text: str) -> tuple[str, Mark] | None:
    """The text without its first mark of the first kind that has one, and the mark."""
    for kind, pattern in MARKS:
        if match := pattern.search(text):
            number = next((group for group in match.groups() if group), None)
            before, after = text[: match.start()].rstrip(_EDGES), text[match.end() :].lstrip(_EDGES)
            return _tidy(f"{before} {after}"), Mark(kind, number, match[0].strip(_EDGES))
    return None


def _version(found: list[Mark]) -> tuple[str | None, bool]:
    """The version that the marks come to, and whether it is a draft.

    V3 with 改2 is 3.2; 改2 alone is the second change of the first issue, 1.2; 第二版 is 2.0. A draft
    is 0.x, whatever number its author gave it.
    """
    numbers = {mark.kind: mark.number for mark in reversed(found) if mark.number}
    major, minor = _explicit(numbers.get("version"))
    revision = _count(numbers.get("revision"))
    if major is None and (ordinal := numbers.get("ordinal")):
        major, minor = _count(ordinal), 0
    is_draft = major == 0 or any(mark.kind in MEANS_DRAFT for mark in found)
    if major is None and is_draft:
        number = _count(numbers.get("draft")) or revision
        return (f"0.{number}" if number else None), True
    if major is None and revision is None and (number := _count(numbers.get("final"))):
        return f"{number}.0", False
    if major is None:
        return (f"1.{revision}" if revision else None), False
    minor = revision if revision and not minor else minor
    if is_draft and major:
        return f"0.{major}{minor or ''}", True
    return f"{major}.{minor}", is_draft


def _explicit(number: str | None) -> tuple[int | None, int]:
    if number is None:
        return None, 0
    if number.isalpha() and number.isascii():
        return ord(number.upper()) - ord("A") + 1, 0
    major, _, minor = number.partition(".")
    return int(major), int(minor or 0)


def _count(number: str | None) -> int | None:
    return None if number is None else read_int(number)


def _status(kinds: set[str], *, is_draft: bool) -> str | None:
    if kinds & MEANS_SIGNED:
        return "signed"
    if is_draft:
        return "draft"
    return "final" if kinds & MEANS_FINAL else None


def _mask_dates(text: str) -> tuple[str, list[str]]:
    spans = sorted(
        [(date.start, date.end) for date in find_dates(text, loose=True)]
        + [(day.start, day.end) for day in find_days(text, loose=True)]
    )
    dates: list[str] = []
    parts, at = [], 0
    for start, end in spans[:200]:
        parts += [text[at:start], chr(_MASK + len(dates))]
        dates.append(text[start:end])
        at = end
    return "".join(parts) + text[at:], dates


def _unmask(text: str, dates: list[str]) -> str:
    return re.sub(r"[\ue000-\ue0c7]", lambda m: _date_of(m[0], dates), text)


def _date_of(mask: str, dates: list[str]) -> str:
    place = ord(mask) - _MASK
    return dates[place] if place < len(dates) else mask


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", _EMPTY_BRACKETS.sub(" ", text)).strip(_EDGES)
