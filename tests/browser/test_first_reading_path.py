"""Journey 3: somebody in the first week is led from home along a path, and confirms what was read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, arrival, until
from tests.support.live_server import LiveServer

pytestmark = pytest.mark.browser
MINUTES = "河濱燈會第三次籌備會議\n\n決議：\n1. 竹架由廠商在進場前一日搭好。\n2. 雨天由一人判斷。\n"


NEXT, LAST = "讀完了，下一站", "讀完了"


def confirm(page: Page, button: str | re.Pattern[str]) -> None:
    """Say that the stop shown was read, and stand on what comes then."""
    with arrival(page):
        page.get_by_role("button", name=button, exact=True).click()


@pytest.fixture(scope="module")
def path(server: LiveServer) -> str:
    """A path of a guide, a lesson with evidence and a file, made by a project manager."""
    code = "LT-2025-77"
    project = {"code": code, "name": "燈會經驗", "client": "青嶼市觀光處", "language": "zh-Hant"}
    assert server.call("POST", "/projects", project)[0] == 201
    name = f"{code}_MTG_第三次籌備會議_20250110_V1.0.txt"
    status, filed = server.call(
        "POST", f"/projects/{code}/documents", file=(name, MINUTES.encode())
    )
    assert status == 201, filed
    document = filed["id"]
    until(lambda: server.call("GET", f"/documents/{document}")[1]["state"] == "ready")
    quote = {"document": document, "quote": "竹架由廠商在進場前一日搭好"}
    lesson = {"project": code, "title": "竹架要提前一日搭", "kind": "failure", "theme": "onsite",
              "happened": "進場當日才搭竹架，開場晚了四十分鐘。", "cause": "進場時間沒有寫進採購單。",
              "advice": "採購單寫明前一日進場。", "evidence": [quote]}  # fmt: skip
    status, made = server.call("POST", "/lessons", lesson)
    assert status == 201, made
    assert server.call("POST", f"/lessons/{made['id']}/approve", {})[0] == 200
    stops = [
        {"kind": "text", "title": "先認識這裡", "text": "每個專案都有一份回顧。"},
        {"kind": "lesson", "target": made["id"]},
        {"kind": "document", "target": document},
    ]
    body = {"title": "第一週", "language": "zh-Hant", "audience": "newcomer", "stops": stops}
    status, answer = server.call("POST", "/paths", body)
    assert status == 201, answer
    server.command(
        "users", "add", "xin", "--role", "reader", "--password-stdin", stdin=PASSWORD + "\n"
    )
    return str(answer["id"])


def test_a_new_member_reads_the_first_stops_of_the_path(visitors: Any, path: str) -> None:
    xin = visitors().sign_in("xin")
    start = xin.page.locator("section.start")
    expect(start).to_contain_text("從這裡開始")
    expect(start).to_contain_text("第一週")
    expect(start).to_contain_text("已讀 0 / 3")
    with arrival(xin.page):
        start.get_by_role("link", name="開始閱讀").click()
    assert f"/knowledge/paths/{path}?stop=" in xin.page.url
    page = xin.page
    expect(page.locator("#stop h2")).to_have_text("先認識這裡")
    confirm(page, NEXT)
    expect(page.locator("#stop h2")).to_have_text("竹架要提前一日搭")
    expect(page.locator("nav.steps")).to_contain_text("已讀 1 / 3")
    expect(page.locator(".nexttime")).to_contain_text("採購單寫明前一日進場。")
    page.locator(".answers .cite").first.click()  # the evidence opens beside it
    expect(page.locator("#evidence mark.focus").first).to_contain_text("竹架由廠商")
    confirm(page, NEXT)
    expect(page.locator("#stop h2")).to_contain_text("第三次籌備會議")
    expect(page.locator("#stop .prose")).to_contain_text("雨天由一人判斷")
    xin.go("/")
    expect(xin.page.locator("section.start")).to_contain_text("接著讀")
    expect(xin.page.locator("section.start")).to_contain_text("已讀 2 / 3")
    with arrival(page):
        xin.page.locator("section.start").get_by_role("link", name="接著讀").click()
    confirm(page, LAST)
    expect(page.locator(".notice")).to_contain_text("這條路徑都讀完了")
    xin.go("/")
    expect(xin.page.locator("section.start")).to_have_count(0)


def test_a_changed_lesson_asks_to_be_read_again(
    visitors: Any, server: LiveServer, path: str
) -> None:
    lesson = next(
        stop
        for stop in server.call("GET", f"/paths/{path}")[1]["stops"]
        if stop["kind"] == "lesson"
    )["target"]
    xin = visitors().sign_in("xin")
    page = xin.go(f"/knowledge/paths/{path}")
    unread = re.compile("^讀完了")
    while page.get_by_role("button", name=unread).count():
        confirm(page, unread)
    advice = {"advice": "採購單寫明前一日下午五點前進場。"}
    assert server.call("PATCH", f"/lessons/{lesson}", advice)[0] == 200
    page = xin.go(f"/knowledge/paths/{path}")
    expect(page.locator(".step.changed")).to_contain_text("內容改過，再讀一次")
    expect(page.locator("#stop .note")).to_contain_text("您讀過之後內容改過")
    confirm(page, LAST)
    expect(page.locator(".step.read")).to_have_count(3)


def test_the_path_can_be_read_on_a_telephone_without_moving_sideways(
    visitors: Any, path: str
) -> None:
    xin = visitors(width=360, height=740).sign_in("xin")
    for address in ("/", "/knowledge/paths", f"/knowledge/paths/{path}", "/knowledge", "/actions"):
        page = xin.go(address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


def test_on_a_phone_a_chip_leads_to_the_words_it_stands_for(visitors: Any, path: str) -> None:
    """One column: the evidence fills below what it proves, and is brought into sight."""
    phone = visitors(390, 780).sign_in()
    phone.go(f"/knowledge/paths/{path}")
    with arrival(phone.page):
        phone.page.get_by_role("link", name="竹架要提前一日搭").first.click()
    pane, chip = phone.page.locator("#evidence"), phone.page.locator(".answers .cite").first
    chip.evaluate("chip => chip.scrollIntoView({ block: 'start' })")
    assert pane.evaluate("pane => pane.getBoundingClientRect().top > innerHeight * 0.7")
    before = phone.page.evaluate("scrollY")
    chip.click()
    expect(pane.locator("mark.focus").first).to_be_in_viewport()
    phone.page.wait_for_function("before => scrollY > before", arg=before)
