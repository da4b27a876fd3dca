"""The closeout plan and the close of a project."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


class CloseoutPage:
    """The plan of one project."""

    def __init__(self, page: Page, address: str, code: str) -> None:
        self.page = page
        page.goto(f"{address}/projects/{code}/closeout")

    def row(self, key: str) -> Locator:
        """A duty's row."""
        return self.page.locator(f"tr[id='{key}']")

    def standing(self, key: str) -> Locator:
        """Where a duty stands, in a word."""
        return self.row(key).locator(".tag").first

    def expect_percent(self, number: int) -> None:
        """What the gauge says."""
        expect(self.page.locator("#gauge .ring-n")).to_have_text(f"{number}%")

    def missing(self) -> int:
        """How many things the button says are missing."""
        (number,) = re.findall(r"\d+", self.close_button().inner_text())
        return int(number)

    def close_button(self) -> Locator:
        return self.page.locator("#close")
