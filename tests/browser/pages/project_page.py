"""Projects: making one, and what stands on its page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.conftest import arrival


class ProjectPage:
    """One project."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def make(cls, page: Page, address: str, code: str, name: str) -> ProjectPage:
        """Make a project through its form and stand on its page."""
        page.goto(f"{address}/projects/new")
        page.fill("[name=name]", name)
        page.fill("[name=code]", code)
        page.select_option("select[name=language]", "zh-Hant")
        with arrival(page):
            page.locator("main form button[type=submit]").last.click()
        assert page.url == f"{address}/projects/{code}"
        return cls(page)

    def documents(self) -> Locator:
        return self.page.locator("table.docs tbody th a")

    def drop_files(self, files: dict[str, str]) -> None:
        """Drop plain files on the page, as a mouse would."""
        self.page.evaluate(
            """(files) => {
              const data = new DataTransfer();
              for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name));
              const fire = (kind) => document.body.dispatchEvent(
                new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
              fire("dragenter");
              window.veiled = document.querySelector(".veil")?.textContent;
              fire("drop");
            }""",
            files,
        )
