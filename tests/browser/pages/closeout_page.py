"""The closeout plan and the close of a project."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page


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

    def percent(self) -> int:
        """What the gauge says."""
        return int((self.page.locator("#gauge .ring-n").text_content() or "").rstrip("%"))

    def missing(self) -> int:
        """How many things the button says are missing."""
        (number,) = re.findall(r"\d+", self.close_button().inner_text())
        return int(number)

    def close_button(self) -> Locator:
        return self.page.locator("#close")
