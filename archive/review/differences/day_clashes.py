"""Days told differently: when a milestone came about, and when a contract was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive.review.contracts.contracts import Contract
from archive.review.differences.claims import REPORTED, Claim
from archive.review.differences.clashes import Clash, day_claimed, distinct_claims
from archive.review.differences.day_claims import day_claims
from archive.review.differences.event_days import (
    listed_events,
    listed_otherwise,
    main_event_clash,
)
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.days import Day, days_in
from archive.review.reading.passages import Passage
from archive.review.reading.words import word_list
from archive.review.results.milestones import Milestone

_PLAN_WORDS = word_list("claims.plan_words")
_FARTHEST = 45  # days; a day farther off is of something else


def day_clashes(
    papers: Papers, milestones: Sequence[Milestone], contracts: Sequence[Contract]
) -> Iterator[Clash]:
    """Every milestone and every signature with the other days that papers give for it."""
    for milestone in (*milestones, *listed_events(papers, milestones)):
        actual = milestone.actual
        if actual is None or not actual.is_exact:
            continue
        other = [c for c in day_claims(milestone, papers) if _another_day(c, actual.first)]
        if other:
            yield Clash(
                "date", milestone.name, (day_claimed(milestone, actual), *distinct_claims(other))
            )
    yield from listed_otherwise(papers, milestones)
    yield from main_event_clash(papers)
    yield from _signatures(papers, contracts)


def _another_day(claim: Claim, actual: date) -> bool:
    told = date.fromisoformat(str(claim.value))
    return 0 < abs((told - actual).days) <= _FARTHEST


# ------------------------------------------------------------------ signatures
_SUPPLEMENT = re.compile(
    r"[补補]充(?:[协協][议議]|合[同约約]|契[约約])|增[补補][协協][议議]|[变變]更[协協][议議]"
    r"|\b(?:supplement(?:al|ary)? (?:agreement|contract)|addendum|amendment(?: agreement)?|variation agreement)\b",
    re.IGNORECASE,
)
_CONTRACT = re.compile(
    r"合[同约約]|契[约約]|[协協][议議](?!室)|\b(?:contract|agreement|statement of work|SOW|MSA)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"[签簽](?:订|訂|署|约|約|了|的|字|妥|好)|[签簽]{1}(?:在|于|於)|\b(?:signed|executed|countersigned)\b",
    re.IGNORECASE,
)


def _signatures(papers: Papers, contracts: Sequence[Contract]) -> Iterator[Clash]:
    """The contract says itself when it was signed; of several of one kind none can be meant for sure."""
    for extra in (False, True):
        signed = [c for c in contracts if c.signed and _is_supplement(c) is extra]
        if len(signed) != 1 or not (own := signed[0].signed):
            continue
        told = [
            claim
            for paper in papers.current(Role.REPORT, Role.RETRO, Role.CLIENT, Role.MONEY)
            for sentence in paper.sentences
            for claim in _said_signed(paper, sentence, papers, extra=extra)
        ]
        try:
            day = Day(date.fromisoformat(own.day).isoformat(), own.day)
        except ValueError:
            continue
        other = [c for c in told if _another_day(c, day.first)]
        if other:
            contract = Claim(day.value, day.written, signed[0].paper, own.evidence)
            yield Clash("date", signed[0].paper.source.title, (contract, *distinct_claims(other)))


def _is_supplement(contract: Contract) -> bool:
    source = contract.paper.source
    first = [segment.text for segment in source.segments if segment.text.strip()][:2]
    return bool(_SUPPLEMENT.search(" ".join((source.title, *first))))


def _said_signed(
    paper: Paper, sentence: Passage, papers: Papers, *, extra: bool
) -> Iterator[Claim]:
    text = sentence.text
    if not _SIGNED.search(text) or REPORTED.within(text):
        return
    near = paper.day or papers.middle
    for mention in days_in(text, near):
        clause = _clause_at(text, mention.start, mention.end)
        about = bool(_SUPPLEMENT.search(clause)) if extra else _is_of_main(clause)
        if (
            mention.month_only
            or not about
            or not _SIGNED.search(clause)
            or _PLAN_WORDS.within(_without_names(clause))
        ):
            continue
        yield Claim(mention.value, text[mention.start : mention.end], paper, sentence.evidence)


_SIGNING = re.compile(
    r"(?:本案|本[项專专計计][目案畫划]|全案|[双雙]方)[^，,。；;]{0,12}[签簽][约約订訂]"
)
"""本案於3月12日簽約: of the project itself, not of a venue or a speaker."""


def _is_of_main(clause: str) -> bool:
    named = _CONTRACT.search(clause) or _SIGNING.search(clause)
    return bool(named) and not _SUPPLEMENT.search(clause)


def _without_names(clause: str) -> str:
    """The clause without the word for the contract itself, which also speaks of promises."""
    return _CONTRACT.sub(" ", _SUPPLEMENT.sub(" ", clause))


def _clause_at(text: str, start: int, end: int) -> str:
    before = re.split(r"[，,；;。]", text[:start])[-1]
    return before + text[start:end] + re.split(r"[，,；;。]", text[end:])[0]
