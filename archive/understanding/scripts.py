"""A Chinese word in the other script, where that is nothing but another way to write it.

Traditional to Simplified has one answer. The other way a character may stand for several (发 is 發 and 髮), or be
one that Traditional writes as well (后 is 後 and 后); a word with such a one stays as it is, for only the sense of
the word would tell.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import Final

from archive.domain.two_scripts import PAIRS, TO_SIMPLIFIED

_GLYPHS: Final = frozenset("綫産爲衆説顔僞緑奬録麫鍼厠鈅糉凈")
"""Characters that are only another shape of one that is written in Taiwan."""
_STAYS: Final = frozenset("合出同回升板家千志冬善曲真札吃雕溯即布克卷杯仿云向表")
"""Characters of both scripts that stand for another one in hardly any word of the trade."""
_COMMON: Final = b"\xc6\x7e"
"""The last of the characters that Big5 counts as common, which is to say: of those that Traditional writes."""


def in_script(text: str, script: str) -> str:
    """The text in `script` (zh-Hant, zh-Hans), or as it is where that cannot be told or is another language's."""
    if script == "zh-Hans":
        return text.translate(TO_SIMPLIFIED)
    if script != "zh-Hant" or not _UNTOLD.isdisjoint(text):
        return text
    return text.translate(_TO_TRADITIONAL)


def _is_written_in_both(simplified: str) -> bool:
    try:
        return simplified.encode("big5") <= _COMMON
    except UnicodeEncodeError:
        return False


def _told() -> tuple[dict[int, str], frozenset[str]]:
    """Simplified -> the one Traditional character it stands for, and those of which that cannot be told."""
    sources: dict[str, list[str]] = defaultdict(list)
    for traditional, simplified in PAIRS:
        own_shape = unicodedata.normalize("NFKC", traditional) == traditional
        if own_shape and traditional not in _GLYPHS and simplified not in _STAYS:
            sources[simplified].append(traditional)
    untold = {s for s, found in sources.items() if len(found) > 1 or _is_written_in_both(s)}
    return {ord(s): found[0] for s, found in sources.items() if s not in untold}, frozenset(untold)


_TO_TRADITIONAL, _UNTOLD = _told()
