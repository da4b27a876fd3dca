"""Short lines that count on from one to the next over a whole paper: ① 亮點, ② 摔的跤, ③ 病根.

Once two of them are in the words of headings the others are headings as well, whatever they say; the points of a
list also count on, but stand right below each other or run longer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

_HAN = "〇一二三四五六七八九十"
_FORMAL = "零壹貳叁肆伍陸柒捌玖拾"
_SIMPLE = str.maketrans("贰參陆", "貳叁陸")
_STYLES: tuple[tuple[str, re.Pattern[str], Callable[[str], int]], ...] = (
    ("circled", re.compile(r"([⓪〇①-⑨])\s*(?=\S)"), lambda m: max(0, "⓪①②③④⑤⑥⑦⑧⑨".find(m))),
    ("han", re.compile(rf"([{_HAN}])(?:[、.．]\s*|\s+)(?=\S)"), _HAN.index),
    ("bracketed", re.compile(rf"[(（【]([{_HAN}])[)）】]\s*(?=\S)"), _HAN.index),
    ("formal", re.compile(r"([零壹贰貳參叁肆伍陆陸柒捌玖拾])[、.．\s]\s*(?=\S)"),
     lambda m: _FORMAL.index(m.translate(_SIMPLE))),
    ("letter", re.compile(r"([A-H])(?:[.)、．:]\s*|\s+[-–—|]\s+)(?=\S)"), lambda m: ord(m) - ord("A") + 1),
    ("figure", re.compile(r"(?:#\s?)?(\d)(?:[.)、．:：]\s*|\s*[|｜–—]\s*|\s+)(?=[^\s\d])"), int),
)  # fmt: skip
_LONGEST, _LONGEST_WIDE = 32, 12
_FEWEST, _FEWEST_KNOWN = 3, 2
_SAYS_MORE = re.compile(r"[，,。；;！!？?]|[:：]\s*\S|\d{2,}")


def heading_series(lines: Sequence[str], known: Callable[[str], bool]) -> frozenset[str]:
    """The lines of such series, as they are written; `known` says whether a line is in the words of headings."""
    found: set[str] = set()
    for _, mark, number in _STYLES:
        numbered = [(at, number(m[1])) for at, line in enumerate(lines) if (m := mark.match(line))]
        members = [lines[at] for at, _ in numbered]
        if len(numbered) < _FEWEST or not all(map(_is_short, members, [mark] * len(members))):
            continue
        counts_on = numbered[0][1] <= 1 and all(b[1] == a[1] + 1 for a, b in pairwise(numbered))
        apart = all(b[0] - a[0] > 1 for a, b in pairwise(numbered))
        if counts_on and apart and sum(map(known, members)) >= _FEWEST_KNOWN:
            found.update(members)
    return frozenset(found)


def _is_short(line: str, mark: re.Pattern[str]) -> bool:
    told = mark.match(line)
    body = line[told.end() if told else 0 :].strip()
    wide = any(unicodedata.east_asian_width(c) in "WF" for c in body)
    return len(body) <= (_LONGEST_WIDE if wide else _LONGEST) and not _SAYS_MORE.search(body)
