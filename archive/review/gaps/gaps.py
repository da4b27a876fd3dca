"""What is not there: classes the close asks for, and papers that other papers promise or miss.

A thing is missing only when no source is of its class or bears its name; drafts count as there, but
are said to be drafts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.domain.messages import Message
from archive.review.contracts.contract import Contract
from archive.review.contracts.delivery import Delivery
from archive.review.gaps.approvals import unwritten
from archive.review.gaps.document_nouns import OF_THE_AUTHORITIES
from archive.review.gaps.series import missing_in_series
from archive.review.gaps.vouchers import vouchers_missing
from archive.review.gaps.wanted_papers import (
    asked_for,
    attached_elsewhere,
    demanding,
    templates_wanted,
)
from archive.review.papers.askings import Told, gap_of, told_in
from archive.review.papers.missing import Gap, whole_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.names import mentioned
from archive.review.reading.quantities import find_quantities
from archive.review.reading.sources import Source
from archive.review.reading.words import word_list

_ALTERNATIVES = {
    "plan": ("plan", "proposal", "schedule"),
    "survey": ("survey", "feedback"),
    "feedback": ("survey", "feedback"),
}
"""Classes that serve one purpose at the close."""

NONE_FILED = Message("review.missing_required")


def gaps_in(
    papers: Papers, contracts: Sequence[Contract], delivered: Mapping[str, Delivery]
) -> list[Gap]:
    """Every gap once: what contracts and people ask for by name, then what the rules require.

    `delivered`: what the papers say was delivered, by the name of what was promised.
    """
    written = list(unwritten(papers))
    found = [
        *(gap for gap in asked_for(papers) if not any(_tells_more(one, gap) for one in written)),
        *missing_in_series(papers, contracts, delivered),
        *vouchers_missing(papers),
        *_acceptance(papers),
        *written,
        *templates_wanted(papers),
        *attached_elsewhere(papers),
        *_only_drafts(papers),
        *_none_filed(papers),
    ]
    kept: list[Gap] = []
    for gap in found:
        if not any(_same(gap, other) for other in kept):
            kept.append(gap)
    return kept


def _tells_more(gap: Gap, asked: Gap) -> bool:
    """A consent that was never written, told with its clause, is the paper that somebody also asked for."""
    return len(gap.evidence) > len(asked.evidence) and _same(asked, gap)


def _same(first: Gap, second: Gap) -> bool:
    if first.class_key != second.class_key:
        return False
    if first.class_key != "other":
        return not second.name or not first.name or mentioned(first.name, second.name) >= 0.5
    likeness = max(mentioned(first.name, second.name), mentioned(second.name, first.name))
    return likeness >= 0.6


# ------------------------------------------------------------------ required by the rules
@dataclass(frozen=True, slots=True)
class Requirement:
    """A class the close asks for; a document of any of these classes will do."""

    class_key: str
    any_of: tuple[str, ...]


def requirements_of(papers: Papers) -> list[Requirement]:
    """What the rules ask for at the close; the review itself is this."""
    keys = [key for key in papers.project.required if key != "review"]
    return [Requirement(key, _ALTERNATIVES.get(key, (key,))) for key in keys]


def _filed_for(requirement: Requirement, papers: Papers) -> list[Source]:
    return [p.source for p in papers if p.source.class_key in requirement.any_of]


def _only_drafts(papers: Papers) -> Iterator[Gap]:
    for requirement in requirements_of(papers):
        filed = _filed_for(requirement, papers)
        if filed and all(source.draft or source.superseded for source in filed):
            why = Message("review.missing_only_draft", {"document": filed[0].document})
            yield Gap(requirement.class_key, "", why, (whole_of(filed[0]),))


def _none_filed(papers: Papers) -> Iterator[Gap]:
    """Last and in the order of the rules, as `restrict` lists them for a reader who sees less."""
    for requirement in requirements_of(papers):
        if not _filed_for(requirement, papers):
            yield Gap(requirement.class_key, "", NONE_FILED)


# ------------------------------------------------------------------ acceptance
_ACCEPT = word_list("gaps.accept")
_REQUIRES = word_list("gaps.requires")
_ACCEPT_DOCUMENT = word_list("gaps.accept_document")


def _acceptance(papers: Papers) -> Iterator[Gap]:
    """A contract that makes acceptance a condition, or somebody who waits for it, and no record of the whole."""
    asked = [t for paper in demanding(papers) for t in told_in(paper) if _asks_acceptance(t.text)]
    waited = [
        told
        for paper in papers.current(Role.MONEY, Role.CLIENT, Role.PROOF, Role.RETRO)
        for told in told_in(paper)
        if _AWAITED.search(told.text)
    ]
    if (not asked and not waited) or _is_accepted(papers, waited):
        return
    best = next((t for t in asked if _IN_WRITING.search(t.text)), asked[0] if asked else None)
    said = [best, *waited[:1]] if best else waited[:1]
    yield gap_of("review.missing_acceptance", "", "acceptance", said)


_AWAITED = re.compile(
    r"(?:待|等|[须須需]|欠|缺|[没沒]有?|未)[^，,。；;]{0,6}(?:[验驗]收[单單书書]|[验驗]收[确確][认認]|[验驗]收[记紀][录錄]|核定函|完成[证證]明)"
    r"|(?:[验驗]收[单單书書]|[验驗]收[确確][认認][书書]?|核定函)[^。；;]{0,10}(?:[没沒]|未|缺|[还還]|待[补補])"
    r"|(?:[报報]告)[^，,。；;]{0,6}未[获獲]?[^，,。；;]{0,4}(?:书面|書面)?(?:[确確][认認]|核定|接[纳納])"
    r"|[验驗]收(?:[还還])?(?:未排|未[办辦完]|未[过過]|未通[过過])|待(?:核定|[验驗]收)"
    r"|\b(?:wait(?:ing|s)? for|await(?:ing|s)?|no|pending|not yet|before we sign"
    r"|has not signed|never (?:received|got|saw|signed))\b[^.;]{0,24}\bacceptance\b",
    re.IGNORECASE,
)
_OF_A_PART = re.compile(
    r"期中|中期|[阶階]段|[单單][站场場项項]|第[一二三四五六七八九十\d]+[站场場期次]|[试試][营營]|[进進][场場]|搭建|KOL|大屏|\bsite\b|\bround\b"
    r"|\bphase\b|\binterim\b"
    r"|\bvenue\b|\bdelivery note\b",
    re.IGNORECASE,
)


def _is_accepted(papers: Papers, waited: Sequence[Told]) -> bool:
    """The whole was accepted: a record that is of no part, and nobody waits for one afterwards."""
    filed = [p for p in papers if p.source.class_key == "acceptance" and _is_acceptance(p.source)]
    whole = [p for p in filed if not _is_of_a_part(p, papers)]
    if not whole:
        return False
    last = max((p.day for p in whole if p.day), default=None)
    return not any(last and t.paper.day and t.paper.day > last for t in waited)


def _is_of_a_part(paper: Paper, papers: Papers) -> bool:
    """A record of one stage or one stop; or one made before the closing report it would have to accept."""
    first = [s.text for s in paper.source.segments if s.text.strip()][:3]
    if _OF_A_PART.search(" ".join((paper.source.title, paper.source.original_name, *first))):
        return True
    told = [p.day for p in papers.current(Role.REPORT) if p.day]
    return bool(told and paper.day and (min(told) - paper.day).days > _LONG_BEFORE)


_LONG_BEFORE = 45
_IN_WRITING = re.compile(r"[《「“\"]|书面|書面|written|certificate")
_PAID_AFTER = re.compile(
    r"(?:[验驗]收(?:通[过過]|合格|完成|[无無][误誤])?|[书書]面(?:[确確][认認]|[认認]可|同意|接[纳納受]))[^，,。；;]{0,4}[后後]"
    r"|\b(?:against|after|once|upon|on|until|following)\b[^.;]{0,40}\b(?:accepted|signed[- ]off|approved)\b"
    r"[^.;]{0,24}\b(?:report|evaluation|deliverables|work|services)\b"
    r"|\b(?:against|upon|on|after)\b[^.;]{0,24}\b(?:certificate of acceptance|acceptance certificate"
    r"|(?:signed|written) acceptance)\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"^[书書]面")
_PAYMENT = re.compile(
    r"尾款|末期|[余餘]款|支付|付款|[请請]款|balance|final (?:payment|instal)", re.IGNORECASE
)


def _asks_acceptance(text: str) -> bool:
    """Acceptance is asked for in writing, or the last payment waits for it; a permit is none."""
    if OF_THE_AUTHORITIES.search(text):
        return False
    if _ACCEPT_DOCUMENT.within(text) and _REQUIRES.within(text):
        return True
    after = _PAID_AFTER.search(text)
    if not after:
        return False
    # what may be done after a consent in writing is a change, unless it is a payment
    figured = find_quantities(text) and not _CONSENT.search(after.group())
    return bool(figured) or _PAYMENT.search(text) is not None


def _is_acceptance(source: Source) -> bool:
    """A record of acceptance says so; an attendance or delivery slip does not."""
    title = " ".join((source.title, source.name, *(s.text for s in source.segments[:6])))
    return _ACCEPT.within(title)
