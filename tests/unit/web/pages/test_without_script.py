"""The whole of the pages without any script: forms post, links load, in every language."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Level
from tests.support.project_folder import PLAN, REPORT, SETTLEMENT
from tests.support.world import PASSWORD, World, open_world

CODE = "RV-26-04"
WRONG = "wrong entirely"
FILES = {
    "河濱 計畫(定稿).docx": PLAN,
    "結案報告.docx": REPORT,
    "結案報告 - 複製.docx": REPORT,
    "決算表 最終.xlsx": SETTLEMENT,
    "空的.txt": b"",
}


class Reader:
    """Somebody with a browser that runs no script."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.get_data(as_text=True)

    def send(self, path: str, expected: int = 303, /, **fields: object) -> TestResponse:
        page = self.client.get("/sign-in" if path == "/sign-in" else "/account/password")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True))
        assert token
        answer = self.client.post(path, data={"csrf_token": token[1], **fields})
        assert answer.status_code == expected, (path, answer.get_data(as_text=True)[:2000])
        return answer

    def sign_in(self, username: str, password: str = PASSWORD) -> Reader:
        self.send("/sign-in", username=username, password=password, next="/")
        return self


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path / "data")
    world.account("wen", language="zh-Hant")
    world.account("ada", Role.ADMINISTRATOR, language="en")
    yield world
    world.close()


@pytest.fixture
def wen(world: World) -> Reader:
    return Reader(world.client()).sign_in("wen")


@pytest.fixture
def batch(world: World, wen: Reader) -> str:
    """The path of a batch that was uploaded by a plain form and read."""
    wen.send("/projects", name="河濱燈會", code=CODE, client="青嶼市觀光處", language="zh-Hant")
    files = [(io.BytesIO(content), name) for name, content in FILES.items()]
    place = wen.send(f"/projects/{CODE}/batches", file=files).headers["Location"]
    world.drain()
    return place


def rows_of(page: str) -> dict[str, str]:
    """Group -> the markup of its rows."""
    return dict(re.findall(r'<tbody id="rows-(\w+)"[^>]*>(.*?)</tbody>', page, re.DOTALL))


def row_with(page: str, name: str) -> str:
    rows = re.findall(r'<tr id="row-.*?</tr>', page, re.DOTALL)
    return next(row for row in rows if name in re.sub(r"<[^>]+>", "", row))


def test_a_folder_is_uploaded_proposed_and_filed(world: World, wen: Reader, batch: str) -> None:
    page = wen.get(batch)
    rows = rows_of(page)
    assert "河濱燈會" in rows["ready"]
    assert "checked" in rows["ready"]
    assert "空的.txt" in rows["look"]
    ticked = re.findall(r'name="items" value="(\w+)" form="bulk" checked', page)
    done = wen.client.get(wen.send(f"{batch}/file", items=ticked).headers["Location"])
    assert f"已歸檔 {len(ticked)} 個檔案" in done.get_data(as_text=True)
    world.drain()
    listed = wen.get(f"/projects/{CODE}")
    assert f"{CODE}_" in re.sub(r"<[^>]+>", "", listed)
    found = wen.get("/search?q=燈會")
    hit = re.search(r'<h2[^>]*><a href="([^"]+)"', found)
    assert hit
    document = wen.get(hit[1].replace("&amp;", "&"))
    assert 'id="cited"' in document


def test_an_item_is_corrected_on_its_own_page(wen: Reader, batch: str) -> None:
    row = row_with(wen.get(batch), "決算表 最終.xlsx")
    item = re.search(r'class="plain look" href="([^"]+)"', row)
    assert item
    page = wen.get(item[1])
    assert "名稱由內容得出" in page
    wen.send(item[1], title="三週燈會決算", date="2025-12-20", level="restricted")
    row = re.sub(r"<[^>]+>", "", row_with(wen.get(batch), "決算表 最終.xlsx"))
    assert "三週燈會決算_20251220" in row
    assert "限閱" in row


