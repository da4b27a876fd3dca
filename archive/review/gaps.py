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
from archive.review.citations import Evidence, Span
from archive.review.contracts import Contract, Obligation
from archive.review.names import distinct, mentioned
from archive.review.papers import Papers, Role
from archive.review.passages import Passage, sentences_of, without_mark
from archive.review.sources import Source
from archive.review.words import word_list

_ALTERNATIVES = {
    "plan": ("plan", "proposal", "schedule"),
    "survey": ("survey", "feedback"),
    "feedback": ("survey", "feedback"),
}
"""Classes that serve one purpose at the close."""

NONE_FILED = Message("review.missing_required")


@dataclass(frozen=True, slots=True)
class Gap:
    """A document that is not there. `why` is said in the project's language, `evidence` cited."""

    class_key: str
    name: str
    why: Message
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of document that papers promise: its words, and the class that would supply it."""

    class_key: str
    pattern: re.Pattern[str]


def gaps_in(papers: Papers, contracts: Sequence[Contract]) -> list[Gap]:
    """Every gap once: what contracts and people ask for by name, then what the rules require."""
    found = [
        *_asked_for(papers),
        *_too_few(papers, contracts),
        *_acceptance(papers, contracts),
        *_only_spoken(papers),
        *_templates(papers),
        *_attached_elsewhere(papers),
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
    return mentioned(first.name, second.name) >= 0.6


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
            yield Gap(requirement.class_key, "", why, (_whole(filed[0]),))


def _none_filed(papers: Papers) -> Iterator[Gap]:
    """Last and in the order of the rules, as `restrict` lists them for a reader who sees less."""
    for requirement in requirements_of(papers):
        if not _filed_for(requirement, papers):
            yield Gap(requirement.class_key, "", NONE_FILED)


def _whole(source: Source) -> Evidence:
    """The document as such, cited by its first words."""
    for number, segment in enumerate(source.segments):
        if segment.text.strip():
            line = segment.text.strip().split("\n")[0]
            start = segment.text.index(line)
            return Evidence(source, (Span(number, start, start + len(line)),))
    return Evidence(source, ())


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
        class_key, obligation.name, why, (obligation.evidence, *(_whole(p.source) for p in filed))
    )


# ------------------------------------------------------------------ acceptance
_ACCEPT = word_list("gaps.accept")
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
            if _ACCEPT_DOCUMENT.within(sentence.text) and _REQUIRES.within(sentence.text)
        ]
        if asked:
            best = next(
                (s for s in asked if re.search(r"[《「“\"]|书面|書面|written|certificate", s.text)),
                asked[0],
            )
            yield Gap("acceptance", "", _asked("review.missing_acceptance", best), (best.evidence,))
            return


def _is_acceptance(source: Source) -> bool:
    """A record of acceptance says so; an attendance or delivery slip does not."""
    title = " ".join((source.title, source.name, *(s.text for s in source.segments[:6])))
    return _ACCEPT.within(title)


def _asked(key: str, sentence: Passage) -> Message:
    return Message(
        key, {"quote": sentence.text.strip(" 。.;；"), "document": sentence.source.document}
    )


# ------------------------------------------------------------------ asked for by name
_REQUIRES = word_list("gaps.requires")
_NOUNS = (
    "保[险險][证證]明[书書]?|保[险險]单|保險單|[证證]明[书書]|同意[书書函]|授[权權][书書]|期中[报報]告|中期[报報]告|核定函"
    "|[简簡]?[签簽]呈|便[笺箋]|确认函|確認函|更正函|保密[协協][议議]|切[结結][书書]|完税[证證]明"
    "|著作[权權](?:[转轉]让|讓與)[书書]|[销銷][毁毀][证證]明|剪[报報]"
)
_ENGLISH_NOUNS = (
    "[Cc]ertificate(?: of [A-Za-z]+)?|[Rr]elease [Ff]orms?|[Cc]onsent [Ff]orms?|[Pp]rocessing [Aa]greement"
    "|[Nn]on-[Dd]isclosure [Aa]greement|[Ii]nterim [Rr]eport|[Mm]id-term [Rr]eport"
)
_PAPER_NAMES = re.compile(
    rf"(?P<name>[一-鿿]{{0,8}}?(?P<noun>{_NOUNS}))"
    rf"|(?P<en>(?:[A-Z][a-z]+ |[a-z]+ ){{0,3}}?(?:{_ENGLISH_NOUNS}))"
)
_KIND_OF_NAME = (
    (word_list("gaps.series_media_clipping"), "media_clipping"),
    (word_list("gaps.interim_report"), "final_report"),
)
_ASKERS = (Role.CONTRACT, Role.CLIENT, Role.RETRO, Role.INTERIM, Role.REPORT)
_WANTING = word_list("gaps.wanting")


def _asked_for(papers: Papers) -> Iterator[Gap]:
    """Papers that a contract requires, or that somebody says are still wanted, by their names."""
    for paper in papers.current(*_ASKERS):
        for sentence in paper.sentences:
            asked = (
                _REQUIRES.within(sentence.text)
                if paper.role is Role.CONTRACT
                else _WANTING.within(sentence.text)
            )
            if not asked:
                continue
            for match in _PAPER_NAMES.finditer(sentence.text):
                name = _paper_name(match)
                if name and not _is_there(name, papers):
                    key = next(
                        (key for wanted, key in _KIND_OF_NAME if wanted.within(name)), "other"
                    )
                    why = _asked("review.missing_asked", sentence)
                    yield Gap(
                        key,
                        name,
                        Message(why.key, {**why.values, "name": name}),
                        (sentence.evidence,),
                    )


def _paper_name(match: re.Match[str]) -> str:
    name = (match["name"] or match["en"] or "").strip()
    noun = match["noun"] or ""
    ahead = name[: len(name) - len(noun)] if noun else name
    if noun:
        return re.split(_NO_NAME, ahead)[-1][-8:] + noun
    name = _LEADING_WORDS.sub("", name)
    return name if len(name) >= 4 else ""


_LEADING_WORDS = re.compile(
    r"^(?:(?:the|a|an|of|and|any|to|no|its|their|shall|must|will|should|provide|sign|signed|submit|obtain|deliver"
    r"|send|supply|with|written|parties|client|agency)\s+)+",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    "[的之和及與与並并將将於于在應应須须可向由以前後后出送交附供取簽签是有無无没沒未一份張张個个各補补齐齊但該该此其要請请求會会具]"
)


def _is_there(name: str, papers: Papers) -> bool:
    for paper in papers:
        source = paper.source
        for known in (source.title, source.original_name, source.name):
            if known and mentioned(name, known) >= 0.6:
                return True
    return False


# ------------------------------------------------------------------ only spoken
_SPOKEN = word_list("gaps.spoken")
_MAIL = "电邮|電郵|邮件|郵件|email|e-mail"
_APPROVED_BY_MAIL = re.compile(
    rf"(?:{_MAIL})[^。.；;，,]{{0,12}}(?:批准|确认|確認|同意|approv|confirm)"
    rf"|(?:批准|確認|确认|同意)[^。.；;，,]{{0,8}}(?:{_MAIL})|(?:approved|confirmed|agreed) by e?-?mail",
    re.IGNORECASE,
)
_MOST_SPOKEN = 4


def _only_spoken(papers: Papers) -> Iterator[Gap]:
    """Consent that was only spoken, or that a mail gave which is not filed."""
    found: list[tuple[str, Passage]] = []
    for paper in papers.current(Role.RETRO, Role.CLIENT, Role.MONEY, Role.REPORT):
        for sentence in map(without_mark, paper.sentences):
            if _SPOKEN.within(sentence.text):
                found.append(("review.missing_written", sentence))
            elif _APPROVED_BY_MAIL.search(sentence.text):
                found.append(("review.missing_mail", sentence))
    for number in distinct((sentence.text for _, sentence in found), 0.3)[:_MOST_SPOKEN]:
        key, sentence = found[number]
        yield Gap("other", sentence.text, _asked(key, sentence), (sentence.evidence,))


# ------------------------------------------------------------------ templates and attachments
_TEMPLATE = word_list("gaps.template")
_MAKE = word_list("gaps.make")


def _templates(papers: Papers) -> Iterator[Gap]:
    """A template that the team decided to make, where no template is filed."""
    if any(p.source.class_key == "template" for p in papers):
        return
    for paper in papers.current(Role.RETRO, Role.REPORT):
        cells = [
            (cell, table.evidence(row)) for table in paper.tables for row in table.rows for cell in row.cells
        ]  # fmt: skip
        sentences = [(s.text, s.evidence) for s in paper.sentences]
        for text, evidence in (*cells, *sentences):
            if _TEMPLATE.within(text) and _MAKE.within(text):
                values = {"quote": text.strip(" 。.;；"), "document": paper.source.document}
                yield Gap("template", "", Message("review.missing_template", values), (evidence,))
                return


_ATTACHED = re.compile(
    r"(?P<name>剪[报報]|清[单單]|名[单單]|照片|截[图圖]|[视視][频頻][链鏈][接結])[^。；;，,]{0,6}"
    r"(?:另附|见附件|見附件|详见附件|詳見附件|如附件|附后|附後)"
    r"|(?P<en>clippings|photo log|list of [a-z ]{3,20})[^.;]{0,20}"
    r"(?:attached|in the appendix|enclosed|separately)",
    re.IGNORECASE,
)
_ATTACHED_CLASS = ((word_list("gaps.series_media_clipping"), "media_clipping"),)


def _attached_elsewhere(papers: Papers) -> Iterator[Gap]:
    """An attachment that a report speaks of and the folder does not hold."""
    for paper in papers.current(Role.REPORT):
        for sentence in paper.sentences:
            for match in _ATTACHED.finditer(sentence.text):
                name = match["name"] or match["en"]
                key = next((key for wanted, key in _ATTACHED_CLASS if wanted.within(name)), "other")
                there = (
                    any(p.source.class_key == key for p in papers)
                    if key != "other"
                    else _is_there(name, papers)
                )
                if not there:
                    yield Gap(
                        key,
                        name,
                        _asked("review.missing_attachment", sentence),
                        (sentence.evidence,),
                    )
