"""Personal and company numbers shown so that a person can tell one from another and use none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from archive.domain.segments import Place, Segment
from archive.understanding.sensitive import Sighting, find_sensitive, same_number

MOST_SHOWN = 5
"""Numbers of one kind that are shown; the count says how many there are."""

_ALWAYS_HIDDEN = 4


@dataclass(frozen=True, slots=True)
class MaskedNumber:
    """A masked number, and where it stands: `segments[segment].text[start:end]`, at `place`."""

    value: str
    place: Place
    segment: int
    start: int
    end: int


def masked_numbers(
    segments: Iterable[Segment], counts: Mapping[str, int]
) -> dict[str, tuple[MaskedNumber, ...]]:
    """The first different numbers of each kind, at most MOST_SHOWN; the places are masked too.

    Args:
        segments: the text, from its beginning.
        counts: how many different numbers of each kind the text is known to hold. Other kinds are not
            looked for, and reading ends with the last number that is shown.
    """
    missing = {kind: min(count, MOST_SHOWN) for kind, count in counts.items() if count > 0}
    found: dict[str, dict[str, MaskedNumber]] = {kind: {} for kind in missing}
    for ordinal, segment in enumerate(segments):
        if not missing:
            break
        for sighting in find_sensitive(segment.text, segment.rows):
            if sighting.kind not in missing:
                continue
            of_kind = found[sighting.kind]
            number = same_number(segment.text[sighting.start : sighting.end])
            of_kind.setdefault(number, _masked_number(segment, ordinal, sighting))
            if len(of_kind) == missing[sighting.kind]:
                del missing[sighting.kind]
    return {kind: tuple(numbers.values()) for kind, numbers in found.items()}


def _masked_number(segment: Segment, ordinal: int, sighting: Sighting) -> MaskedNumber:
    value = masked_value(segment.text, sighting)
    place = masked_place(segment.place)
    return MaskedNumber(value, place, ordinal, sighting.start, sighting.end)


def masked_place(place: Place) -> Place:
    """The place, with every number masked that a heading, a sheet or a file is named with."""
    return replace(
        place,
        heading=tuple(mask(heading) for heading in place.heading),
        sheet=mask(place.sheet) if place.sheet else place.sheet,
        member=mask(place.member) if place.member else place.member,
    )


def mask(text: str) -> str:
    """The text with the middle of every sensitive number hidden; its length stays the same."""
    parts: list[str] = []
    position = 0
    for sighting in find_sensitive(text):
        parts += (text[position : sighting.start], masked_value(text, sighting))
        position = sighting.end
    return "".join([*parts, text[position:]])


def masked_value(text: str, sighting: Sighting) -> str:
    """The number that was seen in the text, its middle hidden.

    The first characters stay so that a person can tell one from another: three of a mobile number, one of
    anything else. Cards and mobiles keep their last four, an e-mail address its domain. Of a short
    mobile number fewer last figures stay, and of an address of one letter nothing before its domain:
    what is left never gives the number away.
    """
    value = text[sighting.start : sighting.end]
    head, tail = 1, 0
    if sighting.kind == "email":
        at = max(value.find("@"), value.find("＠"))
        head, tail = min(1, at - 1), len(value) - at
    elif sighting.kind in ("mobile", "bank_card"):
        head = 3 if sighting.kind == "mobile" else 1
        figures = sum(character.isdigit() for character in value)
        tail = max(0, min(4, figures - _ALWAYS_HIDDEN - head))
    middle = re.sub(r"\w", "*", value[head : len(value) - tail])
    return value[:head] + middle + value[len(value) - tail :]
