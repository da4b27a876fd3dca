"""Journey 2: a batch is worked through by keyboard, and everything done in it can be taken back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DROPPED, Visitor, arrival, read_batch, strike
from tests.browser.pages.batch_page import BatchPage
from tests.browser.pages.project_page import ProjectPage
from tests.support.live_server import LiveServer

pytestmark = pytest.mark.browser
MINUTES, CONTRACT, COPY = "第一次工作會議.txt", "合約書0825.docx", "結案報告 - 複製.docx"


@pytest.fixture
def opened(mei: Visitor, server: LiveServer, request: Any) -> BatchPage:
    """A batch that is read, with the keyboard on its first row."""
    number = sum(map(ord, request.node.name)) % 9000 + 1000
    project = {"code": f"KB-26-{number}", "name": "鍵盤", "language": "zh-Hant"}
    page = mei.go(f"/batches/{read_batch(server, project)}")
    page.locator("h1").click()
    page.keyboard.press("Home")
    expect(current(page)).to_have_count(1)
    return BatchPage(page)


def current(page: Page) -> Locator:
    return page.locator("#items tr[aria-current=true]")


def walk_to(batch: BatchPage, original: str) -> Locator:
    """Go down with `j` until the row of a file is the current one."""
    batch.page.keyboard.press("Home")
    wanted = batch.row(original).get_attribute("id")
    for _ in range(len(DROPPED)):
        if current(batch.page).get_attribute("id") == wanted:
            break
        batch.page.keyboard.press("j")
    row = batch.page.locator(f"#{wanted}")
    expect(row).to_have_attribute("aria-current", "true")
    return row


def test_moving_ticking_and_looking(opened: BatchPage) -> None:
    page, keys = opened.page, opened.page.keyboard
    first = str(current(page).get_attribute("id"))
    keys.press("ArrowDown")
    expect(current(page)).not_to_have_id(first)
    keys.press("k")
    expect(current(page)).to_have_id(first)
    keys.press("End")
    last = str(page.locator("#items tr.item:visible").last.get_attribute("id"))
    expect(current(page)).to_have_id(last)
    keys.press("n")  # the next that needs a look, from the top again
    expect(current(page)).to_have_attribute("data-group", "look")
    expect(current(page)).not_to_have_id(last)
    row = walk_to(opened, CONTRACT)
    expect(page.locator("#preview h2")).to_contain_text(CONTRACT)
    expect(page.locator("#preview .sheet mark").first).to_be_visible()
    tick = row.locator("input[name=items]")
    before = tick.is_checked()
    keys.press("x")
    expect(tick).to_be_checked(checked=not before)
    opened.row(MINUTES).locator("input[name=items]").click()
    ticks = page.locator("#items input[name=items]")
    ticks.first.click()
    wanted = not ticks.nth(3).is_checked()
    ticks.nth(3).click(modifiers=["Shift"])
    for n in range(4):
        expect(ticks.nth(n)).to_be_checked(checked=wanted)
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.method == "POST" else None)
    page.locator("h1").click()
    strike(page, "g", "h")  # two strokes lead home; alone the second would put the row aside
    page.wait_for_url(lambda address: "/batches/" not in address)
    assert asked == []


def test_class_level_and_name_have_their_keys(opened: BatchPage) -> None:
    page, keys = opened.page, opened.page.keyboard
    row = walk_to(opened, CONTRACT)
    keys.press("c")
    pick = row.locator("select[name=class]")
    expect(pick).to_be_focused()
    keys.press("d")  # inside a field a letter is only a letter
    keys.press("Escape")  # the list of classes is open
    expect(row).to_have_attribute("data-group", "ready")
    pick.select_option("agenda")
    expect(row.locator(".part-class")).to_have_text("AGD")
    page.locator("h1").click()
    level = page.locator("#preview [name=level]")
    keys.press("l")
    expect(level).to_be_focused()  # also while the panel is read anew for the class chosen before
    page.locator("h1").click()
    keys.press("w")
    day = page.locator("#preview input[type=date]")
    expect(day).to_be_focused()
    day.fill("2026-05-04")
    keys.press("Enter")
    expect(row.locator(".part-date")).to_have_text("20260504")
    page.locator("h1").click()
    keys.press("e")
    field = page.locator("tr.editing input[data-live]")
    expect(field).to_be_focused()
    keys.press("Escape")
    expect(page.locator("tr.editing")).to_have_count(0)


def test_holding_discarding_and_undo(opened: BatchPage) -> None:
    page, keys = opened.page, opened.page.keyboard
    row = walk_to(opened, CONTRACT)
    keys.press("h")
    expect(row).to_have_attribute("data-group", "look")
    opened.undo()
    row = opened.row(CONTRACT)
    expect(row).to_have_attribute("data-group", "ready")
    expect(row).to_have_attribute("aria-current", "true")
    page.locator("h1").click()
    keys.press("d")
    expect(row).to_have_attribute("data-group", "out")
    expect(page.locator(".toast")).to_contain_text("1")
    opened.undo()
    expect(opened.row(CONTRACT)).to_have_attribute("data-group", "ready")
    page.locator("h1").click()
    copy = walk_to(opened, COPY)
    keys.press("v")
    expect(copy).to_have_attribute("data-group", "ready")
    expect(page.locator(".toast [data-undo]")).to_be_visible()


def test_a_group_goes_with_its_last_row_and_the_rows_stand_where_they_belong(
    opened: BatchPage,
) -> None:
    page, keys = opened.page, opened.page.keyboard
    while (looks := page.locator("#rows-look tr[data-group=look]").count()) > 0:
        keys.press("Home")
        keys.press("n")
        keys.press("d")
        expect(page.locator("#rows-look tr[data-group=look]")).to_have_count(looks - 1)
        page.locator("h1").click()
    expect(page.locator("#head-look")).to_be_hidden()
    expect(page.locator("#rows-look tr")).to_have_count(0)
    expect(page.locator("#rows-out tr[data-group=out]")).not_to_have_count(0)


def test_the_filter_for_what_needs_a_look_leads_on_until_nothing_is_left(opened: BatchPage) -> None:
    page, keys = opened.page, opened.page.keyboard
    page.goto(page.url.split("?")[0].split("#")[0] + "?show=look")
    page.locator("h1").click()
    keys.press("Home")
    looks = page.locator("#rows-look tr[data-group=look]")
    assert looks.count() > 1
    while (left := looks.count()) > 0:
        was = current(page).get_attribute("id")
        keys.press("d")
        expect(looks).to_have_count(left - 1)
        expect(page.locator(".tabs a[aria-current]")).to_have_attribute(
            "href", re.compile("show=look")
        )
        if left > 1:
            expect(current(page)).not_to_have_id(str(was))
    expect(page.locator("#batch-done a[href*='show=ready']")).to_be_visible()


def test_taking_a_suggestion_and_filing_what_is_ticked(opened: BatchPage) -> None:
    page, keys = opened.page, opened.page.keyboard
    row = walk_to(opened, CONTRACT)
    keys.press("a")
    expect(row).to_have_attribute("data-group", "filed")
    opened.undo()
    expect(opened.row(CONTRACT)).to_have_attribute("data-group", "ready")
    ticked = page.locator("#items input[name=items]:checked").count()
    page.locator("h1").click()
    with arrival(page):
        keys.press("Control+Enter")
    expect(page.locator(".notice.ok")).to_contain_text(str(ticked))
    expect(opened.group("filed")).to_have_count(ticked)
    opened.undo()
    expect(opened.group("filed")).to_have_count(0)
    expect(page.locator("#items input[name=items]:checked")).to_have_count(ticked)


def test_all_green_rows_and_bulk_changes_are_undone_from_the_list_of_acts(
    opened: BatchPage,
) -> None:
    page = opened.page
    green = opened.group("ready").count()
    with arrival(page):
        page.locator("button[name=which][value=ready]").click()
    expect(opened.group("filed")).to_have_count(green)
    acts = page.locator(".head details.menu")
    acts.locator("summary").click()
    with arrival(page):
        acts.locator("button").first.click()
    expect(opened.group("ready")).to_have_count(green)
    classes = page.locator("#items td.c-class select")
    before = [classes.nth(n).input_value() for n in range(classes.count())]
    levels = page.locator("#items td.c-level").all_inner_texts()
    for menu, value in (("class", "agenda"), ("level", "restricted")):
        page.locator("#bulk details", has=page.locator(f"#bulk-{menu}")).locator("summary").click()
        page.locator(f"#bulk-{menu}").select_option(value)
        with arrival(page):
            page.locator(f"button[name=act][value={menu}]").click()
        opened.undo()
        expect(page.locator(".notice.ok")).to_be_visible()
    assert [classes.nth(n).input_value() for n in range(classes.count())] == before
    assert page.locator("#items td.c-level").all_inner_texts() == levels


def test_a_batch_read_in_place_is_ready_for_work_without_a_reload(
    mei: Visitor, folder: Path
) -> None:
    page = mei.page
    ProjectPage.make(page, mei.address, "KB-26-77", "就地")
    batch = BatchPage.drop_on_project(page, folder)
    batch.wait_until_read(len(DROPPED))
    expect(current(page)).to_have_count(1)
    green = page.locator("button[name=which][value=ready]")
    expect(green).to_contain_text(str(batch.group("ready").count()))
    row = walk_to(batch, CONTRACT)
    levels = sorted(page.locator("#items td.c-level").all_inner_texts())
    pick = row.locator("select[name=class]")
    known = pick.input_value()
    pick.focus()
    page.keyboard.press("ArrowDown")  # opens the list and changes nothing yet
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    expect(pick).to_have_value(known)
    page.keyboard.press("Escape")
    expect(row.locator("a.look")).to_be_focused()
    page.locator("#bulk details", has=page.locator("#bulk-level")).locator("summary").click()
    with arrival(page):
        page.locator("button[name=act][value=level]").click()  # which one was not said
    expect(page.locator(".notice.warn")).to_be_visible()
    assert sorted(page.locator("#items td.c-level").all_inner_texts()) == levels
    with arrival(page):
        green.click()
    expect(batch.group("ready")).to_have_count(0)


def test_no_key_acts_while_an_input_method_composes(opened: BatchPage) -> None:
    page = opened.page
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.method == "POST" else None)
    at = str(current(page).get_attribute("id"))
    page.evaluate(
        """() => {
          for (const key of ["a", "d", "h", "v", "j", "x", "n", "Enter", " "]) {
            const event = { key, bubbles: true, cancelable: true, isComposing: true };
            document.body.dispatchEvent(new KeyboardEvent("keydown", event));
          }
        }"""
    )
    page.wait_for_timeout(300)
    assert asked == []
    expect(current(page)).to_have_id(at)


def test_the_list_of_keys_opens_and_switches_single_letters_off(opened: BatchPage) -> None:
    page, keys = opened.page, opened.page.keyboard
    keys.press("?")
    dialog = page.locator("#keys")
    expect(dialog).to_be_visible()
    for key in "aecvlhdnxjk":
        assert dialog.locator("kbd", has_text=key).count()
    page.check("#keys-off")
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    row = page.locator(f"#{current(page).get_attribute('id')}")
    group = str(row.get_attribute("data-group"))
    keys.press("d")
    page.wait_for_timeout(200)
    expect(row).to_have_attribute("data-group", group)
    assert group != "out"


def test_space_opens_the_preview_as_a_drawer_and_escape_closes_it(
    visitors: Any, server: LiveServer
) -> None:
    project = {"code": "KB-26-01", "name": "抽屜鍵盤", "language": "zh-Hant"}
    page = visitors(1000, 800).sign_in().go(f"/batches/{read_batch(server, project)}")
    page.locator("h1").click()
    page.keyboard.press("Home")
    page.locator("h1").click()
    page.keyboard.press(" ")
    expect(page.locator("#preview")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#preview")).to_be_hidden()
