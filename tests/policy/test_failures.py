"""Every failure has one status, a code, and a sentence in each language; nothing else gets out."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.exceptions import HTTPException, default_exceptions

from archive import errors
from archive.domain.messages import LANGUAGES, Message
from archive.web.errors import problem_document
from archive.web.problems import CODE_OF, STATUS_OF, FieldsInvalid, problem_of
from archive.wording import catalogue
from tests.support.world import World, open_world

EVERY_ERROR = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.ArchiveError)
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("failures"))
    made.account("mei")
    yield made
    made.close()


def raised(kind: type[errors.ArchiveError]) -> errors.ArchiveError:
    if kind is errors.NameRejected:
        return errors.NameRejected([], None)
    if kind is errors.RuleFileInvalid:
        return errors.RuleFileInvalid([Message("rule_file.empty")])
    return kind()


def test_every_error_has_a_status() -> None:
    assert set(STATUS_OF) == set(EVERY_ERROR)


@pytest.mark.parametrize("kind", EVERY_ERROR, ids=lambda kind: kind.code)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_is_said_even_when_it_was_raised_without_values(
    kind: type[errors.ArchiveError], language: str
) -> None:
    document = problem_document(problem_of(raised(kind)), language)
    assert document["status"] == STATUS_OF[kind]
    assert document["code"] == kind.code
    assert document["title"]
    assert document["detail"]
    assert "{" not in str(document["detail"])
    json.dumps(document)


@pytest.mark.parametrize("status", sorted(default_exceptions))
def test_every_failure_of_the_web_itself_is_one_of_few(status: int) -> None:
    problem = problem_of(default_exceptions[status]())
    assert problem.status in (*CODE_OF, 500)
    assert problem_document(problem, "en")["code"] in (*CODE_OF.values(), "unexpected")


def test_every_title_belongs_to_something() -> None:
    codes = {kind.code for kind in EVERY_ERROR} | set(CODE_OF.values()) | {"unexpected"}
    titles = {k.removeprefix("api.title_") for k in catalogue() if k.startswith("api.title_")}
    assert titles == codes


def test_a_full_disk_is_said_as_such() -> None:
    problem = problem_of(OSError(errno.ENOSPC, "No space left on device", "/secret/place"))
    assert problem.status == 507
    assert "secret" not in json.dumps(problem_document(problem, "en"))


def test_several_wrong_values_are_named_together(world: World) -> None:
    answer = world.call("mei", "POST", "/projects", json={"code": 5, "nmae": "x"})
    problem = answer.get_json()
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert {error["field"] for error in problem["errors"]} == {"code", "name", "nmae"}
    assert all(error["why"] for error in problem["errors"])


def test_nothing_of_a_hidden_thing_is_said_back() -> None:
    problem = problem_of(errors.NotFound(id="f00d", name="The secret plan"))
    assert problem.detail.values == {}
    assert "f00d" not in json.dumps(problem_document(problem, "en"))


def test_an_answer_that_nothing_is_there_waits_for_the_tick(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = []
    monkeypatch.setattr("archive.web.errors.wait_for_tick", waited.append)
    world.call("mei", "GET", "/projects/NONE-1")
    assert len(waited) == 1
    world.call("mei", "GET", "/projects")
    assert len(waited) == 1


def test_an_empty_list_of_reasons_is_still_an_answer() -> None:
    assert problem_document(problem_of(FieldsInvalid([])), "en")["errors"] == []


def test_an_unexpected_failure_says_a_number_and_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world = open_world(tmp_path)
    world.account("mei")

    def broken(*_args: object) -> None:
        raise RuntimeError("SELECT secret FROM /very/private/place")

    world.app.view_functions["api_tokens.list_tokens"] = broken
    answer = world.call("mei", "GET", "/tokens")
    problem = answer.get_json()
    assert answer.status_code == 500
    assert set(problem) == {"type", "title", "status", "code", "detail", "reference"}
    assert problem["reference"] in problem["detail"]
    for secret in ("SELECT", "private", "Traceback", "RuntimeError"):
        assert secret not in answer.text
    assert any(problem["reference"] in record.getMessage() for record in caplog.records)
    world.app.view_functions["home.show"] = broken
    page = world.client().get("/", headers={"Authorization": f"Bearer {world.secrets['mei']}"})
    assert page.status_code == 500
    assert "private" not in page.text
    world.close()


def test_a_failure_whose_page_cannot_be_drawn_is_still_answered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_values: object) -> str:
        raise RuntimeError("the layout at /very/private/place is broken")

    monkeypatch.setattr("archive.web.errors.render_template", broken)
    answer = world.client().get("/nowhere")
    assert answer.status_code == 500
    assert answer.mimetype == "text/plain"
    assert "private" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "not_found"),
        ("GET", "/api", 404, "not_found"),
        ("GET", "/api/v1/projects/", 404, "not_found"),
        ("GET", "/api/v1//projects", 404, "not_found"),
        ("PUT", "/api/v1/projects", 405, "method_not_allowed"),
        ("TRACE", "/api/v1/projects", 405, "method_not_allowed"),
        ("GET", "/api/v1/documents/x/pages/" + "9" * 5000 + ".png", 404, "not_found"),
        ("GET", "/api/v1/documents/x/pages/1234567.png", 404, "not_found"),
    ],
)
def test_failures_of_routing_are_problem_documents(
    world: World, method: str, path: str, status: int, code: str
) -> None:
    answer = world.client().open(path, method=method)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json()["code"] == code


def test_a_method_that_is_not_taken_names_those_that_are(world: World) -> None:
    answer = world.client().put("/api/v1/projects")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        ("en-GB", "Not found"),
        ("zh-TW", "找不到"),
        ("zh-Hant-HK,en;q=0.5", "找不到"),
        ("zh-CN", "找不到"),
        ("fr", "Not found"),
        ("zh-Hans;q=0, en", "Not found"),
    ],
)
def test_failures_are_said_in_the_callers_language(world: World, accepted: str, words: str) -> None:
    answer = world.call("mei", "GET", "/projects/NONE-1", headers={"Accept-Language": accepted})
    assert answer.get_json()["title"] == words


def test_an_http_failure_without_a_status_is_unexpected() -> None:
    assert problem_of(HTTPException()).status in (400, 500)
