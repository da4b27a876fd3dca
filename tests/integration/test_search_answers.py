"""What a search answers over HTTP is what the interface says of it, member for member."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from archive.domain.access import scope_of
from archive.indexer.port import SearchRequest
from archive.services.search.project_words import FEW, with_projects
from archive.web.api.search import FoundAnswer
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "KELP-03"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    made.account("nora")
    made.project(CODE, "nora", name="Kelp", language="en", client="Shore Guild")
    made.document(CODE, "nora", f"{CODE}_PLN_kelp-plan_20260201_V1.0.txt", "Kelp < & 海帶計畫")
    made.drain()
    yield made
    made.close()


def members_of(value: object, model: object) -> None:
    """Every object has the members of its model and no others."""
    if isinstance(model, type) and issubclass(model, BaseModel):
        assert isinstance(value, dict)
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        assert value.keys() == fields.keys()
        for name, field in fields.items():
            members_of(value[name], field.annotation)
    elif isinstance(value, list | dict) and (inner := getattr(model, "__args__", ())):
        for one in value.values() if isinstance(value, dict) else value:
            members_of(one, inner[-1])


@pytest.mark.parametrize(
    "query", ["q=kelp", "q=海带", "q=", "q=nothinglikeit+kelp+-kelp", "q=kelq"]
)
def test_an_answer_has_the_members_that_the_interface_tells_of(world: World, query: str) -> None:
    answer = world.call("nora", "GET", f"/search?{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    FoundAnswer.model_validate(answer.json, strict=True)
    members_of(answer.json, FoundAnswer)


def test_text_is_escaped_once_and_written_readably(world: World) -> None:
    answer = world.call("nora", "GET", "/search?q=kelp")
    marked = "<mark>Kelp</mark> &lt; &amp; <mark>海帶</mark>計畫"  # the same word in Chinese
    assert answer.json["hits"][0]["passages"][0]["html"] == marked
    assert "海帶" in answer.get_data(as_text=True)


def test_a_project_is_named_by_its_name_or_its_code(world: World) -> None:
    world.project("MOSS-07", "nora", name="苔原步道節", language="zh-Hant", client="Shore Guild")
    world.document("MOSS-07", "nora", "MOSS-07_PLN_moss-plan_20260301_V1.0.txt", "海帶計畫也在這裡")
    world.drain()

    def codes(query: str) -> set[str]:
        hits = world.call("nora", "GET", f"/search?q={query}").get_json()["hits"]
        return {hit["project"] for hit in hits}

    assert codes("專案:苔原步道 海帶") == {"MOSS-07"}
    assert codes("项目：苔原 海带") == {"MOSS-07"}
    assert codes('project:"kelp" 海帶') == {CODE}
    assert codes("project:moss 海帶") == {"MOSS-07"}
    assert codes("project:shore 海帶") == set()  # the client's name is none of the project's


def test_a_query_full_of_projects_looks_up_few_of_them(world: World) -> None:
    many = SearchRequest(" ".join(f"專案:{name}" for name in ("kelp", *"abcdefgh")))
    with world.services.database.read() as work:
        asked = with_projects(many, scope_of(world.as_("nora")), lambda: work)
    assert len(asked.projects) == FEW
    assert asked.projects["kelp"] == (CODE,)
