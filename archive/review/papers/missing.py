"""A document that is not there, and how it is cited and said."""

from __future__ import annotations

from dataclasses import dataclass

from archive.domain.messages import Message
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.sources import Source


@dataclass(frozen=True, slots=True)
class Gap:
    """A document that is not there. `why` is said in the project's language, `evidence` cited."""

    class_key: str
    name: str
    why: Message
    evidence: tuple[Evidence, ...] = ()


def whole_of(source: Source) -> Evidence:
    """The document as such, cited by its first words."""
    for number, segment in enumerate(source.segments):
        if segment.text.strip():
            line = segment.text.strip().split("\n")[0]
            start = segment.text.index(line)
            return Evidence(source, (Span(number, start, start + len(line)),))
    return Evidence(source, ())
