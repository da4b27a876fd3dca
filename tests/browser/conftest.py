"""A real browser on a real server with its worker. Says plainly when no browser is there."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support.live_server import LiveServer, new_server
from tests.support.paged_contract import paged_contract
from tests.support.project_folder import FOLDER

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    # The last list counts: first what Playwright would switch off, then the list that drops from the
    # address bar, which nobody sees here; its two pages cost each visitor half a second of CPU.
    "--disable-features=" + ",".join((
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
        "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
        "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
        "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
        "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
        # A frame made anew for each page, and a process kept ready that no visitor comes to: an eighth
        # of what loading a page costs.
        "RenderDocument", "SpareRendererForSitePerProcess",
    )),
)  # fmt: skip
PASSWORD = "a quiet harbour"  # noqa: S105 - what tests.support.live_server gives mei
DROPPED = {**FOLDER, "02 合約/燈具租賃 掃描0912.pdf": paged_contract()}
PATIENCE = 300.0  # seconds for work in the background
DEADLINE = 30_000  # ms for one act or answer of a page: costs nothing where the page is in time
expect.set_options(timeout=DEADLINE)
ABORTED = ("htmx:afterRequest", "htmx:sendAbort")  # said of a request that a newer one replaced


def browser_path() -> str:
    """Where the browser is: CHROMIUM, else one of the usual names."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            "No Chromium or Chrome was found: install one (Debian: apt-get install chromium) or set "
            f"CHROMIUM to its path. Looked for: {', '.join(NAMES)}.",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One server for all browser tests; each makes projects of its own."""
    server = new_server(tmp_path_factory.mktemp("browser"))
    server.command(
        "users", "add", "lin", "--role", "member", "--password-stdin", stdin=PASSWORD + "\n"
    )
    server.start()
    yield server
    server.stop()


@dataclass
class Visitor:
    """A page, and everything its browser complained about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)  # parts of complaints that belong to the test

    def unexpected(self) -> list[str]:
        return [
            line
            for line in self.complaints
            if not line.startswith(ABORTED) and not any(part in line for part in self.expected)
        ]

    def held_up(self) -> Visitor:
        """Makes ready for tests that hold or break answers: called before the page in question.

        A browser takes a moment from being told to hand requests over to doing so, and what is asked
        meanwhile goes through unseen. What no page asks for, handed over from the start, leaves no such moment.
        """
        self.page.route("**/asked-by-no-page", lambda route: route.fallback())
        return self

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, username: str = "mei") -> Visitor:
        """At home, in a session of one's own.

        Its cookies come by way of the same form, asked for beside the page: rendering it for each test
        again would take a quarter of the time the visit does. `sign_in_at_the_form` is for what it does.
        """
        asked = self.page.context.request
        form = asked.get(self.address + "/sign-in").text()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
        assert token is not None, form
        sent = {"username": username, "password": PASSWORD, "csrf_token": token[1]}
        answer = asked.post(self.address + "/sign-in", form=sent, max_redirects=0)
        assert answer.status == 303, answer.text()
        self.go("/")
        assert self.page.url == self.address + "/"
        return self

    def sign_in_at_the_form(self, username: str = "mei") -> Visitor:
        """As a person does: the form is filled in and sent."""
        self.go("/sign-in")
        self.page.fill("#username", username)
        self.page.fill("#password", PASSWORD)
        with arrival(self.page):
            self.page.click("main button[type=submit]")
        assert self.page.url == self.address + "/"
        return self


REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation",
  (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


@pytest.fixture
def visitors(browser: Browser, server: LiveServer) -> Iterator[Any]:
    """Makes visitors; at the end none of their browsers may have complained."""
    opened: list[tuple[BrowserContext, Visitor]] = []

    def make(width: int = 1440, height: int = 1000, **options: Any) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height}, **({"locale": "zh-TW"} | options)
        )
        context.set_default_timeout(DEADLINE)
        context.add_init_script(REPORT_VIOLATIONS)
        page = context.new_page()
        visitor = Visitor(page, server.address)
        page.on("pageerror", lambda error: visitor.complaints.append(f"error: {error}"))
        page.on(
            "console",
            lambda line: visitor.complaints.append(line.text) if line.type == "error" else None,
        )
        opened.append((context, visitor))
        return visitor

    yield make
    complaints = [complaint for _, visitor in opened for complaint in visitor.unexpected()]
    for context, _ in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def mei(visitors: Any) -> Visitor:
    """A project manager at a desk."""
    return visitors().sign_in()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A messy folder on the visitor's disk."""
    for path, content in DROPPED.items():
        file = tmp_path / "河濱燈會 收尾" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return tmp_path / "河濱燈會 收尾"


def read_batch(server: LiveServer, project: dict[str, str]) -> str:
    """The id of a batch of the messy folder in a project of its own, sent and read without a browser.

    For tests of what comes after the drop; how a browser drops a folder is tests/browser/test_closing_a_project.py.
    """
    assert server.call("POST", "/projects", project)[0] == 201
    batch = str(server.call("POST", f"/projects/{project['code']}/batches")[1]["id"])
    for path, content in DROPPED.items():
        status, _ = server.call("POST", f"/batches/{batch}/items", file=(path, content))
        assert status == 201
    until(lambda: server.call("GET", f"/batches/{batch}")[1]["state"] == "ready")
    return batch


@pytest.fixture(scope="session")
def filed(server: LiveServer) -> str:
    """The code of a project that is filed, searchable and reviewed."""
    code = "LT-2025-01"
    project = {"code": code, "name": "河濱燈會", "client": "青嶼市觀光處", "language": "zh-Hant"}
    batch = read_batch(server, project)
    accept = {"items": "all", "accept_suggestions": True}
    assert server.call("POST", f"/batches/{batch}/file", accept)[0] == 200
    listed = f"/documents?project={code}&per_page=50"
    until(lambda: all(d["state"] == "ready" for d in server.call("GET", listed)[1]["items"]))
    server.call("POST", f"/projects/{code}/review")
    until(lambda: server.call("GET", f"/projects/{code}/review")[1]["status"] == "draft")
    return code


def until(holds: Any) -> None:
    """Wait for work in the background."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "the background work did not end"
        time.sleep(0.1)


def wait(page: Page, holds: Callable[[], object]) -> None:
    """Wait for something that the page's requests or events bring about."""
    end = time.monotonic() + DEADLINE / 1000
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        page.wait_for_timeout(20)


def strike(page: Page, first: str, second: str) -> None:
    """Two strokes that count as one key if they come soon after each other, by the page's clock."""
    page.clock.set_fixed_time(datetime.now(UTC))
    page.keyboard.press(first)
    page.keyboard.press(second)


@contextmanager
def arrival(page: Page) -> Iterator[None]:
    """What is done inside leads to a page: go on when that page is there and its scripts ran.

    A click returns while the page it leads away from still stands. What is read then, or pressed before
    the new page's scripts hear keys, is sometimes read and heard and sometimes not.
    """
    with page.expect_event("load"):
        yield
