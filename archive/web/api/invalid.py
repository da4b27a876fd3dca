"""What pydantic says about a value, in the words of the interface."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import BadRequest

from archive.domain.messages import Message
from archive.web.problems import FieldsInvalid

_KEY_OF: Mapping[str, str] = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "string_type": "field_text",
    "string_too_long": "field_too_long",
    "string_too_short": "field_too_short",
    "bool_type": "field_flag",
    "bool_parsing": "field_flag",
    "int_type": "field_whole",
    "int_parsing": "field_whole",
    "int_parsing_size": "field_whole",
    "int_from_float": "field_whole",
    "list_type": "field_list",
    "too_long": "field_too_many",
    "dict_type": "field_object",
    "model_type": "field_json",
    "date_type": "field_date",
    "date_parsing": "field_date",
    "date_from_datetime_parsing": "field_date",
    "decimal_type": "field_money",
    "decimal_parsing": "field_money",
    "finite_number": "field_money",
    "decimal_max_digits": "field_money",
    "decimal_max_places": "field_money",
    "decimal_whole_digits": "field_money",
    "literal_error": "field_choice",
    "enum": "field_choice",
    "less_than_equal": "field_at_most",
    "greater_than_equal": "field_at_least",
    "characters": "field_characters",
    "choice": "field_choice",
}
_VALUES = {
    "field_too_long": ("most", "max_length"),
    "field_too_many": ("most", "max_length"),
    "field_choice": ("allowed", "expected"),
    "field_at_most": ("most", "le"),
    "field_at_least": ("least", "ge"),
}


def refusal(invalid: ValidationError) -> FieldsInvalid:
    """The error to raise for it. A body that is no JSON at all raises BadRequest here."""
    found = invalid.errors(include_url=False, include_input=False)
    if any(error["type"] == "json_invalid" for error in found):
        raise BadRequest
    return FieldsInvalid([(_name(error["loc"]), _why(error)) for error in found])


def _name(path: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in path)


def _kind(error: ErrorDetails) -> str:
    """What was found; of a text that is also looked through, its length is told as that of any value."""
    kind = error["type"]
    of_text = kind in ("too_long", "too_short") and isinstance(error.get("input", ""), str)
    return (
        f"string_{kind}" if of_text and error.get("ctx", {}).get("field_type") == "Value" else kind
    )


def _why(error: ErrorDetails) -> Message:
    key = _KEY_OF.get(_kind(error), "field_invalid")
    if key not in _VALUES:
        return Message(f"api.{key}")
    name, known_as = _VALUES[key]
    value = str(error.get("ctx", {}).get(known_as, ""))
    return Message(f"api.{key}", {name: value.replace("'", "").replace(" or ", ", ")})
