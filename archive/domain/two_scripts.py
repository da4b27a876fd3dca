"""The characters of the two Chinese scripts as tables, made once for all who compare scripts.

Each character is one object in all of the tables: made anew by everybody who needs them they took 4 MiB.
"""

from __future__ import annotations

from typing import Final

from archive.domain.traditional import SIMPLIFIED, TRADITIONAL

_ONE: Final = {char: char for char in TRADITIONAL + SIMPLIFIED}

PAIRS: Final = tuple(
    (_ONE[old], _ONE[new]) for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True)
)
"""(Traditional, Simplified); several of the first may have the same second."""

TO_SIMPLIFIED: Final = {ord(old): new for old, new in PAIRS}
"""For `str.translate`."""

ONLY_TRADITIONAL: Final = frozenset(old for old, _ in PAIRS).difference(SIMPLIFIED)
ONLY_SIMPLIFIED: Final = frozenset(new for _, new in PAIRS).difference(TRADITIONAL)
"""Characters that stand on one side of the table alone."""
