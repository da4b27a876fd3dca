"""What a review is built from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.domain.segments import Segment
from archive.domain.written_lines import as_written, find_written


@dataclass(frozen=True, slots=True)
class Source:
    """One filed document with its text. `draft`, `superseded` and `duplicate` never override finals."""

    document: str
    version: str
    name: str
    class_key: str
    title: str
    date: str
    language: str
    segments: tuple[Segment, ...]
    draft: bool = False
    superseded: bool = False
    duplicate: bool = False
    original_name: str = ""
    container: bool = False
    """An archive or a mail whose files are sources of their own: that it has no text is no loss."""
    trouble: str = ""
    """What kept a file from being read: damaged, encrypted, unsupported, empty, too_large, failed,
    or waiting while it is still to be read."""
    separator: str = "\t"
    """What parts the cells of its tables in the file, and which of them it quotes: quotes are written so."""

    def quote(self, segment: int, start: int, end: int) -> str:
        """A part of a segment's text as the file writes it."""
        return as_written(self.segments[segment].text, self.separator, start, end)

    def place_of(self, segment: int, words: str) -> tuple[int, int] | None:
        """From where to where these words stand in a segment, as it holds them or as the file writes them."""
        return find_written(self.segments[segment].text, self.separator, words)


@dataclass(frozen=True, slots=True)
class ReviewedProject:
    """What the registry knows of the project; `required` are the class keys its rules ask for at the close."""

    code: str
    name: str
    client: str | None
    language: str
    started: date | None = None
    ended: date | None = None
    currency: str | None = None
    required: tuple[str, ...] = ()


# archive/review/compose.py: build(project: ReviewedProject, sources: Sequence[Source]) -> dict[str, object]
#   the content of GET /projects/{code}/review without status, built_at (docs/interface.md)
# archive/review/restrict.py: restrict(review, visible: Callable[[str], bool]) -> the same for one reader
