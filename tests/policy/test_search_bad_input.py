"""Searches nobody means well: a bounded answer over HTTP, never an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.world import World, open_world

NOTE = "ODD-01_OTH_harbour-walk_20260105_V1.0.txt"
TEXTS = {
    "stars": "*a*",
    "ten thousand characters": "港灣步道" * 2_500,
    "one unbalanced quote": '"harbour',
    "unbalanced Chinese quotes": "「港灣",
    "quotes around nothing": '""',
    "only a minus": "-",
    "a minus before a quote": '-"',
    "NUL": "har\x00bour",
    "brackets": "((([[[",
    "a field without a value": "class:",
    "a field of a value that does not exist": "class:zeppelin",
    "every word a prefix": "a* b* c* d*",
    "a number without end": "9" * 290,
    "an emoji": "🎪",
    "right to left": "\u202ewalk",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("odd-searches"))
    made.account("ida")
    made.project("ODD-01", "ida")
    made.document("ODD-01", "ida", NOTE, "港灣步道 harbour walk, plan of the day")
    made.drain()
    yield made
    made.close()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_any_text_is_answered_or_refused(world: World, text: str) -> None:
    answer = world.call("ida", "GET", f"/search?q={quote(text)}")
    assert answer.status_code in (200, 422)
    assert len(answer.data) < 50_000


@pytest.mark.parametrize("half", ["%ED%A0%80", "%ED%BF%BF", "%FF%FE", "%C3"])
def test_bytes_that_are_no_text_are_answered_or_refused(world: World, half: str) -> None:
    answer = world.call("ida", "GET", f"/search?q=harbour{half}")
    assert answer.status_code in (200, 400, 422)


@pytest.mark.parametrize("page", ["1000000000", "0", "-1", "9" * 400, "1e9", "x"])
def test_a_page_that_cannot_be_is_refused(world: World, page: str) -> None:
    assert world.call("ida", "GET", f"/search?q=harbour&page={page}").status_code == 422


@pytest.mark.parametrize("name", ["class", "project", "client", "year", "language"])
def test_a_filter_value_that_does_not_exist_finds_nothing(world: World, name: str) -> None:
    answer = world.call("ida", "GET", f"/search?q=harbour&{name}=zeppelin")
    body = answer.get_json()
    assert (answer.status_code, body["total"], body["hits"], body["facets"]) == (200, 0, [], {})


def test_a_faulty_file_of_words_costs_its_faulty_lines_only(tmp_path: Path) -> None:
    lines = "步道 = promenade\n= = ~ nothing\n[zeppelin] 甲 = 乙\n步道\n"
    (tmp_path / "thesaurus.txt").write_bytes(lines.encode() + b"\xe6\xad")
    made = open_world(tmp_path)
    made.account("ida")
    made.project("ODD-01", "ida")
    made.document("ODD-01", "ida", NOTE, "港灣步道 harbour walk, plan of the day")
    made.drain()
    answer = made.call("ida", "GET", "/search?q=harbour").get_json()
    made.close()
    assert answer["total"] == 1


def test_the_teams_own_words_are_searched(tmp_path: Path) -> None:
    (tmp_path / "thesaurus.txt").write_text("步道 = promenade\n= = ~ nothing\n", "utf-8")
    made = open_world(tmp_path)
    made.account("ida")
    made.project("ODD-01", "ida")
    made.document("ODD-01", "ida", NOTE, "港灣步道 harbour walk, plan of the day")
    made.drain()
    answer = made.call("ida", "GET", "/search?q=promenade").get_json()
    made.close()
    assert (answer["total"], answer["tried"]) == (1, ["步道"])


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u202e", "\u00ad", "\u2066"])
def test_signs_without_width_that_were_pasted_along_part_no_word(world: World, sign: str) -> None:
    typed = quote(f"{sign}港灣{sign}步道")
    plain = world.call("ida", "GET", f"/search?q={quote('港灣步道')}").get_json()
    found = world.call("ida", "GET", f"/search?q={typed}").get_json()
    assert found["total"] == plain["total"] > 0
    assert found["tried"] == plain["tried"]
    headers = {"Authorization": f"Bearer {world.secrets['ida']}"}
    assert sign not in world.client().get(f"/search?q={typed}", headers=headers).text


def test_a_text_that_is_too_long_or_cannot_be_seen_is_told_so(world: World) -> None:
    long = quote("港灣步道" * 2_500)
    refused = world.call("ida", "GET", f"/search?q={long}").get_json()
    assert "300 characters" in refused["detail"]
    headers = {"Authorization": f"Bearer {world.secrets['ida']}", "Accept-Language": "en"}
    page = world.client().get(f"/search?q={long}", headers=headers).text
    assert "only the first 300 characters" in page
    unseen = world.client().get("/search?q=%01%02%7f", headers=headers).text
    assert "Nothing found" not in unseen
