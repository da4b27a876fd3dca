"""The net promoter score as papers tell it: one for each survey, of all who answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.facts import (
    Fact,
    cells_of,
    clause_around,
    fact_clashes,
    in_order,
    is_aside,
)
from archive.review.differences.things_told import Noun
from archive.review.papers.papers import Paper, Papers
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.words import folded, word_list

_NAME = r"(?:净推荐值|净推荐分数?|净推荐指数|net promoter score|(?<![a-z])nps(?![a-z]))(?:\s*[(（]?\s*nps\s*[)）]?)?"
_LINKS = r"(?:of|was|is|at|came in at|stands at|reached|came to|only|just|为|是|达到?|有|只有|仅有?|也?只有|[:：=])"
_TOLD = re.compile(
    rf"{_NAME}(?:得分|分数|值)?\s*(?:{_LINKS}\s*)*(?P<score>[+\-−]?\d{{1,3}}(?:\.\d)?)"
    r"(?!\d|,\d|\s?[%％]|\s?(?:份|人|名|位|responses|people))"
)
_LABEL = re.compile(rf"(?P<whose>.{{0,12}}?){_NAME}(?:得分|分数)?")
_WHOLE = word_list("facts.whole")
_COUNTED = re.compile(
    r"实[际绩]|结果|数值|得分|分数|本[届次]|result|actual|score|value|this|outcome"
)
_THING = Noun(stems=("nps",))


def promoter_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for all papers that tell another score of everybody."""
    found = [fact for paper in in_order(papers) for fact in _scores(paper)]
    yield from fact_clashes("metric", found, loosely=False)


def _scores(paper: Paper) -> Iterator[Fact]:
    for passage in paper.told:
        plain = folded(passage.text)
        for match in _TOLD.finditer(plain):
            before, behind = clause_around(plain, match.start(), match.end())
            whose = _WHOLE.without(before).strip()
            part = bool(_LETTERS.search(whose)) or words.SUBSET.within(before + behind)
            claim = _claim(match["score"], paper, passage.evidence)
            yield Fact(_THING, "NPS", claim, part or is_aside(plain, match.start("score")))
    for cell in cells_of(paper):
        label = _LABEL.fullmatch(folded(cell.name).strip())
        score = _SCORE.fullmatch(cell.text)
        if label and score:
            other = not _COUNTED.search(folded(cell.heading)) and bool(cell.heading.strip())
            part = bool(_LETTERS.search(_WHOLE.without(label["whose"])))
            claim = _claim(cell.text, paper, cell.evidence)
            yield Fact(_THING, "NPS", claim, part or other, in_table=True)


_LETTERS = re.compile(r"[^\W\d_]")
_SCORE = re.compile(r"[+\-−]?\d{1,3}(?:\.\d)?")


def _claim(written: str, paper: Paper, evidence: Evidence) -> Claim:
    return Claim(Decimal(written.replace("−", "-")), written, paper, evidence)
