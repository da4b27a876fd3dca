"""Pairs of characters, by which papers are compared, put back into what they stand in.

有限公 or 加人 tell nobody anything: a person is shown the short piece between two marks that holds them
(有限公司, 滿意度統計表), or nothing. A dictionary would find shorter words, for 33 MB in each process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from archive.domain.folding import fold

MOST = 3
_LOOKED_AT = 8_000
_LONGEST = 8
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_PIECE = re.compile(r"(?<![0-9A-Za-z\u3400-\u9fff])[\u3400-\u9fff]{2,}(?![0-9A-Za-z\u3400-\u9fff])")
"""Beside a figure or a Latin word a piece is cut: 5月10日按客户意见改 would show 日按客户意见改."""

_BETWEEN = re.compile(
    r"(?<!目)(?:(?<!标)|(?<=目标))的(?![确士])|(?<![温总缓柔祥亲调共饱])和(?![平谐解睦服气声田])"
    r"|(?<![参赠给授])与(?![会否其])|(?<![普涉提以触波遍顾未])及(?![时格早第])"
)
"""What stands between two words and in none itself: not the 和 of 和平, the 及 of 觸及 (folded)."""


def whole_words(written: str, folded: str, fragments: Iterable[str]) -> tuple[str, ...]:
    """The shortest pieces of a text that the fragments stand in, as it writes them; none inside another.

    Args:
        written: the text.
        folded: the same text folded, every character in its place.
        fragments: folded or as written; Latin ones are whole words already.
    """
    pieces = sorted(_pieces(folded[:_LOOKED_AT]), key=lambda span: span[1] - span[0])
    found: list[str] = []
    for fragment in fragments:
        start, end = _around(folded, fold(fragment), pieces)
        word = written[start:end]
        if not word or any(fold(word) in fold(known) for known in found):
            continue
        found = [known for known in found if fold(known) not in fold(word)]
        found.append(word)
    return tuple(found[:MOST])


def _around(folded: str, fragment: str, pieces: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where the piece is, or nowhere (0, 0)."""
    if not _CHINESE.fullmatch(fragment):
        at = folded.find(fragment)
        return (at, at + len(fragment)) if at >= 0 else (0, 0)
    return next((span for span in pieces if folded.find(fragment, *span) >= 0), (0, 0))


def _pieces(folded: str) -> Iterator[tuple[int, int]]:
    """Unbroken Chinese, parted at words like 的 and 和, that a person reads at a glance."""
    for piece in _PIECE.finditer(folded):
        start = piece.start()
        for between in _BETWEEN.finditer(folded, *piece.span()):
            yield from _read_at_a_glance(start, between.start())
            start = between.end()
        yield from _read_at_a_glance(start, piece.end())


def _read_at_a_glance(start: int, end: int) -> Iterator[tuple[int, int]]:
    if 2 <= end - start <= _LONGEST:
        yield start, end
