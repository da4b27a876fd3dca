"""The day on which a contract or an acceptance was signed, where others tell it otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive.review.contracts.contract import Contract
from archive.review.differences.claims import REPORTED, Claim
from archive.review.differences.clashes import Clash, distinct_claims
from archive.review.differences.day_claims import remarks_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.days import Day, days_in
from archive.review.reading.passages import Passage
from archive.review.reading.words import word_list

_PLAN_WORDS = word_list("claims.plan_words")
_FARTHEST = 45


def _another_day(claim: Claim, actual: date) -> bool:
    told = date.fromisoformat(str(claim.value))
    return 0 < abs((told - actual).days) <= _FARTHEST


# ------------------------------------------------------------------ contracts
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


def signed_clashes(papers: Papers, contracts: Sequence[Contract]) -> Iterator[Clash]:
    """Both say themselves when they were signed; of several of one kind none is meant for sure."""
    yield from _contracts_signed(papers, contracts)
    yield from _accepted(papers)


def _contracts_signed(papers: Papers, contracts: Sequence[Contract]) -> Iterator[Clash]:
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


# ------------------------------------------------------------------ acceptance
_ACCEPTED = re.compile(
    r"[验驗]收[单單书書表函]?[^，,。；;|]{0,10}(?:[签簽](?:[了订訂字认認妥好收核]|$)|通[过過]|完成|合格|核[准定])"
    r"|(?:[签簽][了署收]?|通[过過]|完成)[^，,。；;|]{0,6}[验驗]收"
    r"|\b(?:(?:certificate of acceptance|acceptance (?:certificate|form|letter|note|record))\b"
    r"[^.;|]{0,30}\b(?:signed|dated|issued)|signed[^.;|]{0,24}\bacceptance"
    r"|accepted (?:the (?:work|report|project)|in writing))\b",
    re.IGNORECASE,
)
_DAY_LABEL = re.compile(
    r"[验驗]收(?:日期|[时時][间間]|日)|[签簽][字署核][日时時]"
    r"|\b(?:date of acceptance|acceptance date|accepted on|date)\b",
    re.IGNORECASE,
)
_TELLS_OF_IT = (Role.REPORT, Role.RETRO, Role.CLIENT, Role.MONEY, Role.OTHER)


def _accepted(papers: Papers) -> Iterator[Clash]:
    """Against the one acceptance that is filed; with acceptances of stages beside it none is meant for sure."""
    filed = [(paper, own) for paper in papers.of_class("acceptance") if (own := _own_day(paper))]
    if len(filed) != 1 or len(papers.of_class("acceptance")) != 1:
        return
    paper, own = filed[0]
    told = [
        claim
        for other in papers.current(*_TELLS_OF_IT)
        if other.source.document != paper.source.document
        for passage in (*other.told, *remarks_of(other))
        for claim in _said_accepted(other, passage, papers)
    ]
    days = distinct_claims(c for c in told if _another_day(c, date.fromisoformat(str(own.value))))
    if days and not any(claim.value == own.value for claim in told):
        yield Clash("date", paper.source.title, (own, *days))


def _own_day(paper: Paper) -> Claim | None:
    """The day that the acceptance bears: the one day it has behind such a label, and the day it was filed under."""
    if paper.day is None:
        return None
    for passage in paper.sentences:
        if not _DAY_LABEL.search(passage.text):
            continue
        for day in days_in(passage.text, paper.day):
            if day.value == paper.day.isoformat():
                written = passage.text[day.start : day.end]
                return Claim(day.value, written, paper, passage.evidence)
    return None


def _said_accepted(paper: Paper, passage: Passage, papers: Papers) -> Iterator[Claim]:
    text = passage.text
    if not _ACCEPTED_AT_ALL.search(text) or REPORTED.within(text) or _STAGE.search(text):
        return
    for day in days_in(text, papers.time_of(paper)):
        clause = _clause_at(text, day.start, day.end)
        bare = clause.replace(text[day.start : day.end], "")
        ahead = paper.day is not None and day.first_day > paper.day
        if not (day.month_only or ahead or _PLAN_WORDS.within(bare)) and _ACCEPTED.search(bare):
            yield Claim(day.value, text[day.start : day.end], paper, passage.evidence)


_ACCEPTED_AT_ALL = re.compile(r"[验驗]收|\baccept", re.IGNORECASE)
_STAGE = re.compile(
    r"初[验驗]|[阶階]段|分[项項]|[单單][场場]|期中|第[一二三\d][期次站场場]|\b(?:stage|interim|partial|phase)\b",
    re.IGNORECASE,
)
