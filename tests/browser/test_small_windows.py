"""On a phone: what has to be read or filled in stands inside the window, whole."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor
from tests.support.live_server import LiveServer

pytestmark = pytest.mark.browser

WIDTH = 390


@pytest.fixture
def phone(visitors: Any) -> Visitor:
    made: Visitor = visitors(WIDTH, 844).sign_in()
    return made


def box(found: Locator) -> dict[str, float]:
    held = found.bounding_box()
    assert held is not None
    return {"x": held["x"], "width": held["width"], "height": held["height"]}


def test_reasons_and_what_is_missing_are_inside_the_window(phone: Visitor, filed: str) -> None:
    page = phone.go(f"/projects/{filed}/close")
    field = box(page.locator("td input.in").first)
    assert field["x"] >= 0
    assert field["x"] + field["width"] <= WIDTH
    assert field["width"] > 150
    page.go_back()
    page = phone.go(f"/projects/{filed}")
    assert box(page.locator(".owes tbody th").first)["width"] > 200


def test_the_plan_of_the_close_does_not_scroll_sideways(phone: Visitor, filed: str) -> None:
    page = phone.go(f"/projects/{filed}/closeout")
    region = page.locator(".scroll:has(.duties)")
    assert region.evaluate("region => region.scrollWidth - region.clientWidth") <= 0
    due = box(page.locator(".duties input[type=date]").first)
    assert due["x"] + due["width"] <= WIDTH


@pytest.mark.parametrize("width", [1024, 700])
def test_the_bar_fits_between_a_phone_and_a_desk(visitors: Any, width: int) -> None:
    page = visitors(width, 800, locale="en-GB").sign_in().go("/knowledge")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_figure_of_the_review_is_not_broken(phone: Visitor, filed: str) -> None:
    page = phone.go(f"/projects/{filed}/review")
    lines = page.locator(".rev td.num:not(:last-child)").evaluate_all(
        "cells => cells.map((c) => { const r = document.createRange(); r.selectNodeContents(c);"
        " return new Set([...r.getClientRects()].map((b) => Math.round(b.top))).size; })"
    )
    assert lines
    assert max(lines) <= 1


def test_a_long_word_searched_along_stays_inside_the_window(phone: Visitor) -> None:
    page = phone.go("/search?q=去年")
    word = page.locator(".tried .tag").first
    word.evaluate("word => { word.textContent = '燈會'.repeat(60) }")
    assert word.evaluate("word => word.scrollWidth - word.clientWidth") <= 0
    assert box(word)["x"] + box(word)["width"] <= WIDTH
    assert box(word)["height"] < 50


def test_filters_that_would_be_empty_are_not_offered(phone: Visitor, filed: str) -> None:
    page = phone.go("/search?q=齁噁齁噁")
    button = page.locator(".facets > summary")
    expect(page.locator("#count")).to_be_visible()
    expect(button).to_be_hidden()
    page = phone.go("/search?q=齁噁齁噁&class=contract")
    expect(button).to_be_visible()  # what is in force can be taken out here too
    page.locator(".chips a").first.click()
    expect(page.locator(".chips")).to_have_count(0)
    expect(button).to_be_hidden()
    assert filed


def test_what_is_said_of_poor_pages_stays_inside_the_window(phone: Visitor, filed: str) -> None:
    page = phone.go("/search?q=燈")
    page.locator(".hitbar").evaluate(
        "bar => bar.children[1].insertAdjacentHTML('afterend',"
        " `<span class=\"tag warn\">${'可能有字找不到，'.repeat(6)}</span>`)"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    assert filed


def test_the_bar_of_a_batch_leaves_the_rows_in_sight(
    phone: Visitor, server: LiveServer, filed: str
) -> None:
    batch = server.call("POST", f"/projects/{filed}/batches")[1]["id"]
    content = "燈會道具借用單。2026年1月4日".encode()
    assert server.call("POST", f"/batches/{batch}/items", file=("借用單.txt", content))[0] == 201
    page = phone.go(f"/batches/{batch}")
    assert box(page.locator("#bulk"))["height"] <= 130
    page.locator("#bulk details.menu summary").first.click()
    menu = box(page.locator("#bulk details[open] .drop"))
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= WIDTH


def test_what_was_reached_stands_inside_the_window(phone: Visitor, filed: str) -> None:
    page = phone.go(f"/projects/{filed}/review")
    for section in page.locator(".rev .scroll").all():
        assert (
            section.evaluate("region => region.scrollWidth - region.clientWidth") <= 1
        )  # a rounded pixel


def test_a_gap_named_by_a_whole_sentence_leaves_room_for_its_reason(
    visitors: Any, filed: str
) -> None:
    page = visitors(1280, 800).sign_in().go(f"/projects/{filed}/review")
    wide = page.locator("#missing dl").evaluate(
        "list => { list.querySelector('dt b').textContent = '沒有人收到過書面確認，'.repeat(12);"
        " return list.querySelector('dd').clientWidth / list.clientWidth }"
    )
    assert wide > 0.5


def test_what_was_saved_is_said_where_the_page_opens(visitors: Any, filed: str) -> None:
    page = visitors(1280, 420).sign_in().go(f"/projects/{filed}/closing-list")
    page.locator("main table a.icon").last.click()
    page.locator("main form.card button[type=submit]").first.click()
    page.wait_for_url("**/closing-list#*")
    told, row = page.locator(".notice"), page.locator("tr:target")
    expect(told).to_be_in_viewport(ratio=1)
    expect(row).to_be_in_viewport(ratio=1)
    assert box(told)["height"] > 0
    assert row.evaluate("r => r.getBoundingClientRect().top") >= told.evaluate(
        "n => n.getBoundingClientRect().bottom"
    )


def test_filters_stay_open_while_boxes_are_ticked_in_them(phone: Visitor, filed: str) -> None:
    page = phone.go("/search?q=燈會")
    filters = page.locator("details.facets")
    expect(filters).not_to_have_attribute("open", "")
    filters.locator("summary").first.click()
    boxes = [page.locator(f".facet input[name=class][value={key}]") for key in ("contract", "plan")]
    for number, ticked in enumerate(boxes, 1):
        ticked.check()
        expect(page.locator(".chips .tag")).to_have_count(number)
        expect(filters).to_have_attribute("open", "")
        expect(ticked).to_be_checked()
        expect(ticked).to_be_focused()
        expect(ticked).to_be_in_viewport()
    on = page.locator(".to-hits")  # how many there are is told, and reached, from among the boxes
    expect(on).to_be_in_viewport(ratio=1)
    assert (page.locator("#count").text_content() or "") in (on.text_content() or "")
    on.click()
    expect(filters).not_to_have_attribute("open", "")
    expect(page.locator("#count")).to_be_in_viewport(ratio=1)
    page.fill("#find", "燈具")  # other words: the results are what is asked for now
    page.wait_for_url("**%E7%87%88%E5%85%B7**")
    expect(filters).not_to_have_attribute("open", "")
    assert filed
