"""Everything the archive believes about one document, read from its segments and what is known beforehand."""

from __future__ import annotations

from archive.domain.segments import Extracted
from archive.understanding.classify import classify
from archive.understanding.document_date import document_date
from archive.understanding.facts import Reading, ReadingContext
from archive.understanding.language import language_of
from archive.understanding.parties import parties_of
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
    found = classify(view)
    dated = document_date(view, found.class_key)
    version = version_of(view)
    language = language_of(view.text or view.stem, otherwise=context.project_language)
    total = total_of(view, found.class_key, language)
    return Reading(
        class_key=found.class_key,
        class_confidence=found.confidence,
        class_reasons=found.reasons,
        title=document_title(view, found.class_key),
        date=dated.value,
        date_source=dated.source,
        date_choices=dated.choices,
        version=version.number,
        status=version.status,
        is_draft=version.is_draft,
        language=language,
        parties=parties_of(view),
        amount=total.value if total else None,
        currency=total.currency if total else None,
        sensitive=sensitive_data(extracted.segments),
        signature=signature("\n".join(segment.text for segment in extracted.segments)),
    )
