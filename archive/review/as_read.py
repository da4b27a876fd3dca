"""A statement as somebody has it before them while the review is written again, and where it is told now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.review.corrections import FIGURES, NAMES
from archive.review.edit import WRITTEN, Part
from archive.review.same_statement import (
    SENTENCES,
    Quote,
    Statement,
    is_same,
    plain,
    statement_of,
)
from archive.review.shelves import parts_of

_NAMED_BY = ("text", "name", "item", "party")


@dataclass(frozen=True, slots=True)
class AsRead:
    """What a form was made of.

    `words` are the built words of a sentence or the name of a row, `quotes` the documents it rests on with the
    words quoted, `shown` what a save would change, by field. `edited_at` is empty where nobody had edited it.
    """

    words: str
    quotes: tuple[tuple[str, str], ...]
    shown: Mapping[str, str]
    edited_at: str = ""

    def differs(self, part: Part, section: str) -> bool:
        """Whether a save over the part as it stands now would change something else than its reader saw."""
        now = as_read(section, part).shown
        return any(self.shown[name] != now[name] for name in self.shown.keys() & now.keys())


def as_read(section: str, part: Part) -> AsRead:
    """The part as a form shows it."""
    words = part.get("built") if section in SENTENCES else None
    words = words or next((part[name] for name in _NAMED_BY if part.get(name)), "")
    fields = FIGURES.get(section) or (
        ("text", "owner", "due") if section == "actions" else ("text",)
    )
    return AsRead(
        words=str(words),
        quotes=tuple(
            (str(c.get("document")), str(c.get("quote"))) for c in part.get("citations") or ()
        ),
        shown={name: " ".join(str(part.get(name) or "").split()) for name in fields},
        edited_at=str(part.get("edited_at") or ""),
    )


def found_again(content: Part, section: str, read: AsRead) -> tuple[str, dict[str, Any]] | None:
    """The section and part in which the statement is told now; None where it is not, or cannot be told apart.

    Args:
        content: the review as its reader sees it now.
        section: the one it was read in.
        read: as it was read.
    """
    if section in FIGURES:  # the figures may be others now: a row is known by its name
        name, named = NAMES[section], plain(read.words)
        rows = [p for p in parts_of(content, section) if plain(str(p.get(name) or "")) == named]
        return (section, rows[0]) if len(rows) == 1 else None
    quotes = tuple(Quote(document, plain(words)) for document, words in read.quotes)
    said = Statement(section, plain(read.words), {}, quotes)
    sections = (*WRITTEN, "quotes") if section in SENTENCES else (section,)
    told = [
        (other != section, other == "background", at, other)
        for other in sections
        for at, part in enumerate(parts_of(content, other))
        if not part.get("added") and is_same(said, statement_of(other, part))
    ]
    if not told or (section not in SENTENCES and len(told) > 1):
        return None
    *_, at, other = min(told)
    return other, parts_of(content, other)[at]
