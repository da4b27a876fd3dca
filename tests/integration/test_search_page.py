"""The page of a search: what is marked in titles and texts, and filters to which more can be added."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from archive.domain.documents import Level
from archive.indexer.folder import LOST
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "RAMP-02"
FILES = (
    ("PLN_pier-plan", "The first-draft of the pier plan came back."),
    ("CON_pier-contract", "A pier with a first floor; the draft pier contract follows."),
    ("MTG_pier-talk", "碼頭會議紀錄：影片三支，pier video."),
    ("INV_quay-rest", "園藝發票：尾數兩千元，下月付清。"),
    ("DAT_bollard-count", "Item\tCount\tPrice\nBollards\t12\t40\n"),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("page"))
    made.account("nora")
    made.account("piet")
    made.project(CODE, "nora", name="Ramp works", language="en")
    for name, text in FILES:
        made.document(CODE, "nora", f"{CODE}_{name}_20260201_V1.0.txt", text)
    secret = f"{CODE}_QUO_pier-secret_20260202_V1.0.txt"
    made.document(CODE, "nora", secret, "pier quotation", level=Level.RESTRICTED)
    made.drain()
    yield made
    made.close()


def page(world: World, address: str, who: str = "nora", language: str = "en") -> str:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": language}
    return world.client().get(address, headers=headers).get_data(as_text=True)


def choices(html: str, facet: str) -> dict[str, int]:
    found = re.findall(rf'name="{facet}" value="([^"]*)".*?class="n">(\d+)<', html, re.DOTALL)
    return {value: int(count) for value, count in found}


def marked(html: str) -> list[str]:
    return re.findall("<mark[^>]*>(.*?)</mark>", html)


def test_another_value_can_be_added_to_a_filter(world: World) -> None:
    one = page(world, "/search?q=pier&class=contract")
    assert choices(one, "class") == {"contract": 1, "minutes": 1, "plan": 1, "quotation": 1}
    assert choices(one, "kind") == {"document": 1}  # other facets count what was found
    two = page(world, "/search?q=pier&class=contract&class=plan")
    assert "2 results" in two
    assert choices(two, "class")["minutes"] == 1


def test_what_is_hidden_is_no_value_to_be_added(world: World) -> None:
    assert "quotation" not in choices(page(world, "/search?q=pier&class=contract", "piet"), "class")


def test_the_words_are_marked_in_the_title(world: World) -> None:
    titles = re.findall("<h2.*?</h2>", page(world, "/search?q=pier+plan"), re.DOTALL)
    assert marked(titles[0])[0].lower() == "pier-plan"


def test_what_is_quoted_is_marked_where_it_stands_just_so(world: World) -> None:
    found = page(world, "/search?q=%22first+draft%22")
    assert set(marked(found)) == {"first-draft"}


def test_cells_of_a_row_are_told_apart(world: World) -> None:
    assert "Bollards</mark> · 12 · 40" in page(world, "/search?q=bollards")


def test_a_query_put_right_says_that_these_are_results_of_another(world: World) -> None:
    found = page(world, "/search?q=bolards")
    assert re.search(r"No document says so. These results are for <a [^>]*>bollards?</a>", found)
    assert "1 result" in found


def test_words_that_begin_so_are_marked_whole(world: World) -> None:
    assert set(marked(page(world, "/search?q=contr*"))) >= {"contract"}


def test_the_page_of_a_document_marks_what_the_search_did(world: World) -> None:
    html = page(world, "/search?q=%E8%A7%86%E9%A2%91")  # 视频: the text says 影片, and video
    address = re.search(r'<h2[^>]*><a href="([^"]+)"', html)
    assert address
    opened = page(world, address[1].replace("&amp;", "&"))
    assert {"影片", "video"} <= set(marked(opened))


REPORT = """Closing report

Results
Measure\tTarget\tActual
Visitors\t1,000\t900

