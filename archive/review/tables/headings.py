"""What a heading says of the column below it: planned or actual, whose year, with or without tax, a period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.review.reading import vocabulary as words
from archive.review.reading.words import folded


def side_of(heading: str) -> str:
    """planned, actual or neither. Chinese and English put the deciding word first (计划完成时间)."""
    heading = _RATE_BESIDE.sub("", heading)
    if words.RATE.within(heading) or words.VARIANCE.within(heading):
        return ""
    planned, actual = words.PLANNED.search(heading), words.ACTUAL.search(heading)
    if planned and actual and _KIND_OF_PLAN.search(folded(heading)):
        return "planned"
    if planned and actual:
        return "planned" if planned.start() <= actual.start() else "actual"
    return "planned" if planned else "actual" if actual else ""


_RATE_BESIDE = re.compile(
    r"(?<=\S)\s*[(（]\s*(?:[達达]成|完成)(?:率|度|比例|比)\s*[)）]"
    r"|(?<=\S)\s*\(\s*(?:%|rate|% (?:achieved|of target)|achievement(?: rate)?)\s*\)",
    re.IGNORECASE,
)
"""實際（達成率） over 5,420（108%）: what came, with its rate beside it."""
_KIND_OF_PLAN = re.compile(
    r"\b(?:billed|invoiced|final)\s+(?:estimate|quote|quotation|budget|order|plan|target|goal)s?\b"
    r"|(?:最终|执行)(?:预算|报价|目标|编列|核定)"
)
"""Final budget, 執行預算: what was planned, whatever became of it."""


def best_column(header: Sequence[str], columns: list[int]) -> int:
    """Of several, the one of the whole (全年實際, total actual), then one that is no beginning, else the first."""
    whole = next((n for n in columns if words.TOTAL.within(header[n])), None)
    if whole is not None:
        return whole
    return next((n for n in columns if not _BEGINS.search(header[n])), columns[0])


def thing_of(heading: str) -> str:
    """What a heading counts beside its word of planned or actual: Tours planned, 實辦場次. Often nothing."""
    return _NO_LETTERS.sub(
        " ", words.ACTUAL.without(words.PLANNED.without(folded(heading)))
    ).strip()


_NO_LETTERS = re.compile(r"[\W\d_]+")


def of_one_thing(header: Sequence[str], planned: int, actual: list[int]) -> list[int]:
    """Beside Tours planned what came of tours (Tours held), not of what is counted before it (Badges achieved)."""
    thing = thing_of(header[planned])
    return [n for n in actual if thing and thing_of(header[n]) == thing] or actual


def taxed_alike(header: Sequence[str], planned: int, actual: list[int]) -> list[int]:
    """Beside a budget that says it holds the tax (or none) what was spent with it (without), where both are told."""
    wanted = _tax_of(header[planned])
    return [n for n in actual if wanted and _tax_of(header[n]) == wanted] or actual


def _tax_of(heading: str) -> str:
    text = folded(heading)
    return "net" if _NET.search(text) else "gross" if _GROSS.search(text) else ""


_NET = re.compile(
    r"[未不]含?税|税前|\bnet\b|\bex(?:cl(?:uding|usive)?)?\.?(?: of)? (?:vat|gst|tax)|before (?:vat|gst|tax)"
)
_GROSS = re.compile(
    r"含税|税后|\bgross\b|\binc(?:l(?:uding|usive)?)?\.?(?: of)? (?:vat|gst|tax)|with (?:vat|gst|tax)"
)
EARLIER = re.compile(
    r"去年|前年|往年|历年|(?<![线以])上一?[年届期季]|前一[年届期]|前次|上次|同期|\bl(?:ast )?y(?:ear|r)?\b"
    r"|\b(?:last|previous|prior|preceding|earlier) (?:year|season|edition|campaign|quarter|period|event)"
)
_YEAR_IN = re.compile(r"(?<!\d)(?:(20\d\d)(?!\d|[-/.]\d)|fy ?(\d\d)(?!\d))")


def year_in(heading: str) -> str:
    """The year a heading names (2025 actual, FY26 target); nothing of a day."""
    found = _YEAR_IN.search(folded(heading))
    return (found[1] or f"20{found[2]}") if found else ""


_BEFORE = re.compile(r"\bbase ?line\b|基[線线期準准]", re.IGNORECASE)
"""How it stood before: no target where one stands beside it. Of days the baseline is what was planned."""


def says_before(heading: str) -> bool:
    """Baseline, 基線 over figures: how it stood before the project began."""
    return bool(_BEFORE.search(heading))


PERIOD = re.compile(
    r"(?:\d{2,4}\s?[年/.-]\s?)?\d{1,2}\s?月份?|(?:第\s?)?\d{1,2}\s?[周週季]|[WQMwqm]\s?\d{1,2}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s?\d{2,4})?"
    r"|(?:week|month|wk)\s?\d{1,2}|[一二三四五六七八九十]{1,2}月",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:start|begin|from)|[开開]始|起始|起(?![訖讫迄至])(?=日|期|$)", re.IGNORECASE
)


_LEAST = re.compile(
    r"(?:min(?:imum|\.)?|threshold|base|floor)(?: (?:target|goal|value))?"
    r"|(?:保底|最低|门槛|底线|基本)(?:目标|标准|值|要求)?|低标"
)
_STRETCH = re.compile(
    r"(?:stretch|ambitious|aspirational|dream)(?: (?:target|goal|value))?"
    r"|(?:挑战|冲刺|理想|努力|期望)(?:目标|标准|值)?|高标"
)


def least_beside_stretch(header: Sequence[str]) -> list[int]:
    """The column of the least that has to come, where one of what is wished for stands beside it: Minimum | Stretch.

    A minimum beside a maximum is of measurements, and no target.
    """
    plain = [folded(heading).strip() for heading in header]
    if sum(bool(_STRETCH.fullmatch(heading)) for heading in plain) != 1:
        return []
    least = [n for n, heading in enumerate(plain) if _LEAST.fullmatch(heading)]
    return least if len(least) == 1 else []
