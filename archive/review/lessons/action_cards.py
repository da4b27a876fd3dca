"""Actions whose parts stand each behind its own label: a card of 事項, 負責人 and 期限, or a line that names them.

谁：周立；做什么：…；什么时候：7月10日, or a table of two columns (or of pairs in a row) for every action.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archive.review.reading.words import Words, word_list
from archive.review.tables.tables import Row, Table

_LONGEST_LABEL = 16
_SHORTEST = 4
_WHAT = word_list("actions.what_label")
_WHO = word_list("actions.who_label")
_WHEN = word_list("actions.when_label")


@dataclass(slots=True)
class Card:
    """What stands behind the labels of one action, and the rows of a table it was read from."""

    what: str = ""
    owner: str = ""
    due: str = ""
    rows: list[Row] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return len(self.what) >= _SHORTEST and bool(self.owner)


def cards_in(table: Table) -> list[Card]:
    """The cards of a table that has a label in front of every value; empty for any other table."""
    cards: list[Card] = []
    for row in table.every_row:
        cells = [cell.strip() for cell in row.cells]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            part = _part_of(label)
            if part and (not cards or getattr(cards[-1], part)):
                cards.append(Card())
            if part:
                setattr(cards[-1], part, value)
                cards[-1].rows = [*(r for r in cards[-1].rows if r is not row), row]
    return [card for card in cards if card.is_whole and card.due]


_PIECE = re.compile(
    r"(?P<label>[^:：；;|｜，,。]{1,16})[:：]\s*(?P<value>[^；;|｜]+?)\s*"
    r"(?:[；;|｜。]|[,，.](?=[^:：,，.]{1,16}[:：])|$)"
)


def card_in(text: str) -> Card | None:
    """The card in a line of labels; None for a line that has not both what and who behind theirs."""
    card = Card()
    for label, value in _labelled(text):
        part = _part_of(label)
        if part and not getattr(card, part):
            setattr(card, part, value)
    return card if card.is_whole else None


def _labelled(text: str) -> Iterator[tuple[str, str]]:
    for piece in _PIECE.finditer(text):
        yield piece["label"].strip(), piece["value"].strip()


def _part_of(label: str) -> str:
    """Which part of an action a bare label announces: what, owner or due."""
    if not label or len(label) > _LONGEST_LABEL:
        return ""
    parts: Iterable[tuple[str, Words]] = (("due", _WHEN), ("owner", _WHO), ("what", _WHAT))
    return next((part for part, wanted in parts if _is_bare(label, wanted)), "")


def _is_bare(label: str, wanted: Words) -> bool:
    return wanted.within(label) and len(re.sub(r"[\W\d_]", "", wanted.without(label))) <= 1
