"""Version and state of a document: from its file's name and from what its first lines and page headers say.

Where both give a number and differ, the later one is proposed and the person asked: whoever goes on working
raises the number in one place and forgets the other, hardly ever the other way round. A name that only says
more than the text (第三版 in the text, V3-改2 in the name) is no contradiction: it is the later state of the copy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.naming.interpret import VersionHint, read_version
from archive.understanding.view import DocumentView

_STATED = re.compile(
    r"(?i)(?:版本|版次|(?<![a-z])version|(?<![a-z])ver\.?|(?<![a-z])rev(?:ision)?\.?)\s?[:：.]?\s?v?(\d{1,2}(?:\.\d{1,2})?)(?![\d.])"
    r"|(?<![a-z0-9])v(\d{1,2}(?:\.\d{1,2})?)(?![\d.a-z])"
)
_LONGEST = 80
_OF_ANOTHER = re.compile(
    r"\s?(?:[:：]\s?[A-Z$€£¥]{0,4}\s?\d+(?:,\d{3}|[萬万kK])|[已原]|取消|作[废廢]|包括|包含|被|(?i:(?:was|is|had|has|included?s?|superseded|replaced|withdrawn|dated)\b))"
)
"""What follows the number of a version that the line tells about (rev 1：120,000，已作廢): not the paper's own."""
_NOTHING_MORE = re.compile(r"(?:[\W\d_年月日]|日期|date)*", re.IGNORECASE)
"""What may follow 第三版 where it is the paper's own version: brackets and a day, but no word about it."""
_SETTLED = re.compile(r"(?:稿|版|v?\d)[\s_\-（(]+(?:定|已定|OK)[)）]?$", re.IGNORECASE)
"""第4稿 定, v6_OK: one of several drafts, and the one that was settled on."""


@dataclass(frozen=True, slots=True)
class Told:
    """A version or a state as it was written: its value, the words, and whether name or text has them."""

    value: str
    words: str
    where: str


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """`number` is "2.1"-like or None; `status` draft, final, signed or None.

    `choices` holds two numbers, the likelier first, where name and text contradict each other.
    """

    number: str | None
    status: str | None
    is_draft: bool
    choices: tuple[str, ...] = ()
    number_told: tuple[Told, ...] = field(default=(), compare=False)
    status_told: Told | None = field(default=None, compare=False)


def version_of(view: DocumentView) -> DocumentVersion:
    """What name and text say together; a page marked as a draft makes it one."""
    name = read_version(view.stem)
    lines = [line for line in (*view.lines[:2], *view.margins[:3]) if len(line) <= _LONGEST]
    said = [read_version(line) for line in lines]
    signed = name.status == "signed"
    settled = bool(_SETTLED.search(view.stem))
    is_draft = not (signed or settled) and (name.is_draft or any(hint.is_draft for hint in said))
    numbers = _numbers(name, _stated(view, lines, said), settled=settled)
    if is_draft:
        numbers = [Told(_as_draft(told.value), told.words, told.where) for told in numbers]
    number, choices = _agreed(numbers)
    if choices and number == numbers[0].value and _says_too(view, numbers[0]):
        number, choices = numbers[0].value, ()
    states = [_state(name, "name"), *(_state(hint, "text") for hint in said)]
    if is_draft:
        told = next((t for t in states if t and t.value == "draft"), None)
        return DocumentVersion(number, "draft", True, choices, tuple(numbers), told)
    told = next((t for t in states if t), None)
    status = told.value if told else None
    if settled and status in (None, "draft"):
        status, told = "final", Told("final", view.stem, "name")
    return DocumentVersion(number, status, False, choices, tuple(numbers), told)


def _numbers(name: VersionHint, stated: Told | None, *, settled: bool) -> list[Told]:
    """The number of the name, then that of the text."""
    numbers = []
    if name.version:
        draft = re.fullmatch(r"0\.[1-9]", name.version) if settled else None
        number = f"{name.version[2:]}.0" if draft else name.version
        numbers.append(Told(number, _words(name), "name"))
    if stated:
        numbers.append(stated)
    return numbers


def _words(hint: VersionHint) -> str:
    return " ".join(dict.fromkeys(mark.word for mark in hint.marks if mark.number))


def _state(hint: VersionHint, where: str) -> Told | None:
    return Told(hint.status, hint.status_mark or "", where) if hint.status else None


def _stated(view: DocumentView, lines: list[str], said: list[VersionHint]) -> Told | None:
    for line in (*view.lines[:4], *view.margins[:3]):
        found = _STATED.search(line) if len(line) <= _LONGEST else None
        if found and not _OF_ANOTHER.match(line, found.end()):
            major, _, minor = (found[1] or found[2]).partition(".")
            return Told(f"{int(major)}.{int(minor or 0)}", found[0].strip(), "text")
    for line, hint in zip(lines, said, strict=True):  # 第三版 on a cover
        ordinal = next((mark.word for mark in hint.marks if mark.kind == "ordinal"), None)
        if hint.version and ordinal and _is_own(line, ordinal):
            return Told(hint.version, _words(hint), "text")
    return None


def _says_too(view: DocumentView, named: Told) -> bool:
    """The head of the paper, the cells of its tables included, has the name's version beside another one."""
    stated = (found[1] or found[2] for found in _STATED.finditer(view.text[:_HEAD]))
    return any(_parts(number) == _parts(named.value) for number in stated)


_HEAD = 600
"""Characters in which a paper's number and version stand, often in a table of two columns."""


def _is_own(line: str, ordinal: str) -> bool:
    """True for 第三版 (3/2); 第一版為 448 萬，已作廢 speaks of another version."""
    return bool(_NOTHING_MORE.fullmatch(line.partition(ordinal)[2]))


def _agreed(numbers: list[Told]) -> tuple[str | None, tuple[str, ...]]:
    """The number to take, and both where name and text contradict each other."""
    if len(numbers) < 2:
        return (numbers[0].value if numbers else None), ()
    named, stated = (_parts(told.value) for told in numbers)
    if _goes_on(named, stated):
        return numbers[0].value, ()
    later, earlier = sorted(numbers, key=lambda told: _parts(told.value), reverse=True)
    return later.value, (later.value, earlier.value)


def _goes_on(named: tuple[int, int], stated: tuple[int, int]) -> bool:
    """The name's version is the text's, or a later change of it: 3.2 of 3.0, 0.32 of 0.3."""
    return named[0] == stated[0] and named[1] >= stated[1]


def _parts(number: str) -> tuple[int, int]:
    major, _, minor = number.partition(".")
    return int(major), int(minor or 0)


def _as_draft(number: str) -> str:
    """A draft is 0.x whatever number its author gave it: 3.2 becomes 0.32, 0.9 stays."""
    if number.startswith("0."):
        return number
    major, _, minor = number.partition(".")
    return f"0.{major}{minor if minor != '0' else ''}"
