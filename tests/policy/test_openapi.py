"""The description of the interface and the interface are the same thing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from archive.web.openapi import openapi_text
from archive.web.problems import STATUS_OF
from tests.support.world import World, open_world

API = "/api/v1/"
DESCRIPTION: dict[str, Any] = json.loads(openapi_text())
OPERATIONS = [
    (path, method, operation)
    for path, methods in DESCRIPTION["paths"].items()
    for method, operation in methods.items()
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("openapi"))
    made.account("mei")
    yield made
    made.close()


def test_every_rule_of_the_interface_is_described_and_nothing_else(world: World) -> None:
    described = {(path, method.upper()) for path, method, _ in OPERATIONS}
    routed = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in world.app.url_map.iter_rules()
        if rule.endpoint.startswith("api_")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described == routed
    assert all(
        rule.endpoint.startswith("api_")
        for rule in world.app.url_map.iter_rules()
        if rule.rule.startswith(API)
    )


@pytest.mark.parametrize(
    ("method", "path"),
    [
        # every address that was promised
        ("post", "/projects"),
        ("get", "/projects"),
        ("get", "/projects/{code}"),
        ("patch", "/projects/{code}"),
        ("get", "/projects/{code}/members"),
        ("put", "/projects/{code}/members/{username}"),
        ("delete", "/projects/{code}/members/{username}"),
        ("post", "/names/check"),
        ("post", "/projects/{code}/batches"),
        ("get", "/batches/{batch_id}"),
        ("post", "/batches/{batch_id}/items"),
        ("get", "/batches/{batch_id}/items/{item_id}"),
        ("patch", "/batches/{batch_id}/items/{item_id}"),
        ("post", "/batches/{batch_id}/file"),
        ("post", "/projects/{code}/documents"),
        ("get", "/documents"),
        ("get", "/documents/{document_id}"),
        ("patch", "/documents/{document_id}"),
        ("get", "/documents/{document_id}/content"),
        ("get", "/documents/{document_id}/text"),
        ("get", "/documents/{document_id}/pages/{page}.png"),
        ("get", "/documents/{document_id}/audit"),
        ("post", "/documents/{document_id}/versions"),
        ("get", "/documents/{document_id}/versions"),
        ("post", "/documents/{document_id}/withdraw"),
        ("post", "/documents/{document_id}/restore"),
        ("post", "/documents/{document_id}/move"),
        ("get", "/search"),
        ("post", "/projects/{code}/review"),
        ("get", "/projects/{code}/review"),
        ("get", "/projects/{code}/review.docx"),
        ("get", "/projects/{code}/archive.zip"),
        ("post", "/tokens"),
        ("get", "/tokens"),
        ("delete", "/tokens/{token_id}"),
        ("get", "/users"),
        ("post", "/users"),
        ("patch", "/users/{username}"),
        ("post", "/session"),
        ("delete", "/session"),
        ("get", "/openapi.json"),
    ],
)
def test_the_agreed_calls_are_there(method: str, path: str) -> None:
    assert method in DESCRIPTION["paths"]["/api/v1" + path]


def test_every_reference_leads_somewhere() -> None:
    schemas = DESCRIPTION["components"]["schemas"]
    references = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', openapi_text()))
    assert references <= set(schemas)
    assert not re.findall(r'"\$ref": "(?!#/components/schemas/)', openapi_text())


@pytest.mark.parametrize(
    ("path", "method", "operation"), OPERATIONS, ids=lambda value: str(value)[:60]
)
def test_an_operation_says_all_there_is_to_say(
    path: str, method: str, operation: dict[str, Any]
) -> None:
    assert operation["summary"].endswith(".")
    named = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
    assert named == set(re.findall(r"\{(\w+)\}", path))
    statuses = set(operation["responses"])
    assert any(status.startswith("2") for status in statuses)
    if operation["security"]:
        assert "401" in statuses
    if named - {"page"}:
        assert "404" in statuses
    if "requestBody" in operation:
        assert {"400", "413", "422"} <= statuses
    if method in ("post", "put", "patch", "delete"):
        assert "400" in statuses


def test_operation_ids_are_unique() -> None:
    ids = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(ids) == len(set(ids))


def test_every_status_an_error_may_have_is_described_somewhere() -> None:
    described = {status for _, _, operation in OPERATIONS for status in operation["responses"]}
    served = {str(STATUS_OF[kind]) for kind in STATUS_OF}
    assert served <= described


def test_it_is_served_as_it_is(world: World) -> None:
    answer = world.client().get("/api/v1/openapi.json")
    assert answer.get_json() == DESCRIPTION
    assert answer.get_json()["openapi"] == "3.1.0"
