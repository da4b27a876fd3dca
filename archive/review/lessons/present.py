"""Who was at the look-back: the line of names at its head tells people whom no list of surnames knows.

2026年6月4日　Ada 主持，天晴、阿松、黃姑; 4 June, the long table. Ada, Noor, Ravi.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.review.reading import vocabulary as words
from archive.review.reading.people import is_latin
from archive.review.reading.words import word_list

_HEAD = 8
_FEWEST = 3
_LONGEST_LINE = 160
_ABOUT_MEETING = word_list("lessons.about_meeting")
_PARTING = re.compile(r"[、，,/／|｜;；:：.。（）()]|\s{2,}|　|\band\b")
_NUMBERED = re.compile(r"\s*[(（]?\d{1,2}\s*[.、．)）]\s*(?=\D)")
"""2. 燈架、佈線重測／大倫: one of a list of things, among which a name may stand."""
_LISTED = re.compile(r"[、/／,，|｜]")


def people_present(lines: Iterable[str]) -> frozenset[str]:
    """The names in the first lines that are little but names; three at least."""
    found: set[str] = set()
    for _, line in zip(range(_HEAD), lines, strict=False):
        if _NUMBERED.match(line) or _MONEY.search(line):
            continue
        if len(line) > _LONGEST_LINE or _marks_of_list(line) < _FEWEST - 1:
            continue
        pieces = list(_pieces(line))
        names = [piece for piece in pieces if _may_be_name(piece)]
        if len(names) >= _FEWEST and len(names) * 2 >= len(pieces):
            found.update(names)
    return frozenset(found)


def _marks_of_list(line: str) -> int:
    """How often a line goes on to another thing; by "and" only where it says who was there."""
    told = any(_AROUND_NAME.search(piece.strip()) for piece in _PARTING.split(line))
    return len(_LISTED.findall(line)) + (len(_AND.findall(line)) if told else 0)


_AND = re.compile(r"\band\b")
_MONEY = re.compile(r"[$£€¥]\s?\d|\d,\d{3}|\d\s?[万萬]?元")
"""An amount stands in what is to be done, never among those who were there."""


def _pieces(line: str) -> Iterator[str]:
    """What the marks of a list part, without days and without the words for who was there."""
    for piece in _PARTING.split(line):
        for part in piece.split() if re.search("[一-鿿]", piece) else [piece]:
            bare = _AROUND_NAME.sub("", part.strip())
            if bare and not any(map(str.isdigit, bare)) and not _ABOUT_MEETING.within(bare):
                yield bare


_AROUND_NAME = re.compile(
    r"^(?:(?:led|chaired|run|hosted|facilitated|written(?: up)?|noted|minuted|recorded|notes?|minutes) by"
    r"|present|with|also|plus)\s+"
    r"|\s+(?:(?:were |was )?(?:in the room|present|there|around the table|at the table|on the (?:call|line|phone))"
    r"|attended|joined(?: us)?|took part|by (?:phone|video)|on ?line|remotely)$",
    re.IGNORECASE,
)
"""Led by Ada; … and Noor in the room: what an English line says beside a name."""


def _may_be_name(piece: str) -> bool:
    if words.NOT_A_PERSON.within(piece) or words.OWNER.within(piece):
        return False
    han = re.fullmatch(r"[一-鿿]{2,3}", piece) is not None
    return han or (is_latin(piece) and not piece.isupper())
