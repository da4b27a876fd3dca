"""How far extracted text can be trusted: of a whole file, and of each of its pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class TextQuality(StrEnum):
    """How far the text of a document or of a page can be trusted."""

    GOOD = "good"
    POOR = "poor"
    NONE = "none"
    OCR = "ocr"


HARD_TO_READ: Final = (TextQuality.POOR, TextQuality.NONE)
"""Text in which a word may stand without being found."""
BLANK: Final = "-"
"""A page that shows nothing: it has no text, and none is missing."""
_MEANT: Final[Mapping[str, TextQuality]] = {
    "g": TextQuality.GOOD,
    "p": TextQuality.POOR,
    "n": TextQuality.NONE,
    "o": TextQuality.OCR,
    BLANK: TextQuality.NONE,
}
_WRITTEN: Final = {quality: letter for letter, quality in _MEANT.items() if letter != BLANK}


@dataclass(frozen=True, slots=True)
class PageQualities:
    """The quality of every page (or slide) of a file, in order; a file without pages is one page.

    `letters`, as they are kept: one a page, `g`ood, `p`oor, `n`one, `o`cr, `-` for a blank page. Empty
    where nothing is known of pages: a file that is not read yet, or was read by an earlier archive.

    Raises:
        ValueError: a letter means nothing.
    """

    letters: str = ""

    def __post_init__(self) -> None:
        if not set(self.letters) <= set(_MEANT):
            raise ValueError(self.letters[:20])

    @classmethod
    def of(cls, pages: Iterable[TextQuality], blank: Iterable[int] = ()) -> PageQualities:
        """Of each page its quality; `blank` are pages (from 1) that show nothing beside their text."""
        letters = [_WRITTEN[quality] for quality in pages]
        for number in blank:
            if number <= len(letters) and letters[number - 1] == _WRITTEN[TextQuality.NONE]:
                letters[number - 1] = BLANK
        return cls("".join(letters))

    @property
    def each(self) -> tuple[TextQuality, ...]:
        """Page by page; a blank page has no text."""
        return tuple(_MEANT[letter] for letter in self.letters)

    def at(self, number: int) -> TextQuality | None:
        """That of one page, from 1; None when it is not known."""
        known = 1 <= number <= len(self.letters)
        return _MEANT[self.letters[number - 1]] if known else None

    def numbers(self, *wanted: TextQuality) -> tuple[int, ...]:
        """The pages of these qualities, but for blank ones."""
        letters = {_WRITTEN[quality] for quality in wanted}
        return tuple(number for number, own in enumerate(self.letters, 1) if own in letters)

    @property
    def poor(self) -> tuple[int, ...]:
        """The pages on which words may stand that were not read, or not rightly."""
        return self.numbers(*HARD_TO_READ)

    def read_anew(
        self, pages: Mapping[int, TextQuality], blank: Collection[int] = ()
    ) -> PageQualities:
        """The same, but for some pages; those of which nothing is known are not added."""
        both = [pages.get(number, own) for number, own in enumerate(self.each, 1)]
        was = {number for number, own in enumerate(self.letters, 1) if own == BLANK} - set(pages)
        return PageQualities.of(both, was | set(blank))


NOT_KNOWN: Final = PageQualities()


def poor_pages(pages: PageQualities, whole: str) -> int:
    """How many pages of a file are hard to read; one where only the quality of the `whole` is known."""
    return len(pages.poor) if pages.letters else int(whole in HARD_TO_READ)
