"""Citations: where a statement's words stand. A quote is cut from its segment, never written.

`verified` is the last guard before a review leaves this package: whatever does not stand verbatim in
the cited segment is dropped, and a statement that loses its last citation is dropped with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.domain.segments import Segment
from archive.review.reading.sources import Source
from archive.understanding.sensitive import find_sensitive

Json = dict[str, object]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`segments[segment].text[start:end]` of one source."""

    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Spans of one source: what a figure or a statement was read from."""

    source: Source
    spans: tuple[Span, ...]

    @property
    def order(self) -> tuple[str, str, tuple[Span, ...]]:
        """A key that sorts evidence the same way every time."""
        return (self.source.name, self.source.document, self.spans)


def cite(*evidence: Evidence) -> list[Json]:
    """One citation for each span, in the given order, none twice, empty ones left out."""
    seen: dict[tuple[str, Span], Json] = {}
    for item in evidence:
        for span in item.spans:
            for piece in _discreet(item.source, span):
                trimmed = _trimmed(item.source, piece)
                if trimmed is not None:
                    seen.setdefault(
                        (item.source.document, trimmed), _citation(item.source, trimmed)
                    )
    return list(seen.values())


def _discreet(source: Source, span: Span) -> list[Span]:
    """The span without the personal numbers in it: the pieces around them."""
    segment = source.segments[span.segment]
    pieces, begin = [], span.start
    for start, end in _personal_numbers(segment):
        if span.start < end and start < span.end:
            pieces.append(Span(span.segment, begin, max(begin, start)))
            begin = min(end, span.end)
    return [*pieces, Span(span.segment, begin, span.end)]


@lru_cache(maxsize=4096)
def _personal_numbers(segment: Segment) -> tuple[tuple[int, int], ...]:
    found = find_sensitive(segment.text, segment.rows)
    return tuple((sighting.start, sighting.end) for sighting in found)


def _citation(source: Source, span: Span) -> Json:
    segment = source.segments[span.segment]
    return {
        "document": source.document,
        "version": source.version,
        "place": segment.place.as_dict(),
        "quote": source.quote(span.segment, span.start, span.end),
        "segment": span.segment,
        "start": span.start,
        "end": span.end,
        **({"draft": True} if source.draft else {}),
    }


def _trimmed(source: Source, span: Span) -> Span | None:
    text = source.segments[span.segment].text[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    end = span.end - (len(text) - len(text.rstrip()))
    return Span(span.segment, start, end) if re.search(r"\w", text) else None


def is_verbatim(citation: Mapping[str, object], sources: Mapping[str, Source]) -> bool:
    """True when the quote stands in the cited segment exactly where the citation says."""
    source = sources.get(str(citation.get("document")))
    ordinal, start, end = (citation.get(key) for key in ("segment", "start", "end"))
    if source is None or not (
        isinstance(ordinal, int) and isinstance(start, int) and isinstance(end, int)
    ):
        return False
    if not 0 <= ordinal < len(source.segments) or not 0 <= start < end:
        return False
    fits = end <= len(source.segments[ordinal].text)
    return fits and source.quote(ordinal, start, end) == citation.get("quote")


def verified(content: Json, sources: Sequence[Source]) -> Json:
    """The same content without any citation that is not verbatim, nor what rested on it alone.

    What rests on drafts alone says so (`draft`).
    """
    by_id = {source.document: source for source in sources}
    kept = _verified(content, by_id)
    return kept if isinstance(kept, dict) else {}


def _verified(node: object, sources: Mapping[str, Source]) -> object:
    if isinstance(node, list):
        return [part for part in (_verified(item, sources) for item in node) if part is not None]
    if not isinstance(node, dict):
        return node
    citations = node.get("citations")
    if not isinstance(citations, list):
        return {key: _verified(value, sources) for key, value in node.items()}
    good = [c for c in citations if is_verbatim(c, sources)]
    if citations and not good:
        return None
    rest = {key: _verified(value, sources) for key, value in node.items() if key != "citations"}
    drafted = bool(good) and all(isinstance(c, dict) and c.get("draft") for c in good)
    return rest | {"citations": good} | ({"draft": True} if drafted else {})


def documents_of(citations: Iterable[Mapping[str, object]]) -> set[str]:
    """The documents that citations lead to."""
    return {str(citation.get("document")) for citation in citations}
