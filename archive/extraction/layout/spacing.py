"""White space and letter size of a recognised line, from where its letters stand.

Recognisers for Chinese drop the space between two fields on a line (甲方：某公司 乙方：...). The gap is still
there: where the next letter stands clearly further off than letters of its kind do, a space was.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from archive.extraction.layout.pieces import wide

_CLEARLY: Final = 0.33
"""In heights of the line. Positions come in steps of a sixth of the height."""
_NARROW: Final = 0.55
_MANY: Final = 4
_LEFT_ALIGNED: Final = frozenset("，。、；：！？）》」』】,.;:!?)」")


def spaced(text: str, centres: Sequence[float], height: float) -> tuple[str, float]:
    """The text with its spaces restored, and the size of its letters (0.0 where it cannot be told).

    `centres` are the horizontal middles of the characters of `text` that are not white space.
    """
    letters = [(at, char) for at, char in enumerate(text) if not char.isspace()]
    if len(letters) != len(centres) or len(letters) < 2 or height <= 0:
        return text, 0.0
    steps = [(after - before) / height for before, after in pairwise(centres)]
    pairs = [(a, b, step) for (a, b), step in zip(pairwise(letters), steps, strict=True)]
    full = _typical([s for (_, a), (_, b), s in pairs if wide(a) and wide(b)])
    half = _typical([s for (_, a), (_, b), s in pairs if not wide(a) and not wide(b)])
    if not full:
        return text, by_width(text, centres, height)
    half = half or full * _NARROW
    gaps = {
        at_b
        for (at_a, a), (at_b, b), step in pairs
        if at_b == at_a + 1
        and a not in _LEFT_ALIGNED
        and (wide(a) or wide(b))
        and step > ((full if wide(a) else half) + (full if wide(b) else half)) / 2 + _CLEARLY
    }
    spaced_out = "".join(f" {char}" if at in gaps else char for at, char in enumerate(text))
    many = sum(wide(a) and wide(b) for (_, a), (_, b), _ in pairs) >= _MANY
    return spaced_out, full * height if many else by_width(spaced_out, centres, height)


def by_width(text: str, centres: Sequence[float], height: float) -> float:
    """The size of the letters, from how much room so many letters of these kinds took."""
    text = text.strip()
    room = sum(map(_share, text)) - (_share(text[0]) + _share(text[-1])) / 2
    size = (centres[-1] - centres[0]) / room
    return size if 0.4 * height < size < 1.4 * height else 0.0


def _share(char: str) -> float:
    """The usual width of a letter in shares of its size, over the common typefaces."""
    if wide(char):
        return 1.0
    if char in "ijlft.,;:'!|()[]I-" or char.isspace():
        return 0.3
    if char in "mwMW%@":
        return 0.85
    return 0.68 if char.isupper() else 0.5


def _typical(steps: list[float]) -> float:
    """The mean of the middle half: single positions are coarse, and gaps must not count."""
    if not steps:
        return 0.0
    steps = sorted(steps)
    quarter = len(steps) // 4
    middle = steps[quarter : len(steps) - quarter]
    return sum(middle) / len(middle)
