"""Differences and gaps as the review says them, in the project's language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from archive.domain.messages import Message
from archive.review.content import discreet, statement
from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.gaps.gaps import NONE_FILED, Requirement
from archive.review.lessons.learned import Lesson
from archive.review.own_words import own_words
from archive.review.papers.missing import Gap
from archive.review.papers.papers import Papers
from archive.review.reading.citations import Json, cite
from archive.review.reading.quantities import number_text
from archive.review.severity import HIGH, severity_of_gap
from archive.wording import say

_SUBJECTS = frozenset(
    {"cost", "contract_amount", "responses", "satisfaction_mean", "place", "contract_end"}
)


def document_names(papers: Papers) -> dict[str, str]:
    """What to call each document: its title; the filed name where several have the same title."""
    titles = Counter(paper.source.title for paper in papers)
    return {
        p.source.document: p.source.title
        if p.source.title and titles[p.source.title] == 1
        else p.source.name
        for p in papers
    }


def shortcoming_part(lesson: Lesson, language: str) -> Json:
    """What went wrong, told with its cause; `happened` and `cause` hold the two apart."""
    told = {"happened": discreet(lesson.text), "cause": discreet(lesson.cause)}
    return statement(said_with_cause(lesson, language), lesson.evidence) | told


def said_with_cause(lesson: Lesson, language: str) -> str:
    """What went wrong, with the cause its paper gives for it."""
    if not lesson.cause:
        return lesson.text
    message = Message("review.with_cause", {"what": lesson.text, "cause": lesson.cause})
    return say(language, message)


def clash_part(clash: Clash, names: Mapping[str, str], language: str) -> Json:
    """One contradiction: what it is about, and each value with its citation."""
    subject: object = clash.subject
    if clash.subject in _SUBJECTS:
        subject = Message(f"review.subject_{clash.subject}")
    if clash.kind == "draft":
        final, draft = (shown(claim, language) for claim in clash.claims[:2])
        message = Message(
            "review.draft_differs", {"subject": subject, "draft": draft, "final": final}
        )
    elif clash.measured:
        message = _against(clash, names, language)
    else:
        apart = len({c.paper.source.document for c in clash.claims}) == len(clash.claims)
        values = tuple(_told(c, names, language, apart=apart) for c in clash.claims)
        message = Message("review.clash", {"subject": subject, "values": values})
    return {
        "kind": clash.kind,
        "severity": clash.severity,
        "subject": say(language, Message("review.subject", {"subject": subject})),
        "description": discreet(say(language, message)),
        "values": [
            {"value": in_digits(claim), "citations": cite(claim.evidence)} for claim in clash.claims
        ],
    }


def _against(clash: Clash, names: Mapping[str, str], language: str) -> Message:
    """What a paper says in words, and what the plan and the outcome say of it."""
    said = clash.claims[0]
    facts = []
    for fact in clash.measured:
        name: object = fact.name
        if fact.name in _SUBJECTS:
            name = Message(f"review.subject_{fact.name}")
        values = {"meant": shown(fact.meant, language), "came": shown(fact.came, language)}
        facts.append(Message(f"review.against_{fact.kind}", {"name": name, **values}))
    values_of = {"document": names[said.paper.source.document], "words": said.written}
    return Message("review.clash_words", {**values_of, "facts": tuple(facts)})


def _told(claim: Claim, names: Mapping[str, str], language: str, *, apart: bool) -> Message:
    """Which document says what, in its own words where they are short; where one says both, under which heading."""
    value = shown(claim, language)
    exact = not isinstance(claim.value, Decimal) or value == claim.written or _in_words(claim)
    words = own_words(claim) if exact else ""
    said = Message("review.in_words", {"words": words}) if words else value
    values = {"document": names[claim.paper.source.document], "value": said}
    first = claim.evidence.spans[0].segment if claim.evidence.spans else 0
    place = claim.paper.source.segments[first].place if claim.paper.source.segments else None
    section = place.heading[-1].strip() if place and place.heading else ""
    if apart or not section:
        return Message("review.clash_value", values)
    return Message("review.clash_value_in", {**values, "section": section})


def shown(claim: Claim, language: str) -> str:
    """The value as its document writes it; a day in mere numbers in the words of the language."""
    if not isinstance(claim.value, str) or not _ISO_DAY.fullmatch(claim.value):
        return in_digits(claim)
    if language != "en" and _DAY_IN_WORDS.search(claim.written):
        return claim.written
    day = date.fromisoformat(claim.value)
    key = f"review.month_{day.month}"
    return say(
        language, Message("review.day", {"day": day.day, "month": Message(key), "year": day.year})
    )


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_IN_WORDS = re.compile(r"月.*[日號号]")


def in_digits(claim: Claim) -> str:
    """As written; a figure in words or shorthand has the digits before it, bare digits are parted."""
    written = claim.written
    if not isinstance(claim.value, Decimal):
        return written
    if _in_words(claim) or _SHORTHAND.search(written):
        return f"{Decimal(number_text(claim.value)):,f} ({written})"
    if _BARE.fullmatch(written):
        return f"{Decimal(number_text(claim.value)):,f}"
    return written


def _in_words(claim: Claim) -> bool:
    return not any(map(str.isdigit, claim.written))


_SHORTHAND = re.compile(r"\d\s?[wW](?![A-Za-z])")
_BARE = re.compile(r"\d{4,}(?:\.0+)?")


def gap_part(gap: Gap, names: Mapping[str, str], language: str) -> Json:
    """One gap: the class that would fill it, and why it is looked for."""
    asked_by = (evidence.source.class_key for evidence in gap.evidence)
    return {
        "class": gap.class_key,
        "name": say(language, gap.called) if gap.called else discreet(gap.name),
        "severity": severity_of_gap(gap.why.key, asked_by),
        "why": discreet(say(language, _named(gap.why, names))),
        "citations": cite(*gap.evidence),
    }


def _named(message: Message, names: Mapping[str, str]) -> Message:
    """The message with the documents in it called by their names, also in the messages inside it."""
    values: dict[str, object] = {}
    for key, value in message.values.items():
        if isinstance(value, Message):
            values[key] = _named(value, names)
        elif key == "document" and isinstance(value, str):
            values[key] = names.get(value, value)
        else:
            values[key] = value
    return Message(message.key, values)


def requirement_part(requirement: Requirement, language: str) -> Json:
    """A class the close asks for, with what to say when none is filed."""
    return {
        "class": requirement.class_key,
        "any_of": list(requirement.any_of),
        "severity": HIGH,
        "why": say(language, NONE_FILED),
    }
