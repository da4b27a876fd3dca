"""What the other files of a folder suggest for one that says nothing itself: never more than a guess.

A file speaks first, always: only what it does not say at all is borrowed. Borrowed are the class where all the
others of the folder agree or where its neighbours in a series do (W02, W04 for W03), the title of such a
neighbour with the file's own number, the day or month all others share or the day between two neighbours, and
the parties all others name, else the project's client, for papers that ought to name some.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from archive.domain.folding import fold
from archive.domain.messages import Message
from archive.domain.numerals import read_int
from archive.understanding.facts import Reason
from archive.understanding.unsaid import BORROWED

IN_SERIES, IN_FOLDER = "understanding.sibling_series", "understanding.sibling_folder"
CLASS_REASONS = frozenset({IN_SERIES, IN_FOLDER})

FEWEST_FOR_CLASS, FEWEST = 3, 2
"""Others that must agree before a folder says a class, and anything else."""

_ASIDE = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_ORDINAL = re.compile(r"第([一二三四五六七八九十]{1,3})")
_NUMBER = re.compile(r"(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Sibling:
    """What a file of a folder says itself; None, "" and () where it does not."""

    path: str
    class_key: str | None = None
    title: str = ""
    date: str | None = None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Borrowed:
    """What others suggest for a file; None, "" and () where they suggest nothing."""

    class_key: str | None = None
    title: str = ""
    date: str | None = None
    parties: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A file of the same series, and the number it has where this one has its own."""

    sibling: Sibling
    number: str
    own: str

    @property
    def step(self) -> int:
        return int(self.number) - int(self.own)


def borrowed(
    own: Sibling, others: Sequence[Sibling], client: str | None, *, needs_parties: bool
) -> Borrowed:
    """What the others of its folder suggest for everything a file does not say."""
    near = _neighbours(own, others)
    class_key, why_class = (None, None) if own.class_key else _class(near, others)
    title, why_title = ("", None) if own.title else _title(near)
    day, why_day = (None, None) if own.date else _date(near, others)
    parties, why_parties = (
        _parties(others, client) if needs_parties and not own.parties else ((), None)
    )
    told = (("class", why_class), ("title", why_title), ("date", why_day), ("parties", why_parties))
    reasons = tuple(Reason(field, why, BORROWED) for field, why in told if why is not None)
    return Borrowed(class_key, title, day, parties, reasons)


def _neighbours(own: Sibling, others: Sequence[Sibling]) -> list[_Neighbour]:
    """The files numbered one less and one more, the earlier first."""
    pieces = _pieces(own.path)
    found = []
    for other in others:
        theirs = _pieces(other.path)
        if len(theirs) != len(pieces):
            continue
        differing = [(a, b) for a, b in zip(theirs, pieces, strict=True) if a != b]
        if len(differing) == 1 and all(piece.isdigit() for piece in differing[0]):
            neighbour = _Neighbour(other, *differing[0])
            if abs(neighbour.step) == 1:
                found.append(neighbour)
    return sorted(found, key=lambda neighbour: neighbour.step)


def _pieces(path: str) -> list[str]:
    """A file's name cut at its numbers: the numbers of a series differ, the rest does not."""
    stem = _ASIDE.sub("", fold(PurePosixPath(path).stem))
    stem = _ORDINAL.sub(lambda match: f"第{read_int(match[1])}", stem)
    return [piece.strip(" _-") for piece in _NUMBER.split(stem)]


def _class(
    near: Sequence[_Neighbour], others: Sequence[Sibling]
) -> tuple[str | None, Message | None]:
    kinds = {neighbour.sibling.class_key for neighbour in near}
    if len(kinds) == 1 and (key := kinds.pop()):
        return key, _series(near)
    kinds = {other.class_key for other in others}
    if len(others) >= FEWEST_FOR_CLASS and len(kinds) == 1 and (key := kinds.pop()):
        return key, Message(IN_FOLDER, {"n": len(others)})
    return None, None


def _title(near: Sequence[_Neighbour]) -> tuple[str, Message | None]:
    for neighbour in near:
        title, own = neighbour.sibling.title, str(int(neighbour.own))
        found = list(re.finditer(rf"(?<!\d)0*{int(neighbour.number)}(?!\d)", title))
        if len(found) == 1:
            start, end = found[0].span()
            padded = own.zfill(end - start) if found[0][0].startswith("0") else own
            return f"{title[:start]}{padded}{title[end:]}", _series([neighbour])
    return "", None


def _date(
    near: Sequence[_Neighbour], others: Sequence[Sibling]
) -> tuple[str | None, Message | None]:
    around = [neighbour.sibling.date or "" for neighbour in near]
    if len(around) == FEWEST and all(len(day) == len("2025-01-01") for day in around):
        first, last = map(date.fromisoformat, around)
        if first <= last:
            return (first + (last - first) / 2).isoformat(), _series(near)
    days = [other.date for other in others if other.date]
    if len(days) < FEWEST or len(days) < len(others):
        return None, None
    for length in (len("2025-01-01"), len("2025-01")):
        shared = {day[:length] for day in days}
        if len(shared) == 1:
            return shared.pop(), Message(IN_FOLDER, {"n": len(others)})
    return None, None


def _parties(
    others: Sequence[Sibling], client: str | None
) -> tuple[tuple[str, ...], Message | None]:
    named = {other.parties for other in others}
    if len(others) >= FEWEST and len(named) == 1 and (parties := named.pop()):
        return parties, Message(IN_FOLDER, {"n": len(others)})
    if client:
        return (client,), Message("understanding.party_client")
    return (), None


def _series(near: Sequence[_Neighbour]) -> Message:
    names = tuple(PurePosixPath(neighbour.sibling.path).name for neighbour in near)
    return Message(IN_SERIES, {"names": names})
