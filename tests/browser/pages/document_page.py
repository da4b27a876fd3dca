"""The document page: what is highlighted, and whether it can be seen."""

from __future__ import annotations

from playwright.sync_api import Page, expect

IN_SIGHT = """(element) => {
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.bottom > 52 && box.top < innerHeight;
}"""


class DocumentPage:
    """One document at one place."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def quote(self) -> str:
        """The cited words as they are marked in the text."""
        expect(self.page.locator("mark.focus").first).to_be_attached()
        return "".join(self.page.locator("mark.focus").all_text_contents())

    def expect_highlight_on_picture(self) -> None:
        """The cited line is marked on the page's picture, inside the window."""
        box = self.page.locator(".hl rect.focus").first
        expect(box).to_be_attached()
        self.page.wait_for_function(
            "() => { const p = document.getElementById('picture'); return p.complete && p.naturalWidth > 400; }"
        )
        self.page.wait_for_function(f"({IN_SIGHT})(document.querySelector('.hl rect.focus'))")

    def expect_highlight_in_text(self) -> None:
        """The cited words are marked in the text, inside the window."""
        self.page.wait_for_function(f"({IN_SIGHT})(document.querySelector('mark.focus'))")
