"""The gate: nothing runs without a policy, strangers reach a written list, forms come from here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from archive.domain.access import Role
from archive.web.app import POLICY
from archive.web.gate import SAFE_METHODS, WITH_ONE_TIME_PASSWORD, WITHOUT_FORM_TOKEN
from archive.web.policy import public
from tests.support.world import PASSWORD, World, open_world

# Written by hand: everything a stranger may reach, and why.
PUBLIC = {
    "assets.file": "style sheet, script and icons, the same for everybody",
    "calendar.feed": "due dates, for whoever holds the secret address",
    "sign_in.show": "the form",
    "sign_in.enter": "signing in",
    "surveys.questions": "the questions behind a link that was handed to one person",
    "surveys.answer": "answering them, once",
    "preferences.save": "choosing language and theme before signing in",
    "api_session.sign_in": "signing in over the interface",
    "api_operation.alive": "is the process alive",
    "api_operation.ready": "is it ready, without details",
    "api_operation.openapi": "the description of the interface, which holds no data",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("gate"))
    made.account("mei")
    made.account("root", Role.ADMINISTRATOR)
    made.project("GATE-01", "mei")
    yield made
    made.close()


def path_of(rule: Rule) -> str:
    """The rule with something in every place."""
    return re.sub(r"<(?:int:)[^>]+>", "1", re.sub(r"<(?!int:)[^>]+>", "x1", rule.rule))


def methods_of(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"OPTIONS"})


def rules_of(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def signed_in_client(world: World, username: str = "mei") -> FlaskClient:
    client = world.client()
    answer = client.post("/api/v1/session", json={"username": username, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    return client


def test_every_endpoint_has_a_policy_and_every_policy_an_endpoint(world: World) -> None:
    assert {rule.endpoint for rule in rules_of(world.app)} == set(POLICY)


def test_only_the_written_list_is_declared_public() -> None:
    assert {endpoint for endpoint, policy in POLICY.items() if policy is public} == set(PUBLIC)


def test_every_rule_is_closed_to_strangers_but_the_written_list(world: World) -> None:
    open_to_strangers = set()
    for rule in rules_of(world.app):
        for method in methods_of(rule):
            status = world.client().open(path_of(rule), method=method).status_code
            if status != 401:
                open_to_strangers.add(rule.endpoint)
    assert open_to_strangers == set(PUBLIC)


def test_an_endpoint_without_a_policy_never_runs(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    ran = []
    world.app.add_url_rule("/forgotten", "forgotten", lambda: ran.append(1) or "ran")
    answer = world.client().get("/forgotten")
    world.close()
    assert (answer.status_code, ran) == (500, [])


def test_an_administrators_endpoint_refuses_other_accounts(world: World) -> None:
    body = {"username": "new.person", "role": "member"}
    assert world.call("mei", "POST", "/users", json=body).status_code == 403
    # before anything is read of what was sent
    assert world.call("mei", "POST", "/users", json={}).status_code == 403
    assert world.call("mei", "PATCH", "/users/root", json={"x": 1}).status_code == 403
    assert world.call("root", "POST", "/users", json=body).status_code == 201


def test_every_unsafe_rule_refuses_a_cookie_without_a_form_token(world: World) -> None:
    taken = []
    for rule in rules_of(world.app):
        for method in set(methods_of(rule)) - SAFE_METHODS:
            if rule.endpoint in WITHOUT_FORM_TOKEN:
                continue
            answer = signed_in_client(world, "root").open(path_of(rule), method=method)
            if answer.status_code != 400:
                taken.append((rule.endpoint, method, answer.status_code))
    assert taken == []


def test_the_list_of_calls_without_a_form_token_is_this_one() -> None:
    assert {"api_session.sign_in"} == WITHOUT_FORM_TOKEN


def test_a_form_token_lets_a_cookie_write(world: World) -> None:
    client = signed_in_client(world)
    token = client.get("/api/v1/session").get_json()["csrf_token"]
    body = {"name": "laptop"}
    assert client.post("/api/v1/tokens", json=body).status_code == 400
    given = client.post("/api/v1/tokens", json=body, headers={"X-CSRFToken": token})
    assert given.status_code == 201


def test_a_form_token_of_an_earlier_session_is_worth_nothing(world: World) -> None:
    client = signed_in_client(world)
    old = client.get("/api/v1/session").get_json()["csrf_token"]
    client.post("/api/v1/session", json={"username": "mei", "password": PASSWORD})
    again = client.post("/api/v1/tokens", json={"name": "x"}, headers={"X-CSRFToken": old})
    assert again.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_a_write_from_another_site_is_refused_even_with_a_token(
    world: World, headers: dict[str, str]
) -> None:
    client = signed_in_client(world)
    token = client.get("/api/v1/session").get_json()["csrf_token"]
    answer = client.post(
        "/api/v1/tokens", json={"name": "x"}, headers={"X-CSRFToken": token, **headers}
    )
    assert answer.status_code == 400
    assert answer.get_json()["code"] == "csrf_failed"


def test_signing_in_from_another_site_is_refused(world: World) -> None:
    answer = world.client().post(
        "/api/v1/session",
        json={"username": "mei", "password": PASSWORD},
        headers={"Origin": "https://elsewhere.example"},
    )
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


def test_a_bad_bearer_token_is_not_saved_by_a_good_cookie(world: World) -> None:
    client = signed_in_client(world)
    for method, path in (("GET", "/api/v1/projects"), ("POST", "/api/v1/tokens")):
        answer = client.open(
            path, method=method, json={"name": "x"}, headers={"Authorization": "Bearer pa_wrong"}
        )
        assert answer.status_code == 401


def test_a_bearer_token_decides_alone_when_a_cookie_comes_too(world: World) -> None:
    client = signed_in_client(world)
    bearer = {"Authorization": f"Bearer {world.secrets['root']}"}
    assert client.get("/api/v1/session", headers=bearer).get_json()["username"] == "root"


def test_another_kind_of_authorization_does_not_lift_the_form_token(world: World) -> None:
    client = signed_in_client(world)
    answer = client.post(
        "/api/v1/tokens", json={"name": "x"}, headers={"Authorization": "Basic bWVpOng="}
    )
    assert answer.status_code == 400


def test_a_session_ends_when_it_is_signed_out(world: World) -> None:
    client = signed_in_client(world)
    cookie = client.get_cookie("sid")
    assert cookie is not None
    token = client.get("/api/v1/session").get_json()["csrf_token"]
    ended = client.delete("/api/v1/session", headers={"X-CSRFToken": token})
    assert ended.status_code == 204
    assert ended.headers["Clear-Site-Data"] == '"cache", "storage"'
    stolen = world.client()
    stolen.set_cookie("sid", cookie.value)
    assert stolen.get("/api/v1/session").status_code == 401


def test_signing_in_again_ends_the_session_the_browser_came_with(world: World) -> None:
    client = signed_in_client(world)
    first = client.get_cookie("sid")
    client.post("/api/v1/session", json={"username": "mei", "password": PASSWORD})
    second = client.get_cookie("sid")
    assert first is not None
    assert second is not None
    assert first.value != second.value
    old = world.client()
    old.set_cookie("sid", first.value)
    assert old.get("/api/v1/session").status_code == 401


def test_a_wrong_password_an_unknown_name_and_a_disabled_account_answer_alike(
    world: World,
) -> None:
    world.account("gone")
    world.services.accounts.set_active_as("system", "gone", active=False)
    answers = {
        world.client().post("/api/v1/session", json={"username": name, "password": password}).data
        for name, password in (
            ("mei", "not the password"),
            ("nobody.here", PASSWORD),
            ("gone", PASSWORD),
        )
    }
    assert len(answers) == 1


def test_strangers_cannot_send_much(world: World) -> None:
    answer = world.client().post(
        "/api/v1/session", data=b'{"username": "' + b"a" * 70_000, content_type="application/json"
    )
    assert answer.status_code == 413


def test_a_one_time_password_opens_only_the_way_to_an_own_one(world: World) -> None:
    new = world.services.accounts.add_as("system", "newcomer", Role.MEMBER)
    client = world.client()
    signed = client.post("/api/v1/session", json={"username": "newcomer", "password": new.password})
    assert signed.status_code == 201
    for rule in rules_of(world.app):
        if rule.endpoint in {*WITH_ONE_TIME_PASSWORD, *PUBLIC} or "GET" not in (rule.methods or ()):
            continue
        answer = client.get(path_of(rule))
        if rule.rule.startswith("/api/"):
            assert answer.get_json()["code"] == "password_change_required", rule
        else:
            assert (answer.status_code, answer.headers.get("Location")) == (
                303,
                "/account/password",
            ), rule
    assert client.get("/account/password").status_code == 200
    assert {rule.endpoint for rule in rules_of(world.app)} >= WITH_ONE_TIME_PASSWORD
