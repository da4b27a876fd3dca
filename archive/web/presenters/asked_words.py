"""The words of a search, marked wherever they stand in what was found: in either script, as whole words."""

from __future__ import annotations

from archive.indexer.marking import mark_spans
from archive.indexer.query import make_plan, text_asked
from archive.indexer.thesaurus import shipped_thesaurus
from archive.web.presenters.text_blocks import Marker, nothing


def marker_of(asked: str) -> Marker:
    """Marks what was searched for: the whole of it, and its words; not what only narrowed the search down."""
    sought = text_asked(asked)
    if not sought:
        return nothing
    words = make_plan(sought, shipped_thesaurus()).words
    words_asked = (sought, *(word for word in words if len(word) > 1))
    return lambda text: mark_spans(text, words_asked)