def test_a_stale_save_changes_nothing_and_says_so(wen: Reader, batch: str) -> None:
    item = re.search(
        r'class="plain look" href="([^"]+)"', row_with(wen.get(batch), "決算表 最終.xlsx")
    )
    assert item
    shown = wen.send(item[1], 409, revision="0", title="overwritten").get_data(as_text=True)
    assert "overwritten" in shown
    assert "逐項選擇" in shown
    assert "overwritten" not in wen.get(batch)


def test_a_discarded_item_comes_back(wen: Reader, batch: str) -> None:
    row = row_with(wen.get(batch), "決算表 最終.xlsx")
    path = re.search(r'class="plain look" href="([^"]+)"', row)
    assert path
    wen.send(path[1], decision="discard")
    rows = rows_of(wen.get(batch))
    assert "決算表 最終.xlsx" in rows["out"]
    waiting = sum(rows[group].count('class="item') for group in ("look", "ready"))
    assert f"還有 {waiting} 項" in wen.get(f"/projects/{CODE}")
    wen.send(path[1], decision="none")
    assert "決算表 最終.xlsx" not in rows_of(wen.get(batch))["out"]


def test_a_row_comes_back_to_the_script_with_the_counts_of_all_groups(
    wen: Reader, batch: str
) -> None:
    page = wen.get(batch)
    looks = rows_of(page)["look"].count('class="item')
    row = next(
        r for r in rows_of(page)["look"].split("</tr>") if "空的.txt" in re.sub("<[^>]+>", "", r)
    )
    path = re.search(r'class="plain look" href="([^"]+)"', row)
    assert path
    wen.client.environ_base["HTTP_HX_REQUEST"] = "true"
    answer = wen.send(path[1], 200, decision="discard").text
    assert f'<span id="n-look" hx-swap-oob="true">{looks - 1}</span>' in answer


def test_all_green_rows_are_filed_in_one_go_and_no_other(wen: Reader, batch: str) -> None:
    page = wen.get(batch)
    green = re.findall(r'<tr id="row-(\w+)"', rows_of(page)["ready"])
    assert f"綠色的 {len(green)} 項全部歸檔" in page
    wen.send(f"{batch}/file", which="ready")
    rows = rows_of(wen.get(batch))
    assert set(re.findall(r'<tr id="row-(\w+)"', rows["filed"])) == set(green)
    assert "空的.txt" in rows["look"]


def test_several_items_change_class_at_once(wen: Reader, batch: str) -> None:
    ids = re.findall(r'name="items" value="(\w+)" form="bulk" checked', wen.get(batch))
    wen.send(f"{batch}/decide", act="class", items=ids, **{"class": "plan"})
    assert f"改了類別：{len(ids)} 個檔案" in wen.get(batch)


def test_the_review_is_written_and_every_chip_opens(world: World, wen: Reader, batch: str) -> None:
    ids = re.findall(r'name="items" value="(\w+)" form="bulk" checked', wen.get(batch))
    wen.send(f"{batch}/file", items=ids)
    world.drain()
    assert "還沒有專案回顧" in wen.get(f"/projects/{CODE}/review")
    wen.send(f"/projects/{CODE}/review")
    assert "寫回顧" in wen.get(f"/projects/{CODE}/review")
    world.drain()
    page = wen.get(f"/projects/{CODE}/review")
    chips = set(re.findall(r'class="cite" href="([^"#]+)#cited" hx-get="([^"]+)"', page))
    assert len(chips) > 5
    for href, evidence in sorted(chips)[:12]:
        document = wen.get(href.replace("&amp;", "&"))
        assert 'id="cited"' in document
        assert 'class="focus"' in wen.get(evidence.replace("&amp;", "&"))
    word = wen.client.get(f"/projects/{CODE}/review.docx")
    assert word.data.startswith(b"PK")


