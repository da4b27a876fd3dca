"""A part of a page that is read anew keeps the focus, the caret and what is being typed in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import wait

pytestmark = pytest.mark.browser
STATIC = Path(__file__).parents[2] / "archive" / "web" / "static"
HEAD = (
    '<!doctype html><title>parts</title><body tabindex="-1">'
    '<script src="/vendor/htmx.min.js"></script><script type="module" src="/js/keep.js"></script>'
)
OTHER_LINK = '<button id="other" hx-get="/panel?next" hx-target="#panel">other</button>'


def panel(item: str = "a", title: str = "offered", state: str = "1") -> str:
    return (
        f'<form action="/{item}" hx-post="/panel?sent" hx-target="#panel">'
        f'<input type="hidden" name="revision" value="{state}"><input id="day" name="day" type="date">'
        "<button>save day</button></form>"
        f'<details><summary>more</summary><form action="/{item}" hx-post="/panel?sent" hx-target="#panel">'
        f'<input name="title" value="{title}"><textarea name="parties"></textarea>'
        '<select id="level" name="level"><option>1<option>2</select><button>save</button></form></details>'
        f'<ul><li>first {state} <a href="/one">open</a></li><li>second <a href="/two">open</a></li></ul>'
    )


def row(state: str) -> str:
    return (
        f'<table><tr id="row" hx-post="/row" hx-trigger="change" hx-target="this" hx-swap="outerHTML" '
        f'hx-include="this"><td><input type="hidden" name="revision" value="{state}"><select name="owner">'
        '<option>-<option>mei<option>lin</select><select name="state"><option>open<option>done</select>'
        "</td></tr></table>"
    )


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", answer)
    page.goto("http://parts.test/page")
    page.wait_for_function("() => window.htmx")
    yield page
    context.close()


def answer(route: Route) -> None:
    """The page, its scripts, and its parts: a second reading of the panel has another proposal."""
    where = urlsplit(route.request.url)
    if where.path.endswith(".js"):
        route.fulfill(
            body=(STATIC / where.path.lstrip("/")).read_text("utf-8"),
            content_type="text/javascript",
        )
        return
    bodies = {
        "/page": f'{HEAD}{OTHER_LINK}<aside id="panel">{panel()}</aside>{row("1")}',
        "/panel": panel("b") if where.query == "other" else panel(title="offered anew", state="2"),
        "/row": row("2").removeprefix("<table>").removesuffix("</table>"),
    }
    route.fulfill(body=bodies[where.path], content_type="text/html; charset=utf-8")


def read_anew(page: Page, query: str = "next") -> None:
    """The panel is read again without anybody's doing, as after a class was chosen."""
    page.evaluate(
        "async (q) => { await htmx.ajax('GET', '/panel?' + q, {target: '#panel'}); }", query
    )
    page.wait_for_timeout(50)


def test_what_is_typed_stays_with_caret_and_focus(page: Page) -> None:
    page.locator("summary").click()
    title = page.locator("[name=title]")
    title.fill("my own words")
    title.evaluate("(e) => e.setSelectionRange(2, 5)")
    page.locator("[name=parties]").evaluate("(e) => { e.value = 'two\\nlines'; }")
    read_anew(page)
    expect(page.locator("[name=revision]").first).to_have_value("2")
    expect(title).to_be_focused()
    expect(title).to_have_value("my own words")
    assert title.evaluate("(e) => [e.selectionStart, e.selectionEnd]") == [2, 5]
    expect(page.locator("[name=parties]")).to_have_value("two\nlines")


def test_a_field_reached_and_not_changed_takes_the_new_value(page: Page) -> None:
    page.locator("summary").click()
    page.locator("[name=title]").focus()
    read_anew(page)
    expect(page.locator("[name=title]")).to_be_focused()
    expect(page.locator("[name=title]")).to_have_value("offered anew")


def test_a_field_behind_a_fold_and_a_link_keep_the_focus(page: Page) -> None:
    page.locator("summary").click()
    page.locator("#level").focus()
    read_anew(page)
    expect(page.locator("#level")).to_be_focused()
    page.locator("li a").nth(1).focus()
    read_anew(page)
    expect(page.locator("li a").nth(1)).to_be_focused()


def test_words_for_one_file_are_not_carried_to_another(page: Page) -> None:
    page.locator("summary").click()
    page.locator("[name=title]").fill("for a alone")
    read_anew(page, "other")
    expect(page.locator("[name=title]")).to_have_value("offered")


def test_what_was_sent_is_done(page: Page) -> None:
    page.locator("summary").click()
    page.locator("[name=title]").fill("sent")
    page.locator("[name=parties]").fill("sent too")
    page.get_by_role("button", name="save", exact=True).click()
    expect(page.locator("[name=title]")).to_have_value("offered anew")
    expect(page.locator("details")).to_have_js_property("open", False)


def test_words_being_composed_and_half_a_day_are_waited_for(page: Page) -> None:
    page.locator("summary").click()
    title = page.locator("[name=title]")
    title.focus()
    title.evaluate(
        "(e) => e.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}))"
    )
    read_anew(page)
    assert page.locator("[name=revision]").first.input_value() == "1"
    title.fill("組字")
    title.evaluate(
        "(e) => e.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}))"
    )
    expect(page.locator("[name=revision]").first).to_have_value("2")
    expect(title).to_have_value("組字")
    page.reload()
    page.wait_for_function("() => window.htmx")
    page.locator("#day").focus()
    page.keyboard.type("05")
    read_anew(page)
    page.keyboard.type("042026")
    expect(page.locator("#day")).to_have_value("2026-05-04")
    page.locator("#other").focus()
    expect(page.locator("[name=revision]").first).to_have_value("2")
    expect(page.locator("#day")).to_have_value("2026-05-04")


def test_a_second_choice_made_while_the_first_is_sent_is_sent_too(page: Page) -> None:
    went: list[str] = []

    def slowly(route: Route) -> None:
        went.append(route.request.post_data or "")
        if len(went) == 1:  # chosen before the answer to the first is there
            page.locator("[name=state]").select_option("done")
        answer(route)

    page.route("**/row", slowly)
    page.locator("[name=owner]").select_option("mei")
    expect(page.locator("#row [name=revision]")).to_have_value("2")
    wait(page, lambda: len(went) > 1)
    page.wait_for_timeout(200)  # and no third
    assert went == ["revision=1&owner=mei&state=open", "revision=2&owner=-&state=done"]
