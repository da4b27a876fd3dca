"""A project from the empty checklist to the frozen package, and open again."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor, arrival
from tests.browser.pages.closeout_page import CloseoutPage
from tests.browser.pages.project_page import ProjectPage
from tests.support.live_server import LiveServer

pytestmark = pytest.mark.browser
CODE = "CK-26-01"
PAPERS = ("PLN_堤岸路跑執行", "MTG_路跑籌備討論", "RPT_路跑成果整理", "FBK_主辦單位來信")


def test_a_project_is_closed_from_an_empty_checklist_to_its_package(
    mei: Visitor, server: LiveServer, tmp_path: Path
) -> None:
    page = mei.page
    ProjectPage.make(page, mei.address, CODE, "堤岸路跑活動")
    expect(page.locator(".stages [aria-current]")).to_have_text("執行")
    told = "完整度 0%：已歸檔 0，待確認 0，還缺 19"
    expect(page.locator(".ring")).to_have_attribute("aria-label", told)
    plan = CloseoutPage(page, mei.address, CODE)
    first = plan.missing()
    assert first >= 19  # every duty, and what other conditions of the close ask for
    duties_change_in_the_table(plan)
    the_table_is_walked_by_keys(plan)
    papers_meet_their_duties(plan, server)
    everything_missing_is_waived(plan, first)
    with page.expect_download() as waiting:
        page.locator(".head a", has_text="下載結案資料包").click()
    packed = tmp_path / "package.zip"
    waiting.value.save_as(packed)
    check_bag(packed)
    nothing_can_be_changed(mei, server)
    CloseoutPage(page, mei.address, CODE)
    page.fill("#reason", "主辦單位要補一場")
    with arrival(page):
        page.locator("section[aria-labelledby=again] button").click()
    expect(page.locator(".notice.ok")).to_contain_text("已重新開啟")
    expect(page.locator("section[aria-labelledby=closings]")).to_contain_text("主辦單位要補一場")
    expect(page.locator(".duties select")).not_to_have_count(0)


def duties_change_in_the_table(plan: CloseoutPage) -> None:
    """The row answers by itself, and the keyboard stays where it was."""
    expect(plan.standing("venue_returned")).to_have_text("還缺")
    state = plan.row("venue_returned").locator("select[name=state]")
    state.focus()
    state.select_option("done")
    expect(plan.standing("venue_returned")).to_have_text("完成")
    expect(plan.page.locator("#s-venue_returned")).to_be_focused()
    plan.expect_percent(5)
    due = plan.row("final_report").locator("input[name=due]")
    due.fill("2020-01-02")  # tells of a change by itself: a day has no half-typed state here
    expect(plan.standing("final_report")).to_have_text("逾期")


def the_table_is_walked_by_keys(plan: CloseoutPage) -> None:
    plan.page.locator("h1").click()
    for key in ("j", "j", "k"):
        plan.page.keyboard.press(key)
    expect(plan.page.locator(".duties tbody tr").first.locator("a.btn.icon")).to_be_focused()
    with arrival(plan.page):
        plan.page.keyboard.press("e")
    expect(plan.page.locator("#due_how")).to_be_visible()
    plan.page.go_back()


def papers_meet_their_duties(plan: CloseoutPage, server: LiveServer) -> None:
    for paper in PAPERS:
        file = (f"{CODE}_{paper}_20260105_V1.0.txt", paper.encode())
        assert server.call("POST", f"/projects/{CODE}/documents", file=file)[0] == 201
    plan.page.locator("details summary.more", has_text="加一項").click()
    plan.page.fill("#new-title", "肖像授權同意書")
    with arrival(plan.page):
        plan.page.locator("details form button[type=submit]").click()
    expect(plan.page.locator(".duties")).to_contain_text("肖像授權同意書")
    expect(plan.standing("final_report")).to_have_text("已歸檔")
    expect(plan.row("survey").locator("td a").first).to_contain_text("主辦單位來信")


def everything_missing_is_waived(plan: CloseoutPage, first: int) -> None:
    page = plan.page
    left = plan.missing()
    assert left <= first - 4  # five duties met, one added
    with arrival(page):
        plan.close_button().click()
    expect(page.locator("h1")).to_have_text("結案")
    page.locator("[data-all=waive]").check()
    expect(page.locator("main form input[name=waive]:checked")).to_have_count(left)
    page.fill("#shared", "與主辦單位講好")
    with arrival(page):
        page.locator("main form button[type=submit]").click()
    expect(page.locator(".band")).to_contain_text("已結案，只能查看")
    expect(page.locator(".stages [aria-current]")).to_have_text("已結案")
    expect(page.locator(".duties select")).to_have_count(0)


def nothing_can_be_changed(mei: Visitor, server: LiveServer) -> None:
    page = mei.go(f"/projects/{CODE}")
    expect(page.locator(".band")).to_be_visible()
    expect(page.locator("[data-pick]")).to_have_count(0)
    status, refusal = server.call("PATCH", f"/projects/{CODE}", {"name": "另一個名稱"})
    assert (status, refusal["code"]) == (409, "conflict")


def check_bag(packed: Path) -> None:
    """Every file of the package is there with the checksum it is listed with."""
    with zipfile.ZipFile(packed) as package:
        prefix = f"{CODE}-1/"
        sums = package.read(f"{prefix}manifest-sha256.txt").decode().splitlines()
        for line in sums:
            digest, path = line.split("  ", 1)
            assert hashlib.sha256(package.read(prefix + path)).hexdigest() == digest
        listed = "\n".join(sums)
    assert all(f"{CODE}_{paper}_" in listed for paper in PAPERS)
    assert "data/closing-record.docx" in listed