def test_a_document_is_corrected_withdrawn_and_restored(
    world: World, wen: Reader, batch: str
) -> None:
    ids = re.findall(r'name="items" value="(\w+)" form="bulk" checked', wen.get(batch))
    wen.send(f"{batch}/file", items=ids)
    world.drain()
    path = re.search(r'href="(/documents/\w+)"', wen.get(f"/projects/{CODE}"))
    assert path
    assert 'name="revision"' in wen.get(f"{path[1]}/edit")
    wen.send(f"{path[1]}/edit", title="竹材主燈說明", level="internal")
    assert "竹材主燈說明" in wen.get(path[1])
    wen.send(f"{path[1]}/withdraw", reason="歸錯專案")
    assert "歸錯專案" in wen.get(path[1])
    wen.send(f"{path[1]}/restore")
    assert "歸錯專案" not in wen.get(path[1]).split("ui_document")[0].split("<aside")[0]
    wen.send("/projects", name="冬季市集", code="RV-26-05", language="zh-Hant")
    wen.send(f"{path[1]}/move", project="RV-26-05")
    assert "RV-26-05_" in re.sub(r"<[^>]+>", "", wen.get(path[1]))


def test_the_project_leaves_as_a_zip(wen: Reader, batch: str) -> None:
    ids = re.findall(r'name="items" value="(\w+)" form="bulk" checked', wen.get(batch))
    wen.send(f"{batch}/file", items=ids)
    answer = wen.client.get(f"/projects/{CODE}/archive.zip")
    assert f"{CODE}.zip" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"PK")


@pytest.mark.usefixtures("batch")
def test_members_are_added_changed_and_removed(world: World, wen: Reader) -> None:
    world.account("lin")
    place = f"/projects/{CODE}/members"
    wen.send(place, username="lin", role="finance", clearance="internal")
    assert "財務" in wen.get(place)
    wen.send(place, 422, username="nobody-here", role="member", clearance="internal")
    wen.send(f"{place}/lin/remove")
    assert "lin 已移出專案" in wen.get(place)
    assert world.as_("lin").memberships == ()


@pytest.mark.usefixtures("batch")
def test_nobody_manages_members_of_a_project_that_is_not_theirs(world: World) -> None:
    world.account("lin")
    world.member(CODE, "wen", "lin", ProjectRole.MEMBER, Level.CONFIDENTIAL)
    lin = Reader(world.client()).sign_in("lin")
    assert "/members/wen/remove" not in lin.get(f"/projects/{CODE}/members")
    lin.send(
        f"/projects/{CODE}/members", 422, username="lin", role="manager", clearance="restricted"
    )
    assert world.as_("lin").memberships[0].role is ProjectRole.MEMBER


def test_an_account_is_added_with_a_password_shown_once(world: World) -> None:
    ada = Reader(world.client()).sign_in("ada")
    page = ada.send("/accounts", 200, username="new.comer", role="member").get_data(as_text=True)
    secret = re.search(r'id="secret">([^<]+)<', page)
    assert secret
    assert secret[1] not in ada.get("/accounts")
    newcomer = Reader(world.client())
    newcomer.send("/sign-in", username="new.comer", password=secret[1], next="/")
    assert newcomer.client.get("/").headers["Location"] == "/account/password"
    newcomer.send("/account/password", 422, old=secret[1], new="short", again="short")
    fresh = "quiet paper lantern river"
    newcomer.send("/account/password", old=secret[1], new=fresh, again=fresh)
    assert newcomer.client.get("/").status_code == 200
    ada.send("/accounts/new.comer/active", active="0")
    assert newcomer.client.get("/").status_code == 401


def test_a_token_is_shown_once_and_can_be_revoked(wen: Reader) -> None:
    page = wen.send("/account/tokens", 200, name="weekly import", days="7").get_data(as_text=True)
    assert "pa_" in page
    listed = wen.get("/account/tokens")
    assert "weekly import" in listed
    assert "pa_" not in re.sub(r"<form.*?</form>", "", listed, flags=re.DOTALL)
    revoke = re.search(r'action="(/account/tokens/\w+/revoke)"', listed)
    assert revoke
    wen.send(revoke[1])
    assert "weekly import" not in wen.get("/account/tokens")


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-Hant", "等我處理"), ("zh-Hans", "等我处理"), ("en", "Waiting for me")],
)
def test_a_choice_of_language_holds_from_then_on(wen: Reader, language: str, words: str) -> None:
    place = wen.send("/preferences", language=language, next="/").headers["Location"]
    page = wen.get(place)
    assert words in page
    assert f'<html lang="{language}"' in page


