"""What is not there: classes the close asks for, and papers that other papers promise or miss.

A thing is missing only when no source is of its class or bears its name; drafts count as there, but
are said to be drafts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.domain.messages import Message
from archive.review.contract_scope import Obligation
from archive.review.contracts import Contract
from archive.review.document_nouns import OF_THE_AUTHORITIES
from archive.review.missing import Gap, whole_of, why_asked
from archive.review.names import mentioned
from archive.review.papers import Papers
from archive.review.passages import sentences_of
from archive.review.quantities import find_quantities
from archive.review.sources import Source
from archive.review.wanted_papers import (
    asked_for,
    attached_elsewhere,
    changes_in_writing,
    only_spoken,
    templates_wanted,
)
from archive.review.words import word_list

_ALTERNATIVES = {
    "plan": ("plan", "proposal", "schedule"),
    "survey": ("survey", "feedback"),
    "feedback": ("survey", "feedback"),
}
"""Classes that serve one purpose at the close."""

NONE_FILED = Message("review.missing_required")


def gaps_in(papers: Papers, contracts: Sequence[Contract]) -> list[Gap]:
    """Every gap once: what contracts and people ask for by name, then what the rules require."""
    found = [
        *asked_for(papers),
        *_too_few(papers, contracts),
        *_acceptance(papers, contracts),
        *only_spoken(papers),
        *changes_in_writing(papers),
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


# ------------------------------------------------------------------ promised in a number
_SERIES = tuple(
    (key, word_list(f"gaps.series_{key}"))
    for key in ("weekly_report", "data_report", "minutes", "media_clipping")
)


def is_report_series(name: str) -> bool:
    """The thing promised is papers in a series: weekly reports, minutes, clippings."""
    return any(wanted.within(name) for _, wanted in _SERIES)


def _too_few(papers: Papers, contracts: Sequence[Contract]) -> Iterator[Gap]:
    """Reports promised in a series, of which fewer are filed."""
    for contract in contracts:
        for obligation in contract.obligations:
            for class_key, wanted in _SERIES:
                if wanted.within(obligation.name):
                    yield from _series(papers, obligation, class_key)
                    break


def _series(papers: Papers, obligation: Obligation, class_key: str) -> Iterator[Gap]:
    filed = [p for p in papers if p.source.class_key == class_key]
    if Decimal(len(filed)) >= obligation.quantity:
        return
    why = Message(
        "review.missing_series",
        {
            "name": obligation.name,
            "promised": f"{obligation.quantity.normalize():f}{obligation.unit}",
            "filed": len(filed),
        },
    )
    yield Gap(
        class_key, obligation.name, why, (obligation.evidence, *(whole_of(p.source) for p in filed))
    )


# ------------------------------------------------------------------ acceptance
_ACCEPT = word_list("gaps.accept")
_REQUIRES = word_list("gaps.requires")
_ACCEPT_DOCUMENT = word_list("gaps.accept_document")


def _acceptance(papers: Papers, contracts: Sequence[Contract]) -> Iterator[Gap]:
    """A contract that makes acceptance a condition, and no record of it."""
    if any(p.source.class_key == "acceptance" and _is_acceptance(p.source) for p in papers):
        return
    for contract in contracts:
        asked = [
            sentence
            for paragraph in contract.paper.paragraphs
            for sentence in sentences_of(paragraph)
            if _asks_acceptance(sentence.text)
        ]
        if asked:
            best = next((s for s in asked if _IN_WRITING.search(s.text)), asked[0])
            yield Gap(
                "acceptance", "", why_asked("review.missing_acceptance", best), (best.evidence,)
            )
            return


_IN_WRITING = re.compile(r"[《「“\"]|书面|書面|written|certificate")
_PAID_AFTER = re.compile(
    r"(?:[验驗]收(?:通[过過]|合格|完成|[无無][误誤])?|[书書]面(?:[确確][认認]|[认認]可|同意|接[纳納受]))[^，,。；;]{0,4}[后後]"
)


def _asks_acceptance(text: str) -> bool:
    """Acceptance is asked for in writing, or the last payment waits for it; a permit is none."""
    if OF_THE_AUTHORITIES.search(text):
        return False
    if _ACCEPT_DOCUMENT.within(text) and _REQUIRES.within(text):
        return True
    return bool(_PAID_AFTER.search(text)) and bool(find_quantities(text))


def _is_acceptance(source: Source) -> bool:
    """A record of acceptance says so; an attendance or delivery slip does not."""
    title = " ".join((source.title, source.name, *(s.text for s in source.segments[:6])))
    return _ACCEPT.within(title)
