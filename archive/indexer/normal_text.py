"""Stored texts in their normal form, and the way back to the characters that are shown.

`analysis.normal_form` says what the normal form is; here many texts have to be brought into it at every
search: they are laid end to end, and characters that stand for themselves, nearly all of them, are looked
up in one array.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.domain.folding import fold, grows, joins_previous
from archive.indexer.analysis import respelled, with_spellings
from archive.indexer.letters import HAN
from archive.indexer.shifts import UNSHIFTED, Shifts

Span = tuple[int, int]
_Codes = npt.NDArray[np.uint32]

_UNKNOWN: Final = 0xFFFFFFFE
_ODD: Final = 0xFFFFFFFF
_CODING: Final = "utf-32-le"
_forms: Final[_Codes] = np.full(0x32000, _UNKNOWN, np.uint32)
"""Character -> the one it becomes; learnt as characters are met. Odd ones change length or join others,
and so are taken all beyond the end, where no writing is, and white space that has no place below."""
_forms[-1] = _ODD

LONGEST_GAP: Final = 3
_APART: Final = "\0"
"""Between two texts: nothing that is looked for goes across it."""
_RANGE: Final = re.compile("(.)(?:-(.))?")
_LAST_WHITE: Final = 0x3000
_LOW: Final = 0x20
_RARE_WHITE: Final = "\x85\u1680\u2028\u2029"
"""White space of a normal form is up to `_LOW`, but for these, which hardly a text has."""
_IS_WHITE, _IS_CHINESE = 1, 2


class NormalText(NamedTuple):
    """Texts made ready for words to be found in, end to end.

    `starts` says where each begins in `normal`, `begins` where it began before, and `shifts` leads from there
    to there. `closed` is `normal` without the white space that text recognition and line ends put beside
    Chinese: before the character at each of `gaps`, of `closed`, and those before it, as many as `left_out`
    says.
    """

    normal: str
    starts: Sequence[int]
    begins: Sequence[int]
    shifts: Shifts
    closed: str
    gaps: Sequence[int]
    left_out: Sequence[int]

    @classmethod
    def of(cls, *texts: str) -> NormalText:
        """Of one text or several."""
        joined, begins = _APART.join(texts), _begins(texts)
        if joined.isascii():
            normal = joined.lower()
            return cls(normal, begins, begins, UNSHIFTED, normal, (), (0,))
        normal, codes, shifts = _normal(joined, begins)
        starts = [place + shifts.before(place) for place in begins] if shifts else begins
        return cls(normal, starts, begins, shifts, *_closed(normal, codes))

    def span(self, start: int, end: int) -> Span:
        """A range of `closed` as a range of `normal`."""
        if not self.gaps:
            return start, end
        first = start + self.left_out[bisect_right(self.gaps, start)]
        return first, end + self.left_out[bisect_right(self.gaps, end - 1)]

    def text_at(self, place: int) -> int:
        """Which of the texts a place of `normal` belongs to."""
        return bisect_right(self.starts, place) - 1

    def those_matching(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """The texts in whose normal form a pattern is found; what it finds may reach into the next."""
        match = pattern.search(self.normal)
        while match:
            number = self.text_at(match.start())
            yield number
            if number + 1 == len(self.starts):
                return
            match = pattern.search(self.normal, self.starts[number + 1])

    def part(self, number: int) -> str:
        """One of the texts, in its normal form."""
        return self.normal[self.starts[number] : self.end(number)]

    def end(self, number: int) -> int:
        """Where one of the texts ends in `normal`."""
        if number + 1 == len(self.starts):
            return len(self.normal)
        return self.starts[number + 1] - len(_APART)

    def original(self, number: int, start: int, end: int) -> Span:
        """A range of `normal` as a range of the text it is in; of (株) that came from ㈱ never a part."""
        begin = self.begins[number]
        if self.shifts:
            start, end = self.shifts.original(start, end)
        return start - begin, end - begin


def _begins(texts: Sequence[str]) -> list[int]:
    """Where each begins when they are laid end to end."""
    return [0, *accumulate(len(text) + len(_APART) for text in texts[:-1])]


def _normal(joined: str, begins: Sequence[int]) -> tuple[str, _Codes, Shifts]:
    """The normal form, its characters but for spellings and with plain white space, and how they were shifted."""
    codes = _codes_of(joined)
    forms = _forms.take(codes, mode="clip")
    if (most := forms.max()) >= _UNKNOWN:
        _learn(np.unique(codes[forms == _UNKNOWN]).tolist())
        forms = _forms.take(codes, mode="clip")
        most = forms.max()
    if most != _ODD:
        return with_spellings(str(forms.data, _CODING)), forms, UNSHIFTED
    odd = forms == _ODD
    forms[odd] = 0
    even = str(forms.data, _CODING)
    pieces: list[str] = []
    shifts = Shifts([], [], [], [])
    position = 0
    for start, end in _clusters(joined, odd.nonzero()[0].tolist(), frozenset(begins)):
        cluster = _form_of(joined[start:end])
        pieces += even[position:start], cluster
        shifts.note(start, end, len(cluster))
        position = end
    normal = plain = with_spellings("".join((*pieces, even[position:])))
    for white in _RARE_WHITE:
        plain = plain.replace(white, " ")
    return normal, _codes_of(plain), shifts


def _clusters(text: str, odd: Sequence[int], begins: frozenset[int]) -> Iterator[Span]:
    """Characters that are folded together: those that join others with what they join, the rest alone."""
    position = 0
    for place in odd:
        if place < position:
            continue
        start, position = place, place + 1
        if joins_previous(text[place]):
            start = place if place in begins else place - 1
            while position < len(text) and joins_previous(text[position]):
                position += 1
        elif position < len(text) and joins_previous(text[position]):
            continue  # comes with what joins it
        yield start, position


def _codes_of(text: str) -> _Codes:
    return np.frombuffer(text.encode(_CODING, "surrogatepass"), np.uint32)


@lru_cache(maxsize=1024)
def _form_of(cluster: str) -> str:
    return respelled(fold(cluster))


def _learn(codes: Sequence[int]) -> None:
    for code in codes:
        _forms[code] = _form_alone(chr(code))


def _form_alone(character: str) -> int:
    surrogate = "\ud800" <= character <= "\udfff"
    if surrogate or joins_previous(character) or grows(character):
        return _ODD
    form = _form_of(character)
    return _ODD if form in _RARE_WHITE else ord(form)


def _closed(normal: str, codes: _Codes) -> tuple[str, Sequence[int], Sequence[int]]:
    starts, ends = _gaps_by_chinese(codes)
    if not len(starts):
        return normal, (), (0,)
    left_out = np.cumsum(ends - starts)
    pieces = map(normal.__getitem__, map(slice, [0, *ends.tolist()], [*starts.tolist(), None]))
    gaps = starts[1:] - left_out[:-1]
    return "".join(pieces), [int(starts[0]), *gaps.tolist()], [0, *left_out.tolist()]


_Places = npt.NDArray[np.intp]


def _gaps_by_chinese(codes: _Codes) -> tuple[_Places, _Places]:
    """Where white space of no more than LONGEST_GAP begins and ends beside a Chinese character, inside the text."""
    kinds = _kinds()
    white = (codes <= _LOW).nonzero()[0]
    white = white[kinds[codes[white]] == _IS_WHITE]
    if not len(white):
        return white, white
    apart = white[1:] - white[:-1] != 1
    starts, ends = white[np.append(True, apart)], white[np.append(apart, True)] + 1
    inside = (starts > 0) & (ends < len(codes)) & (ends - starts <= LONGEST_GAP)
    starts, ends = starts[inside], ends[inside]
    beside = (kinds[codes[starts - 1]] == _IS_CHINESE) | (kinds[codes[ends]] == _IS_CHINESE)
    return starts[beside], ends[beside]


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """Of every character whether it is white space or is written without any beside it."""
    kinds = np.zeros(sys.maxunicode + 1, np.uint8)
    for first, last in _RANGE.findall(HAN):
        kinds[ord(first) : ord(last or first) + 1] = _IS_CHINESE
    kinds[[code for code in range(_LAST_WHITE + 1) if chr(code).isspace()]] = _IS_WHITE
    return kinds
