"""A noun of the HTTP interface: its routes, who may reach them, and what they take and answer.

One declaration serves three readers: Flask routes by it, the gate takes the policy from it, and
`openapi` describes it. None of the three can be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response
from pydantic import BaseModel

from archive.errors import ArchiveError
from archive.web.api.fields import Empty
from archive.web.api.reading import read_body, read_file, read_form, read_query
from archive.web.context import API_PREFIX
from archive.web.policy import Policy

View = Callable[..., BaseModel | Response | None]


@dataclass(frozen=True, slots=True)
class Contract:
    """What an operation takes and gives.

    `body` is JSON, `form` the text fields beside an uploaded `file`, `query` the query string; the
    view gets each as an argument of that name (and `file`); `bytes_in` says that the body is bytes,
    which the view reads as they come. `answer` is a model, or a media type for
    bytes, or None for an empty answer. `errors` are those beside the ones every operation has; `also` the other
    statuses it may answer (part of the bytes, unchanged, not ready).
    """

    answer: type[BaseModel] | str | None = None
    status: int = 200
    body: type[BaseModel] | None = None
    form: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    bytes_in: bool = False
    errors: tuple[type[ArchiveError], ...] = ()
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path, as declared."""

    endpoint: str
    method: str
    rule: str
    policy: Policy
    contract: Contract
    summary: str


@dataclass(slots=True)
class Resource:
    """The routes of one noun; a part of the web."""

    name: str
    prefix: str = API_PREFIX
    operations: list[Operation] = field(default_factory=list)
    blueprint: Blueprint = field(init=False)

    def __post_init__(self) -> None:
        self.blueprint = Blueprint(f"api_{self.name}", __name__, url_prefix=self.prefix or None)

    @property
    def POLICIES(self) -> Mapping[str, Policy]:  # noqa: N802 - as every part of the web names it
        """Endpoint -> policy."""
        return {operation.endpoint: operation.policy for operation in self.operations}

    def route(
        self, method: str, rule: str, policy: Policy, contract: Contract
    ) -> Callable[[View], View]:
        """Declare the view that follows; its docstring's first line says what it does."""

        def declare(view: View) -> View:
            endpoint = view.__name__
            summary = (view.__doc__ or "").strip().partition("\n")[0]
            self.operations.append(
                Operation(
                    f"{self.blueprint.name}.{endpoint}",
                    method,
                    self.prefix + rule,
                    policy,
                    contract,
                    summary,
                )
            )
            self.blueprint.add_url_rule(
                rule, endpoint, _runner(view, contract), methods=[method], strict_slashes=True
            )
            return view

        return declare


def _runner(view: View, contract: Contract) -> Callable[..., Response]:
    def run(**path: str) -> Response:
        return _response(view(**path, **_given(contract)), contract.status)

    return run


def _given(contract: Contract) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if contract.query is not None:
        given["query"] = read_query(contract.query)
    if contract.form is not None:
        given["form"] = read_form(contract.form)
        given["file"] = read_file()
    if contract.body is not None:
        body = read_body(contract.body)
        if contract.body is not Empty:
            given["body"] = body
    return given


def _response(result: BaseModel | Response | None, status: int) -> Response:
    if isinstance(result, Response):
        return result
    if result is None:
        return Response(status=204)
    text = result.model_dump_json(by_alias=True)
    return Response(text, status, mimetype="application/json")
