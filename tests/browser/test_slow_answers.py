"""While an answer is on its way: no key is lost, nothing goes to another file, no file stays unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from tests.browser.conftest import Visitor, until, wait
from tests.support.live_server import LiveServer

pytestmark = pytest.mark.browser
NOTES = {f"借用單 {n}.txt": f"道具借用單第{n}張\n日期：2026年3月{n}日\n" for n in range(1, 6)}


@pytest.fixture(scope="module")
def project(server: LiveServer) -> str:
    code = "SL-26-01"
    body = {"code": code, "name": "慢線路", "client": "青嶼市觀光處", "language": "zh-Hant"}
    assert server.call("POST", "/projects", body)[0] == 201
    return code


@pytest.fixture
def page(mei: Visitor, server: LiveServer, project: str) -> Page:
    """A batch that is read, with the keyboard on its first row and that row in the panel."""
    batch = server.call("POST", f"/projects/{project}/batches")[1]["id"]
    for name, text in NOTES.items():
        status, _ = server.call("POST", f"/batches/{batch}/items", file=(name, text.encode()))
        assert status == 201
    until(lambda: server.call("GET", f"/batches/{batch}")[1]["state"] == "ready")
    page = mei.held_up().go(f"/batches/{batch}")
    page.keyboard.press("Home")
    expect(in_panel(page)).to_have_attribute("data-of", first_of(page))
    return page


def current(page: Page) -> Locator:
    return page.locator("#items tr[aria-current=true]")


def in_panel(page: Page) -> Locator:
    return page.locator("#preview > [data-of]")


def first_of(page: Page) -> str:
    return str(page.locator("#items tr.item").first.get_attribute("data-id"))


@contextmanager
def held(page: Page, part: str) -> Iterator[list[Route]]:
    """Questions for an address with this part wait until the block ends; the answer is of the time asked."""
    waiting: list[Route] = []
    answers: list[APIResponse] = []
    over = False

    def hold(route: Route) -> None:
        if over or route.request.method != "GET":
            route.fallback()
            return
        answer = route.fetch()
        if over:  # it came while the block ended
            route.fulfill(response=answer)
            return
        answers.append(answer)
        waiting.append(route)

    page.route(f"**{part}", hold)
    yield waiting
    over = True
    for route, answer in zip(waiting, answers, strict=True):
        route.fulfill(response=answer)


def test_a_decision_is_sent_although_panels_are_on_their_way(page: Page) -> None:
    with held(page, "/items/*") as panels:
        page.keyboard.press("j")
        wait(page, lambda: panels)
        row = page.locator(f"#{current(page).get_attribute('id')}")
        page.keyboard.press("d")
        page.keyboard.press("j")
        expect(row).to_have_attribute("data-group", "out")
        expect(current(page)).to_have_attribute("data-group", "ready")
    shown = current(page).get_attribute("data-id")
    expect(in_panel(page)).to_have_attribute("data-of", str(shown))


def test_a_field_of_the_panel_is_reached_when_the_panel_is_about_the_row(page: Page) -> None:
    for key, field in (("w", "#day"), ("l", "[name=level]")):
        with held(page, "/items/*") as panels:
            page.keyboard.press("j")
            wait(page, lambda panels=panels: panels)  # type: ignore[misc]
            wanted = str(current(page).get_attribute("data-id"))
            page.keyboard.press(key)
            page.keyboard.type("2")  # not into the panel of the file before
            expect(in_panel(page)).not_to_have_attribute("data-of", wanted)
            expect(page.locator(f"#preview {field}")).not_to_be_focused()
        expect(in_panel(page)).to_have_attribute("data-of", wanted)
        expect(page.locator(f"#preview {field}")).to_be_focused()
        page.locator("h1").click()


def test_a_field_of_the_panel_is_reached_in_a_drawer_that_was_not_opened(
    visitors: Any, page: Page
) -> None:
    phone = visitors(1000, 800).sign_in()
    narrow = phone.go(page.url.removeprefix(phone.address))
    narrow.keyboard.press("Home")
    narrow.keyboard.press("w")
    expect(narrow.locator("#preview #day")).to_be_focused()
    narrow.keyboard.press("Escape")
    expect(narrow.locator("#preview")).to_be_hidden()
    narrow.keyboard.press("j")
    narrow.keyboard.press("w")
    shown = str(current(narrow).get_attribute("data-id"))
    expect(in_panel(narrow)).to_have_attribute("data-of", shown)
    expect(narrow.locator("#preview #day")).to_be_focused()


def test_a_day_typed_before_the_panel_knows_of_the_class_chosen_is_kept(page: Page) -> None:
    row = current(page)
    with held(page, "/items/*") as panels:
        row.locator("select[name=class]").select_option("agenda")
        expect(row.locator(".part-class")).to_have_text("AGD")
        wait(page, lambda: panels)
        page.locator("h1").click()
        page.keyboard.press("w")
        page.locator("#preview #day").fill("2026-05-04")
        page.keyboard.press("Enter")
        expect(row.locator(".part-date")).to_have_text("20260504")
    page.wait_for_timeout(300)
    expect(page.locator("#preview #day")).to_have_value("2026-05-04")


def test_a_file_that_arrives_while_the_page_asks_for_news_is_seen(
    page: Page, server: LiveServer
) -> None:
    batch = page.url.split("/batches/")[1].split("#")[0]
    rows = page.locator("#items tr.item")
    asked: list[Route] = []

    def ask(route: Route) -> None:
        if asked:
            route.fallback()
        else:
            asked.append(route)

    page.route("**/progress*", ask)
    drop(page, "晚到 1.txt")
    wait(page, lambda: asked)
    until(lambda: server.call("GET", f"/batches/{batch}")[1]["state"] == "ready")
    news = asked[
        0
    ].fetch()  # nothing is being read: after this answer the page does not ask by itself
    with page.expect_response("**/api/v1/batches/*/items"):
        drop(page, "晚到 2.txt")
    page.wait_for_timeout(1000)
    asked[0].fulfill(response=news)
    expect(rows).to_have_count(len(NOTES) + 2)


def drop(page: Page, name: str) -> None:
    page.evaluate(
        """(name) => {
          const data = new DataTransfer();
          data.items.add(new File([name], name));
          const fire = (kind) => document.body.dispatchEvent(
            new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
          fire("dragenter");
          fire("drop");
        }""",
        name,
    )
