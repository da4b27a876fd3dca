"""The words that a team wrote into its own file: marked and offered wherever they are searched with."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from archive.indexer.thesaurus import OWN_WORDS
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "KILN-03"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("own")
    own = "grelling = flannock\nmorvette = clay barrel hire\n[quotation] 估料單 = stock sheet\n"
    (folder / OWN_WORDS).write_text(own, "utf-8")
    made = open_world(folder)
    made.account("nora")
    made.project(CODE, "nora", name="Kiln works", language="en")
    made.document(
        CODE, "nora", f"{CODE}_PLN_kiln-plan_20260201_V1.0.txt", "The flannock was fired twice."
    )
    made.document(
        CODE,
        "nora",
        f"{CODE}_QUO_kiln-clay_20260202_V1.0.txt",
        "Clay, a barrel; a flannock. 估料單見後。",
    )
    lesson = {
        "title": "Fire the flannock twice",
        "kind": "how-to",
        "advice": "Fire a flannock slowly.",
    }
    made.call("nora", "POST", "/lessons", json={"project": CODE, **lesson})
    made.drain()
    yield made
    made.close()


def page(world: World, address: str) -> str:
    headers = {"Authorization": f"Bearer {world.secrets['nora']}", "Accept-Language": "en"}
    return world.client().get(address, headers=headers).get_data(as_text=True)


def marked(html: str) -> set[str]:
    return set(re.findall("<mark[^>]*>(.*?)</mark>", html))


def test_they_are_marked_in_the_document_that_was_opened_and_beside_the_list(world: World) -> None:
    (plan,) = [
        hit["id"]
        for hit in world.call("nora", "GET", "/search?q=grelling&class=plan").json["hits"]
        if hit["kind"] == "document"
    ]
    for address in (f"/documents/{plan}?q=grelling", f"/documents/{plan}/evidence?q=grelling"):
        assert marked(page(world, address)) == {"flannock"}, address


def test_they_are_marked_in_a_lesson(world: World) -> None:
    (lesson,) = world.call("nora", "GET", f"/lessons?project={CODE}").json["items"]
    for address in (f"/knowledge/{lesson['id']}", f"/search/lessons/{lesson['id']}"):
        assert "flannock" in marked(page(world, f"{address}?q=grelling")), address


def test_a_class_that_they_name_is_no_word_to_be_marked(world: World) -> None:
    (found,) = world.call("nora", "GET", "/search?q=clay class:估料單").json["hits"]
    assert found["class"] == "quotation"
    assert marked(page(world, f"/documents/{found['id']}?q=clay class:估料單")) == {"Clay"}


def test_they_are_ways_out_of_a_search_that_finds_nothing(world: World) -> None:
    nothing = world.call("nora", "GET", "/search?q=morvette").json
    assert nothing["total"] == 0
    (way,) = nothing["remedies"]
    assert (way["kind"], way["q"], way["total"]) == ("nearest", "clay barrel hire", 1)
