"""Why each part of what is proposed is proposed so, in words, with the place the words stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.domain.intake import FieldReason, Item
from archive.domain.messages import Message
from archive.domain.segments import Place
from archive.services.documents.proposal_reasons import ProposalReasons
from archive.web.presenters.names import NamePart, name_parts
from archive.web.presenters.text_blocks import section_label
from archive.wording import say

_PART_FIELDS = {"title": "title", "date": "date", "version": "version", "status": "status",
                "lang": "language"}  # fmt: skip
_FIELDS = ("title", "date", "version", "status", "language", "parties", "amount")


def part_reasons(item: Item | ProposalReasons, language: str) -> Mapping[str, str]:
    """Part of a name -> why it is proposed so, in words."""
    told = {part: reasons_said(item, field, language) for part, field in _PART_FIELDS.items()}
    told["class"] = class_said(item, language)
    return {part: why for part, why in told.items() if why}


def reason_lines(told: ProposalReasons, language: str) -> tuple[tuple[str, str], ...]:
    """Why a filed document has the class, the title ... it has: what of it, and why, a reason a line."""
    why = {
        "class": _said(told.class_reasons[:2], language),
        **{field: _field_said(told, field, language) for field in _FIELDS},
        "level": _said(told.level_reasons, language),
    }
    return tuple((say(language, f"ui.{key}"), "\n".join(said)) for key, said in why.items() if said)


def class_said(item: Item | ProposalReasons, language: str) -> str:
    """Why it has its class; at most two reasons."""
    return " ".join(_said(item.class_reasons[:2], language))


def reasons_said(item: Item | ProposalReasons, field: str, language: str) -> str:
    """Why a field has its value, with the place of the words; at most two reasons."""
    return " ".join(_field_said(item, field, language))


def _said(reasons: Sequence[Message], language: str) -> tuple[str, ...]:
    return tuple(say(language, reason) for reason in reasons)


def _field_said(item: Item | ProposalReasons, field: str, language: str) -> tuple[str, ...]:
    """Two companies named on one page have one reason."""
    said = (_reason_said(reason, language) for reason in item.reasons_for(field)[:2])
    return tuple(dict.fromkeys(said))


def _reason_said(reason: FieldReason, language: str) -> str:
    said = say(language, reason.message)
    place = section_label(Place.from_dict(reason.place), language) if reason.place else ""
    return say(language, "ui_batch.reason_at", why=said, place=place) if place else said


def explained(name: str, original: str, reasons: Mapping[str, str]) -> tuple[NamePart, ...]:
    """The parts of a name, each with why it is proposed."""
    parts = name_parts(name, original) if name else ()
    return tuple(replace(part, why=reasons.get(part.kind, "")) for part in parts)
