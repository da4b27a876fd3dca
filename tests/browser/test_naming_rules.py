"""The page of the naming rules in a browser: a name is checked while it is typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


def test_a_name_is_checked_while_it_is_typed_and_tab_takes_the_suggestion(
    mei: Visitor, filed: str
) -> None:
    page = mei.go("/rules")
    field = page.locator("#try-name")
    field.press_sequentially(f"{filed}_會議紀錄_夜間 動線會議_115.8.15_v1.DOCX")
    found = page.locator("#try-live")
    expect(found.locator("tbody tr").first).to_be_visible()
    expect(found).to_contain_text(f"{filed}_MTG_夜間-動線會議_20260815_V1.0.docx")
    field.press("Tab")
    expect(field).to_have_value(f"{filed}_MTG_夜間-動線會議_20260815_V1.0.docx")
    expect(found.locator("tbody tr")).to_have_count(0)


def test_nothing_is_checked_while_an_input_method_is_composing(mei: Visitor) -> None:
    page = mei.go("/rules")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        """() => {
          const field = document.querySelector("#try-name");
          field.value = "huiyi";
          field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
        }"""
    )
    page.wait_for_timeout(500)
    assert [url for url in asked if url.endswith("/rules/check")] == []
    with page.expect_request("**/rules/check"):
        page.evaluate(
            """() => document.querySelector("#try-name")
              .dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }))"""
        )
