"""Why each field was proposed as it is: where the words stand, which ones they are, and how sure that makes it.

How sure is a rank, not a share that was counted: words behind a label before words that only stand there, the
text before the name, the name before what a program noted, anything of the file before what is merely usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.domain.dates import find_dates
from archive.domain.messages import Message
from archive.understanding.document_date import DocumentDate
from archive.understanding.facts import Reason, Spot
from archive.understanding.language import in_unread_language, says_its_language
from archive.understanding.parties import NamedParty
from archive.understanding.title import DocumentTitle
from archive.understanding.total import StatedTotal
from archive.understanding.version import DocumentVersion, Told
from archive.understanding.view import DocumentView

SURE, LIKELY, PERHAPS, GUESS = 0.9, 0.7, 0.5, 0.3
_LOOKED_AT = 200
"""Segments in which the words of a reason are looked for; what a document says of itself it says early."""
_DATED = 40
_LONGEST = 40
_SPACE = re.compile(r"\s+")

_TITLES = {
    "subject": SURE, "heading": SURE, "cell": LIKELY, "line": LIKELY, "property": PERHAPS,
    "name": PERHAPS, "sheet": GUESS, "weak_line": GUESS, "class": GUESS,
}  # fmt: skip
_DATES = {"text": LIKELY, "name": PERHAPS, "property": GUESS, "received": 0.1}


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found about a document, with where it comes from."""

    title: DocumentTitle
    date: DocumentDate
    version: DocumentVersion
    language: str
    parties: tuple[NamedParty, ...]
    total: StatedTotal | None


def reasons_of(view: DocumentView, found: Found) -> tuple[Reason, ...]:
    """One reason a field, two where name and text both speak; none for a field without a value."""
    return (
        _of_title(view, found.title),
        _of_date(view, found.date),
        *_of_version(view, found.version),
        _of_language(view, found.language),
        *_of_parties(view, found.parties),
        *_of_total(view, found.total),
    )


def _of_title(view: DocumentView, title: DocumentTitle) -> Reason:
    message = Message(f"understanding.title_{title.origin}")
    in_text = title.origin in ("heading", "cell", "line", "weak_line")
    spot = _spot(view, title.written) if in_text else None
    return Reason("title", message, _TITLES[title.origin], spot)


def _of_date(view: DocumentView, dated: DocumentDate) -> Reason:
    sure = PERHAPS if dated.choices else _DATES[dated.source]
    if dated.source == "text":
        for index, segment in _segments(view, _DATED):
            for mention in find_dates(segment):
                if mention.value == dated.value or dated.value in mention.choices:
                    words = _short(segment[mention.start : mention.end])
                    message = Message("understanding.date_words", {"words": words})
                    sure = sure if dated.choices else SURE
                    return Reason("date", message, sure, _at(view, index))
    return Reason("date", Message(f"understanding.date_{dated.source}"), sure)


def _of_version(view: DocumentView, version: DocumentVersion) -> Iterator[Reason]:
    for told in version.number_told:
        yield _told(view, "version", told, PERHAPS if version.choices else SURE)
    if version.status_told:
        yield _told(view, "status", version.status_told, SURE)


def _told(view: DocumentView, field: str, told: Told, sure: float) -> Reason:
    message = Message(f"understanding.version_{told.where}", {"words": _short(told.words)})
    return Reason(field, message, sure, _spot(view, told.words) if told.where == "text" else None)


def _of_language(view: DocumentView, language: str) -> Reason:
    if in_unread_language(view.text):
        return Reason("language", Message("understanding.language_unread"), GUESS)
    if says_its_language(view.text):
        return Reason("language", Message(f"understanding.language_{language}"), SURE)
    named = says_its_language(view.stem) and not view.text
    key, sure = ("name", PERHAPS) if named else ("project", GUESS)
    return Reason("language", Message(f"understanding.language_{key}"), sure)


def _of_parties(view: DocumentView, parties: Iterable[NamedParty]) -> Iterator[Reason]:
    for party in parties:
        values: dict[str, object] = {"name": party.name, "words": party.label}
        key, sure = ("label", SURE) if party.label else ("text", PERHAPS)
        message = Message(f"understanding.party_{key}", values)
        yield Reason("parties", message, sure, _spot(view, party.name))


def _of_total(view: DocumentView, total: StatedTotal | None) -> Iterator[Reason]:
    if total is not None:
        message = Message("understanding.amount_total", {"words": _short(total.label)})
        yield Reason("amount", message, LIKELY, _spot(view, total.label))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _spot(view: DocumentView, words: str) -> Spot | None:
    """The first segment with the words, however they are spaced (報　價　單)."""
    wanted = _SPACE.sub("", words)
    for index, text in _segments(view, _LOOKED_AT) if wanted else ():
        if wanted in _SPACE.sub("", text):
            return _at(view, index)
    return None


def _segments(view: DocumentView, most: int) -> Iterable[tuple[int, str]]:
    return ((n, segment.text) for n, segment in enumerate(view.extracted.segments[:most]))


def _at(view: DocumentView, index: int) -> Spot:
    return Spot(index, view.extracted.segments[index].place)
