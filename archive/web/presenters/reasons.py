"""Why each part of what is proposed is proposed so, in words, with the place the words stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.domain.intake import FieldReason, Item
from archive.domain.segments import Place
from archive.web.presenters.names import NamePart, name_parts
from archive.web.presenters.text_blocks import section_label
from archive.wording import say

_PART_FIELDS = {"title": "title", "date": "date", "version": "version", "status": "status",
                "lang": "language"}  # fmt: skip


def part_reasons(item: Item, language: str) -> Mapping[str, str]:
    """Part of a name -> why it is proposed so, in words."""
    told = {part: reasons_said(item, field, language) for part, field in _PART_FIELDS.items()}
    told["class"] = " ".join(say(language, reason) for reason in item.class_reasons[:2])
    return {part: why for part, why in told.items() if why}


def reasons_said(item: Item, field: str, language: str) -> str:
    """Why a field has its value, with the place of the words; at most two reasons."""
    return " ".join(_reason_said(reason, language) for reason in item.reasons_for(field)[:2])


def _reason_said(reason: FieldReason, language: str) -> str:
    said = say(language, reason.message)
    place = section_label(Place.from_dict(reason.place), language) if reason.place else ""
    return f"{said} ({place})" if place else said


def explained(name: str, original: str, reasons: Mapping[str, str]) -> tuple[NamePart, ...]:
    """The parts of a name, each with why it is proposed."""
    parts = name_parts(name, original) if name else ()
    return tuple(replace(part, why=reasons.get(part.kind, "")) for part in parts)
