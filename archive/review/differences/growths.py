"""By how much things grew or fell, each told against the same time: last year's, last month's, or before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.review.differences.claims import A_TIME, Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.facts import (
    Fact,
    called,
    cells_of,
    clause_around,
    fact_clashes,
    in_order,
    is_aside,
    thing_before,
    things_of,
)
from archive.review.papers.papers import Paper, Papers
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity
from archive.review.reading.words import folded, word_list
from archive.review.tables.cells import column_unit, is_figure, read_cell

_GREW, _FELL = word_list("facts.grew"), word_list("facts.fell")
_HEADING = word_list("facts.growth_heading")
_BASES = tuple(
    (name, re.compile(f"{han}|{english}"))
    for name, han, english in (
        (
            "year",
            r"同比|去年同期|上年同期|较去年|比去年|较上年|年增",
            r"\b(?:year[\s-]on[\s-]year|yoy|(?:on|than|from|over) (?:last|the previous) year)\b",
        ),
        ("month", r"环比|较?上个?月", r"\b(?:month[\s-]on[\s-]month|mom|last month)\b"),
        ("quarter", r"较?上一?个?季|季增", r"\b(?:quarter[\s-]on[\s-]quarter|last quarter)\b"),
        (
            "edition",
            r"较?上一?[届档期]",
            r"\b(?:last (?:edition|time|fair|show)|previous edition)\b",
        ),
    )
)
_TO = re.compile(r"(?:至|到|为|成|\bto)\s*$")
_POINTS = re.compile(r"\s*(?:个?百分点|(?:percentage )?points?\b|pts?\b|pp\b)")
_AROUND_IT = word_list("facts.whole")
_NARROWS = re.compile(
    r"\s*\b(?:before|without)\b|\s*\b(?:at|in|on|from|among|within|for|since|until|through|per|by the"
    r"|via)\b(?! (?:this|the) (?:campaign"
    r"|project|event))"
)
"""At one shop, in the second week, since spring: of a part, or of another time."""
_NEAR = 14
_ROUNDED = Decimal("0.5")


def growth_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each thing that grew by another share in another paper."""
    found = [fact for paper in in_order(papers) for fact in _growths(paper)]
    yield from fact_clashes("metric", found, agrees=_agree, loosely=False)


def _agree(first: Fact, second: Fact) -> bool:
    """The same share, one perhaps told without its decimals."""
    one, other = first.claim.value, second.claim.value
    if not (isinstance(one, Decimal) and isinstance(other, Decimal)):
        return True
    whole = one == one.to_integral_value() or other == other.to_integral_value()
    return abs(one - other) <= (_ROUNDED if whole else 0)


def _growths(paper: Paper) -> Iterator[Fact]:
    for passage, plain, figures in paper.figures:
        for figure in figures:
            if fact := _in_sentence(passage, plain, figure, paper):
                yield fact
    for cell in cells_of(paper):
        if not is_figure(cell.text) or not _HEADING.within(cell.heading):
            continue
        share = read_cell(cell.text, column_unit(cell.heading))
        if share and share.is_rate:
            claim = Claim(share.value, share.written, paper, cell.evidence)
            for thing in things_of(_AROUND_IT.without(cell.name)):
                base = _base(folded(cell.heading))
                yield Fact(thing, cell.name, claim, base=base, in_table=True)


def _in_sentence(passage: Passage, plain: str, figure: Quantity, paper: Paper) -> Fact | None:
    """The share right behind a word for growing or falling; no level that was grown to, and no month's."""
    before, behind = clause_around(plain, figure.start, figure.end)
    if not figure.is_rate or _TO.search(before) or _POINTS.match(behind):
        return None
    verb = _verb_before(before)
    if verb is None or A_TIME.search(passage.text[figure.start - len(before) : figure.end]):
        return None
    grown = before[: verb.start()]
    thing = thing_before(_AROUND_IT.without(_without_base(grown)))
    if not thing:
        return None
    claim = Claim(_signed(figure, verb.group()), figure.written, paper, passage.evidence)
    bare = _without_base(plain)
    name = called(passage.text, figure.start, thing)
    part = _NARROWS.search(_without_base(grown)) or _NARROWS.match(_without_base(behind))
    aside = bool(part) or is_aside(bare, _at(bare, figure))
    return Fact(thing, name, claim, aside, _base(before + behind))


def _at(text: str, figure: Quantity) -> int:
    at = text.find(folded(figure.written))
    return at if at >= 0 else min(figure.start, len(text))


def _verb_before(before: str) -> re.Match[str] | None:
    """The last word for growing or falling, right before the figure but for what it is told against."""
    found = None
    for pattern in (_GREW.pattern, _FELL.pattern):
        for match in pattern.finditer(before):
            if found is None or match.start() > found.start():
                found = match
    if found is None or len(before) - found.end() > _NEAR:
        return None
    return found


def _signed(figure: Quantity, verb: str) -> Decimal:
    return -figure.value if _FELL.within(verb) and not _GREW.within(verb) else figure.value


def _base(clause: str) -> str:
    return next((name for name, pattern in _BASES if pattern.search(clause)), "")


def _without_base(words: str) -> str:
    for _, pattern in _BASES:
        words = pattern.sub(" ", words)
    return words
