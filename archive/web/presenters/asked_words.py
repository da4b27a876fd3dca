"""The words of a search, marked wherever they stand in what was found: in either script, as whole words."""

from __future__ import annotations

from archive.indexer.marking import mark_spans
from archive.indexer.query import make_plan, text_asked
from archive.indexer.thesaurus import shipped_thesaurus
from archive.indexer.wordings import SAME_THING
from archive.web.presenters.text_blocks import Marker, nothing


def marker_of(asked: str) -> Marker:
    """Marks what was searched for and other words for the same; not what only narrowed the search down."""
    sought = text_asked(asked)
    if not sought:
        return nothing
    plan = make_plan(asked, shipped_thesaurus())
    others = (
        other.shown
        for clause in plan.clauses
        for other in clause.alternatives
        if other.shown and other.weight >= SAME_THING
    )
    whole = () if plan.required else (sought,)
    words = tuple(word for word in (*plan.words, *others) if len(word) > 1)
    return lambda text: mark_spans(text, (*whole, *words))
