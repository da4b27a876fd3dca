"""Reading what a request carries into a model, or refusing it with every reason at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, TypeVar, cast, get_origin

from flask import request
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import UnsupportedMediaType

from archive.domain.messages import Message
from archive.web.api.fields import Empty
from archive.web.api.invalid import refusal
from archive.web.problems import FieldsInvalid

Model = TypeVar("Model", bound=BaseModel)


def read_body(model: type[Model]) -> Model:
    """The JSON body. Not JSON: 400 or 415; a value that cannot be taken: 422 with its name."""
    raw = request.get_data()
    if not raw and issubclass(model, Empty):
        return model()
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        return model.model_validate_json(raw)
    except ValidationError as invalid:
        raise refusal(invalid) from invalid


def read_query(model: type[Model]) -> Model:
    """The query string; a parameter that is a list may stand in it several times."""
    return _from_pairs(model, request.args)


def read_form(model: type[Model]) -> Model:
    """The text fields of a multipart body; the form token is the gate's."""
    pairs = MultiDict((k, v) for k, v in request.form.items(multi=True) if k != "csrf_token")
    return _from_pairs(model, pairs)


@dataclass(frozen=True, slots=True)
class SentFile:
    """An uploaded file; its bytes are on disk already when they are many."""

    stream: BinaryIO
    filename: str


def read_file() -> SentFile:
    """The part called `file`. Its name may have lost bytes that are no text."""
    sent = request.files.get("file")
    if sent is None:
        raise FieldsInvalid([("file", Message("api.field_file"))])
    return SentFile(cast("BinaryIO", sent.stream), sent.filename or "file")


def _from_pairs(model: type[Model], pairs: MultiDict[str, str]) -> Model:
    several = {
        field.alias or name
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is tuple
    }
    values = {key: pairs.getlist(key) if key in several else pairs[key] for key in pairs}
    try:
        return model.model_validate({k: v for k, v in values.items() if v != ""})
    except ValidationError as invalid:
        raise refusal(invalid) from invalid
