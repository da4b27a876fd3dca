"""A company by the name it is told by, however it is spelt: legal form, script, width, brackets, signs.

臺北藍點攝影股份有限公司, 台北蓝点摄影(股)公司 and 台北藍點攝影 are one; so are Blue Dot Studio Co., Ltd. and
BLUE-DOT STUDIO LIMITED.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.domain.folding import fold

BRACKETS = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
LEGAL_FORM = re.compile(
    r"股份有限公司|有限责任公司|股份公司|有限公司|集团|公司"
    r"|[,.]?\s*\b(?:ltd|limited|inc|incorporated|llc|llp|plc|pte|pty|gmbh|sdn|bhd|corporation|corp|co|company|holdings"
    r"|group|the)\b\.?"
)
"""What a folded name says of the company's form, and nothing of which company it is."""
_JOINING = re.compile(r"\b(?:and|und|et)\b|&")
_SIGNS = re.compile(r"[\W_]+")
_SHORTEST_LATIN, _SHORTEST_HAN = 3, 2
_SURE_LATIN, _SURE_HAN = 8, 4


@dataclass(frozen=True, slots=True)
class Company:
    """`key` is the name without form and signs, `whole` says that the form was written with it."""

    key: str
    whole: bool

    def same_as(self, other: Company) -> bool:
        """Equal keys, or one is the other's short form.

        A short form has three letters at least (two characters of Chinese); where both are written with
        their legal form one may still hold the other (a town before it, a second language), but two short
        words in a longer name are then another company.
        """
        if not self.key or not other.key:
            return False
        short, long = sorted((self.key, other.key), key=len)
        if short == long:
            return True
        sure = self.whole and other.whole
        latin = short.isascii()
        least = (
            (_SURE_LATIN if latin else _SURE_HAN)
            if sure
            else (_SHORTEST_LATIN if latin else _SHORTEST_HAN)
        )
        return len(short) >= least and short in long


@lru_cache(maxsize=1 << 12)
def company(name: str) -> Company:
    """The company that a name tells."""
    folded = fold(name)
    bare = BRACKETS.sub(" ", folded)
    formless = LEGAL_FORM.sub(" ", bare)
    key = _SIGNS.sub("", _JOINING.sub(" ", formless))
    if not key:  # nothing but a form, or all of it in brackets
        return Company(_SIGNS.sub("", folded), whole=False)
    return Company(key, whole=formless != bare)
