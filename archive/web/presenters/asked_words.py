"""The words of a search, marked wherever they stand in what was found: in either script, as whole words."""

from __future__ import annotations

from archive.indexer.marking import mark_spans
from archive.indexer.port import Wording
from archive.web.presenters.text_blocks import Marker, nothing


def marker_of(asked: Wording) -> Marker:
    """Marks what was searched for and other words for the same; not what only narrowed the search down."""
    if not asked.sought:
        return nothing
    whole = () if asked.just_so else (asked.sought,)
    words = tuple(word for word in (*asked.words, *asked.same) if len(word) > 1)
    return lambda text: mark_spans(text, (*whole, *words))
