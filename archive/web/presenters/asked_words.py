"""The words of a search, marked wherever they stand in what was found: in either script, as whole words."""

from __future__ import annotations

from archive.indexer.marking import mark_spans
from archive.indexer.query import text_asked
from archive.indexer.query_text import QueryText, says_something
from archive.web.presenters.text_blocks import Marker, nothing


def marker_of(asked: str) -> Marker:
    """Marks what was searched for: the whole of it, and its words; not what only narrowed the search down."""
    sought = text_asked(asked)
    if not sought:
        return nothing
    pieces = (piece.term for piece in QueryText.of(sought).pieces)
    words_asked = (sought, *(p for p in pieces if len(p) > 1 and says_something(p)))
    return lambda text: mark_spans(text, words_asked)
