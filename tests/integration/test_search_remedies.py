"""A search that finds nothing says what would find something, and never because of what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from archive.domain.access import Role
from archive.domain.documents import Level
from archive.indexer.port import SearchRequest
from archive.services.search.search_remedies import remedies as ways_out
from tests.support.memory_index import MemoryIndex
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "GATE-01"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("remedies"))
    made.account("nora")
    made.account("reader", Role.READER)
    made.project(CODE, "nora", name="Gate works", language="en")
    made.document(
        CODE, "nora", f"{CODE}_PLN_gate-paint_20260201_V1.0.txt", "油漆滿意度調查與塗料清單"
    )
    made.document(
        CODE, "nora", f"{CODE}_MTG_hidden-talk_20250301_V1.0.txt", "隱藏的螺旋槳 secretword",
        level=Level.RESTRICTED,
    )  # fmt: skip
    made.drain()
    yield made
    made.close()


def remedies(world: World, query: str, who: str = "reader") -> list[dict[str, Any]]:
    answer = world.call(who, "GET", f"/search?{query}")
    assert answer.status_code == 200
    assert answer.json["total"] == 0 or answer.json["remedies"] == []
    found: list[dict[str, Any]] = answer.json["remedies"]
    return found


def test_a_filter_that_leaves_nothing_is_named_with_what_dropping_it_finds(world: World) -> None:
    found = remedies(world, "q=油漆&class=plan&year=1999")
    assert found == [{"kind": "filter", "facet": "year", "q": "油漆", "total": 1}]


def test_two_filters_that_exclude_each_other_are_dropped_together(world: World) -> None:
    found = remedies(world, "q=油漆&class=audit&year=1999")
    assert found == [{"kind": "filters", "facet": None, "q": "油漆", "total": 1}]


def test_a_word_that_nothing_holds_is_left_out(world: World) -> None:
    found = remedies(world, 'q="油漆"+"火箭"')
    assert {"kind": "word", "facet": None, "q": '"油漆"', "total": 1} in found


def test_the_nearest_word_with_hits_is_offered(world: World) -> None:
    found = remedies(world, "q=painz")
    assert found == []  # one wrong letter is put right by the search itself
    kinds = {found["kind"]: found["total"] for found in remedies(world, "q=「滿意渡」")}
    assert kinds["nearest"] == 1


def test_a_word_that_shares_less_than_half_is_not_near(world: World) -> None:
    assert [found["q"] for found in remedies(world, "q=pain")] == ["paint"]
    assert remedies(world, "q=paisleywork") == []


def test_another_word_of_which_a_part_stands_somewhere_is_offered() -> None:
    def count(asked: SearchRequest) -> int:
        return 3 if asked.text == "場地費" else 0

    def offered(typed: str) -> list[tuple[str, str, int]]:
        others = MemoryIndex().wording(typed).instead
        found = ways_out(SearchRequest(typed), count, lambda _text: (), others)
        return [(way.kind, way.text, way.total) for way in found]

    assert offered("場租") == [("nearest", "場地費", 3)]
    assert offered('"場租"') == []  # meant as it stands
    assert offered("火箭") == []


def test_a_phrase_that_stands_nowhere_is_offered_as_words(world: World) -> None:
    found = remedies(world, 'q="塗料滿意度"')
    assert found[0] == {"kind": "quotes", "facet": None, "q": "塗料滿意度", "total": 1}
    assert remedies(world, 'q="螺旋槳隱藏"') == []  # what is hidden leads nowhere


def test_no_way_out_leads_to_what_is_hidden(world: World) -> None:
    assert remedies(world, "q=螺旋槳&year=1999") == []
    assert remedies(world, "q=secretwort") == []
    assert remedies(world, 'q="secretword"+"火箭"') == []
    assert remedies(world, "q=螺旋槳&year=1999", "nora")[0]["total"] == 1


def test_the_page_offers_the_ways_out_with_their_counts(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.secrets['reader']}", "Accept-Language": "en"}
    page = world.client().get("/search?q=油漆&year=1999", headers=headers).get_data(as_text=True)
    assert 'Without the filter: Year<span class="cnt">1</span>' in page


def test_a_page_beyond_the_last_is_the_last(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.secrets['reader']}", "Accept-Language": "en"}
    for page in ("9", "1000000000"):
        answer = world.client().get(f"/search?q=油漆&page={page}", headers=headers)
        text = answer.get_data(as_text=True)
        assert "gate-<mark>paint</mark>" in text
        assert "Nothing found" not in text


def test_only_these_words_may_be_asked_for(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.secrets['reader']}", "Accept-Language": "en"}

    def page(query: str) -> str:
        return world.client().get(f"/search?q={query}", headers=headers).get_data(as_text=True)

    offered = page("打分&class=plan")
    assert "滿意度</span>" in offered
    assert 'q=%22%E6%89%93%E5%88%86%22&amp;class=plan">Only these words' in offered
    assert "Only these words" not in page("%22打分%22")
    assert "Only these words" not in page("油漆 -打分")


def test_an_empty_page_names_projects_as_far_as_they_are_seen(world: World) -> None:
    def page(query: str, who: str) -> str:
        headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
        return world.client().get(f"/search?q={query}", headers=headers).get_data(as_text=True)

    world.project("VAULT-7", "nora", name="Sealed vault", language="en", restricted=True)
    empty = page(f"%22kiln rocket%22&project={CODE}&project=VAULT-7", "reader")
    assert "Drop the filter Gate works" in empty
    assert "Drop the filter VAULT-7" in empty
    assert "Nothing found for “kiln rocket”" in empty
    assert "Search without filters" not in empty  # that finds nothing either
    assert "Drop the filter Sealed vault" in page("rocket&project=VAULT-7", "nora")
    assert "Search without filters" in page("&year=1999&class=audit", "reader")


def test_few_beginnings_of_an_endless_word_are_tried() -> None:
    tried: list[str] = []

    def complete(text: str) -> tuple[str, ...]:
        tried.append(text)
        return ()

    assert ways_out(SearchRequest("y" * 300), lambda _request: 0, complete) == ()
    assert 0 < len(tried) < 30


@pytest.mark.parametrize(
    "query", ["q=%22", "q=-", "q=***&year=1", "q=" + "x+" * 140, "year=1&kind=none"]
)
def test_odd_searches_without_hits_are_answered(world: World, query: str) -> None:
    assert len(remedies(world, query)) <= 6
