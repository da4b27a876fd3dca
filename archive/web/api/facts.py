"""What is known of a file, as items and documents both show it."""

from __future__ import annotations

from collections.abc import Mapping

from archive.domain.intake import ItemFields, SensitiveCount
from archive.web.api.fields import Answer, JsonObject


class FieldsAnswer(Answer):
    """The fields of a file. `date` is YYYY-MM-DD or YYYY-MM; `amount` a decimal string."""

    title: str
    date: str | None
    version: str | None
    status: str | None
    language: str | None
    parties: list[str]
    amount: str | None
    currency: str | None
    client_confirmed_on: str | None

    @classmethod
    def of(cls, fields: ItemFields) -> FieldsAnswer:
        return cls.model_validate(fields.as_dict())

    @classmethod
    def of_mapping(cls, fields: Mapping[str, object]) -> FieldsAnswer:
        """Those kept with a document; what was never known is null."""
        unknown: dict[str, object] = dict.fromkeys(cls.model_fields)
        known = {name: value for name, value in fields.items() if name in unknown}
        return cls.model_validate(unknown | {"title": "", "parties": []} | known)


class SensitiveAnswer(Answer):
    """How often one kind of personal or company number stands in a file, and where; never the numbers.

    Each of `places` has what is known of `page`, `sheet`, `slide`, `row`, `member` and `heading`, and in
    `segment` which of the segments of the file's text it is, from 0. Files read by earlier releases lack it.
    """

    kind: str
    count: int
    places: list[JsonObject]

    @classmethod
    def of(cls, found: SensitiveCount) -> SensitiveAnswer:
        return cls(kind=found.kind, count=found.count, places=[dict(p) for p in found.places])

    @classmethod
    def of_mapping(cls, found: Mapping[str, object]) -> SensitiveAnswer:
        return cls.model_validate({"places": [], **found})