Satisfaction
Mean satisfaction 4.5 out of 5 from 40 answers.
"""


def test_beside_a_hit_stands_how_its_project_came_out_as_far_as_the_reader_sees_it(
    tmp_path: Path,
) -> None:
    made = open_world(tmp_path)
    made.account("nora")
    made.account("piet")
    made.project(CODE, "nora", name="Ramp works", language="en")
    report = f"{CODE}_RPT_ramp_20260201_V1.0.txt"
    made.document(CODE, "nora", report, REPORT, level=Level.CONFIDENTIAL)
    made.document(CODE, "nora", f"{CODE}_MTG_ramp_20260202_V1.0.txt", "Kerbs of the ramp.")
    made.drain()
    review = f"/projects/{CODE}/review"
    assert made.call("nora", "POST", review, json={}).status_code == 202
    made.drain()
    assert made.call("nora", "POST", f"{review}/approve", json={}).status_code == 200
    made.drain()

    def beside(who: str, more: str = "") -> str:
        found = page(made, "/search?q=kerbs&class=minutes", who)
        address = re.search('data-evidence="([^"]+)"', found)
        assert address
        return page(made, address[1].replace("&amp;", "&") + more, who)

    told = "0 of 1 target reached", "Satisfaction 4.5 of 5"
    assert all(words in beside("nora") for words in told)
    hidden = beside("piet")  # sees the minutes, and nothing the review rests on
    assert "Kerbs" in hidden
    assert not any(words in hidden for words in (*told, "came out"))
    assert "came out" not in beside("nora", "&n=3")  # the evidence of a sentence
    made.close()


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("zh-CN", "尾款", ["尾数"]),
        ("zh-TW", "尾款", ["尾數"]),
        ("en", "尾款", ['<span lang="zh-Hant">尾數</span>']),
    ],
)
def test_words_searched_along_are_shown_in_the_readers_script(
    world: World, language: str, typed: str, shown: list[str]
) -> None:
    headers = {"Authorization": f"Bearer {world.secrets['nora']}", "Accept-Language": language}
    html = world.client().get(f"/search?q={typed}", headers=headers).get_data(as_text=True)
    assert "尾數" in html  # as the paper writes it
    tried = html[html.index('class="tried') : html.index("</p>", html.index('class="tried'))]
    assert re.findall(r'<span class="tag">(.*?)</span> ', tried) == shown


@pytest.mark.parametrize("language", ["zh-TW", "zh-CN", "en"])
def test_the_same_words_in_the_other_script_are_not_told_as_others(
    world: World, language: str
) -> None:
    headers = {"Authorization": f"Bearer {world.secrets['nora']}", "Accept-Language": language}
    html = world.client().get("/search?q=尾數", headers=headers).get_data(as_text=True)
    assert "尾數</mark>" in html
    assert 'class="tried' not in html


def test_the_page_says_how_a_time_was_read_also_where_nothing_is_of_it(tmp_path: Path) -> None:
    made = open_world(tmp_path, clock=lambda: datetime(2031, 2, 12, 9, tzinfo=UTC))
    made.account("nora")
    made.project(CODE, "nora", name="Ramp works", language="en")
    name, text = FILES[0]
    made.document(CODE, "nora", f"{CODE}_{name}_20260201_V1.0.txt", text)
    made.drain()
    for query, read_as in (("last+month", "January 2031"), ("上個月", "2031年1月")):
        html = page(made, f"/search?q={query}")
        assert "Nothing found" in html
        assert f"Time read as {read_as} " in re.sub("<[^>]*>", "", html)
    told = made.call("nora", "GET", "/search?q=last+month").get_json()
    assert (told["total"], told["times"]) == (0, ["January 2031"])
    assert "Time read as" not in page(made, "/search?q=quay")
    assert "Time read as" not in page(made, "/search?q=pier")
    for language, sentence in (
        ("en", "Nothing was found of January 2031. These results are of any time."),
        ("zh-TW", "沒有找到 January 2031 的，以下結果不限時間。"),
        ("zh-CN", "没有找到 January 2031 的，以下结果不限时间。"),
    ):
        html = page(made, "/search?q=pier+last+month", language=language)
        assert sentence in re.sub("<[^>]*>", "", html)
    html = page(made, "/search?q=pier+上個月")
    assert 'Nothing was found of <span lang="zh-Hant">2031年1月</span>. These' in html
    told = made.call("nora", "GET", "/search?q=pier+last+month").get_json()
    assert (told["total"], told["nothing_of"]) == (1, ["January 2031"])
    assert "Nothing was found of" not in page(made, "/search?q=pier")
    html = re.sub("<[^>]*>", "", page(made, "/search?q=pier+2019-12"))
    assert "Nothing was found of December 2019. These results" in html
    assert "Time read as" not in html
    made.close()


def test_a_hit_of_a_query_that_only_leaves_out_is_shown_with_nothing_marked(world: World) -> None:
    def beside(query: str) -> str:
        html = page(world, f"/search?q={query}")
        hit = next(one for one in html.split('<li class="hit"')[1:] if "園藝發票" in one)
        assert ("#cited" in hit) == (query == "尾數")
        return page(world, unescape(re.findall(r'data-evidence="([^"]*)"', hit)[0]))

    assert "<mark" in beside("尾數")
    shown = beside("-bollards")
    assert "園藝發票" in shown
    assert "<mark" not in shown


def test_what_is_not_filed_yet_is_told_to_those_who_may_look_into_its_batch(tmp_path: Path) -> None:
    made = open_world(tmp_path)
    for name in ("nora", "piet", "ruth", "zoe"):
        made.account(name)
    made.project(CODE, "nora", name="Ramp works", language="en")
    for name in ("piet", "ruth"):
        made.member(CODE, "nora", name)
    batch = made.services.intake.open_batch(made.as_("piet"), CODE)
    for name, text in FILES[:2]:
        made.services.intake.receive(
            made.as_("piet"), batch.id, io.BytesIO(text.encode()), f"{name}.txt"
        )

    def told(who: str, address: str = "/search?q=pier") -> list[str]:
        html = page(made, address, who)
        note = re.search(r'<div class="note ac.*?</div></div>', html, re.DOTALL)
        return re.findall(r"<(?:p|a [^>]*)>([^<]+)</", note[0]) if note else []

    reading = [
        "2 files are still being read. They can be found once they are read and filed.",
        CODE,
    ]
    waiting = ["2 files wait to be filed. They can be found once they are.", CODE]
    for who in ("nora", "piet"):  # who manages the project, and whose files they are
        assert told(who) == reading
        assert told(who, "/search") == reading
    for who in ("ruth", "zoe"):  # another member, and somebody who is none
        assert told(who) == told(who, "/search") == []
    made.drain()
    assert told("nora") == told("piet") == waiting
    assert told("ruth") == told("zoe") == told("nora", "/search") == []
    made.services.filing.file_batch(made.as_("piet"), batch.id, "all", accept_suggestions=True)
    made.drain()
    assert "2 results" in page(made, "/search?q=pier")
    assert told("nora") == told("nora", "/search?q=nowhere") == []
    made.close()


def test_beside_what_is_found_a_line_tells_of_files_that_are_not_found_yet(tmp_path: Path) -> None:
    made = open_world(tmp_path)
    for name in ("nora", "piet", "ruth"):
        made.account(name)
    made.project(CODE, "nora", name="Ramp works", language="en")
    for name in ("piet", "ruth"):
        made.member(CODE, "nora", name)
    name, text = FILES[0]
    made.document(CODE, "nora", f"{CODE}_{name}_20260201_V1.0.txt", text)
    made.drain()

    def told(who: str, language: str = "en") -> list[str]:
        html = page(made, "/search?q=pier", who, language)
        line = re.search(r'<p class="also .*?</p>', html, re.DOTALL)
        return re.findall(r"<(?:span|a [^>]*)>([^<]+)</", line[0]) if line else []

    def bring(name: str) -> None:
        made.services.intake.receive(made.as_("piet"), batch.id, io.BytesIO(b"a quay"), name)

    assert told("piet") == []
    batch = made.services.intake.open_batch(made.as_("piet"), CODE)
    bring("one.txt")
    for who in ("nora", "piet"):  # who manages the project, and whose files they are
        assert told(who) == ["1 more file is being read and cannot be found yet.", CODE]
    assert told("ruth") == []
    made.drain()
    assert told("piet", "zh-TW") == ["另有 1 個檔案等待歸檔，現在還找不到。", CODE]
    bring("two.txt")
    bring("three.txt")
    both = "More cannot be found yet: 2 files being read, 1 waiting to be filed."
    assert told("piet") == [both, CODE]
    assert told("piet", "zh-CN")[0] == "另有 2 个文件正在读取、1 个等待归档，现在还找不到。"
    assert told("ruth") == []
    made.close()


def test_while_the_index_is_made_anew_nothing_found_is_not_said_to_be_nothing(
    tmp_path: Path,
) -> None:
    made = open_world(tmp_path)
    made.account("nora")
    made.project(CODE, "nora", name="Ramp works", language="en")
    for name, text in FILES[:2]:
        made.document(CODE, "nora", f"{CODE}_{name}_20260201_V1.0.txt", text)
    made.drain()
    current = tmp_path / "index" / "CURRENT"
    current.write_text(f"{current.read_text('utf-8').split()[0]} 1\n", "utf-8")  # of an older form
    empty = page(made, "/search?q=pier")
    assert "Try again in a few minutes" in empty
    assert "Nothing found" not in empty
    told = (
        made.client()
        .get("/api/v1/search?q=pier", headers={"Authorization": f"Bearer {made.secrets['nora']}"})
        .get_json()
    )
    assert (told["total"], told["incomplete"]) == (0, True)
    made.drain()  # makes it anew
    lost = tmp_path / "index" / LOST
    lost.touch()  # as while that goes on
    part = page(made, "/search?q=pier")
    assert "2 results" in part
    assert "What is not back in it yet is not found" in part
    lost.unlink()
    assert "is being rebuilt" not in page(made, "/search?q=pier")
    made.close()
