"""A close over HTTP with everything it asks for: clauses, money, survey, access, what is left behind, paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.e2e
CODE = "TIDE-30"
BASE = f"/projects/{CODE}"
CONTRACT = """港邊潮汐節執行合約
甲方：港務處
乙方：晨光策展股份有限公司
第一條 乙方應交付展場設計 2 式、導覽影片 3 支，並於 2026年5月10日前完成。
第二條 契約總價新臺幣 800,000 元整。
第三條 付款條件：簽約後支付 40%，驗收後支付 60%。
簽約日期：2026年1月8日
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    for name in ("mara", "vera", "timo"):
        made.account(name)
    body = {
        "code": CODE, "name": "港邊潮汐節", "language": "zh-Hant", "client": "港務處",
        "started_on": "2026-01-05", "ended_on": "2026-05-10",
    }  # fmt: skip
    assert made.call("mara", "POST", "/projects", json=body).status_code == 201
    made.member(CODE, "mara", "vera", clearance=Level.CONFIDENTIAL)
    made.member(CODE, "mara", "timo")
    made.document(CODE, "mara", f"{CODE}_CON_潮汐節執行合約_20260108_V1.0_signed.txt", CONTRACT)
    made.drain()
    made.call("mara", "POST", f"{BASE}/review", json={})
    made.drain()
    yield made
    made.close()


def ok(world: World, who: str, method: str, path: str, **body: Any) -> Any:
    answer = world.call(who, method, path, json=body or None)
    assert answer.status_code in (200, 201), (path, answer.get_json())
    return answer.get_json()


def kinds(world: World) -> list[str]:
    """The kinds of what a refused close lists, duties apart."""
    answer = world.call("mara", "POST", f"{BASE}/close", json={})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "closeout_incomplete")
    return [thing["kind"] for thing in answer.get_json()["missing"] if thing["kind"] != "duty"]


def test_a_close_is_refused_list_by_list_until_everything_is_settled_or_waived(
    world: World,
) -> None:
    survey = ok(world, "mara", "POST", f"{BASE}/surveys", title="意見調查")["id"]
    ok(world, "mara", "POST", f"/surveys/{survey}/invitations", addresses=["吳主任"])
    asked = kinds(world)
    assert set(asked) == {"clauses", "money", "survey", "access", "closing_list"}

    for row in ok(world, "mara", "GET", f"{BASE}/clauses")["items"]:
        said = {"state": "not_met", "remedy": "扣款結案", "revision": row["revision"]}
        ok(world, "mara", "PATCH", f"{BASE}/clauses/{row['id']}", **said)
    assert "clauses" not in kinds(world)

    for row in ok(world, "mara", "GET", f"{BASE}/closing-list")["items"]:
        said = {"state": "ended", "note": "五月底停用"}
        ok(world, "mara", "PATCH", f"{BASE}/closing-list/{row['id']}", **said)
    decisions = [
        {"username": "mara", "decision": "keep"},
        {"username": "vera", "decision": "reduce"},
        {"username": "timo", "decision": "remove"},
    ]
    ok(world, "mara", "PUT", f"{BASE}/access-review", decisions=decisions)
    assert set(kinds(world)) == {"money", "survey"}

    paper = ok(world, "mara", "POST", f"{BASE}/papers", title="合約正本", box="A-3")["id"]
    missing = world.call("mara", "POST", f"{BASE}/close", json={}).get_json()["missing"]
    waivers = [{"item": thing["id"], "reason": "已與港務處議定"} for thing in missing]
    closed = ok(world, "mara", "POST", f"{BASE}/close", waivers=waivers)
    assert closed["state"] == "closed"
    world.drain()

    members = world.services.projects.members(world.as_("mara"), CODE)
    assert {(m.username, m.clearance) for m in members} == {
        ("mara", Level.RESTRICTED), ("vera", Level.INTERNAL),
    }  # fmt: skip
    refused = world.call("mara", "PATCH", f"{BASE}/closing-list/chat_groups", json={"note": "x"})
    assert refused.status_code == 409
    ok(world, "mara", "POST", f"/papers/{paper}/loans", borrower="稽核", due="2099-01-31")

    package = world.call("mara", "GET", f"{BASE}/closings/1/package.zip")
    with zipfile.ZipFile(io.BytesIO(package.data)) as bag:
        name = next(n for n in bag.namelist() if n.endswith(".docx"))
        record = Document(io.BytesIO(bag.read(name)))
    headings = {p.text for p in record.paragraphs}
    assert {"合約條款履行情形", "權限盤點", "收尾清單", "紙本正本"} <= headings
    cells = {cell.text for table in record.tables for row in table.rows for cell in row.cells}
    assert {"扣款結案", "五月底停用", "A-3", "移除"} <= cells
    seen = ok(world, "vera", "GET", f"{BASE}/closings")["items"][0]["record"]["registers"]
    assert set(seen) == {"access", "closing_list", "papers"}
