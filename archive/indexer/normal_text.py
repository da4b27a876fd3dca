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
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.domain.folding import fold, fold_with_offsets, original_span
from archive.indexer.analysis import respelled, with_spellings
from archive.indexer.letters import HAN

Span = tuple[int, int]

_UNKNOWN: Final = 0xFFFFFFFE
_ODD: Final = 0xFFFFFFFF
_CODING: Final = "utf-32-le"
_forms: Final[npt.NDArray[np.uint32]] = np.full(0x32000, _UNKNOWN, np.uint32)
"""Character -> the one it becomes; learnt as characters are met. Odd ones change length or join others,
and so are taken all beyond the end, where no writing is."""
_forms[-1] = _ODD

LONGEST_GAP: Final = 3
_APART: Final = "\0"
"""Between two texts: nothing that is looked for goes across it."""
_RANGE: Final = re.compile("(.)(?:-(.))?")
_LAST_WHITE: Final = 0x3000
_IS_WHITE, _IS_CHINESE = 1, 2


class NormalText(NamedTuple):
    """Texts made ready for words to be found in, end to end.

    `starts` says where each begins in `normal`. `offsets` lead each of its characters there to where it
    began in the text, with one entry more, the text's length. `closed` is `normal` without the white space
    that text recognition and line ends put beside Chinese: before the character at each of `gaps`, of
    `closed`, and those before it, as many as `left_out` says.
    """

    normal: str
    starts: Sequence[int]
    offsets: Sequence[Sequence[int]]
    closed: str
    gaps: Sequence[int]
    left_out: Sequence[int]

    @classmethod
    def of(cls, *texts: str) -> NormalText:
        """Of one text or several."""
        normal, starts, offsets = _normal(texts)
        return cls(normal, starts, offsets, *_closed(normal))

    def span(self, start: int, end: int) -> Span:
        """A range of `closed` as a range of `normal`."""
        if not self.gaps:
            return start, end
        first = start + self.left_out[bisect_right(self.gaps, start)]
        return first, end + self.left_out[bisect_right(self.gaps, end - 1)]

    def text_at(self, place: int) -> int:
        """Which of the texts a place of `normal` belongs to."""
        return bisect_right(self.starts, place) - 1

    def those_with(self, piece: str) -> Iterator[int]:
        """The texts whose normal form has a piece of text in it."""
        place = self.normal.find(piece)
        while place >= 0:
            number = self.text_at(place)
            yield number
            if number + 1 == len(self.starts):
                return
            place = self.normal.find(piece, self.starts[number + 1])

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
        if number + 1 == len(self.starts):
            return self.normal[self.starts[number] :]
        return self.normal[self.starts[number] : self.starts[number + 1] - len(_APART)]

    def original(self, number: int, start: int, end: int) -> Span:
        """A range of `normal` as a range of the text it is in."""
        offsets, begin = self.offsets[number], self.starts[number]
        if isinstance(offsets, range):
            return start - begin, end - begin
        return original_span(offsets, start - begin, end - begin)


_Normal = tuple[str, list[int], list[Sequence[int]]]


def _normal(texts: Sequence[str]) -> _Normal:
    joined = _APART.join(texts)
    starts = _starts(texts)
    offsets: list[Sequence[int]] = [range(len(text) + 1) for text in texts]
    if joined.isascii():
        return joined.lower(), starts, offsets
    codes = np.frombuffer(joined.encode(_CODING, "surrogatepass"), np.uint32)
    forms = _forms.take(codes, mode="clip")
    if (most := forms.max()) >= _UNKNOWN:
        _learn(np.unique(codes[forms == _UNKNOWN]).tolist())
        forms = _forms.take(codes, mode="clip")
        most = forms.max()
    if most != _ODD:
        return with_spellings(forms.tobytes().decode(_CODING)), starts, offsets
    odd = forms == _ODD
    forms[odd] = 0
    normal = with_spellings(forms.tobytes().decode(_CODING))
    parts = [normal[at : at + len(text)] for at, text in zip(starts, texts, strict=True)]
    among = np.searchsorted(starts, odd.nonzero()[0], side="right") - 1
    for number in np.unique(among).tolist():
        folded, offsets[number] = fold_with_offsets(texts[number])
        parts[number] = respelled(folded)
    return _APART.join(parts), _starts(parts), offsets


def _starts(texts: Sequence[str]) -> list[int]:
    """Where each begins when they are laid end to end."""
    return [0, *accumulate(len(text) + len(_APART) for text in texts[:-1])]


def _learn(codes: Sequence[int]) -> None:
    for code in codes:
        character = chr(code)
        _, offsets = fold_with_offsets(character)
        alone = isinstance(offsets, range) and not 0xD800 <= code <= 0xDFFF
        _forms[code] = ord(respelled(fold(character))) if alone else _ODD


def _closed(normal: str) -> tuple[str, Sequence[int], Sequence[int]]:
    pieces: list[str] = []
    gaps: list[int] = []
    left_out = [0]
    position = 0
    for start, end in _gaps_by_chinese(normal) if not normal.isascii() else ():
        pieces.append(normal[position:start])
        gaps.append(start - left_out[-1])
        left_out.append(left_out[-1] + end - start)
        position = end
    return "".join((*pieces, normal[position:])), gaps, left_out


def _gaps_by_chinese(text: str) -> list[Span]:
    """White space of no more than LONGEST_GAP beside a Chinese character, inside the text."""
    kinds = _kinds()[np.frombuffer(text.encode(_CODING, "surrogatepass"), np.uint32)]
    edges = (np.diff(kinds == _IS_WHITE, prepend=False, append=False)).nonzero()[0]
    starts, ends = edges[::2], edges[1::2]
    inside = (starts > 0) & (ends < len(text)) & (ends - starts <= LONGEST_GAP)
    starts, ends = starts[inside], ends[inside]
    beside = (kinds[starts - 1] == _IS_CHINESE) | (kinds[ends] == _IS_CHINESE)
    return list(zip(starts[beside].tolist(), ends[beside].tolist(), strict=True))


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """Of every character whether it is white space or is written without any beside it."""
    kinds = np.zeros(sys.maxunicode + 1, np.uint8)
    for first, last in _RANGE.findall(HAN):
        kinds[ord(first) : ord(last or first) + 1] = _IS_CHINESE
    kinds[[code for code in range(_LAST_WHITE + 1) if chr(code).isspace()]] = _IS_WHITE
    return kinds
