"""A stored text in its normal form, and the way back to the characters that are shown.

`analysis.normal_form` says what the normal form is; here many texts have to be brought into it at every
search, so characters that stand for themselves, nearly all of them, are looked up in one array.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from archive.domain.folding import fold, fold_with_offsets
from archive.indexer.analysis import respelled, with_spellings
from archive.indexer.letters import HAN

Span = tuple[int, int]

_UNKNOWN: Final = 0
_ODD: Final = 0xFFFFFFFF
_CODING: Final = "utf-32-le"
_forms: Final[npt.NDArray[np.uint32]] = np.zeros(0x110000, np.uint32)
"""Character -> the one it becomes; learnt as characters are met. Odd ones change length or join others."""

_BESIDE_HAN: Final = re.compile(rf"(?<=[{HAN}])\s{{1,3}}(?=\S)|(?<=\S)\s{{1,3}}(?=[{HAN}])")


@dataclass(frozen=True, slots=True)
class NormalText:
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
    forms = _forms[codes]
    if not forms.all():
        _learn(np.unique(codes[forms == _UNKNOWN]).tolist())
        forms = _forms[codes]
    if forms.max() == _ODD:
        folded, offsets = fold_with_offsets(text)
        return respelled(folded), offsets
    return with_spellings(forms.tobytes().decode(_CODING)), range(len(text) + 1)


def _learn(codes: Sequence[int]) -> None:
    for code in codes:
        character = chr(code)
        _, offsets = fold_with_offsets(character)
        alone = isinstance(offsets, range) and code != _UNKNOWN and not 0xD800 <= code <= 0xDFFF
        _forms[code] = ord(respelled(fold(character))) if alone else _ODD


def _closed(normal: str) -> tuple[str, Sequence[int] | None]:
    if len(normal.split(None, 1)) < 2:
        return normal, None  # no white space between two characters
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for gap in _BESIDE_HAN.finditer(normal):
        pieces.append(normal[position : gap.start()])
        places.extend(range(position, gap.start()))
        position = gap.end()
    if not pieces:
        return normal, None
    places.extend(range(position, len(normal)))
    return "".join((*pieces, normal[position:])), places
