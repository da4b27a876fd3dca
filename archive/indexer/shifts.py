"""The way back from a normal form to a text of which some characters became several, or one of several."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, NamedTuple


class Shifts(NamedTuple):
    """The clusters of a text that changed their length, in order; all else stands for itself.

    `begins` and `ends` are theirs in the normal form, `firsts` and `behinds` in the text. There are few in any
    text: a place for each of its characters took as long as finding words in it.
    """

    begins: list[int]
    ends: list[int]
    firsts: list[int]
    behinds: list[int]

    def __bool__(self) -> bool:
        return bool(self.begins)

    def note(self, first: int, behind: int, length: int) -> None:
        """The next cluster, `text[first:behind]`, and how long it has become."""
        if length != behind - first:
            begin = first + (self.ends[-1] - self.behinds[-1] if self.ends else 0)
            self.begins.append(begin)
            self.ends.append(begin + length)
            self.firsts.append(first)
            self.behinds.append(behind)

    def before(self, place: int) -> int:
        """How much longer the text has become up to a place of it, which is in no cluster."""
        number = bisect_right(self.behinds, place) - 1
        return self.ends[number] - self.behinds[number] if number >= 0 else 0

    def began(self, place: int) -> int:
        """Where in the text a character of the normal form came from; every one of a cluster from its first."""
        number = bisect_right(self.begins, place) - 1
        if number < 0:
            return place
        end = self.ends[number]
        return self.firsts[number] if place < end else self.behinds[number] + place - end

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the text that a range of the normal form came from: whole clusters."""
        first = self.began(start)
        if end <= start:
            return first, first
        number = bisect_right(self.begins, end - 1) - 1
        return first, self.began(max(end, self.ends[number]) if number >= 0 else end)


UNSHIFTED: Final = Shifts([], [], [], [])
