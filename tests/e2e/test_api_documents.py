"""Single calls of the interface about documents, names, members, tokens and accounts."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from archive.domain.access import Role
from archive.domain.documents import Document
from tests.support.world import PASSWORD, World, open_world

pytestmark = pytest.mark.e2e

CODE, OTHER = "PIER-01", "PIER-02"
TEXT = "第一碼頭的燈塔在黃昏時點亮。\nThe first lamp is lit at dusk.\n"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("documents"))
    made.account("mei")
    made.account("bo")
    made.account("root", Role.ADMINISTRATOR)
    made.project(CODE, "mei")
    made.project(OTHER, "mei")
    made.member(CODE, "mei", "bo")
    yield made
    made.close()


@pytest.fixture(scope="module")
def lamp(world: World) -> Document:
    made = world.document(CODE, "mei", f"{CODE}_OTH_燈塔「夜」紀錄_20260105_V1.0.txt", TEXT)
    world.drain()
    return made


def test_the_bytes_come_back_under_the_canonical_name(world: World, lamp: Document) -> None:
    answer = world.call("mei", "GET", f"/documents/{lamp.id}/content")
    assert answer.data == TEXT.encode()
    assert answer.headers["ETag"] == f'"{hashlib.sha256(TEXT.encode()).hexdigest()}"'
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="')
    assert f"filename*=UTF-8''{quote(lamp.name, safe='')}" in disposition


def test_bytes_that_are_known_already_are_not_sent_again(world: World, lamp: Document) -> None:
    path = f"/documents/{lamp.id}/content"
    tag = world.call("mei", "GET", path).headers["ETag"]
    again = world.call("mei", "GET", path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_a_part_of_the_bytes_can_be_asked_for(world: World, lamp: Document) -> None:
    path = f"/documents/{lamp.id}/content"
    part = world.call("mei", "GET", path, headers={"Range": "bytes=3-8"})
    assert (part.status_code, part.data) == (206, TEXT.encode()[3:9])
    beyond = world.call("mei", "GET", path, headers={"Range": "bytes=99999-"})
    assert beyond.status_code == 416
    assert beyond.get_json()["code"] == "range_not_satisfiable"


def test_a_file_no_browser_should_open_goes_out_as_octets(world: World) -> None:
    page = "<html><body><script>alert(1)</script>Tide table</body></html>"
    made = world.document(CODE, "mei", f"{CODE}_OTH_tide-page_20260105_V1.0.html", page)
    answer = world.call("mei", "GET", f"/documents/{made.id}/content")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.data == page.encode()


def test_a_page_is_shown_as_a_picture(world: World) -> None:
    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    page.drawString(72, 720, "Plan of the pier")
    page.save()
    name = f"{CODE}_OTH_pier-plan_20260105_V1.0.pdf"
    made = world.upload("mei", f"/projects/{CODE}/documents", name, stream.getvalue()).get_json()
    world.drain()
    place = f"/documents/{made['id']}/pages"
    answer = world.call("mei", "GET", f"{place}/1.png?width=400")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    with Image.open(io.BytesIO(answer.data)) as picture:
        assert picture.width == 400
    assert world.call("mei", "GET", f"{place}/2.png").status_code == 404
    assert world.call("mei", "GET", f"{place}/0.png").status_code == 404
    assert world.call("mei", "GET", f"{place}/1.png?width=9000").status_code == 422


def test_a_name_that_does_not_comply_is_refused_with_every_reason(world: World) -> None:
    answer = world.upload("mei", f"/projects/{CODE}/documents", "最終版 報告.txt", b"Something")
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (422, "name_rejected")
    assert problem["findings"]
    for finding in problem["findings"]:
        assert set(finding) == {
            "rule", "component", "severity", "where", "found", "expected", "message", "suggestion"
        }  # fmt: skip
    listed = world.call("mei", "GET", f"/documents?project={CODE}&q=報告").get_json()
    assert listed["total"] == 0


def test_a_document_is_filed_directly_the_way_programs_do(world: World) -> None:
    answer = world.upload(
        "mei",
        f"/projects/{CODE}/documents",
        f"{CODE}_OTH_mooring-plan_20260101_V1.0.txt",
        "繫泊計畫：三條纜繩。".encode(),
        **{"class": "other"},
    )
    shown = answer.get_json()
    assert (answer.status_code, shown["class"], shown["state"]) == (201, "other", "queued")
    world.drain()
    found = world.call("mei", "GET", f"/search?q=纜繩&kind=document&project={CODE}").get_json()
    assert [hit["name"] for hit in found["hits"]] == [shown["name"]]


def test_the_language_of_findings_follows_the_caller(world: World) -> None:
    said = set()
    for accepted in ("en", "zh-TW", "zh-CN"):
        answer = world.call(
            "mei",
            "POST",
            "/names/check",
            json={"filename": "最终版.txt", "project": CODE},
            headers={"Accept-Language": accepted},
        )
        assert answer.status_code == 200
        assert answer.get_json()["verdict"] in ("held", "refused")
        said.add(answer.get_json()["findings"][0]["message"])
    assert len(said) == 3


def test_a_newer_version_joins_the_old_one(world: World, lamp: Document) -> None:
    newer = (TEXT + "第二盞燈也點亮了。\n").encode()
    name = lamp.name.replace("V1.0", "V2.0")
    answer = world.upload("mei", f"/documents/{lamp.id}/versions", name, newer)
    assert (answer.status_code, answer.get_json()["version"]) == (201, "2.0")
    world.drain()
    shown = world.call("mei", "GET", f"/documents/{lamp.id}").get_json()
    assert [version["number"] for version in shown["versions"]] == ["2.0", "1.0"]
    old = world.call("mei", "GET", f"/documents/{lamp.id}/content?version=1.0")
    assert old.data == TEXT.encode()
    assert world.call("mei", "GET", f"/documents/{lamp.id}/content").data == newer


def test_a_misfiled_document_is_moved_and_its_name_follows(world: World) -> None:
    made = world.document(CODE, "mei", f"{CODE}_OTH_crane-list_20260105_V1.0.txt", "Two cranes")
    answer = world.call("mei", "POST", f"/documents/{made.id}/move", json={"project": OTHER})
    moved = answer.get_json()
    assert (answer.status_code, moved["project"]) == (200, OTHER)
    assert moved["name"].startswith(f"{OTHER}_")
    audit = world.call("mei", "GET", f"/documents/{made.id}/audit").get_json()["items"]
    assert [entry["action"] for entry in audit] == ["filed", "moved"]


def test_a_withdrawn_document_is_found_by_nobody_until_it_is_restored(world: World) -> None:
    made = world.document(CODE, "mei", f"{CODE}_OTH_dock-song_20260105_V1.0.txt", "A shanty")
    world.drain()
    place = f"/documents/{made.id}"
    assert world.call("bo", "GET", place).status_code == 200
    assert world.call("mei", "POST", f"{place}/withdraw", json={"reason": " "}).status_code == 422
    taken = world.call("mei", "POST", f"{place}/withdraw", json={"reason": "wrong project"})
    assert taken.get_json()["state"] == "withdrawn"
    assert world.call("bo", "GET", place).status_code == 404
    assert world.call("mei", "GET", "/search?q=shanty").get_json()["total"] == 0
    assert world.call("mei", "POST", f"{place}/withdraw", json={"reason": "x"}).status_code == 409
    assert world.call("mei", "POST", f"{place}/restore").status_code == 200
    world.drain()
    assert world.call("bo", "GET", "/search?q=shanty").get_json()["total"] == 1


def test_a_stale_change_is_a_conflict(world: World, lamp: Document) -> None:
    revision = world.call("mei", "GET", f"/documents/{lamp.id}").get_json()["revision"]
    change = {"title": "燈塔點燈紀錄", "revision": revision}
    assert world.call("mei", "PATCH", f"/documents/{lamp.id}", json=change).status_code == 200
    again = world.call("mei", "PATCH", f"/documents/{lamp.id}", json=change)
    assert (again.status_code, again.get_json()["code"]) == (409, "conflict")


def test_money_and_dates_keep_their_form(world: World) -> None:
    body = {"code": "PIER-03", "name": "Quay", "budget": "1250000.50", "currency": "TWD",
            "started_on": "2026-01-05"}  # fmt: skip
    made = world.call("mei", "POST", "/projects", json=body).get_json()
    assert (made["budget"], made["started_on"]) == ("1250000.50", "2026-01-05")
    emptied = world.call("mei", "PATCH", "/projects/PIER-03", json={"budget": None}).get_json()
    assert emptied["budget"] is None
    assert emptied["started_on"] == "2026-01-05"
    again = world.call("mei", "POST", "/projects", json=body)
    assert (again.status_code, again.get_json()["code"]) == (409, "already_exists")


def test_lists_come_in_pages(world: World, lamp: Document) -> None:
    everything = world.call("mei", "GET", "/documents?per_page=100&sort=name").get_json()
    names = [item["name"] for item in everything["items"]]
    assert lamp.id in {item["id"] for item in everything["items"]}
    assert everything["total"] == len(names)
    second = world.call("mei", "GET", "/documents?per_page=1&page=2&sort=name").get_json()
    assert [item["name"] for item in second["items"]] == names[1:2]
    for wrong in ("per_page=101", "per_page=0", "page=0", "page=x", "sort=colour", "class=poem"):
        refused = world.call("mei", "GET", f"/documents?{wrong}")
        assert refused.status_code == 422, wrong
        assert refused.get_json()["errors"][0]["field"] == wrong.split("=")[0]


def test_a_question_has_bounds(world: World) -> None:
    assert world.call("mei", "GET", f"/search?q={'燈' * 300}").status_code == 200
    for wrong in (f"q={'燈' * 301}", "page=101", "per_page=51", "sort=random"):
        assert world.call("mei", "GET", f"/search?{wrong}").status_code == 422, wrong


def test_members_are_listed_put_and_removed(world: World) -> None:
    place = f"/projects/{OTHER}/members"
    body = {"role": "finance", "clearance": "internal"}
    assert world.call("mei", "PUT", f"{place}/bo", json=body).get_json()["role"] == "finance"
    listed = world.call("bo", "GET", place).get_json()
    assert {item["username"] for item in listed["items"]} == {"mei", "bo"}
    assert world.call("mei", "DELETE", f"{place}/bo").status_code == 204
    assert world.call("mei", "DELETE", f"{place}/bo").status_code == 404
    last = world.call("mei", "DELETE", f"{place}/mei")
    assert (last.status_code, last.get_json()["code"]) == (409, "conflict")
    unknown = world.call("mei", "PUT", f"{place}/no.such.person", json=body)
    assert unknown.status_code == 422


def test_a_token_works_until_it_is_revoked(world: World) -> None:
    made = world.call("mei", "POST", "/tokens", json={"name": "importer", "days": 7}).get_json()
    world.secrets["importer"] = made["secret"]
    assert world.call("importer", "GET", "/session").get_json()["username"] == "mei"
    listed = world.call("mei", "GET", "/tokens").get_json()["items"]
    assert made["id"] in {token["id"] for token in listed}
    assert "secret" not in listed[0]
    assert world.call("bo", "DELETE", f"/tokens/{made['id']}").status_code == 404
    assert world.call("mei", "DELETE", f"/tokens/{made['id']}").status_code == 204
    refused = world.call("importer", "GET", "/session")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"


def test_administrators_make_and_change_accounts_and_others_see_names(world: World) -> None:
    body = {"username": "lin.yu", "role": "reader", "display_name": "林予"}
    made = world.call("root", "POST", "/users", json=body).get_json()
    assert made["must_change_password"] is True
    signed = world.client().post(
        "/api/v1/session", json={"username": "lin.yu", "password": made["password"]}
    )
    assert signed.status_code == 201
    changed = world.call("root", "PATCH", "/users/lin.yu", json={"role": "lead", "active": False})
    assert (changed.get_json()["role"], changed.get_json()["active"]) == ("lead", False)
    assert world.call("root", "PATCH", "/users/nobody", json={"active": True}).status_code == 404
    shown = world.call("mei", "GET", "/users").get_json()["items"]
    assert {user["username"] for user in shown} >= {"mei", "bo", "root"}
    assert all(user["role"] is None and user["created_at"] is None for user in shown)


def test_the_archive_says_that_it_is_alive_and_ready(world: World) -> None:
    client = world.client()
    assert client.get("/healthz").get_json() == {"status": "ok"}
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["ready"]) == (200, True)
    assert all(part["detail"] is None for part in answer.get_json()["parts"].values())
    told = client.get("/readyz", headers={"Authorization": f"Bearer {world.secrets['root']}"})
    assert all(part["detail"] for part in told.get_json()["parts"].values())


def test_an_account_without_a_choice_is_answered_in_the_language_it_asks_for(world: World) -> None:
    world.account("ana", language="zh-Hans")
    client = world.client()
    client.post("/api/v1/session", json={"username": "ana", "password": PASSWORD})
    answer = client.get("/api/v1/projects/NONE-1", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == "zh-Hans"
    answer = world.call("ana", "GET", "/projects/NONE-1")
    assert answer.headers["Content-Language"] == "en"


def test_what_the_rules_want_to_be_known_is_told_and_can_be_added(world: World) -> None:
    name = f"{CODE}_CON_Lamp-hire_20260105_V1.0.txt"
    kept = world.document(CODE, "mei", name, "Lamps are hired.")
    world.drain()
    shown = world.call("mei", "GET", f"/documents/{kept.id}").get_json()
    assert shown["missing"] == ["parties", "amount", "currency", "paper_original"]
    assert shown["retention"]
    added = {
        "parties": ["Lumen Ltd"],
        "amount": "1200",
        "currency": "HKD",
        "client_confirmed_on": "5 January 2026",
    }
    headers = {"Authorization": f"Bearer {world.secrets['mei']}", "Accept-Language": "en"}
    before = world.client().get(f"/documents/{kept.id}", headers=headers).text
    assert "Not known yet: Parties, Amount, Currency, Registration of the paper original." in before
    assert world.call("mei", "PATCH", f"/documents/{kept.id}", json=added).status_code == 200
    after = world.call("mei", "GET", f"/documents/{kept.id}").get_json()
    assert after["missing"] == ["paper_original"]
    assert after["fields"]["client_confirmed_on"] == "2026-01-05"
    paper = {"title": "Lamp hire", "box": "3", "document": kept.id}
    assert world.call("mei", "POST", f"/projects/{CODE}/papers", json=paper).status_code == 201
    assert world.call("mei", "GET", f"/documents/{kept.id}").get_json()["missing"] == []
    page = world.client().get(f"/documents/{kept.id}", headers=headers).text
    assert "Not known yet" not in page
    wrong = {"client_confirmed_on": "soon"}
    assert world.call("mei", "PATCH", f"/documents/{kept.id}", json=wrong).status_code == 422
