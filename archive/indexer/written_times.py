"""Times that a query writes out, with their year: what they are told as where nothing found is of them.

Rather nothing than a wrong one: a number of a paper, a part of a file name or of a code, an end of a range and
a time that is only a limit (2029年以前) are not told.
"""

from __future__ import annotations

import re
from typing import Final

from archive.indexer.letters import HAN

_BOUND: Final = (
    r"(?:以|之|前|后|後|起|至|到|止|来|來|[-~–—]|(?:to|until|till|through|and|onwards|or)(?![a-z]))"
)
_WITH_YEAR: Final = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|民[国國]|(?<!\d)1[0-3]\d\s?年.*月|[〇零○一二三四五六七八九]{4}\s?年"
)
"""A year that is no count of years: 20年保固, 100年."""
_BEFORE: Final = re.compile(
    rf"(?:[^\W{HAN}]|[_\-./\\#~–—]"
    r"|(?:至|到|自|从|從|[早晚大小][于於]|除|非|不是|号|號|(?<![a-z])(?:no\.?|nr\.?|ref\.?|id|v|since|before|after"
    r"|from|to|until|till|by|through|between|except|not|than))[\s:]*|[-~–—]\s*)$"
)
_BEHIND: Final = re.compile(rf"[^\W{HAN}]|[_/\\#]|[-.:]\w|号|號|\s*{_BOUND}")
_FILE_NAME: Final = re.compile(r"\w\.[a-z]{2,3}[a-z\d](?!\w)")
"""The ending of a file: whoever types its whole name asks for the file, not for a time."""


def stands_for_itself(text: str, start: int, end: int) -> bool:
    """True where `text[start:end]`, a date or a span in a normal form, is told as a time and as nothing else."""
    written = text[start:end]
    if not _WITH_YEAR.search(written) or written.isdecimal() or _FILE_NAME.search(text):
        return False
    return not (_BEFORE.search(text[:start]) or _BEHIND.match(text, end))
