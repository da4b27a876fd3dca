"""The kinds of values that requests carry, each with its bounds."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from archive.domain.documents import CLASS_CODES

MONEY_PATTERN = r"^-?\d+(\.\d+)?$"


class Body(BaseModel):
    """A JSON body: an unknown member is an error, and "true" is not true."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Query(BaseModel):
    """The query string; unknown parameters are left alone (`lang`, what proxies add)."""

    model_config = ConfigDict(extra="ignore")


class Form(BaseModel):
    """The text fields of a multipart form."""

    model_config = ConfigDict(extra="forbid")


class Answer(BaseModel):
    """What an endpoint gives back. Members without a value are null, never missing."""

    model_config = ConfigDict(
        json_schema_serialization_defaults_required=True, validate_by_name=True
    )


class Empty(Body):
    """A body that says nothing; it may be left out."""


def _storable(text: str) -> str:
    """No NUL (some databases refuse it) and no half of a surrogate pair."""
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise PydanticCustomError("characters", "characters that cannot be stored")
    return text


def _known_class(key: str) -> str:
    if key not in CLASS_CODES:
        allowed = ", ".join(CLASS_CODES)
        raise PydanticCustomError("choice", "unknown class", {"expected": allowed})
    return key


def _plain(amount: Decimal) -> Decimal:
    if amount.adjusted() > 15 or not amount.is_finite():
        raise PydanticCustomError("finite_number", "too large")
    return amount


Text = Annotated[str, AfterValidator(_storable)]
Word = Annotated[Text, Field(max_length=200)]
Name = Annotated[Text, Field(min_length=1, max_length=200)]
Code = Annotated[Text, Field(min_length=1, max_length=64)]
FileName = Annotated[Text, Field(max_length=4096)]
Sentence = Annotated[Text, Field(max_length=2000)]
Identifier = Annotated[Text, Field(min_length=1, max_length=64)]
Revision = Annotated[int, Field(ge=0, le=2**31)]
Money = Annotated[
    Decimal, AfterValidator(_plain), WithJsonSchema({"type": "string", "pattern": MONEY_PATTERN})
]
ClassKey = Annotated[
    Text,
    AfterValidator(_known_class),
    WithJsonSchema({"type": "string", "enum": list(CLASS_CODES)}),
]
Language = Literal["zh-Hant", "zh-Hans", "en"]
LevelKey = Literal["public", "internal", "confidential", "restricted"]
PageNumber = Annotated[int, Field(ge=1, le=10_000)]
PerPage = Annotated[int, Field(ge=1, le=100)]
JsonObject = dict[str, Any]


class Paged(Query):
    """Which part of a list."""

    page: PageNumber = 1
    per_page: PerPage = 20
