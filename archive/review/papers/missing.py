"""A document that is not there, and how it is cited and said."""

from __future__ import annotations

from dataclasses import dataclass

from archive.domain.messages import Message
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.sources import Source


@dataclass(frozen=True, slots=True)
class Gap:
    """A document that is not there. `why` is said in the project's language, `evidence` cited.

    `name` is what the papers call it; where they have no name for it, `name` is the sentence that tells of
    it, by which two gaps are told apart, and `called` the paper that is shown in its place.
    """

    class_key: str
    name: str
    why: Message
    evidence: tuple[Evidence, ...] = ()
    called: Message | None = None


def whole_of(source: Source) -> Evidence:
    """The document as such, cited by its first words."""
    for number, segment in enumerate(source.segments):
        if segment.text.strip():
            line = segment.text.strip().split("\n")[0]
            start = segment.text.index(line)
            return Evidence(source, (Span(number, start, start + len(line)),))
    return Evidence(source, ())
