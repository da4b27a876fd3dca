"""The OpenAPI 3.1 description, made from the same declarations the routes are made from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from archive import __version__
from archive.errors import (
    ArchiveError,
    CsrfFailed,
    InvalidInput,
    NotSignedIn,
    PasswordChangeRequired,
)
from archive.web.api.fields import Answer, Empty
from archive.web.api.findings import FindingAnswer
from archive.web.api.resource import Contract, Operation, Resource
from archive.web.policy import public
from archive.web.problems import STATUS_OF

Json = dict[str, Any]
Mode = Literal["validation", "serialization"]
_PROBLEM_TYPE = "application/problem+json"
_REFERENCE = "#/components/schemas/{model}"
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
_BYTES = "application/octet-stream"
_BINARY = {"type": "string", "format": "binary"}
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class FieldProblem(Answer):
    """A value that cannot be taken, and why."""

    field: str
    why: str


class ProblemAnswer(BaseModel):
    """RFC 9457. `code` is stable; the sentences are in the caller's language.

    `findings` and `suggestion` come with `name_rejected`, `errors` with `invalid_input` (and there a
    `suggestion` where a value near the refused one would do), `reference` (a number to quote) with a
    failure of the archive itself.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    findings: list[FindingAnswer] | None = None
    suggestion: str | None = None
    errors: list[FieldProblem] | None = None
    reference: str | None = None


@cache
def openapi_text() -> str:
    """The description as JSON; it is the same for everybody and for the life of the process."""
    from archive.web.api import RESOURCES  # the interface describes itself, once it is complete

    return json.dumps(describe(RESOURCES), ensure_ascii=False)


def describe(resources: Sequence[Resource]) -> Json:
    """The OpenAPI document of these resources."""
    references, schemas = _schemas(resources)
    paths: dict[str, Json] = {}
    for resource in resources:
        for operation in resource.operations:
            path = _PARAMETER.sub(r"{\2}", operation.rule)
            described = _operation(resource, operation, references, schemas)
            paths.setdefault(path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {"title": "Project archive", "version": __version__},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "sid",
                    "description": "`__Host-sid` over https; unsafe methods also need X-CSRFToken.",
                },
            },
        },
    }


def _schemas(resources: Iterable[Resource]) -> tuple[Mapping[tuple[type, Mode], Json], Json]:
    wanted: dict[tuple[type[BaseModel], Mode], None] = {(ProblemAnswer, "serialization"): None}
    for resource in resources:
        for contract in (operation.contract for operation in resource.operations):
            if isinstance(contract.answer, type):
                wanted[contract.answer, "serialization"] = None
            for taken in (contract.body, contract.form, contract.query):
                if taken is not None:
                    wanted[taken, "validation"] = None
    references, document = models_json_schema(list(wanted), ref_template=_REFERENCE)
    return dict(references), document["$defs"]


def _operation(
    resource: Resource,
    operation: Operation,
    references: Mapping[tuple[type, Mode], Json],
    schemas: Json,
) -> Json:
    contract = operation.contract
    described: Json = {
        "operationId": operation.endpoint.replace(".", "_"),
        "tags": [resource.name],
        "summary": operation.summary,
        "parameters": [*_path_parameters(operation.rule), *_query(contract, references, schemas)],
        "responses": _responses(operation, references),
        "security": [] if operation.policy is public else [{"bearer": []}, {"session": []}],
    }
    if contract.body is not None:
        described["requestBody"] = {
            "required": not issubclass(contract.body, Empty),
            "content": {"application/json": {"schema": references[contract.body, "validation"]}},
        }
    if contract.form is not None:
        described["requestBody"] = _upload(references[contract.form, "validation"])
    if contract.bytes_in:
        described["requestBody"] = {"required": True, "content": {_BYTES: {"schema": _BINARY}}}
    return described


def _path_parameters(rule: str) -> list[Json]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if kind == "int" else "string"},
        }
        for kind, name in _PARAMETER.findall(rule)
    ]


def _query(
    contract: Contract, references: Mapping[tuple[type, Mode], Json], schemas: Json
) -> list[Json]:
    """The members of the query model, each a parameter of its own."""
    if contract.query is None:
        return []
    schema = schemas[references[contract.query, "validation"]["$ref"].rpartition("/")[2]]
    return [
        {"name": name, "in": "query", "required": False, "schema": member}
        for name, member in schema.get("properties", {}).items()
    ]


def _upload(fields: Json) -> Json:
    file = {"type": "string", "format": "binary"}
    parts = {"type": "object", "properties": {"file": file}, "required": ["file"]}
    schema = {"allOf": [fields, parts]}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


def _responses(operation: Operation, references: Mapping[tuple[type, Mode], Json]) -> Json:
    contract = operation.contract
    good: Json = {"description": HTTPStatus(contract.status).phrase}
    if isinstance(contract.answer, str):
        good["content"] = {contract.answer: {"schema": {"type": "string", "format": "binary"}}}
    elif contract.answer is not None:
        schema = references[contract.answer, "serialization"]
        good["content"] = {"application/json": {"schema": schema}}
    problem = {_PROBLEM_TYPE: {"schema": references[ProblemAnswer, "serialization"]}}
    refused = {
        str(status): {"description": description, "content": problem}
        for status, description in _refusals(operation).items()
    }
    others = {str(status): _other(status, good, problem) for status in contract.also}
    return {str(contract.status): good} | others | refused


def _other(status: int, good: Json, problem: Json) -> Json:
    """Not modified says nothing, a bad range is a problem, the rest answers like a success."""
    described: Json = {"description": HTTPStatus(status).phrase}
    if status == HTTPStatus.NOT_MODIFIED:
        return described
    bad_range = status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    return described | {"content": problem if bad_range else good["content"]}


def _refusals(operation: Operation) -> dict[int, str]:
    """Status -> the codes it stands for."""
    contract = operation.contract
    errors: list[type[ArchiveError]] = list(contract.errors)
    own: list[tuple[int, str]] = [(500, "unexpected")]
    if operation.policy is not public:
        errors += [NotSignedIn, PasswordChangeRequired]
    if operation.method in _UNSAFE:
        errors.append(CsrfFailed)
    if contract.body or contract.form or contract.query:
        errors.append(InvalidInput)
    if contract.body or contract.form or contract.bytes_in:
        own += [(400, "malformed_request"), (413, "request_too_large")]
    if contract.body:
        own.append((415, "unsupported_media_type"))
    codes: dict[int, set[str]] = {}
    for status, code in (*((STATUS_OF[error], error.code) for error in errors), *own):
        codes.setdefault(status, set()).add(code)
    return {status: ", ".join(sorted(codes[status])) for status in sorted(codes)}
