"""Which version of a deliverable was handed over, by reports, records of acceptance and the client."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.review.differences.claims import Claim
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
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.words import folded

_VERSION = re.compile(
    r"(?<![a-z0-9_.\-/])(?:v(?:er(?:sion)?)?\.?\s?|版本(?:号)?\s?)(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})(?![a-z0-9_%％/]|\.[a-z0-9]|\s?[月年])"
)
_HEADING = re.compile(r"^(?:交付|定稿|最终|上线|终)?版本(?:号)?$|^(?:final )?version(?: no\.?)?$")
_A_PAPER = re.compile(
    r"报告|报价|估价|提案|合[同约]|契约|协议|企划|计划|脚本|方案|排程|时程|周报|纪要|大纲|文案"
    r"|\b(?:report|quot|proposal|contract|agreement|plan|script|schedule|minutes|deck|brief|storyboard|draft|outline|budget)"
)
"""Papers on the way have many versions, each right at its time; only what was handed over has one."""
_HANDED_OVER = (Role.REPORT, Role.DATA, Role.PROOF, Role.CLIENT, Role.RETRO)

_SPEAKING_OF_IT = (Role.CLIENT, Role.RETRO)
"""They also tell of the versions there were on the way: only what they say was handed over counts."""
_HANDING_OVER = re.compile(
    r"交付|移交|验收|收到|签收|上线|发布|定稿|终稿|最终"
    r"|\b(?:accept(?:ed)?|receiv(?:e|ed)|deliver(?:ed)?|handed over|released|launched|live|final|signed off|got)\b"
)


def version_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each deliverable that papers give another version."""
    found = [fact for paper in in_order(papers) for fact in _versions(paper)]
    yield from fact_clashes("deliverable", found)


def _versions(paper: Paper) -> Iterator[Fact]:
    other = paper.role not in _HANDED_OVER
    for passage in paper.told:
        plain = folded(passage.text)
        for match in _VERSION.finditer(plain):
            before, behind = clause_around(plain, *match.span())
            thing = thing_before(before)
            if thing and not _A_PAPER.search(before):
                claim = Claim(
                    match["number"], _written(passage.text, match), paper, passage.evidence
                )
                spoken = paper.role in _SPEAKING_OF_IT and not _HANDING_OVER.search(before + behind)
                aside = other or spoken or is_aside(plain, match.start())
                name = called(passage.text, match.start(), thing)
                yield Fact(thing, name, claim, aside)
    for cell in cells_of(paper):
        written = _VERSION.fullmatch(folded(cell.text)) or _BARE.fullmatch(cell.text.strip())
        if (
            written
            and _HEADING.match(folded(cell.heading))
            and not _A_PAPER.search(folded(cell.name))
        ):
            claim = Claim(written["number"], cell.text.strip(), paper, cell.evidence)
            for thing in things_of(cell.name):
                yield Fact(thing, cell.name, claim, other, in_table=True)


_BARE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})")


def _written(text: str, match: re.Match[str]) -> str:
    return text[match.start() : match.end()].strip()
