"""Contract, invoice and payment of each party: computed from what is filed, told to those who see all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "FERN-03"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    for name in ("mara", "fin", "timo", "outsider"):
        made.account(name)
    made.project(CODE, "mara", name="蕨園春祭", language="zh-Hant", client="蕨園農場")
    made.member(CODE, "mara", "fin", ProjectRole.FINANCE, Level.INTERNAL)
    made.member(CODE, "mara", "timo")
    for name in (
        "CON_攝影委託合約_20260105_V1.0_signed",
        "INV_藍點攝影發票_20260210_V1.0",
        "PAY_藍點攝影付款_20260301_V1.0",
    ):
        made.document(CODE, "mara", f"{CODE}_{name}.txt", f"{name}，對象是藍點攝影工作室。")
    made.drain()
    yield made
    made.close()


def money(world: World, who: str) -> Any:
    return world.call(who, "GET", f"/projects/{CODE}/money")


def fields(world: World, class_code: str, **values: object) -> None:
    items = world.call("mara", "GET", "/documents?per_page=50").get_json()["items"]
    one = next(d["id"] for d in items if f"_{class_code}_" in d["name"])
    answer = world.call("mara", "PATCH", f"/documents/{one}", json=values)
    assert answer.status_code == 200, answer.get_json()


def test_what_is_invoiced_and_not_paid_is_told_and_follows_a_correction(world: World) -> None:
    for code, amount in (("CON", "120000"), ("INV", "120000"), ("PAY", "80000")):
        fields(world, code, parties=["藍點攝影工作室"], amount=amount, currency="TWD")
    found = money(world, "mara").get_json()
    party = found["parties"][0]
    assert (party["party"], party["flags"], party["open"]) == (
        "藍點攝影工作室",
        ["unpaid"],
        "40000",
    )
    assert [len(party[step]["papers"]) for step in ("agreed", "invoiced", "paid")] == [1, 1, 1]
    fields(world, "PAY", parties=["藍點攝影工作室"], amount="120000", currency="TWD")
    after = money(world, "mara").get_json()
    assert (after["unsettled"], after["parties"][0]["settled"]) == (0, True)


def test_an_invoice_filed_twice_is_counted_once_by_the_number_it_bears(world: World) -> None:
    for title, text in (
        ("湖畔印刷發票", "統一發票號碼：LK-20260044\n湖畔印刷有限公司 海報"),
        ("湖畔印刷發票照片", "發票號碼 LK20260044 湖畔印刷 海報，手機拍的照片"),
    ):
        made = world.document(CODE, "mara", f"{CODE}_INV_{title}_20260210_V1.0.txt", text)
        said = {"parties": ["湖畔印刷有限公司"], "amount": "8000", "currency": "TWD"}
        assert world.call("mara", "PATCH", f"/documents/{made.id}", json=said).status_code == 200
    world.drain()
    found = money(world, "mara").get_json()["parties"]
    invoiced = next(p for p in found if p["party"] == "湖畔印刷有限公司")["invoiced"]
    first, second = sorted(invoiced["papers"], key=lambda paper: paper["copy_of"] or "")
    assert (invoiced["total"], first["copy_of"], second["copy_of"]) == (
        "8000",
        None,
        first["document"],
    )
    headers = {"Authorization": f"Bearer {world.secrets['mara']}", "Accept-Language": "en"}
    shown = world.client().get(f"/projects/{CODE}/money", headers=headers).text
    assert f"The same paper as {first['name']}" in shown


def test_only_who_sees_every_class_of_it_gets_a_list(world: World) -> None:
    assert money(world, "fin").status_code == 200
    assert money(world, "timo").status_code == 403
    assert money(world, "outsider").status_code == 403
    nowhere = world.call("mara", "GET", "/projects/NONE-00/money")
    assert nowhere.status_code == 404


def closed_without(world: World, reason: str, by: str = "mara") -> None:
    """The project, closed with everything that stands in the way waived."""
    where = f"/projects/{CODE}/close"
    refused = world.call(by, "POST", where, json={}).get_json()
    given = [{"item": one["id"], "reason": reason} for one in refused["missing"]]
    answer = world.call(by, "POST", where, json={"waivers": given})
    assert answer.status_code == 200, answer.text
    world.drain()


@pytest.mark.parametrize("who", ["mara", "fin"])
def test_what_a_project_was_closed_without_is_shown_as_waived_and_not_counted(
    world: World, who: str
) -> None:
    for code, amount in (("CON", "120000"), ("INV", "120000"), ("PAY", "80000")):
        fields(world, code, parties=["藍點攝影工作室"], amount=amount, currency="TWD")
    before = money(world, who).get_json()
    assert (before["unsettled"], before["parties"][0]["waived"]) == (1, None)
    closed_without(world, "尾款雙方同意免收")
    found = money(world, who).get_json()
    waived = found["parties"][0]["waived"]
    assert (found["unsettled"], waived["reason"], waived["by"]) == (0, "尾款雙方同意免收", "Mara")
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "zh-Hant"}
    shown = world.client().get(f"/projects/{CODE}/money", headers=headers).get_data(as_text=True)
    assert "尾款雙方同意免收" in shown
    assert ("免辦" in shown, "還沒付清" in shown, 'class="bad"' in shown) == (True, False, False)
    assert ("沒有待處理的款項" in shown, "全部結清" in shown) == (True, False)
    world.call("mara", "POST", f"/projects/{CODE}/reopen", json={"reason": "補件"})
    assert money(world, who).get_json()["unsettled"] == 1


def test_money_of_papers_that_whoever_closed_it_did_not_see_was_not_waived(world: World) -> None:
    world.account("olga")
    world.member(CODE, "mara", "olga", ProjectRole.MANAGER, Level.CONFIDENTIAL)
    for code, amount in (("CON", "120000"), ("INV", "120000"), ("PAY", "80000")):
        fields(world, code, parties=["藍點攝影工作室"], amount=amount, currency="TWD")
    name = f"{CODE}_INV_加拍發票_20260220_V1.0.txt"
    more = world.document(CODE, "mara", name, "加拍發票。", level=Level.RESTRICTED)
    values = {"parties": ["藍點攝影工作室"], "amount": "500000", "currency": "TWD"}
    answer = world.call("mara", "PATCH", f"/documents/{more.id}", json=values)
    assert answer.status_code == 200, answer.text
    closed_without(world, "尾款雙方同意免收", by="olga")
    found = money(world, "olga").get_json()
    assert (found["unsettled"], found["parties"][0]["open"]) == (0, "40000")
    found = money(world, "mara").get_json()
    (party,) = found["parties"]
    assert (found["unsettled"], party["open"], party["waived"]) == (1, "540000", None)
