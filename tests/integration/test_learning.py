"""What people correct is known the next time, and only to those who may see what it came from."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.domain.documents import Level
from archive.domain.intake import Item
from archive.services.intake.item_changes import ItemChange
from archive.wording import say
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE, OTHER = "BUOY-26", "REEF-26"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    for name in ("mei", "ken"):
        made.account(name)
    made.project(CODE, "mei", name="Buoy regatta")
    made.project(OTHER, "ken", name="Reef week")
    yield made
    made.close()


def sheet(number: int) -> tuple[str, bytes]:
    text = f"Dovetail card {number}\n\nFerry {number * 7}, pier {number}, lanterns up, tide out.\n"
    return f"in/dovetail card {number}.txt", text.encode()


def dropped(world: World, by: str, code: str, *files: tuple[str, bytes]) -> tuple[str, list[Item]]:
    batch = world.services.intake.open_batch(world.as_(by), code)
    for path, content in files:
        world.services.intake.receive(world.as_(by), batch.id, io.BytesIO(content), path)
    world.drain()
    return batch.id, list(world.services.intake.batch(world.as_(by), batch.id).items)


def taught(world: World, numbers: range, level: str | None = None) -> None:
    """Correct so many sheets to `schedule` and file them."""
    batch, items = dropped(world, "mei", CODE, *map(sheet, numbers))
    for item in items:
        change = ItemChange(class_key="schedule", level=level)
        world.services.intake.change(world.as_("mei"), batch, item.id, change)
    outcome = world.services.filing.file_batch(
        world.as_("mei"), batch, "all", accept_suggestions=True
    )
    assert len(outcome.filed) == len(numbers)


def test_a_correction_is_known_the_next_time_and_says_so(world: World) -> None:
    _, (before,) = dropped(world, "mei", CODE, sheet(40))
    assert before.class_key != "schedule"
    taught(world, range(1, 5))
    _, (after,) = dropped(world, "mei", CODE, sheet(41))
    assert after.class_key == "schedule"
    (reason,) = [m for m in after.class_reasons if m.key == "understanding.class_learned"]
    assert reason.values["n"] == 4
    assert "dovetail" in say("en", reason)


def test_what_the_team_may_read_teaches_the_team(world: World) -> None:
    taught(world, range(1, 6), level="internal")
    _, (item,) = dropped(world, "ken", OTHER, sheet(9))
    assert item.class_key == "schedule"


@pytest.mark.parametrize("level", ["confidential", "restricted"])
def test_what_is_hidden_teaches_nobody_who_may_not_see_it(world: World, level: str) -> None:
    _, (untaught,) = dropped(world, "ken", OTHER, sheet(8))
    taught(world, range(1, 6), level=level)
    _, (elsewhere,) = dropped(world, "ken", OTHER, sheet(9))
    assert (elsewhere.class_key, elsewhere.class_confidence) == (
        untaught.class_key,
        untaught.class_confidence,
    )
    world.member(CODE, "mei", "ken", clearance=Level.INTERNAL)
    _, (inside,) = dropped(world, "ken", CODE, sheet(10))
    assert inside.class_key == untaught.class_key
    _, (cleared,) = dropped(world, "mei", CODE, sheet(11))
    assert cleared.class_key == "schedule"


def test_documents_filed_as_proposed_change_no_proposal(world: World) -> None:
    batch, items = dropped(world, "mei", CODE, *map(sheet, range(1, 6)))
    world.services.filing.file_batch(world.as_("mei"), batch, "all", accept_suggestions=True)
    _, (item,) = dropped(world, "mei", CODE, sheet(20))
    assert (item.class_key, item.class_confidence) == (
        items[0].class_key,
        items[0].class_confidence,
    )


def proposed(world: World, by: str, code: str, number: int) -> tuple[str | None, float]:
    _, (item,) = dropped(world, by, code, sheet(number))
    return item.class_key, item.class_confidence


def filed(world: World) -> list[str]:
    found = world.call("mei", "GET", f"/documents?project={CODE}&per_page=50").get_json()["items"]
    return [document["id"] for document in found]


def test_a_reclassified_document_teaches_its_new_class(world: World) -> None:
    taught(world, range(1, 6))
    assert proposed(world, "mei", CODE, 30)[0] == "schedule"
    for document in filed(world):
        world.services.documents.edit(world.as_("mei"), document, {"class": "survey"})
    assert proposed(world, "mei", CODE, 31)[0] == "survey"


def test_a_class_given_after_filing_is_a_correction(world: World) -> None:
    batch, _ = dropped(world, "mei", CODE, *map(sheet, range(1, 6)))
    world.services.filing.file_batch(world.as_("mei"), batch, "all", accept_suggestions=True)
    for document in filed(world):
        world.services.documents.edit(world.as_("mei"), document, {"class": "schedule"})
    assert proposed(world, "mei", CODE, 32)[0] == "schedule"


def test_a_withdrawn_document_teaches_nothing_until_it_is_restored(world: World) -> None:
    untaught = proposed(world, "mei", CODE, 33)
    taught(world, range(1, 6))
    documents = filed(world)
    for document in documents:
        world.services.documents.withdraw(world.as_("mei"), document, "misfiled")
    assert proposed(world, "mei", CODE, 34) == untaught
    with world.services.database.read() as work:
        assert work.class_words.counts(["team"], [""]) == {}
    for document in documents:
        world.services.documents.restore(world.as_("mei"), document)
    assert proposed(world, "mei", CODE, 35)[0] == "schedule"


def test_a_raised_level_takes_back_what_the_team_was_taught(world: World) -> None:
    untaught = proposed(world, "ken", OTHER, 36)
    taught(world, range(1, 6), level="internal")
    assert proposed(world, "ken", OTHER, 37)[0] == "schedule"
    for document in filed(world):
        changes = {"confidentiality": "restricted"}
        world.services.documents.edit(world.as_("mei"), document, changes)
    assert proposed(world, "ken", OTHER, 38) == untaught
    assert proposed(world, "mei", CODE, 39)[0] == "schedule"


def test_a_project_that_is_restricted_takes_its_words_along(world: World) -> None:
    untaught = proposed(world, "ken", OTHER, 36)
    taught(world, range(1, 6), level="internal")
    world.services.projects.edit(world.as_("mei"), CODE, {"restricted": True})
    assert proposed(world, "ken", OTHER, 37) == untaught
    assert proposed(world, "mei", CODE, 38)[0] == "schedule"
    world.services.projects.edit(world.as_("mei"), CODE, {"restricted": False})
    assert proposed(world, "ken", OTHER, 39)[0] == "schedule"


def test_a_moved_document_teaches_where_it_went(world: World) -> None:
    taught(world, range(1, 6), level="confidential")
    world.project("KELP-26", "mei", name="Kelp fair")
    for document in filed(world):
        world.services.documents.move(world.as_("mei"), document, "KELP-26")
    assert proposed(world, "mei", CODE, 40)[0] != "schedule"
    assert proposed(world, "mei", "KELP-26", 41)[0] == "schedule"
