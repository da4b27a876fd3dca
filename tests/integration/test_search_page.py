"""The page of a search: what is marked in titles and texts, and filters to which more can be added."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "RAMP-02"
FILES = (
    ("PLN_pier-plan", "The first-draft of the pier plan came back."),
    ("CON_pier-contract", "A pier with a first floor; the draft pier contract follows."),
    ("MTG_pier-talk", "碼頭會議紀錄：影片三支，pier video."),
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


def page(world: World, address: str, who: str = "nora") -> str:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
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


def test_words_that_begin_so_are_marked_whole(world: World) -> None:
    assert set(marked(page(world, "/search?q=contr*"))) >= {"contract"}


def test_the_page_of_a_document_marks_what_the_search_did(world: World) -> None:
    html = page(world, "/search?q=%E8%A7%86%E9%A2%91")  # 视频: the text says 影片, and video
    address = re.search(r'<h2[^>]*><a href="([^"]+)"', html)
    assert address
    opened = page(world, address[1].replace("&amp;", "&"))
    assert {"影片", "video"} <= set(marked(opened))
