"""What holds on every page: languages, widths, landmarks, keys, members, no complaint of the browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Visitor, arrival, strike
from tests.support.live_server import LiveServer

pytestmark = pytest.mark.browser

# A word of the navigation, and how wide the window is.
LANGUAGES = {"zh-Hant": ("專案", 1440), "zh-Hans": ("项目", 1100), "en": ("Projects", 1100)}
SMALL = 768, 390, 320
LOOK = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  return {
    language: document.documentElement.lang,
    nav: document.querySelector(".nav").textContent,
    text: document.body.innerText,
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    landmarks: document.querySelectorAll("header, main, nav").length,
    unnamed: [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a")]
      .filter((e) => e.checkVisibility() && !e.labels?.length && !e.title)
      .filter((e) => !e.getAttribute("aria-label") && !e.textContent.trim())
      .map((e) => e.outerHTML.slice(0, 120)),
    twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    width: innerWidth,
    over: document.documentElement.scrollWidth - innerWidth,
  };
}"""


def paths(server: LiveServer, code: str) -> list[str]:
    """Every kind of page, at something that is there."""
    listed = server.call("GET", f"/documents?project={code}&per_page=50")[1]["items"]
    documents = [
        f"/documents/{d['id']}?q=燈" for d in listed if d["name"].endswith(("pdf", "xlsx", "docx"))
    ]
    batch = server.call("POST", f"/projects/{code}/batches")[1]["id"]
    server.call("POST", f"/batches/{batch}/items", file=("筆記.txt", "2026年1月2日會議".encode()))
    return [
        "/", "/projects", "/projects/new", f"/projects/{code}", f"/projects/{code}/edit",
        f"/projects/{code}/members",
        f"/projects/{code}/closeout", f"/projects/{code}/close",
        f"/projects/{code}/clauses", f"/projects/{code}/access-review", f"/projects/{code}/closing-list",
        f"/projects/{code}/closing-list/chat_groups", f"/projects/{code}/papers", "/papers",
        f"/projects/{code}/closeout/items/contract", "/account/calendar",
        f"/projects/{code}/review", f"/batches/{batch}",
        *knowledge_pages(server, code),
        "/search", "/search?q=燈會", "/search?q=齁噁", "/account/password", "/account/tokens",
        "/rules", "/holding", "/exceptions",
        "/notices", "/account/mail", "/rules?name=最終版合約(2).pdf",
        *documents[:4], documents[0].split("?")[0] + "/edit",
    ]  # fmt: skip


