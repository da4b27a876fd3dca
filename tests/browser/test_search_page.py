"""The search box of every page and the search page: by keyboard, while typing, beside the list, kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visitor, wait

pytestmark = pytest.mark.browser
COMPOSED = """(box) => {
  box.value = "燈"; box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
  box.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
}"""
TYPED = "%E7%87%88"
ENDED = '(box) => box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }))'


def options(page: Page) -> Any:
    return page.locator(".suggested [role=option]")


@contextmanager
def offered(page: Page, typed: str) -> Iterator[None]:
    """Leave when what is offered for these words stands there, and not what was offered before them."""
    address = re.compile(re.escape(f"q={quote(typed)}") + "$")
    with page.expect_response(address) as answer:
        yield
    items = answer.value.json()["items"]
    texts = list(dict.fromkeys(item["text"] for item in items if item["text"] != typed))[:8]
    expect(options(page).locator("span:first-child")).to_have_text(texts)
    expect(options(page).first).to_be_visible()


def test_the_box_of_every_page_offers_words_and_is_used_by_keyboard(
    mei: Visitor, filed: str
) -> None:
    page = mei.go("/projects")
    page.keyboard.press("/")
    box = page.locator("#find")
    expect(box).to_be_focused()
    with offered(page, "燈具"):
        page.keyboard.insert_text("燈具")
    page.keyboard.press("ArrowDown")
    chosen = options(page).first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("燈具")
    with offered(page, "燈具"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    text = options(page).first.get_attribute("data-text") or ""
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=**")
    expect(page.locator("#find")).to_have_value(text)
    assert filed


def test_a_list_that_is_walked_through_is_not_replaced(mei: Visitor, filed: str) -> None:
    page = mei.held_up().go("/projects")
    page.keyboard.press("/")
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route(re.compile(re.escape(f"q={quote('燈具')}") + "$"), hold)
    with offered(page, "燈"):
        page.keyboard.insert_text("燈")
    page.keyboard.insert_text("具")
    wait(page, lambda: late)
    page.keyboard.press("ArrowDown")
    chosen = options(page).first
    text = chosen.get_attribute("data-text")
    late[0].continue_()
    page.wait_for_timeout(500)
    expect(chosen).to_have_attribute("aria-selected", "true")
    assert chosen.get_attribute("data-text") == text
    assert filed


def test_nothing_is_asked_while_an_input_method_composes(mei: Visitor, filed: str) -> None:
    page = mei.go("/search")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#find").evaluate(COMPOSED)
    page.wait_for_timeout(600)
    assert [url for url in asked if TYPED in url] == []
    page.locator("#find").evaluate(ENDED)
    expect(page.locator(".hit").first).to_be_visible()
    assert filed


def test_results_follow_the_typing_and_stand_in_the_address(mei: Visitor, filed: str) -> None:
    page = mei.go("/search")
    page.locator("#find").press_sequentially("燈具租賃", delay=30)
    expect(page.locator(".hit").first).to_be_visible()
    expect(page).to_have_url(re.compile(f"q={quote('燈具租賃')}$"))
    expect(page.locator("#told")).to_have_text(page.locator("#count").inner_text())
    assert page.title().startswith("燈具租賃 · 搜尋 · ")
    address = page.url
    page.reload()
    expect(page.locator("#find")).to_have_value("燈具租賃")
    expect(page).to_have_url(address)
    assert filed


def test_one_comes_back_to_the_hit_one_opened(mei: Visitor, filed: str) -> None:
    page = mei.go("/search?q=燈")
    chosen = page.locator(".hit[aria-current=true] h2")
    page.keyboard.press("j")
    page.keyboard.press("j")
    third = page.locator(".hit h2").nth(2).inner_text()
    expect(chosen).to_have_text(third)
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    page.go_back()
    expect(chosen).to_have_text(third)
    page.keyboard.press("Home")
    expect(chosen).to_have_text(third)  # the keys of a list act where the focus is in it
    page.keyboard.press("k")
    page.keyboard.press("Home")
    expect(chosen).to_have_text(page.locator(".hit h2").first.inner_text())
    assert filed


def test_a_filter_set_by_keyboard_keeps_the_focus(mei: Visitor, filed: str) -> None:
    page = mei.go("/search?q=燈會")
    choice = page.locator(".facet input[name=class][value=contract]")
    choice.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**class=contract**")
    expect(choice).to_be_focused()
    page.keyboard.press("Space")
    expect(choice).to_be_focused()
    expect(page).not_to_have_url(re.compile("class=|sort="))
    assert filed


def test_the_newest_answer_wins(mei: Visitor, filed: str) -> None:
    page = mei.held_up().go("/search")
    slow: list[Route] = []

    def hold(route: Route) -> None:
        slow.append(route)

    page.route(lambda url: url.endswith("/search?q=%E7%87%88"), hold)
    page.locator("#find").fill("燈")
    wait(page, lambda: slow)
    page.locator("#find").fill("齁噁齁噁")
    expect(page.locator(".hits h2")).to_contain_text("齁噁齁噁")
    slow[0].continue_()
    page.wait_for_timeout(1000)
    expect(page.locator(".hits h2")).to_contain_text("齁噁齁噁")
    assert filed


def test_the_preview_follows_the_keys_and_marks_the_words(mei: Visitor, filed: str) -> None:
    page = mei.go("/search?q=燈具")
    pane = page.locator("#evidence")
    expect(pane.locator("h2")).to_have_text(page.locator(".hit h2").nth(0).inner_text())
    address = page.url
    page.locator("h1").first.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("j")
    expect(pane.locator("h2")).to_have_text(page.locator(".hit h2").nth(1).inner_text())
    expect(pane.locator("mark, rect").first).to_be_attached()
    assert page.url == address
    assert filed


def test_a_preview_that_a_newer_one_replaced_is_no_fault(mei: Visitor, filed: str) -> None:
    page = mei.held_up().go("/search?q=燈")
    second = str(page.locator(".hit").nth(1).get_attribute("data-evidence"))
    slow: list[Route] = []

    def hold(route: Route) -> None:
        if slow:
            route.fallback()
        else:
            slow.append(route)

    page.route("**/evidence**", hold)
    page.reload()
    wait(page, lambda: slow)
    page.keyboard.press("j")
    expect(page.locator("#evidence")).to_have_attribute("data-of", second)
    expect(page.locator("#evidence h2")).to_have_text(page.locator(".hit h2").nth(1).inner_text())
    assert mei.unexpected() == []  # nor a promise that nobody heard break
    assert filed


def test_on_a_narrow_window_the_preview_is_a_drawer(visitors: Any, filed: str) -> None:
    mei = visitors(width=1000, height=800).sign_in()
    page = mei.go("/search?q=燈具")
    pane = page.locator("#evidence")
    expect(pane).to_be_hidden()
    page.locator(".hit .peek").first.click()
    expect(pane.locator("h2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(pane).to_be_hidden()
    assert filed


def test_a_search_is_kept_followed_and_deleted(mei: Visitor, filed: str) -> None:
    page = mei.go(f"/search?q=租賃&project={filed}")
    page.locator(".savebar summary").click()
    page.locator("#save-name").fill("租賃合約")
    page.locator("#save-alert").select_option("daily")
    page.locator(".saveform button").click()
    page.wait_for_url("**saved=**")
    expect(page.locator(".savebar .tag")).to_contain_text("租賃合約")
    mei.go("/saved-searches")
    row = page.locator(".savedlist li", has_text="租賃合約")
    expect(row).to_contain_text("每天通知一次")
    row.locator("h2 a").click()
    page.wait_for_url("**/search?**")
    expect(page.locator(".chips .tag")).to_have_count(1)
    mei.go("/saved-searches")
    row.locator("button.danger").click()
    expect(page.locator(".savedlist li", has_text="租賃合約")).to_have_count(0)
