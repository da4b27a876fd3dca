"""Filing directly: a file whose name complies already, and a new version of a document."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Json

from archive.errors import (
    ActionForbidden,
    Conflict,
    DuplicateDocument,
    NameRejected,
    NotFound,
    StorageFull,
    UploadTooLarge,
)
from archive.web.api.document_answers import DocumentAnswer
from archive.web.api.fields import ClassKey, FileName, Form, JsonObject
from archive.web.api.reading import SentFile
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("deposits")
blueprint = resource.blueprint

_REFUSALS = (
    NotFound,
    ActionForbidden,
    Conflict,
    DuplicateDocument,
    NameRejected,
    UploadTooLarge,
    StorageFull,
)


class VersionForm(Form):
    """`path` wins over the file's own name, which may hold bytes that are no text."""

    path: FileName | None = None


class DepositForm(VersionForm):
    """What the caller knows of the file; `fields` is a JSON object."""

    class_key: ClassKey | None = Field(default=None, alias="class")
    fields: Annotated[Json[JsonObject] | None, Field()] = None


@resource.route(
    "POST",
    "/projects/<code>/documents",
    signed_in,
    Contract(DocumentAnswer, 201, form=DepositForm, errors=_REFUSALS),
)
def file_directly(code: str, form: DepositForm, file: SentFile) -> DocumentAnswer:
    """File one document under a name that complies; 422 with findings where it does not."""
    document = services().filing.file_directly(
        principal(), code, file.stream, form.path or file.filename, form.class_key, form.fields
    )
    return DocumentAnswer.of(document)


@resource.route(
    "POST",
    "/documents/<document_id>/versions",
    signed_in,
    Contract(DocumentAnswer, 201, form=VersionForm, errors=_REFUSALS),
)
def add_version(document_id: str, form: VersionForm, file: SentFile) -> DocumentAnswer:
    """File a new version of a document; the old ones stay."""
    document = services().filing.add_version(
        principal(), document_id, file.stream, form.path or file.filename
    )
    return DocumentAnswer.of(document)


POLICIES = resource.POLICIES
