"""A filed document: its names, its reading, and the panel beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.domain.access import Principal
from archive.domain.documents import Document, DocumentState, Version
from archive.domain.segments import Segment
from archive.domain.text_quality import TextQuality
from archive.naming.rules import Retention
from archive.services.documents.documents import AuditEntry
from archive.services.documents.who_sees import WhoSees
from archive.understanding.masking import MaskedNumber
from archive.web.presenters.accounts import MemberRow, member_rows
from archive.web.presenters.citations import Address, cite_values
from archive.web.presenters.marks import (
    Mark,
    html_lang,
    level_mark,
    moment,
    money_words,
    size_words,
)
from archive.web.presenters.names import NamePart, as_seen, name_parts
from archive.web.presenters.page_quality import quality_notes
from archive.web.presenters.previews import FieldLine
from archive.web.presenters.readings import Reading
from archive.web.presenters.retention import kept_words
from archive.web.presenters.sensitive_numbers import SensitiveLine, sensitive_lines
from archive.web.presenters.shelf import state_mark
from archive.wording import catalogue, say


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One state of the document."""

    number: str
    when: str
    name: str
    current: bool
    size: str


@dataclass(frozen=True, slots=True)
class History:
    """The versions, newest first, and what was done with the document, as far as the reader is told."""

    versions: Sequence[Version]
    acts: Sequence[AuditEntry]


@dataclass(frozen=True, slots=True)
class Panel:
    """The right side."""

    lines: tuple[FieldLine, ...]
    notes: tuple[tuple[str, str, str], ...]
    versions: tuple[VersionRow, ...]
    who: str
    why: str
    members: tuple[MemberRow, ...]
    acts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's page."""

    id: str
    title: str
    lang: str | None
    parts: tuple[NamePart, ...]
    version: str
    level: Mark
    state: Mark | None
    code: str
    project: str
    folder: str
    class_label: str
    withdrawn: bool
    withdrawn_reason: str
    reading: Reading
    panel: Panel
    citation: str
    sensitive: tuple[SensitiveLine, ...]


def document_view(
    document: Document,
    reading: Reading,
    panel: Panel,
    sensitive: tuple[SensitiveLine, ...],
    labels: Mapping[str, str],
    language: str,
) -> DocumentView:
    """The whole page."""
    return DocumentView(
        id=document.id,
        title=document.title or document.name,
        lang=html_lang(document.language),
        parts=name_parts(document.name),
        version=f"V{document.version}",
        level=level_mark(document.level, language),
        state=state_mark(document, language),
        code=document.project_code,
        project=document.project_name,
        folder=document.folder.rpartition("/")[2],
        class_label=labels.get(document.class_key, document.class_key),
        withdrawn=document.state is DocumentState.WITHDRAWN,
        withdrawn_reason=document.withdrawn_reason or "",
        reading=reading,
        panel=panel,
        citation=f"{document.name}, {reading.place}".rstrip(", "),
        sensitive=sensitive,
    )


def panel_of(
    document: Document,
    history: History,
    who: WhoSees,
    reader: Principal,
    language: str,
    retention: Mapping[str, Retention],
) -> Panel:
    """Everything beside the page. `retention` is that of the rules in force."""
    return Panel(
        lines=tuple(_lines(document, retention, language)),
        notes=tuple(quality_notes(document.pages, TextQuality(document.text_quality), language)),
        versions=tuple(
            VersionRow(
                f"V{version.number}",
                moment(version.filed_at),
                version.name,
                version.id == document.current_version,
                size_words(version.size),
            )
            for version in history.versions
        ),
        who=say(
            language,
            "ui_document.who_team" if who.team else "ui_document.who_members",
            level=say(language, f"ui.level_{who.level.key}"),
        ),
        why=say(language, f"ui_document.why_{who.reason}"),
        members=member_rows(who.members, reader, language),
        acts=tuple(_act(entry, language) for entry in reversed(history.acts)),
    )


def _act(entry: AuditEntry, language: str) -> tuple[str, str, str]:
    key = f"ui_document.act_{entry.action}"
    said = say(language, key) if key in catalogue() else entry.action
    return moment(entry.at), entry.actor_name, said


def _lines(
    document: Document, retention: Mapping[str, Retention], language: str
) -> list[FieldLine]:
    fields = document.fields
    lang = html_lang(document.language)
    parties = fields.get("parties")
    shown = "\n".join(map(str, parties)) if isinstance(parties, list | tuple) else ""
    amount = fields.get("amount")
    currency = str(fields.get("currency") or "") or None
    known = (
        ("ui.date", document.date or "", None),
        ("ui.parties", shown, lang),
        ("ui.amount", money_words(amount, currency) if amount else "", None),
        ("ui.client_confirmed_on", str(fields.get("client_confirmed_on") or ""), None),
        ("ui_document.accession", document.accession, None),
        ("ui_document.original", as_seen(document.original_name), lang),
        ("ui_document.folder", document.folder, None),
        ("ui_document.retention", _retention(document.retention, retention, language), None),
        ("ui_document.rules_version", document.rules_version, None),
        ("ui_document.filed", f"{moment(document.filed_at)} {document.filed_by_name}", None),
        ("ui_document.size", size_words(document.size), None),
    )
    return [FieldLine(say(language, key), value, lang=tag) for key, value, tag in known if value]


def gaps_said(missing: Iterable[str], language: str) -> str:
    """What the rules want to be known of the document and is not, in one line; "" where all is."""
    words = [say(language, f"ui.{name}") for name in missing if f"ui.{name}" in catalogue()]
    return say(language, "ui_document.gaps", fields=tuple(words)) if words else ""


def _retention(key: str, retention: Mapping[str, Retention], language: str) -> str:
    kept = retention.get(key)
    return kept_words(kept, language) if kept is not None else key


def sensitive_of(
    document: Document,
    segments: Sequence[Segment],
    version: str | None,
    language: str,
    address: Address,
) -> tuple[SensitiveLine, ...]:
    """The document's personal data, masked, each with its place in the text of the version that is shown."""
    found = {str(s.get("kind")): _whole(s.get("count")) for s in document.sensitive}

    def link(number: MaskedNumber) -> str:
        values = cite_values(number.place, number.segment, number.start, number.end)
        values["version"] = version
        return address("documents.show", document_id=document.id, **values, _anchor="cited")

    return sensitive_lines(found, document.level, segments, language, link)


def _whole(count: object) -> int:
    return count if isinstance(count, int) else 1
