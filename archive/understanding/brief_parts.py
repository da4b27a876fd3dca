"""A brief that never says so: a letter or memo whose parts are what is needed, success, money and what not to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from archive.understanding.evidence import Evidence
from archive.understanding.sections import families, family, marks_of
from archive.understanding.span import is_early, written_on
from archive.understanding.view import DocumentView

_ASKED: Mapping[str, re.Pattern[str]] = {
    "need": family(r"""
        what\s(?:we|i)['’]?\s?(?:['’]re|are|am)?\s?(?:need|want|after|asking|hope|looking) ^the\s(?:ask|task|job|need)$
        我们?(?:想|需)?要(?:的|什么|做)? ^需要什么 ^想做的事 ^(?:这次)?要做的(?:事)?"""),
    "success": family(r"""
        success\slooks good\slooks what\sdone\slooks (?:we|i)['’]?ll\sknow how\s(?:we|i)\swill\s(?:judge|measure|know)
        怎样?才?算(?:成功|做成|好) 成功(?:的?样子|长什么样|是什么|标准) 做到什么程度 希望(?:看到|达到|达成)"""),
    "money": family(r"""
        ^(?:the\s)?money$ ^(?:the\s)?budget ^what\swe\s(?:can\s)?(?:have|spend|pay) ^how\smuch
        ^钱 ^预算 ^经费 ^多少钱 ^能花多少"""),
    "limits": family(r"""
        ^please\s(?:do\snot|don['’]t|avoid|no\b) ^(?:do\snot|don['’]t|no-?\s?go) red\slines? ^not\s(?:this|that|for\sus)
        off\slimits ^limits ^(?:请)?(?:不要|不能|别|勿)(?:做|碰)?(?:的)? ^红线 ^禁忌 ^底线 ^不做"""),
    "people": family(r"""
        ^who\s(?:it['’]?s?|is\sit|this\sis|we).{0,12}(?:for|talk|reach)
        ^(?:the\s)?audience ^给谁 ^对象 ^想打动谁 ^讲给谁"""),
    "when": family(r"""
        ^when\b ^(?:key\s)?dates?$ ^timing ^deadline ^by\swhen ^什么时候 ^时间 ^何时 ^档期"""),
    "reply": family(r"""
        ^what\s(?:we['’]?d|to|you)\s(?:like\s)?(?:send|back|hand|next)? ^how\sto\s(?:reply|answer|respond)
        ^(?:please\s)?send\sus
        ^怎么回 ^请(?:给|回|交|提) ^要你们交"""),
}
_OWN_PARTS = frozenset({"need", "success", "limits"})
"""Of these one at least stands only where somebody wants something."""

_FEWEST_PARTS, _WISHED = 3, 3.0


def from_brief_parts(view: DocumentView) -> Iterable[Evidence]:
    """Three of the parts under headings or labels of their own, written before the work."""
    if view.form != "text" or not is_early(view, written_on(view)):
        return
    found = families(marks_of(view), _ASKED)
    if len(found) >= _FEWEST_PARTS and _OWN_PARTS & found.keys():
        yield Evidence("brief", "body", _WISHED, tuple(found.values())[:3])
