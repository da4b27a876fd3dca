"""Everything the archive believes about one document, read from its segments and what is known beforehand."""

from __future__ import annotations

from archive.domain.segments import Extracted, SegmentKind
from archive.understanding.classify import classify
from archive.understanding.document_date import document_date
from archive.understanding.facts import Reading, ReadingContext
from archive.understanding.language import language_of
from archive.understanding.parties import parties_of
from archive.understanding.reasons import Found, reasons_of
from archive.understanding.sensitive import sensitive_data
from archive.understanding.similar import signature
from archive.understanding.title import document_title
from archive.understanding.total import total_of
from archive.understanding.version import version_of
from archive.understanding.view import DocumentView


def read(extracted: Extracted, context: ReadingContext) -> Reading:
    """Read one document. Cost grows with its length; only sensitive data is looked for beyond the first pages.

    A file without text is read from its name, its folder and its properties.
    """
    view = DocumentView.of(extracted, context)
    kind = classify(view)
    said = _in_its_own_words(extracted, view) or view.stem
    language = language_of(said, otherwise=context.project_language)
    found = Found(
        document_title(view, kind.class_key),
        document_date(view, kind.class_key),
        version_of(view),
        language,
        parties_of(view),
        total_of(view, kind.class_key, language),
    )
    amount = found.total.amount if found.total else None
    return Reading(
        class_key=kind.class_key,
        class_confidence=kind.confidence,
        class_reasons=kind.reasons,
        title=found.title.text,
        date=found.date.value,
        date_source=found.date.source,
        date_choices=found.date.choices,
        version=found.version.number,
        version_choices=found.version.choices,
        status=found.version.status,
        is_draft=found.version.is_draft,
        language=language,
        parties=tuple(party.name for party in found.parties),
        amount=amount.value if amount else None,
        currency=amount.currency if amount else None,
        sensitive=sensitive_data(extracted.segments),
        signature=signature("\n".join(segment.text for segment in extracted.segments)),
        reasons=reasons_of(view, found),
    )


def _in_its_own_words(extracted: Extracted, view: DocumentView) -> str:
    """The text without a mail's header lines: addresses and names of fields are in no language but English."""
    body = [s.text for s in extracted.segments if s.kind is not SegmentKind.FIELD]
    if len(body) == len(extracted.segments):
        return view.text
    return "\n".join((extracted.properties.get("title", ""), *body)).strip()
