"""A code is taken by what one sees: trying codes tells nothing of hidden projects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from archive.domain.access import Role
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "DEPTH-01"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(tmp_path_factory.mktemp("built"))
    for name in ("nora", "piet"):
        made.account(name)
    made.account("reader", Role.READER)
    made.project(CODE, "nora", name="Hidden depth", restricted=True)
    document = f"{CODE}_OTH_hidden-chart_20260101_V1.0.txt"
    made.document(CODE, "nora", document, "Chart of the hidden depth")
    made.drain()
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
    yield made
    made.close()


def create(world: World, who: str, code: str) -> int:
    answer = world.call(who, "POST", "/projects", json={"code": code, "name": f"Of {who}"})
    return answer.status_code


def name_of(world: World, who: str) -> str:
    answer = world.call(who, "GET", f"/projects/{CODE}")
    name: str = answer.json.get("name", "")
    return name


def test_a_code_of_a_hidden_project_is_given_like_any_other(world: World) -> None:
    assert create(world, "piet", CODE) == create(world, "piet", "FREE-01") == 201
    assert create(world, "piet", CODE) == 409
    assert create(world, "reader", CODE) == 403


def test_a_code_of_a_project_one_sees_is_taken_in_any_case_of_letters(world: World) -> None:
    assert create(world, "nora", CODE) == 409
    assert create(world, "nora", CODE.lower()) in (409, 422)
    assert create(world, "nora", f"{CODE}-2") == 201  # one that only begins so


def test_each_reads_the_project_the_code_is_for_them(world: World) -> None:
    create(world, "piet", CODE)
    assert (name_of(world, "piet"), name_of(world, "reader")) == ("Of piet", "Of piet")
    assert name_of(world, "nora") == "Hidden depth"
    own = f"{CODE}_OTH_own-chart_20260101_V1.0.txt"
    filed = world.upload("piet", f"/projects/{CODE}/documents", own, b"A chart of my own")
    assert (filed.status_code, filed.json["project"], filed.json["name"]) == (201, CODE, own)
    world.drain()
    found = world.call("reader", "GET", f"/search?q=chart&project={CODE}").json
    assert ([h["name"] for h in found["hits"]], found["total"]) == ([own], 1)
    assert found["facets"]["project"] == [{"value": CODE, "label": "Of piet", "count": 1}]
    assert world.call("nora", "GET", f"/search?q=chart&project={CODE}").json["total"] == 2
    listed = world.call("nora", "GET", "/projects").json["items"]
    assert sorted(p["name"] for p in listed) == ["Hidden depth", "Of piet"]
    assert {p["code"] for p in listed} == {CODE}
    assert world.call("piet", "GET", f"/holding?project={CODE}").json["total"] == 0


def test_a_project_with_a_shared_code_is_changed_and_keeps_it(world: World) -> None:
    create(world, "piet", CODE)
    changed = world.call("piet", "PATCH", f"/projects/{CODE}", json={"name": "Renamed"})
    assert (changed.status_code, changed.json["code"]) == (200, CODE)
    assert name_of(world, "reader") == "Renamed"
    assert name_of(world, "nora") == "Hidden depth"


def test_a_restricted_project_is_not_opened_beside_another_of_its_code(world: World) -> None:
    create(world, "piet", CODE)
    refused = world.call("nora", "PATCH", f"/projects/{CODE}", json={"restricted": False})
    assert (refused.status_code, refused.json["code"]) == (409, "already_exists")
    assert name_of(world, "reader") == "Of piet"


def test_a_project_is_opened_where_no_other_has_its_code(world: World) -> None:
    opened = world.call("nora", "PATCH", f"/projects/{CODE}", json={"restricted": False})
    assert opened.status_code == 200
    assert name_of(world, "reader") == "Hidden depth"


def test_a_code_may_hold_chinese_characters(world: World) -> None:
    """As agencies number their tenders: in names, addresses, folders, search and downloads."""
    code, other = "114灣032", "114湾032"
    assert create(world, "piet", code) == 201
    assert create(world, "piet", other) == 409  # one code in either script
    place = quote(code)
    name = f"{code}_MTG_浮橋試航會議紀錄_20260212_V1.0.txt"
    document = world.document(code, "piet", name, "浮橋試航會議紀錄\n決議：三月試航。")
    batch = world.call("piet", "POST", f"/projects/{place}/batches").json["id"]
    raw = "報價單\n日期：2026年2月20日\n總計 8,400 元".encode()
    world.upload("piet", f"/batches/{batch}/items", f"{other} 報價單.txt", raw)
    world.drain()
    (item,) = world.call("piet", "GET", f"/batches/{batch}").json["items"]
    assert item["proposed_name"].startswith(f"{code}_QUO_")
    checked = {"filename": f"{other}_MTG_浮橋_20260212_V1.0.txt", "project": code}
    verdict = world.call("piet", "POST", "/names/check", json=checked).json
    assert (verdict["verdict"], verdict["components"]["project"]) == ("fixed", code)
    for words in (code, other, f"project:{code} 試航"):
        hits = world.call("piet", "GET", f"/search?q={quote(words)}").json["hits"]
        assert [hit["id"] for hit in hits if hit["kind"] == "document"] == [document.id], words
    (listed,) = world.call("piet", "GET", f"/documents?project={place}").json["items"]
    assert listed["folder"] == f"{code}/04-會議"
    package = world.call("piet", "GET", f"/projects/{place}/archive.zip")
    assert f"filename*=UTF-8''{place}.zip" in package.headers["Content-Disposition"]
    refused = world.call("piet", "POST", "/projects", json={"code": "灣", "name": "Bay"}).json
    assert "Chinese characters" in refused["detail"]


def test_a_code_with_a_slash_is_refused_with_one_that_would_do(world: World) -> None:
    refused = world.call("piet", "POST", "/projects", json={"code": "QV/2207", "name": "Quays"})
    assert refused.status_code == 422
    assert refused.json["suggestion"] == "QV-2207"
    assert "QV-2207" in refused.json["detail"]
    sent = {"code": "QV/2207", "name": "Quays"}
    signed = {"Authorization": f"Bearer {world.secrets['piet']}"}
    page = world.client().post("/projects", data=sent, headers=signed)
    assert page.status_code == 422
    assert 'value="QV-2207"' in page.text
    assert create(world, "piet", "QV-2207") == 201
    again = world.call("piet", "POST", "/projects", json={"code": "QV/2207", "name": "Quays"})
    assert "suggestion" not in again.json  # it is taken
    hidden = CODE.replace("-", "/")
    free = world.call("piet", "POST", "/projects", json={"code": hidden, "name": "Quays"})
    assert free.json["suggestion"] == CODE  # of a hidden project nothing is told
