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
        if len(line) > _LONGEST_LINE or len(_LISTED.findall(line)) < _FEWEST - 1:
            continue
        pieces = list(_pieces(line))
        names = [piece for piece in pieces if _may_be_name(piece)]
        if len(names) >= _FEWEST and len(names) * 2 >= len(pieces):
            found.update(names)
    return frozenset(found)


_MONEY = re.compile(r"[$£€¥]\s?\d|\d,\d{3}|\d\s?[万萬]?元")
"""An amount stands in what is to be done, never among those who were there."""


def _pieces(line: str) -> Iterator[str]:
    """What the marks of a list part, without days and without the words for who was there."""
    for piece in _PARTING.split(line):
        for part in piece.split() if re.search("[一-鿿]", piece) else [piece]:
            bare = part.strip()
            if bare and not any(map(str.isdigit, bare)) and not _ABOUT_MEETING.within(bare):
                yield bare


def _may_be_name(piece: str) -> bool:
    if words.NOT_A_PERSON.within(piece) or words.OWNER.within(piece):
        return False
    han = re.fullmatch(r"[一-鿿]{2,3}", piece) is not None
    return han or (is_latin(piece) and not piece.isupper())
