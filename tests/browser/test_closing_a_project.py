"""Journey 1: a messy folder is dropped, watched, corrected and filed; nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import DROPPED, Visitor, arrival, read_batch, wait
from tests.browser.pages.batch_page import BatchPage
from tests.browser.pages.project_page import ProjectPage
from tests.support.live_server import LiveServer

pytestmark = pytest.mark.browser


def test_a_dropped_folder_is_read_corrected_and_filed(mei: Visitor, folder: Path) -> None:
    page = mei.page
    ProjectPage.make(page, mei.address, "DR-26-01", "燈會收尾")
    batch = BatchPage.drop_on_project(page, folder)
    batch.wait_until_read(len(DROPPED))
    expect(batch.group("look").filter(has_text="空的.txt")).to_have_count(1)
    expect(batch.row("空的.txt").locator("input[name=items]")).not_to_be_checked()
    expect(batch.group("ready").filter(has_text="合約書0825.docx")).to_have_count(1)

    field = batch.edit("第一次工作會議.txt")
    field.fill("DR-26-01_MTG_燈會第一次會議_20251399_V1.0.txt")
    says = page.locator("tr.editing .says")
    expect(says).to_have_class("says warn")
    field.fill("DR-26-01_MTG_燈會第一次會議_20250903_V1.0.txt")
    expect(says).to_have_class("says ok")
    field.press("Enter")
    expect(page.locator("tr.editing")).to_have_count(0)
    expect(batch.proposed("第一次工作會議.txt")).to_have_text(
        "DR-26-01_MTG_燈會第一次會議_20250903_V1.0.txt"
    )

    ticked = page.locator("#items input[name=items]:checked").count()
    expect(page.locator("#file-ticked")).to_contain_text(str(ticked))
    batch.file_ticked()
    expect(page.locator(".notice.ok")).to_contain_text(str(ticked))
    expect(batch.group("filed")).to_have_count(ticked)
    with arrival(page):
        page.locator(".notice.ok a").click()
    names = ProjectPage(page).documents().all_inner_texts()
    assert any("燈會第一次會議_20250903_V1.0.txt" in name for name in names)
    # the copy of the report stands for the same document
    assert sum("_RPT_" in name for name in names) == 1


def test_tab_takes_the_suggestion_and_escape_restores_the_name(mei: Visitor, folder: Path) -> None:
    page = mei.page
    ProjectPage.make(page, mei.address, "DR-26-02", "燈會收尾")
    batch = BatchPage.drop_on_project(page, folder)
    batch.wait_until_read(len(DROPPED))
    before = batch.proposed("第一次工作會議.txt").inner_text()
    field = batch.edit("第一次工作會議.txt")
    field.fill("最終版.txt")
    expect(page.locator("tr.editing [data-take]")).to_be_visible()
    offered = page.locator("tr.editing [data-take]").get_attribute("data-take")
    field.press("Tab")
    expect(field).to_have_value(str(offered))
    field.press("Escape")
    expect(page.locator("tr.editing")).to_have_count(0)
    expect(batch.proposed("第一次工作會議.txt")).to_have_text(before)


def test_nothing_is_checked_while_an_input_method_composes(mei: Visitor, folder: Path) -> None:
    page = mei.page
    ProjectPage.make(page, mei.address, "DR-26-03", "燈會收尾")
    batch = BatchPage.drop_on_project(page, folder)
    batch.wait_until_read(len(DROPPED))
    batch.edit("第一次工作會議.txt")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.url.endswith("/check") else None)
    composing = """(field) => {
      field.value = "ㄓㄨㄢ";
      field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
      const enter = { key: "Enter", bubbles: true, cancelable: true, isComposing: true };
      field.dispatchEvent(new KeyboardEvent("keydown", enter));
    }"""
    page.locator("tr.editing input[data-live]").evaluate(composing)
    page.wait_for_timeout(500)
    assert asked == []
    expect(page.locator("tr.editing")).to_have_count(1)
    with page.expect_response("**/check"):
        page.locator("tr.editing input[data-live]").evaluate(
            """(field) => {
              field.value = "專案";
              field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
            }"""
        )


def test_keys_move_tick_discard_and_undo(mei: Visitor, server: LiveServer) -> None:
    project = {"code": "DR-26-04", "name": "燈會收尾", "language": "zh-Hant"}
    page = mei.go(f"/batches/{read_batch(server, project)}")
    page.locator("h1").click()
    page.keyboard.press("Home")
    current = page.locator("#items tr[aria-current=true]")
    expect(current).to_have_count(1)
    first = str(current.get_attribute("id"))
    page.keyboard.press("j")
    expect(current).not_to_have_id(first)
    page.keyboard.press("k")
    expect(current).to_have_id(first)
    tick = current.locator("input[name=items]")
    before = tick.is_checked()
    page.keyboard.press("x")
    expect(tick).to_be_checked(checked=not before)
    row = page.locator(f"#{first}")
    page.keyboard.press("d")
    expect(row).to_have_attribute("data-group", "out")
    row.locator("[data-act=none]").click()
    expect(row).not_to_have_attribute("data-group", "out")


def test_files_dropped_with_the_mouse_start_a_batch_under_a_veil(mei: Visitor) -> None:
    page = mei.page
    project = ProjectPage.make(page, mei.address, "DR-26-05", "雨天備案")
    page.goto(f"{mei.address}/projects/DR-26-05/learned")  # where one made from a brief opens
    notes = {f"備忘 {n}.txt": f"雨天備案備忘第{n}則，2026年3月{n}日。" for n in range(1, 8)}
    project.drop_files({**notes, ".DS_Store": "system", "Thumbs.db": "system"})
    assert "雨天備案" in page.evaluate("window.veiled")
    page.wait_for_url("**/batches/*")
    expect(page.locator(".uploads .bd")).to_contain_text("略過系統檔 2 個")
    batch = BatchPage(page)
    batch.wait_until_read(7)
    expect(page.locator("#items tr.item")).to_have_count(7)
    expect(page.locator(".veil")).to_have_count(0)


def test_an_upload_that_breaks_is_sent_again_by_itself(visitors: Any) -> None:
    mei = visitors().sign_in().held_up()
    page = mei.page
    project = ProjectPage.make(page, mei.address, "DR-26-06", "斷線測試")
    broken: list[str] = []

    def breaks_once(route: Route) -> None:
        if len(broken) < 2:
            broken.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/api/v1/batches/*/items", breaks_once)
    project.drop_files({f"備忘 {n}.txt": f"第{n}則，2026年3月{n}日" for n in range(1, 5)})
    page.wait_for_url("**/batches/*")
    BatchPage(page).wait_until_read(4)
    assert len(broken) == 2
    mei.expected.append("ERR_CONNECTION_RESET")


def test_a_large_file_goes_on_after_a_broken_piece_and_after_a_reload(
    visitors: Any, tmp_path: Path
) -> None:
    mei = visitors().sign_in().held_up()
    page = mei.page
    ProjectPage.make(page, mei.address, "DR-26-19", "大檔測試")
    large = tmp_path / "現場錄影.bin"
    large.write_bytes(bytes(range(256)) * (20 << 12))  # 20 MB: three pieces
    asked: list[str] = []

    def breaks(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.continue_()
        else:
            route.abort("connectionreset")

    page.route("**/api/v1/uploads/*?offset=*", breaks)
    with page.expect_file_chooser() as chooser:
        page.locator("[data-pick=files]").first.click()
    chooser.value.set_files(large)
    page.wait_for_url("**/batches/*")
    wait(page, lambda: len(asked) > 1)
    # what is there stays counted while the rest is tried again
    page.wait_for_function("() => document.querySelector('.uploads progress').value > 0.35")
    page.unroute("**/api/v1/uploads/*?offset=*")
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if "?offset=" in r.url else None)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    with page.expect_file_chooser() as chooser:
        page.locator("[data-pick=files]").first.click()
    chooser.value.set_files(large)
    expect(page.locator("#items tr.item")).to_have_count(1, timeout=120_000)
    assert not any("offset=0&" in url for url in sent)
    mei.expected.append("ERR_CONNECTION_RESET")


def test_dropping_the_same_folder_again_sends_nothing_twice(mei: Visitor, folder: Path) -> None:
    page = mei.page
    ProjectPage.make(page, mei.address, "DR-26-07", "燈會收尾")
    batch = BatchPage.drop_on_project(page, folder)
    batch.wait_until_read(len(DROPPED))
    page.reload()
    page.evaluate("document.querySelector('[data-pick=files]').dataset.pick = 'folder'")
    with page.expect_file_chooser() as chooser:
        page.locator("[data-pick=folder]").first.click()
    chooser.value.set_files(folder)
    expect(page.locator(".uploads .bd")).to_contain_text(str(len(DROPPED)))
    expect(page.locator("#items tr.item")).to_have_count(len(DROPPED))


def test_a_stale_save_shows_the_row_as_it_stands_and_says_why(
    visitors: Any, server: LiveServer
) -> None:
    one, two = visitors().sign_in(), visitors().sign_in()
    project = {"code": "DR-26-08", "name": "兩人同批", "language": "zh-Hant"}
    # Read before the page is opened: one that still heard of it would learn of the other's change.
    batch = BatchPage(one.go(f"/batches/{read_batch(server, project)}"))
    other = two.go(one.page.url.removeprefix(one.address))
    BatchPage(other).row("第一次工作會議.txt").locator("select[name=class]").select_option("agenda")
    expect(BatchPage(other).row("第一次工作會議.txt").locator(".part-class")).to_have_text("AGD")
    batch.row("第一次工作會議.txt").locator("select[name=class]").select_option("plan")
    expect(one.page.locator(".toast")).to_be_visible()
    expect(batch.row("第一次工作會議.txt").locator(".part-class")).to_have_text("AGD")
    one.expected.append("409")


def test_on_a_narrow_desk_the_preview_is_a_drawer_that_closes(visitors: Any, folder: Path) -> None:
    mei = visitors(1000, 800).sign_in()
    page = mei.page
    ProjectPage.make(page, mei.address, "DR-26-09", "抽屜")
    batch = BatchPage.drop_on_project(page, folder)
    batch.wait_until_read(len(DROPPED))
    preview = page.locator("#preview")
    expect(preview).to_be_hidden()
    batch.row("合約書0825.docx").locator("a.look").click()
    expect(preview.locator("dl")).to_contain_text("2025-08-25")
    expect(preview.locator(".sheet mark").first).to_be_visible()
    preview.locator("[data-close]").click()
    expect(preview).to_be_hidden()
    expect(batch.row("合約書0825.docx").locator("a.look")).to_be_focused()
