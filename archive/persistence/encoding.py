"""Values of the domain as JSON and back, for the `details` columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from archive.domain.documents import Decision, ItemState, Level
from archive.domain.intake import (
    FieldReason,
    Item,
    ItemFields,
    ItemFinding,
    SensitiveCount,
    SimilarTo,
)
from archive.domain.messages import Message
from archive.domain.segments import ContentState
from archive.domain.text_quality import PageQualities, TextQuality

Details = dict[str, Any]


def message_out(message: Message | None) -> Details | None:
    """A message and the messages among its values."""
    if message is None:
        return None
    return {"key": message.key, "values": {k: _value_out(v) for k, v in message.values.items()}}


def _value_out(value: object) -> object:
    if isinstance(value, Message):
        return {"message": message_out(value)}
    if isinstance(value, tuple | list):
        return [_value_out(part) for part in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def message_in(stored: Mapping[str, Any] | None) -> Message | None:
    """The opposite of `message_out`."""
    if stored is None:
        return None
    return Message(stored["key"], {k: _value_in(v) for k, v in stored["values"].items()})


def _value_in(value: object) -> object:
    if isinstance(value, Mapping) and "message" in value:
        return message_in(cast("Mapping[str, Any]", value["message"]))
    if isinstance(value, list):
        return tuple(_value_in(part) for part in value)
    return value


def messages_in(stored: Sequence[Mapping[str, Any]]) -> tuple[Message, ...]:
    """Several messages."""
    return tuple(m for m in map(message_in, stored) if m is not None)


def finding_out(finding: ItemFinding) -> Details:
    """A finding with its message."""
    return {
        "rule": finding.rule,
        "component": finding.component,
        "severity": finding.severity,
        "where": list(finding.where),
        "found": finding.found,
        "expected": finding.expected,
        "message": message_out(finding.message),
        "suggestion": finding.suggestion,
    }


def finding_in(stored: Mapping[str, Any]) -> ItemFinding:
    """The opposite of `finding_out`."""
    start, end = stored["where"]
    message = message_in(stored["message"])
    return ItemFinding(**{**stored, "where": (start, end), "message": cast("Message", message)})


def _reason_out(reason: FieldReason) -> Details:
    return {
        "field": reason.field,
        "message": message_out(reason.message),
        "confidence": reason.confidence,
        "place": dict(reason.place) if reason.place is not None else None,
    }


def _reason_in(stored: Mapping[str, Any]) -> FieldReason:
    message = message_in(stored["message"])
    return FieldReason(**{**stored, "message": cast("Message", message)})


def item_out(item: Item) -> Details:
    """Everything of an item that has no column of its own."""
    return {
        "original_name": item.original_name,
        "media_type": item.media_type,
        "extension": item.extension,
        "content_state": item.content_state.value,
        "page_count": item.page_count,
        "text_quality": item.text_quality.value,
        "pages": item.pages.letters,
        "class_key": item.class_key,
        "class_confidence": item.class_confidence,
        "class_reasons": [message_out(m) for m in item.class_reasons],
        "proposed_name": item.proposed_name,
        "chosen_name": item.chosen_name,
        "fields": item.fields.as_dict(),
        "is_draft": item.is_draft,
        "date_source": item.date_source,
        "date_choices": list(item.date_choices),
        "version_choices": list(item.version_choices),
        "reasons": [_reason_out(r) for r in item.reasons],
        "level": item.level.key,
        "level_reasons": [message_out(m) for m in item.level_reasons],
        "findings": [finding_out(f) for f in item.findings],
        "duplicate_of": item.duplicate_of,
        "duplicate_name": item.duplicate_name,
        "similar_to": None
        if item.similar_to is None
        else [item.similar_to.id, item.similar_to.kind, item.similar_to.name],
        "sensitive": [s.as_dict() for s in item.sensitive],
        "decision": item.decision.value if item.decision else None,
        "decision_of": item.decision_of,
        "reason": item.reason,
        "raw_path": item.raw_path,
        "name_encoding": item.name_encoding,
        "names_confirmed": item.names_confirmed,
        "progress": list(item.progress) if item.progress else None,
        "note": message_out(item.note),
    }


_OF_A_PERSON = (
    "class_key",
    "class_confidence",
    "class_reasons",
    "chosen_name",
    "fields",
    "date_source",
    "date_choices",
    "version_choices",
    "reasons",
    "level",
    "level_reasons",
    "decision",
    "decision_of",
    "reason",
)


def decided_out(item: Item) -> Details:
    """What a person may have changed about an item, and the state that came of it."""
    details = item_out(item)
    return {name: details[name] for name in _OF_A_PERSON} | {"state": item.state.value}


def decided_in(item: Item, stored: Mapping[str, Any]) -> Item:
    """The item with what `decided_out` put away in place of what it has now."""
    before = {name: stored[name] for name in _OF_A_PERSON if name in stored}
    known = item_in({**item_out(item), **before})
    kept = {name: known[name] for name in _OF_A_PERSON}
    return replace(item, state=ItemState(stored["state"]), **kept)


def item_in(details: Mapping[str, Any]) -> Details:
    """The keyword arguments of `Item` that `item_out` put away."""
    decision = details["decision"]
    similar = details["similar_to"]
    return {
        **details,
        "content_state": ContentState(details["content_state"]),
        "text_quality": TextQuality(details["text_quality"]),
        "pages": PageQualities(details.get("pages", "")),
        "class_reasons": messages_in(details["class_reasons"]),
        "fields": ItemFields.from_dict(details["fields"]),
        "date_choices": tuple(details["date_choices"]),
        "version_choices": tuple(details.get("version_choices", ())),
        "reasons": tuple(map(_reason_in, details.get("reasons", ()))),
        "level": Level.of(details["level"]),
        "level_reasons": messages_in(details["level_reasons"]),
        "findings": tuple(map(finding_in, details["findings"])),
        "similar_to": SimilarTo(*similar) if similar else None,
        "sensitive": sensitive_in(details["sensitive"]),
        "decision": Decision(decision) if decision else None,
        "progress": tuple(details["progress"]) if details.get("progress") else None,
        "note": message_in(details["note"]),
    }


def sensitive_in(stored: Sequence[Mapping[str, Any]]) -> tuple[SensitiveCount, ...]:
    """Kinds, counts and places of sensitive numbers, as `SensitiveCount.as_dict` put them."""
    return tuple(SensitiveCount(s["kind"], s["count"], tuple(s["places"])) for s in stored)
