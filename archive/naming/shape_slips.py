"""What is wrong in the shape of a rule file, said of one entry: what may stand there, and what does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from archive.domain.messages import Message

_KINDS: Mapping[str, str] = {
    "string_type": "text",
    "int_type": "number",
    "bool_type": "truth",
    "bool_parsing": "truth",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "string_too_short": "short_text",
    "string_too_long": "long_text",
    "too_short": "few_entries",
    "too_long": "many_entries",
    "greater_than_equal": "small",
    "less_than_equal": "large",
}
"""Kinds of error of pydantic, and the sentence (`rule_file.shape_…`) that says what may stand there."""
_PATTERNS: Mapping[str, str] = {"^[A-Z]{3}$": "code", "^[a-z0-9]{1,10}$": "extension"}
_OWN = ("no_expression", "day", "days_ahead", "share_link")
_LIMITS: Mapping[str, str] = {
    "min_length": "least",
    "max_length": "most",
    "ge": "least",
    "le": "most",
    "actual_length": "number",
}


def told(entry: ErrorDetails, allowed: Sequence[str]) -> Message:
    """What may stand at a place, and what was found there.

    Args:
        entry: what the model says is wrong.
        allowed: the keys that are known where this one stands.
    """
    if entry["type"] == "extra_forbidden":
        return Message("rule_file.shape_unknown_key", {"allowed": ", ".join(allowed)})
    if entry["type"] == "missing":
        return Message("rule_file.shape_missing_key")
    what, found = _allowed(entry), entry["input"]
    if found is None:
        return Message("rule_file.nothing", {"what": what})
    if isinstance(found, bool):
        found = str(found).lower()
    if isinstance(found, str | int | float):
        return Message("rule_file.found", {"what": what, "found": found})
    return what


def _allowed(entry: ErrorDetails) -> Message:
    kind, context = entry["type"], entry.get("ctx", {})
    if kind == "literal_error":
        return Message("rule_file.shape_one_of", {"allowed": _choices(context)})
    if kind == "string_pattern_mismatch":
        named = _PATTERNS.get(str(context.get("pattern")), "check")
        return Message(f"rule_file.shape_{named}")
    if kind in _KINDS:
        limits = {_LIMITS[name]: value for name, value in context.items() if name in _LIMITS}
        return Message(f"rule_file.shape_{_KINDS[kind]}", limits)
    if kind in _OWN:
        return Message(f"rule_file.shape_{kind}", context)
    return Message("rule_file.shape_other", {"said": entry["msg"]})


def _choices(context: Mapping[str, Any]) -> str:
    expected = str(context.get("expected", ""))
    quoted = re.findall(r"'([^']*)'", expected)
    return ", ".join(quoted) if quoted else expected.replace("True", "true")