def knowledge_pages(server: LiveServer, code: str) -> list[str]:
    """The knowledge base, with a lesson, a path and an action to show."""
    lesson = {
        "project": code,
        "title": "竹燈要防水",
        "advice": "先試淋半小時。",
        "kind": "template",
    }
    made = server.call("POST", "/lessons", lesson)[1]["id"]
    stops = [
        {"kind": "lesson", "target": made},
        {"kind": "text", "title": "先看這裡", "text": "慢慢讀。"},
    ]
    path = server.call(
        "POST", "/paths", {"title": "燈會入門", "audience": "designer", "stops": stops}
    )[1]
    action = server.call(
        "POST", "/actions", {"project": code, "text": "試淋竹燈", "due": "2026-01-05"}
    )[1]
    where = f"/knowledge/paths/{path['id']}"
    return [
        "/knowledge", f"/knowledge/{made}", f"/knowledge/{made}/edit", "/knowledge/new", "/knowledge/paths", where,
        f"{where}/edit?q=燈", f"{where}?readers=1", "/knowledge/paths/new", f"/projects/{code}/learned", "/actions",
        f"/actions/{action['id']}",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def everything(server: LiveServer, filed: str) -> list[str]:
    return paths(server, filed)


def too_wide(page: Page, width: int) -> int:
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_function("(width) => innerWidth === width", arg=width)
    over: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return over


def test_nothing_scrolls_sideways_in_a_small_window(visitors: Any, everything: list[str]) -> None:
    """Loaded at the first width, as a page that folds what a small window has no room for; then narrowed."""
    mei = visitors(SMALL[0], 800).sign_in()
    wide = {}
    for path in everything:
        mei.page.set_viewport_size({"width": SMALL[0], "height": 800})
        page = mei.go(path)
        wide |= {(path, width): over for width in SMALL if (over := too_wide(page, width)) > 0}
    assert wide == {}


def test_every_page_in_each_language(visitors: Any, everything: list[str]) -> None:
    """Looked at once for all that is to be true of it: loading it is what takes the time."""
    mei = visitors().sign_in()
    for language, (word, width) in LANGUAGES.items():
        choose_language(mei, language)
        mei.page.set_viewport_size({"width": width, "height": 1000})
        titles = set()
        for path in everything:
            seen = mei.go(path).evaluate(LOOK)
            assert seen["language"] == language, path
            assert word in seen["nav"], path
            assert re.findall(r"\{\w+\}|ui_?\w*\.\w+", seen["text"]) == [], path
            assert seen["headings"] == 1, path
            assert seen["landmarks"] >= 3, path
            assert seen["unnamed"] == [], path
            assert seen["twice"] == [], path
            assert (seen["width"], seen["over"] <= 0) == (width, True), path
            titles.add(seen["title"])
        assert len(titles) > 10
    choose_language(mei, "zh-Hant")


def choose_language(visitor: Visitor, language: str) -> None:
    page = visitor.go("/")
    page.locator(".me details.menu").first.locator("summary").click()
    with arrival(page):
        page.click(f"button[name=language][value={language}]")


def test_the_theme_follows_the_choice_else_the_system(visitors: Any) -> None:
    dark = "rgb(18, 21, 24)"
    ground = "getComputedStyle(document.body).backgroundColor"
    mei = visitors(color_scheme="dark").sign_in_at_the_form()
    assert mei.page.evaluate(ground) == dark
    mei.page.locator(".me details.menu").nth(1).locator("summary").click()
    with arrival(mei.page):
        mei.page.click("button[name=theme][value=light]")
    assert mei.page.evaluate(ground) != dark
    mei.page.locator(".me details.menu").nth(1).locator("summary").click()
    with arrival(mei.page):
        mei.page.click("button[name=theme][value=system]")
    assert mei.page.evaluate(ground) == dark


def test_the_first_tab_stop_leads_to_the_content(mei: Visitor) -> None:
    page = mei.go("/projects")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_single_keys_act_only_outside_fields_and_can_be_switched_off(mei: Visitor) -> None:
    page = mei.go("/projects")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("gh?")
    expect(page.locator("#find")).to_have_value("gh?")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.check("#keys-off")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#find")).not_to_be_focused()
    page.evaluate("localStorage.clear()")
    strike(page, "g", "h")
    page.wait_for_url(mei.address + "/")


def test_a_member_added_in_the_browser_sees_what_the_clearance_reaches(
    visitors: Any, server: LiveServer, filed: str
) -> None:
    lin = visitors().sign_in("lin")
    contracts = server.call("GET", f"/documents?project={filed}&class=contract")[1]["items"]
    hidden = f"/documents/{contracts[0]['id']}"
    assert lin.page.goto(lin.address + hidden).status == 404
    mei = visitors().sign_in()
    page = mei.go(f"/projects/{filed}/members")
    page.fill("#username", "lin")
    page.select_option("#clearance", "confidential")
    with arrival(page):
        page.locator("form button[type=submit]", has_text="加入").click()
    expect(page.locator("tbody")).to_contain_text("lin")
    assert lin.page.goto(lin.address + hidden).status == 200
    with arrival(page):
        page.locator("form[action$='/members/lin/remove'] button").click()
    expect(page.locator("tbody")).not_to_contain_text("lin")
    assert lin.page.goto(lin.address + hidden).status == 404
    lin.expected.append("404")


def test_static_files_are_few_small_and_kept_for_a_year(visitors: Any, server: LiveServer) -> None:
    mei = visitors()
    asked: list[Request] = []
    mei.page.on("request", lambda r: asked.append(r) if "/assets/" in r.url else None)
    mei.sign_in_at_the_form()
    mei.page.wait_for_load_state("networkidle")
    assets: dict[str, int] = {}
    for request in asked:
        answer = request.response()
        assert answer is not None, request.url
        assert "max-age=31536000" in answer.headers["cache-control"]
        assets[request.url.rsplit("/", 1)[-1]] = request.sizes()["responseBodySize"]
    assert sum(assets.values()) < 60_000
    assert assets["app.css"] < 14_000
    assert assets["icons.svg"] < 5_000
    assert sum(size for name, size in assets.items() if name.endswith(".js")) < 30_000
    assert len(assets) <= 6
    assert server.process is not None
