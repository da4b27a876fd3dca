"""Journey 2 and the review: found in either script, opened at the highlighted words, every figure a link."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import Visitor, arrival
from tests.browser.pages.document_page import DocumentPage

pytestmark = pytest.mark.browser

HEIGHTS = "(parts) => parts.map((part) => Math.round(part.getBoundingClientRect().height))"


def test_the_other_script_finds_the_passage_and_opens_it(mei: Visitor, filed: str) -> None:
    page = mei.go("/search?q=竹材灯具")
    hit = page.locator(".hit", has_text=filed).first
    expect(hit.locator(".passages mark").first).to_have_text("竹材燈具")
    hit.locator("h2 a").click()
    page.wait_for_url("**/documents/*")
    document = DocumentPage(page)
    assert document.quote() == "竹材燈具"


def test_a_hit_in_a_paged_file_is_marked_on_its_picture(mei: Visitor, filed: str) -> None:
    page = mei.go(f"/search?q=付款方式 簽約後七日&project={filed}")
    page.locator(".hit", has_text="租賃").locator(".passages a").first.click()
    page.wait_for_url("**/documents/*")
    assert "page=2" in page.url
    DocumentPage(page).expect_highlight_on_picture()
    expect(page.locator(".crumb")).to_contain_text(filed)


def test_a_ticked_filter_searches_at_once_and_stays_in_the_address(
    mei: Visitor, filed: str
) -> None:
    page = mei.go("/search?q=燈會")
    total = page.locator(".hit").count()
    page.locator(".facet input[name=class][value=contract]").check()
    page.wait_for_url("**class=contract**")
    expect(page.locator(".chips .tag")).to_have_count(1)
    assert 0 < page.locator(".hit").count() < total
    page.locator(".chips .tag").click()
    expect(page.locator(".chips .tag")).to_have_count(0)
    page.go_back()
    expect(page.locator(".facet input[name=class][value=contract]")).to_be_checked()
    assert filed


def test_a_search_without_hits_says_what_was_tried(mei: Visitor, filed: str) -> None:
    page = mei.go("/search?q=齁噁齁噁")
    expect(page.locator(".hits h2")).to_contain_text("齁噁齁噁")
    expect(page.locator(".hits")).to_contain_text("繁簡")
    assert filed


def test_a_figure_of_the_review_opens_the_highlighted_line(mei: Visitor, filed: str) -> None:
    page = mei.go(f"/projects/{filed}/review")
    contract = page.locator("#contracts .contract", has_text="租賃")
    contract.locator(".cite").first.click()
    pane = page.locator("#evidence")
    expect(pane.locator("mark.focus").first).to_be_visible()
    shown = "".join(pane.locator("mark.focus").all_text_contents())
    expect(page.locator(".rev .cite[aria-current=true]").first).to_be_visible()
    page.wait_for_function("() => document.querySelector('#evidence img')?.naturalHeight > 100")
    heights = pane.locator("img, svg.hl").evaluate_all(HEIGHTS)
    assert heights[0] == heights[1]  # or the mark would lie beside its line
    pane.locator("a.btn").click()
    page.wait_for_url("**/documents/*")
    document = DocumentPage(page)
    document.expect_highlight_on_picture()
    assert document.quote() == shown


def test_a_target_of_a_text_document_opens_at_its_row(mei: Visitor, filed: str) -> None:
    page = mei.go(f"/projects/{filed}/review")
    row = page.locator("#metrics tbody tr", has_text="入場人次")
    expect(row).to_contain_text("134,520")
    row.locator(".cite").first.click()
    expect(page.locator("#evidence tr.cited")).to_contain_text("134,520")
    page.locator("#evidence a.btn").click()
    page.wait_for_url("**/documents/*")
    DocumentPage(page).expect_highlight_in_text()
    expect(page.locator("tr.cited")).to_contain_text("134,520")


def test_the_review_downloads_as_word_in_the_readers_language(mei: Visitor, filed: str) -> None:
    page = mei.go(f"/projects/{filed}/review")
    with page.expect_download() as download:
        page.click("#docx")
    assert download.value.suggested_filename.endswith(".docx")
    path = download.value.path()
    paragraphs = [p.text for p in Document(io.BytesIO(path.read_bytes())).paragraphs]
    assert any("河濱燈會" in text for text in paragraphs)


def test_a_review_is_written_while_one_waits(visitors: Any, filed: str) -> None:
    mei = visitors().sign_in()
    page = mei.go(f"/projects/{filed}/review")
    with arrival(page):
        page.locator("form[action$='/review'] button").click()
    expect(page.locator("#building")).to_have_count(0, timeout=120_000)
    expect(page.locator(".rev .cite").first).to_be_visible()


def test_the_pane_leads_back_to_the_sentence_and_control_click_opens_a_tab(
    mei: Visitor, filed: str
) -> None:
    page = mei.go(f"/projects/{filed}/review")
    chip = page.locator(".rev .cite").first
    chip.click()
    expect(page.locator("#evidence h2")).to_be_visible()
    page.locator("#evidence a.btn").focus()
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()
    with page.context.expect_page() as opened:
        chip.click(modifiers=["Control"])
    expect(opened.value).to_have_url(re.compile("/documents/"))
