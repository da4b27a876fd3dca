"""Addresses of exact places: a citation or a passage as a link that opens there, highlighted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.domain.segments import Place
from archive.review.parts import parts_in
from archive.web.presenters.text_blocks import place_label
from archive.wording import say

Address = Callable[..., str]
"""Makes the URL of an endpoint from its name and values; the web's `url_for`."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A numbered chip: where it leads, what it shows beside the text, and how it is read out."""

    number: int
    url: str
    evidence: str
    label: str
    draft: str = ""
    """The word for it where the source is a draft."""


class Citer:
    """Numbers citations in the order they are met; the same place keeps its number."""

    def __init__(self, names: Mapping[str, str], language: str, address: Address) -> None:
        self._names = names
        self._language = language
        self._address = address
        self._numbers: dict[tuple[str, int, int, int], int] = {}

    def chips(self, citations: object) -> tuple[Cite, ...]:
        """The chips of one statement or figure."""
        made = [self._chip(citation) for citation in parts_in(citations)]
        unique = {chip.number: chip for chip in made}
        return tuple(unique.values())

    @property
    def count(self) -> int:
        """How many different places were cited so far."""
        return len(self._numbers)

    def _chip(self, citation: Mapping[str, Any]) -> Cite:
        document = str(citation.get("document"))
        place = Place.from_dict(citation.get("place") or {})
        spot = tuple(int(citation.get(key) or 0) for key in ("segment", "start", "end"))
        key = (document, *spot)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)  # type: ignore[arg-type] # four parts
        values = cite_values(place, spot[0], spot[1], spot[2]) | {
            "version": citation.get("version") or None
        }
        label = say(
            self._language,
            "ui_review.source",
            n=number,
            name=self._names.get(document, ""),
            place=place_label(place, self._language),
        )
        return Cite(
            number,
            self._address("documents.show", document_id=document, **values, _anchor="cited"),
            self._address("documents.evidence", document_id=document, n=number, **values),
            label,
            say(self._language, "ui.status_draft") if citation.get("draft") else "",
        )


def cite_values(place: Place, ordinal: int, start: int, end: int) -> dict[str, Any]:
    """The query of an exact place: `page=3&seg=12&from=5&to=40`."""
    return {"page": place.page, "seg": ordinal, "from": start, "to": end}
