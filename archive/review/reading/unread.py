"""Sources that the review could not hear: what is filed but says nothing it can read.

A scan without text, a damaged or locked file, a paper in a language the archive does not read. They
are listed as such, so that nobody takes their silence for an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.review.reading.citations import Json
from archive.review.reading.sources import Source
from archive.understanding.foreign import is_foreign

NO_TEXT, LANGUAGE = "no_text", "language"

_PICTURES = frozenset({"creative"})
"""Classes whose files are there to be looked at: that they have no text is no loss."""
_SAMPLE = 6_000
_WORD = re.compile(r"[^\W\d_]+")


def unread_in(sources: Sequence[Source]) -> list[Json]:
    """Every source that could not be read, in the order of their names, each with the reason."""
    return list(_unread(sorted(sources, key=lambda source: (source.name, source.document))))


def _unread(sources: Sequence[Source]) -> Iterator[Json]:
    for source in sources:
        if not source.duplicate and (why := why_unread(source)):
            yield {
                "document": source.document,
                "name": source.name,
                "class": source.class_key,
                "why": why,
            }


def why_unread(source: Source) -> str:
    """Why nothing was heard of a source; empty where its text was read."""
    text = " ".join(segment.text for segment in source.segments)[:_SAMPLE]
    if not _WORD.search(text):
        if source.trouble:
            return source.trouble
        silent = source.container or source.class_key in _PICTURES
        return "" if silent else NO_TEXT
    return LANGUAGE if is_foreign(text) else ""
