"""Personal data of a file is shown masked, with its place, to those who may read the file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "TIDE-26"
NAME = f"{CODE}_MTG_市集會議_20260409_V1.0.txt"
MOBILE, MAIL = "0922-718-305", "ida.fan@tideworks.example"
NOTES = f"""潮汐市集 工作會議紀錄

日期：2026年4月9日

窗口手機 {MOBILE}，備用 {MAIL}
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="zh-Hant")
    for name in ("mei", "lin"):
        made.account(name)
    made.project(CODE, "mei", name="潮汐市集")
    made.member(CODE, "mei", "lin", clearance=Level.INTERNAL)
    yield made
    made.close()


def waiting(world: World) -> tuple[str, str]:
    intake = world.services.intake
    batch = intake.open_batch(world.as_("mei"), CODE)
    item = intake.receive(world.as_("mei"), batch.id, io.BytesIO(NOTES.encode()), "會議紀錄.txt")
    world.drain()
    return batch.id, item.id


def beside_the_text(page: str) -> str:
    """The page without the text of the file itself."""
    return re.sub(r'<div class="(?:sheet text|reader paper)".*?</div>\n', "", page, flags=re.S)


def check_masked(page: str, piece: str) -> None:
    assert MOBILE in page  # in the text, for those who may read it
    rest = beside_the_text(page)
    assert MOBILE not in rest
    assert MAIL not in rest
    assert "092*-***-305" in rest
    assert "i**.***@tideworks.example" in rest
    assert piece in rest


def page_for(world: World, username: str, path: str) -> tuple[int, str]:
    sent = {"Authorization": f"Bearer {world.secrets[username]}", "Accept-Language": "zh-Hant"}
    answer = world.client().get(path, headers=sent, buffered=True)
    return answer.status_code, answer.get_data(as_text=True)


def test_a_waiting_file_shows_its_numbers_masked_with_their_places(world: World) -> None:
    batch, item = waiting(world)
    status, page = page_for(world, "mei", f"/batches/{batch}/items/{item}")
    assert status == 200
    check_masked(page, "內文第 3 段")
    told = world.call("mei", "GET", f"/batches/{batch}/items/{item}").get_json()["sensitive"]
    assert {found["kind"]: found["places"] for found in told} == {
        "email": [{"segment": 2}],
        "mobile": [{"segment": 2}],
    }


def test_a_document_links_each_masked_number_to_its_place(world: World) -> None:
    document = world.document(CODE, "mei", NAME, NOTES)
    world.drain()
    _, page = page_for(world, "mei", f"/documents/{document.id}")
    check_masked(page, "內文第 3 段")
    link = re.search(r'092\*-\*\*\*-305</bdi> <a href="([^"#]+)', page)
    assert link
    _, cited = page_for(world, "mei", link[1].replace("&amp;", "&"))
    assert re.search(rf"<mark[^>]*focus[^>]*>{MOBILE}</mark>", cited)


def test_who_may_not_read_the_document_learns_nothing_of_its_numbers(world: World) -> None:
    document = world.document(CODE, "mei", NAME, NOTES, level=Level.CONFIDENTIAL)
    world.drain()
    hidden = page_for(world, "lin", f"/documents/{document.id}")
    absent = page_for(world, "lin", f"/documents/{'0' * len(document.id)}")
    assert hidden[0] == 404
    assert [scrubbed(*hidden)] == [scrubbed(*absent)]
    assert "305" not in scrubbed(*hidden)[1]  # by chance it may stand in a token


def scrubbed(status: int, page: str) -> tuple[int, str]:
    """Without what differs from answer to answer: request numbers, form tokens, the address itself."""
    return status, re.sub(r"[0-9a-zA-Z_.-]{20,}", "", page)
