"""Whatever is sent, the answer is one of refusal, never one of surprise."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from archive.web.api import RESOURCES
from archive.web.api.resource import Operation
from tests.support.world import World, open_world

NOTE = "BAD-01_OTH_quay-notes_20260105_V1.0.txt"

MALFORMED = {
    "nothing": b"",
    "not JSON": b"{name: 1}",
    "cut off": b'{"name": "x',
    "not UTF-8": b'{"name": "\xff\xfe"}',
    "half a surrogate pair": rb'{"name": "\ud83d"}',
    "half a surrogate pair as a member": rb'{"\udc00": 1}',
    "nested deeply": b'{"fields": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "objects nested deeply": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "a number of 5000 digits": b'{"revision": ' + b"9" * 5000 + b"}",
    "a list": b"[1, 2]",
    "null": b"null",
    "a number": b"7",
}
ODD_VALUES: list[object] = [
    "a\x00b",
    10**30,
    -1,
    1e308,
    True,
    "true",
    [],
    {},
    ["x"] * 50,
    {"a": {"b": {"c": [1]}}},
    "x" * 20_000,
    "\u202e\u2066",
    "99999-99-99",
    "NaN",
    None,
]


@dataclass
class Known(World):
    """An archive with one of each thing, and their ids."""

    ids: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    made = open_world(tmp_path_factory.mktemp("bad"))
    made.account("mei")
    made.project("BAD-01", "mei")
    document = made.document("BAD-01", "mei", NOTE, "Notes from the quay")
    batch = made.services.intake.open_batch(made.as_("mei"), "BAD-01")
    item = made.services.intake.receive(made.as_("mei"), batch.id, io.BytesIO(b"a"), "a.txt")
    made.drain()
    ids = {"batch_id": batch.id, "item_id": item.id, "document_id": document.id}
    yield Known(**vars(made), ids=ids | {"code": "BAD-01", "username": "mei"})
    made.close()


def operations(taking: str) -> list[Operation]:
    return [
        operation
        for resource in RESOURCES
        for operation in resource.operations
        if getattr(operation.contract, taking) is not None
    ]


def path_of(world: Known, operation: Operation) -> str:
    """The operation's path on things that exist where they can."""
    return re.sub(r"<(?:int:)?(\w+)>", lambda m: world.ids.get(m[1], "1"), operation.rule)


@pytest.mark.parametrize("operation", operations("body"), ids=lambda o: o.endpoint)
@pytest.mark.parametrize("kind", MALFORMED)
def test_a_malformed_body_is_refused(world: Known, operation: Operation, kind: str) -> None:
    answer = world.client().open(
        path_of(world, operation),
        method=operation.method,
        data=MALFORMED[kind],
        content_type="application/json",
        headers={"Authorization": f"Bearer {world.secrets['mei']}"},
    )
    if kind == "nothing" and operation.contract.body.__name__ == "Empty":
        assert answer.status_code < 500
    else:
        assert 400 <= answer.status_code < 500, answer.text
        assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("operation", operations("body"), ids=lambda o: o.endpoint)
def test_an_odd_value_in_any_member_never_breaks_anything(
    world: Known, operation: Operation
) -> None:
    model = operation.contract.body
    assert model is not None
    names = [field.alias or name for name, field in model.model_fields.items()]
    for name in [*names, "no_such_member"]:
        for value in ODD_VALUES:
            if operation.endpoint == "api_session.sign_in" and isinstance(value, str):
                continue  # guessing too often is refused for another reason
            answer = world.call(
                "mei", operation.method, path_of(world, operation)[7:], json={name: value}
            )
            assert answer.status_code < 500, (name, value, answer.text)


def test_a_body_of_another_type_is_refused(world: Known) -> None:
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        answer = world.client().post(
            "/api/v1/projects",
            data=b'{"code": "BAD-02", "name": "x"}',
            content_type=content_type,
            headers={"Authorization": f"Bearer {world.secrets['mei']}"},
        )
        assert answer.status_code == 415


def test_the_word_true_is_not_true(world: Known) -> None:
    body = {"code": "BAD-03", "name": "x", "restricted": "true"}
    assert world.call("mei", "POST", "/projects", json=body).status_code == 422


@pytest.mark.parametrize("name", ["a\x00b", "\x00"])
def test_a_text_that_cannot_be_stored_is_refused(world: Known, name: str) -> None:
    answer = world.call("mei", "PATCH", "/projects/BAD-01", json={"name": name})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json()["errors"]] == ["name"]


def test_a_member_that_does_not_exist_is_refused_and_named(world: Known) -> None:
    answer = world.call("mei", "PATCH", "/projects/BAD-01", json={"created_by": "root"})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json()["errors"]] == ["created_by"]


@pytest.mark.parametrize("operation", operations("query"), ids=lambda o: o.endpoint)
def test_odd_query_strings_never_break_anything(world: Known, operation: Operation) -> None:
    for value in (
        "%00", "%FF%FE", "%ED%A0%80", "9" * 400, "-1", "1e9", "0", "a" * 3000, "%F0%9F%98%80", "[]"
    ):  # fmt: skip
        model = operation.contract.query
        assert model is not None
        for own, described in model.model_fields.items():
            name = described.alias or own
            answer = world.call(
                "mei", operation.method, f"{path_of(world, operation)[7:]}?{name}={value}"
            )
            assert answer.status_code < 500, (name, value, answer.text)


