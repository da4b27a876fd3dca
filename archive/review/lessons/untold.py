"""What a review tells once: places and words that one section has taken are left out of the next."""

from __future__ import annotations

from collections.abc import Iterable

from archive.domain.segments import SegmentKind
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.names import alike

_SAME = 0.7


class Untold:
    """The places and texts that other sections hold already."""

    def __init__(self, told: Iterable[tuple[str, Evidence]]) -> None:
        self._texts: list[str] = []
        self._spans: dict[tuple[str, int], list[Span]] = {}
        for text, evidence in told:
            self.take(text, evidence)

    def take(self, text: str, evidence: Evidence) -> None:
        """From now on this is told."""
        self._texts.append(text)
        for span in evidence.spans:
            if not _is_row(
                evidence, span
            ):  # a row may hold a problem and beside it what to do next time
                self._spans.setdefault((evidence.source.document, span.segment), []).append(span)

    def holds(self, text: str, evidence: Evidence) -> bool:
        """True when this place or these words are told already."""
        return any(self._meets(evidence, span) for span in evidence.spans) or any(
            alike(text, known) >= _SAME for known in self._texts
        )

    def _meets(self, evidence: Evidence, span: Span) -> bool:
        known = self._spans.get((evidence.source.document, span.segment), ())
        return any(span.start < other.end and other.start < span.end for other in known)


def _is_row(evidence: Evidence, span: Span) -> bool:
    return evidence.source.segments[span.segment].kind is SegmentKind.TABLE