def test_a_choice_of_theme_is_the_accounts_and_comes_along(world: World, wen: Reader) -> None:
    wen.send("/preferences", theme="dark", next="//evil.example")
    assert 'data-theme="dark"' in wen.get("/")
    elsewhere = Reader(world.client()).sign_in("wen")
    assert 'data-theme="dark"' in elsewhere.get("/")
    elsewhere.send("/preferences", theme="system", next="/")
    assert "data-theme" not in elsewhere.get("/")


def test_a_refused_sign_in_says_one_thing_for_every_reason(world: World) -> None:
    stranger = Reader(world.client())
    answers = [
        stranger.send("/sign-in", 401, username=name, password=WRONG).get_data(as_text=True)
        for name in ("wen", "nobody")
    ]
    refusals = [re.search(r'id="refusal">.*?<div>(.*?)</div>', page, re.DOTALL) for page in answers]
    assert refusals[0]
    assert refusals[1]
    assert refusals[0][1] == refusals[1][1]


def test_text_from_files_and_names_is_never_markup(world: World, wen: Reader) -> None:
    wen.send("/projects", name="<b>bold</b>", code=CODE, client="<i>x</i>", language="en")
    evil = (io.BytesIO(b"Minutes <script>alert(1)</script> of 3 March 2026"), "a<img src=x>.txt")
    place = wen.send(f"/projects/{CODE}/batches", file=[evil]).headers["Location"]
    world.drain()
    for path in (f"/projects/{CODE}", place, "/projects", "/"):
        page = wen.get(path)
        assert "<b>bold</b>" not in page
        assert "<img src=x>" not in page
    item = re.search(r'class="plain look" href="([^"]+)"', wen.get(place))
    assert item
    assert "<script>alert" not in wen.get(item[1])


def test_a_form_refused_without_a_page_of_its_own_names_the_field_and_leads_back(
    wen: Reader,
) -> None:
    wen.send("/projects", name="河濱燈會", code=CODE, client="青嶼市觀光處", language="zh-Hant")
    form, refused = f"/projects/{CODE}/learned?brief=1", f"/projects/{CODE}/actions"
    wen.client.environ_base["HTTP_REFERER"] = f"http://localhost{form}"
    shown = wen.send(refused, 422, text="改用紙杯", due="明天").text
    assert "「到期」的值不能使用：需要一個日期" in shown
    assert f'href="{form}"' in shown
    wen.client.environ_base["HTTP_REFERER"] = f"http://elsewhere.example{form}"
    assert form not in wen.send(refused, 422, text="改用紙杯", due="明天").text


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        (
            "code",
            "rv 26",
            "「專案代碼」的值不能使用：用 3 到 24 個大寫英文字母、中文字、數字或連字號",
        ),
        ("name", " ", "「名稱」的值不能使用：不能留空，最多 200 個字"),
        ("budget", "很多", "「預算」的值不能使用：需要不小於 0 的金額，例如 1234.50"),
        ("ended_on", "2026-01-01", "「結束日期」的值不能使用：不能早於 2026-02-01"),
    ],
)
def test_a_value_that_cannot_be_is_answered_in_words_at_its_field(
    wen: Reader, field: str, typed: str, says: str
) -> None:
    form = {"name": "春燈", "code": "RV-26-07", "language": "zh-Hant", "started_on": "2026-02-01"}
    shown = wen.send("/projects", 422, **{**form, field: typed}).text
    (box,) = re.findall(rf'<input class="in" id="{field}".*?</div>', shown, re.S)
    assert says in box
    assert "autofocus" in box
    assert shown.partition("<main")[2].partition("</main>")[0].count("autofocus") == 1
    assert "[A-Z" not in shown
