"""A mail's attachments and an attachment's mail, beside the page of the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