@pytest.mark.parametrize("part", ["%00", "a%00b", "%FF", "%ED%A0%80", "..%2f..", "a" * 3000, "%0a"])
def test_odd_paths_never_break_anything(world: Known, part: str) -> None:
    for rule in world.app.url_map.iter_rules():
        path = re.sub(r"<(?!int:)\w+>", part, re.sub(r"<int:\w+>", "1", rule.rule))
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            answer = world.client().open(
                path, method=method, headers={"Authorization": f"Bearer {world.secrets['mei']}"}
            )
            assert answer.status_code < 500, (method, path)


def test_a_body_that_is_too_large_is_refused(world: Known) -> None:
    answer = world.call("mei", "POST", "/names/check", json={"filename": "x" * 2_000_000})
    assert answer.status_code == 413
    assert answer.get_json()["code"] == "request_too_large"


def test_an_upload_over_the_limit_is_refused_with_or_without_a_length(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    small = open_world(tmp_path_factory.mktemp("small"), max_upload_mb=1)
    small.account("mei")
    small.project("BAD-04", "mei")
    batch = small.services.intake.open_batch(small.as_("mei"), "BAD-04")
    items = f"/batches/{batch.id}/items"
    for megabytes in (1.5, 3):
        answer = small.upload("mei", items, "big.txt", b"x" * int(megabytes * 1024 * 1024))
        assert answer.status_code == 413
        assert answer.mimetype == "application/problem+json"
    body = io.BytesIO(
        b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        + b"x" * 3 * 1024 * 1024
        + b"\r\n--edge--\r\n"
    )
    chunked = small.client().post(
        f"/api/v1{items}",
        input_stream=body,
        content_type="multipart/form-data; boundary=edge",
        headers={"Authorization": f"Bearer {small.secrets['mei']}"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert chunked.status_code == 413
    assert small.call("mei", "GET", f"/batches/{batch.id}").get_json()["items"] == []
    small.close()


def test_text_fields_and_parts_have_a_limit_of_their_own(world: Known) -> None:
    items = f"/batches/{world.ids['batch_id']}/items"
    long = world.upload("mei", items, "a.txt", b"x", path="p" * 600_000)
    assert (long.status_code, long.get_json()["code"]) == (413, "request_too_large")
    many = {f"f{number}": "x" for number in range(1200)}
    assert world.upload("mei", items, "a.txt", b"x", **many).status_code == 413


def test_a_field_that_does_not_exist_in_a_form_is_refused_and_named(world: Known) -> None:
    items = f"/batches/{world.ids['batch_id']}/items"
    answer = world.upload("mei", items, "a.txt", b"x", level="public")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json()["errors"]] == ["level"]


@pytest.mark.parametrize("operation", operations("form"), ids=lambda o: o.endpoint)
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=edge", b"--edge\r\nno end"),
        ("multipart/form-data; boundary=edge", b"--edge\r\n\r\n\r\n--edge--\r\n"),
        ("multipart/form-data; boundary=" + "e" * 5000, b"x"),
        ("application/json", b"{}"),
        ("application/x-www-form-urlencoded", b"file=x"),
        (
            "multipart/form-data; boundary=edge",
            b'--edge\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--edge--\r\n',
        ),
        (
            "multipart/form-data; boundary=edge",
            b'--edge\r\nContent-Disposition: form-data; name="fields"\r\n\r\n{no\r\n--edge--\r\n',
        ),
    ],
)
def test_an_upload_that_is_none_is_refused(
    world: Known, operation: Operation, content_type: str, body: bytes
) -> None:
    answer = world.client().open(
        path_of(world, operation),
        method=operation.method,
        data=body,
        content_type=content_type,
        headers={"Authorization": f"Bearer {world.secrets['mei']}"},
    )
    assert 400 <= answer.status_code < 500
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "name",
    ["", "..", "../../etc/passwd", "a" * 300, "合約.txt", "\\\\server\\x", "\u202egpj.exe"],
)
def test_any_name_may_be_dropped(world: Known, name: str) -> None:
    batch = world.services.intake.open_batch(world.as_("mei"), "BAD-01")
    answer = world.upload("mei", f"/batches/{batch.id}/items", name or "x", b"text", path=name)
    assert answer.status_code == 201
    shown = answer.get_json()
    assert shown["sha256"] == "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"


def test_a_name_in_bytes_that_are_no_text_is_taken_and_the_path_wins(world: Known) -> None:
    batch = world.services.intake.open_batch(world.as_("mei"), "BAD-01")
    gbk = "报价单.txt".encode("gbk")
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="' + gbk + b'"\r\n\r\n'
    path = b'--edge\r\nContent-Disposition: form-data; name="path"\r\n\r\n' + "報價/a.txt".encode()
    for body in (head + b"x\r\n--edge--\r\n", head + b"x\r\n" + path + b"\r\n--edge--\r\n"):
        answer = world.client().post(
            f"/api/v1/batches/{batch.id}/items",
            data=body,
            content_type="multipart/form-data; boundary=edge",
            headers={"Authorization": f"Bearer {world.secrets['mei']}"},
        )
        assert answer.status_code == 201
    assert answer.get_json()["path"] == "報價/a.txt"
