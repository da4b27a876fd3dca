"""A stored text in its normal form, and the way back to the characters that are shown.

`analysis.normal_form` says what the normal form is; here many texts have to be brought into it at every
search, so characters that stand for themselves, nearly all of them, are looked up in one array.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.domain.folding import fold, fold_with_offsets
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
_WHITE: Final = re.compile(r"\s+")
_HAN: Final = re.compile(f"[{HAN}]")


class NormalText(NamedTuple):
    """A text made ready for words to be found in.

    `offsets` leads each character of `normal` to where it began in the text, with one entry more, the
    text's length. `closed` is `normal` without the white space that text recognition and line ends put
    beside Chinese; `places` leads its characters back to `normal`, None where nothing was left out.
    """

    normal: str
    offsets: Sequence[int]
    closed: str
    places: Sequence[int] | None

    @classmethod
    def of(cls, text: str) -> NormalText:
        normal, offsets = _normal(text)
        closed, places = _closed(normal)
        return cls(normal, offsets, closed, places)

    def span(self, start: int, end: int) -> Span:
        """A range of `closed` as a range of `normal`."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def _normal(text: str) -> tuple[str, Sequence[int]]:
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    codes = np.frombuffer(text.encode(_CODING, "surrogatepass"), np.uint32)
    forms = _forms.take(codes, mode="clip")
    if (most := forms.max()) >= _UNKNOWN:
        _learn(np.unique(codes[forms == _UNKNOWN]).tolist())
        forms = _forms.take(codes, mode="clip")
        most = forms.max()
    if most == _ODD:
        folded, offsets = fold_with_offsets(text)
        return respelled(folded), offsets
    return with_spellings(forms.tobytes().decode(_CODING)), range(len(text) + 1)


def _learn(codes: Sequence[int]) -> None:
    for code in codes:
        character = chr(code)
        _, offsets = fold_with_offsets(character)
        alone = isinstance(offsets, range) and not 0xD800 <= code <= 0xDFFF
        _forms[code] = ord(respelled(fold(character))) if alone else _ODD


def _closed(normal: str) -> tuple[str, Sequence[int] | None]:
    if normal.isascii() or not _HAN.search(normal):
        return normal, None
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for gap in _WHITE.finditer(normal):
        start, end = gap.span()
        if end - start <= LONGEST_GAP and _beside_han(normal, start, end):
            pieces.append(normal[position:start])
            places.extend(range(position, start))
            position = end
    if not pieces:
        return normal, None
    places.extend(range(position, len(normal)))
    return "".join((*pieces, normal[position:])), places


def _beside_han(text: str, start: int, end: int) -> bool:
    """Whether a range with something before and behind it stands beside a Chinese character."""
    if start == 0 or end == len(text):
        return False
    return bool(_HAN.match(text, start - 1) or _HAN.match(text, end))
