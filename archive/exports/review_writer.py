"""Writing a review's sections: the numbers of the sources, the words of an empty section, the weight of a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archive.exports.review_words import ReviewWords
from archive.exports.word_pages import Pages
from archive.review.parts import Part, parts_in
from archive.review.severity import SEVERITIES


class Writer:
    """The pages, the words, and the numbers of the sources as they come up."""

    def __init__(self, pages: Pages, words: ReviewWords, review: Mapping[str, Any]) -> None:
        self.pages, self.words = pages, words
        self._section = ""
        self.names = {
            str(s.get("document")): str(s.get("name")) for s in parts_in(review.get("sources"))
        }
        self.silent = {str(s.get("section")): s for s in parts_in(review.get("not_found"))}
        self.cited: dict[tuple[str, str], tuple[int, Part]] = {}

    def numbers(self, *parts: Part) -> list[int]:
        """The source numbers of these parts' citations; a quote cited again keeps its number."""
        found: list[int] = []
        for part in parts:
            for citation in parts_in(part.get("citations")):
                key = (str(citation.get("document")), str(citation.get("quote")))
                number, _ = self.cited.setdefault(key, (len(self.cited) + 1, citation))
                if number not in found:
                    found.append(number)
        return found

    def marks(self, *parts: Part) -> str:
        """The same numbers, for the last column of a table."""
        return ", ".join(map(str, self.numbers(*parts)))

    def heading(self, name: str) -> None:
        """Begin a section."""
        self.pages.heading(self.words(f"section_{name}"))
        self._section = name

    def nothing(self) -> None:
        """The section is empty: it says so, and which papers would tell."""
        self.pages.note(self.words("nothing_found"))
        if silent := self.silent.get(self._section):
            self.pages.note(self.words.would_tell(silent))

    def head(self, *columns: str) -> list[str]:
        """The names of a table's columns in the file's language."""
        return [self.words(f"column_{column}") for column in columns]

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        right: Sequence[int] = (),
        bold_last: bool = False,
    ) -> None:
        """A table, widths in centimetres and `right` the columns of figures; without rows, an empty section."""
        if rows:
            self.pages.table(head, rows, widths=widths, right=right, bold_last=bold_last)
        else:
            self.nothing()

    def weighed(self, part: Part, text: str) -> str:
        """The text of a finding behind the word of its weight."""
        severity = part.get("severity")
        if severity not in SEVERITIES:
            return text
        return self.words(
            "weighed", severity=self.words.overview(f"severity_{severity}"), text=text
        )
