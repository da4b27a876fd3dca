"""Personal data in a file: how many numbers of each kind, the first ones masked, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archive.domain.documents import Level
from archive.domain.segments import Segment
from archive.understanding.masking import MOST_SHOWN, MaskedNumber, masked_numbers
from archive.understanding.sensitive import NOWHERE
from archive.web.presenters.marks import counted
from archive.web.presenters.text_blocks import place_label
from archive.wording import say


@dataclass(frozen=True, slots=True)
class NumberAt:
    """A masked number, its place in words, and the address of the place; "" where it has none."""

    value: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class SensitiveLine:
    """One kind of number. `more` says how many are not shown; "" for none."""

    tone: str
    text: str
    numbers: tuple[NumberAt, ...]
    more: str


def sensitive_lines(
    counts: Mapping[str, int],
    level: Level,
    segments: Sequence[Segment],
    language: str,
    link: Callable[[MaskedNumber], str] = lambda _number: "",
) -> tuple[SensitiveLine, ...]:
    """What a file holds, for a reader of its text; a warning where its level does not keep it close."""
    tone = "warn" if level < Level.CONFIDENTIAL else "ac"
    masked = masked_numbers(segments, counts)
    return tuple(
        SensitiveLine(
            tone,
            counted(language, "ui_batch.sensitive", n, kind=say(language, f"ui.sensitive_{kind}")),
            tuple(NumberAt(m.value, _place(m, language), link(m)) for m in masked.get(kind, ())),
            _more(n, len(masked.get(kind, ())), language),
        )
        for kind, n in counts.items()
    )


def _place(number: MaskedNumber, language: str) -> str:
    if number.place == NOWHERE:
        return say(language, "ui_document.place_piece", n=number.segment + 1)
    return place_label(number.place, language)


def _more(count: int, shown: int, language: str) -> str:
    """How many are left out; an older version of a file may hold fewer than are counted, and none more."""
    if shown < MOST_SHOWN or count <= shown:
        return ""
    return say(language, "ui_batch.sensitive_more", n=count - shown)
