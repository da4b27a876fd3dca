"""The batch table, as a person uses it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PATIENCE as SECONDS
from tests.browser.conftest import arrival

PATIENCE = 1000 * SECONDS  # ms for files being read


class BatchPage:
    """Rows, ticks, names, the preview and the bar at the bottom."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def drop_on_project(cls, page: Page, folder: Path) -> BatchPage:
        """Choose a folder on the project's page; the batch opens while the files are sent."""
        with page.expect_file_chooser() as chooser:
            page.locator("[data-pick=folder]").first.click()
        chooser.value.set_files(folder)
        page.wait_for_url("**/batches/*")
        return cls(page)

    def wait_until_read(self, files: int) -> None:
        expect(self.page.locator("#progress > b")).to_contain_text(str(files), timeout=PATIENCE)
        expect(self.page.locator("#read")).to_have_attribute("data-running", "no", timeout=PATIENCE)
        expect(self.page.locator("#rows-reading tr")).to_have_count(0)
        expect(self.page.locator("main[aria-busy]")).to_have_count(0)

    def row(self, original: str) -> Locator:
        """The row of the file that came under this name."""
        return self.page.locator(
            "#items tr.item", has=self.page.locator(".og bdi", has_text=original)
        )

    def group(self, key: str) -> Locator:
        return self.page.locator(f"#rows-{key} tr.item")

    def edit(self, original: str) -> Locator:
        """Open the name field of a row."""
        self.row(original).locator("a.edit").click()
        field = self.page.locator("tr.editing input[data-live]")
        expect(field).to_be_focused()
        return field

    def proposed(self, original: str) -> Locator:
        """The name a file would get."""
        return self.row(original).locator(".nm")

    def file_ticked(self) -> None:
        with arrival(self.page):
            self.page.click("#file-ticked")

    def undo(self) -> None:
        """Take back what the notice at the bottom tells of."""
        with arrival(self.page):
            self.page.locator(".toast [data-undo]").click()
