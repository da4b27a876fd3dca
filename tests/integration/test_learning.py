"""What people correct is known the next time, and only to those who may see what it came from."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.domain.documents import Level
from archive.domain.intake import Item
from archive.services.item_changes import ItemChange
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
