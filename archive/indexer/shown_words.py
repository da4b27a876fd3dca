"""Words by which texts are alike, as people read them: whole, and as the text itself writes them.

What segmentation does not know it cuts anyhow: of 快闪店 it leaves 快 and 闪店, of 动线图 动 and 线图. Such a
remainder is as good as the word for comparing, but nobody says it. It is shown with the character that
stands beside it wherever it occurs, and not at all where one occurrence says nothing about that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from archive.indexer.analysis import is_han
from archive.indexer.marking import marker
from archive.indexer.normal_text import NormalText
from archive.indexer.query_text import says_something
from archive.indexer.words import cut, is_known

OFTEN: Final = 2
OFTEN_KNOWN: Final = 3
"""Occurrences that show what always stands beside a word; more for one that the dictionary has: the same verb
may stand before it twice."""
LONGEST: Final = 6
"""Characters up to which a word grows."""


def written_words(text: str, words: Collection[str]) -> dict[str, str]:
    """Each word as the text writes it: in its own script, not stemmed; without those that are mere remainders."""
    ordered, normal = sorted(words), NormalText.of(text)
    pieces = _Pieces.of(normal.normal) if any(map(is_han, ordered)) else None
    written = {}
    for word in ordered:
        span = pieces.whole(word) if pieces and is_han(word) else _first(word, normal)
        if span:
            start, end = normal.original(0, *span) if pieces and is_han(word) else span
            written[word] = " ".join(text[start:end].split())
    return written


def shown(words: Sequence[str], written: dict[str, str]) -> tuple[str, ...]:
    """The words of a reason as they are written; none inside another, the first as it is where none is left."""
    found = [written[word] for word in words if word in written] or list(words[:1])
    return tuple(dict.fromkeys(w for w in found if not any(w in o and w != o for o in found)))


def _first(word: str, normal: NormalText) -> tuple[int, int] | None:
    hit = next(iter(marker((word,)).hits(normal)), None)
    return (hit.start, hit.end) if hit else None


@dataclass(frozen=True)
class _Pieces:
    """A text in its normal form and the words it is cut into; `ends` says where each ends."""

    text: str
    pieces: Sequence[str]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str) -> _Pieces:
        pieces = cut(text)
        return cls(text, pieces, list(accumulate(map(len, pieces))))

    def whole(self, word: str) -> tuple[int, int] | None:
        """Where the word first stands whole; None where it is the remainder of one that cannot be told."""
        places = list(self._places(word))
        own = [place for place in places if not self._inside(place, len(word))]
        if not own:
            return self._piece(places[0]) if places else None
        known = is_known(word)
        while len(word) < LONGEST and len(own) >= (OFTEN_KNOWN if known else OFTEN):
            before, after = ({self._beside(at, len(word), side) for at in own} for side in (0, 1))
            left, right = (side.pop() if len(side) == 1 else "" for side in (before, after))
            if not left and not right:
                break
            word, own = left + word + right, [at - len(left) for at in own]
        if len(own) == 1 and not known and any(self._beside(own[0], len(word), s) for s in (0, 1)):
            return None
        return own[0], own[0] + len(word)

    def _places(self, word: str) -> Iterator[int]:
        at = self.text.find(word)
        while at >= 0:
            yield at
            at = self.text.find(word, at + len(word))

    def _inside(self, place: int, length: int) -> bool:
        """True where it is a part of a longer word that the dictionary has."""
        start, end = self._piece(place)
        longer = end - start > length and place + length <= end
        return longer and is_known(self.text[start:end])

    def _piece(self, place: int) -> tuple[int, int]:
        number = bisect_right(self.ends, place)
        return self.ends[number] - len(self.pieces[number]), self.ends[number]

    def _beside(self, place: int, length: int, side: int) -> str:
        """The character before it (0) or after it (1) that is in no word of its own; "" at the end of a word."""
        at = place + length if side else place - 1
        if not 0 <= at < len(self.text) or not is_han(self.text[at]):
            return ""
        start, end = self._piece(at)
        piece = self.text[start:end]
        alone = len(piece) == 1 or not is_known(piece)
        return self.text[at] if alone and says_something(piece) else ""
