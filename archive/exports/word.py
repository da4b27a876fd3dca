"""Every Word file the archive writes, by a writer that is loaded with the first one.

python-docx, its template and lxml are eight MiB and a tenth of a second of CPU time at a start; most processes never
write a Word file. This is the one place that loads the writer, so that nobody else has to think of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.domain.surveys import Summary, Survey
from archive.review.reading.sources import ReviewedProject


def review_docx(
    review: Mapping[str, Any], project: ReviewedProject, language: str, *, for_print: bool = False
) -> bytes:
    """A review (`review_docx.py`)."""
    from archive.exports.review_docx import review_docx as written

    return written(review, project, language, for_print=for_print)


def survey_docx(survey: Survey, summary: Summary, invited: int, language: str) -> bytes:
    """The result of a survey (`survey_docx.py`)."""
    from archive.exports.survey_docx import survey_docx as written

    return written(survey, summary, invited, language)


def closing_record_docx(record: Mapping[str, Any], language: str) -> bytes:
    """A closing record (`closing_record.py`)."""
    from archive.exports.closing_record import closing_record_docx as written

    return written(record, language)
