"""What every answer carries, errors included; whose Host is ours; what a proxy may say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.world import PASSWORD, World, open_world

ON_EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SIGN_IN = {"username": "mei", "password": PASSWORD}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("headers"))
    made.account("mei")
    made.project("HEAD-01", "mei")
    made.document("HEAD-01", "mei", "HEAD-01_OTH_harbour-notes_20260105_V1.0.txt", "Harbour notes")
    yield made
    made.close()


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(
        tmp_path_factory.mktemp("secure"), public_url="https://archive.agency.example"
    )
    made.account("mei")
    yield made
    made.close()


@pytest.mark.parametrize(
    "path",
    ["/", "/sign-in", "/nowhere", "/api/v1/projects", "/api/v1/nowhere", "/healthz", "/assets/0/x"],
)
@pytest.mark.parametrize("who", [None, "mei"])
def test_every_answer_carries_the_headers(world: World, path: str, who: str | None) -> None:
    headers = {"Authorization": f"Bearer {world.secrets[who]}"} if who else {}
    answer = world.client().get(path, headers=headers)
    assert {name: answer.headers.get(name) for name in ON_EVERY_ANSWER} == ON_EVERY_ANSWER
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_style_and_script_are_kept_by_browsers_and_nothing_else_is(world: World) -> None:
    page = world.client().get("/sign-in").text
    (style,) = re.findall(r'href="(/assets/[^"]+\.css)"', page)
    answer = world.client().get(style)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_uploaded_bytes_are_handed_out_so_that_nothing_in_them_runs(world: World) -> None:
    found = world.call("mei", "GET", "/documents?project=HEAD-01").get_json()["items"][0]
    answer = world.call("mei", "GET", f"/documents/{found['id']}/content")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Last-Modified" not in answer.headers


def test_a_language_in_the_address_is_remembered_for_the_next_pages(world: World) -> None:
    client = world.client()
    assert client.get("/sign-in?lang=zh-Hans").status_code == 200
    cookie = client.get_cookie("lang")
    assert cookie is not None
    assert (cookie.value, cookie.http_only, cookie.same_site) == ("zh-Hans", True, "Lax")
    assert 'lang="zh-Hans"' in client.get("/sign-in").text
    client.get("/sign-in?lang=xx")
    kept = client.get_cookie("lang")
    assert kept is not None
    assert kept.value == "zh-Hans"
    assert "lang=" not in str(client.get("/api/v1/projects?lang=en").headers.getlist("Set-Cookie"))


def test_the_session_cookie_over_http(world: World) -> None:
    answer = world.client().post("/api/v1/session", json=SIGN_IN)
    cookies = answer.headers.getlist("Set-Cookie")
    (session,) = [cookie for cookie in cookies if cookie.startswith("sid=")]
    assert all(part in session for part in ("HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Strict-Transport-Security" not in answer.headers


def test_cookies_over_https_are_bound_to_the_host(secure: World) -> None:
    answer = secure.client().post(
        "/api/v1/session", json=SIGN_IN, base_url="https://archive.agency.example"
    )
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-sid", "__Host-form"}
    for cookie in cookies:
        assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
        assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_an_unknown_host_is_refused_where_the_address_is_known(secure: World) -> None:
    wrong = secure.client().get("/api/v1/projects", base_url="https://archive.evil.example")
    assert wrong.status_code == 400
    assert wrong.get_json()["code"] == "malformed_request"
    right = secure.client().get("/healthz", base_url="https://archive.agency.example")
    assert right.status_code == 200
    assert secure.client().get("/healthz", base_url="http://127.0.0.1:8000").status_code == 200


def test_the_origin_that_counts_is_the_public_address(secure: World) -> None:
    for origin, status in (
        ("https://archive.agency.example", 201),
        ("http://archive.agency.example", 400),
        ("http://127.0.0.1:8000", 400),
    ):
        answer = secure.client().post(
            "/api/v1/session",
            json=SIGN_IN,
            base_url="http://127.0.0.1:8000",
            headers={"Origin": origin},
        )
        assert answer.status_code == status, origin


@pytest.mark.parametrize(("proxies", "believed"), [(0, "127.0.0.1"), (1, "10.9.8.7")])
def test_only_the_proxies_that_stand_there_are_believed(
    tmp_path: Path, proxies: int, believed: str
) -> None:
    world = open_world(tmp_path, trusted_proxies=proxies)
    seen = []
    world.app.before_request_funcs[None].insert(0, lambda: seen.append(_address()))
    world.client().get("/healthz", headers={"X-Forwarded-For": "6.6.6.6, 10.9.8.7"})
    world.close()
    assert seen == [believed]


def _address() -> str | None:
    from flask import request

    return request.remote_addr
