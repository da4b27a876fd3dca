"""A mail's attachments and an attachment's mail, beside the page of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.domain.documents import Document
from archive.services.documents.enclosures import Enclosures
from archive.web.presenters.citations import Address
from archive.web.presenters.marks import Mark, html_lang, level_mark
from archive.wording import say

MAILS = frozenset({"eml", "msg"})
SHOWN = 8
"""How many stand open; the rest is folded, so that a full archive does not push everything else away."""


@dataclass(frozen=True, slots=True)
class EnclosureRow:
    """A document with its class and its confidentiality."""

    title: str
    lang: str | None
    url: str
    class_label: str
    level: Mark


@dataclass(frozen=True, slots=True)
class EnclosureList:
    """One section: what came with the document, or what it came with. `more` names the folded rest."""

    heading: str
    first: Sequence[EnclosureRow]
    rest: Sequence[EnclosureRow]
    more: str


def enclosures_view(
    document: Document,
    found: Enclosures,
    labels: Mapping[str, str],
    language: str,
    address: Address,
) -> tuple[EnclosureList, ...]:
    """The sections that have something in them: where the document came from first."""

    def rows(shown: Iterable[Document]) -> list[EnclosureRow]:
        return [_row(one, labels, language, address) for one in shown]

    own = "attachments" if document.extension in MAILS else "contents"
    sections = (
        ("from_mail", rows(d for d in found.came_with if d.extension in MAILS)),
        ("from_package", rows(d for d in found.came_with if d.extension not in MAILS)),
        (own, rows(found.attachments)),
    )
    return tuple(_list(key, lines, language) for key, lines in sections if lines)


@dataclass(frozen=True, slots=True)
class Raise:
    """A mail or archive of a lower level than a file in it, and the form that brings it up."""

    sentence: str
    button: str
    url: str
    revision: int
    level: str


def raises(
    document: Document,
    found: Enclosures,
    may_raise: Callable[[Document], bool],
    language: str,
    address: Address,
) -> tuple[Raise, ...]:
    """Who may read a mail reads what is in it: those that are lower than their contents.

    Asked of both pages, that of the file and that of the mail. `may_raise` says whose level the reader
    may change.
    """
    pairs = [(holder, document) for holder in found.came_with]
    highest = max(found.attachments, key=lambda one: one.level, default=None)
    pairs += [(document, highest)] if highest is not None else []
    lower = [(holder, part) for holder, part in pairs if holder.level < part.level]
    return tuple(
        _raise(holder, part, holder is document, language, address)
        for holder, part in lower
        if may_raise(holder)
    )


def _raise(holder: Document, part: Document, own: bool, language: str, address: Address) -> Raise:
    other = part if own else holder
    values = {
        "name": other.title or other.name,
        "level": say(language, f"ui.level_{other.level.key}"),
    }
    higher = say(language, f"ui.level_{part.level.key}")
    return Raise(
        say(language, "ui_document.holds_higher" if own else "ui_document.holder_lower", **values),
        say(language, "ui_document.raise_own" if own else "ui_document.raise_holder", level=higher),
        address("document_acts.save", document_id=holder.id),
        holder.revision,
        part.level.key,
    )


def _list(key: str, lines: Sequence[EnclosureRow], language: str) -> EnclosureList:
    rest = lines[SHOWN:]
    more = say(language, "ui_document.more_files", n=len(rest)) if rest else ""
    return EnclosureList(say(language, f"ui_document.{key}"), lines[:SHOWN], rest, more)


def _row(
    document: Document, labels: Mapping[str, str], language: str, address: Address
) -> EnclosureRow:
    return EnclosureRow(
        title=document.title or document.name,
        lang=html_lang(document.language),
        url=address("documents.show", document_id=document.id),
        class_label=labels.get(document.class_key, document.class_key),
        level=level_mark(document.level, language),
    )
