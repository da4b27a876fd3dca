"""A file that says too little takes a guess from its folder, and waits for a look with it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.domain.intake import Item
from archive.persistence.intake import FolderItem, IntakeRepository
from archive.services.intake.item_changes import ItemChange
from archive.web.presenters.items import group_of, item_row
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "KILN-25"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="en")
    made.account("ana")
    made.project(CODE, "ana", name="Glaze Workshop", client="Elm Trust", language="en")
    yield made
    made.close()


def week(number: int, day: str) -> tuple[str, bytes]:
    text = f"Weekly report, week {number}\nDate: {day}\nThis week: done. Next week: firing.\n"
    return f"reports/W{number:02}.txt", text.encode()


def dropped(world: World, *files: tuple[str, bytes]) -> tuple[str, dict[str, Item]]:
    batch = world.services.intake.open_batch(world.as_("ana"), CODE)
    for path, content in files:
        world.services.intake.receive(world.as_("ana"), batch.id, io.BytesIO(content), path)
    world.drain()
    items = world.services.intake.batch(world.as_("ana"), batch.id).items
    return batch.id, {item.path: item for item in items}


def test_a_file_of_a_series_that_says_nothing_waits_with_what_its_neighbours_say(
    world: World,
) -> None:
    batch, items = dropped(
        world, ("reports/W03.txt", b"-\n"), week(2, "10 March 2025"), week(4, "24 March 2025")
    )
    item = items["reports/W03.txt"]
    assert (item.class_key, item.fields.date) == ("weekly_report", "2025-03-17")
    assert item.proposed_name is not None
    assert "_WKR_" in item.proposed_name
    assert "_20250317_" in item.proposed_name
    assert item.fields.title == "Weekly report, week 3"
    row = item_row(item, {}, "en")
    assert (group_of(item), row.ticked) == ("look", False)
    told = world.call("ana", "GET", f"/batches/{batch}/items/{item.id}").get_json()
    assert told["class_reasons"] == ["As the files numbered before and after it: W02.txt, W04.txt"]
    assert told["date_source"] == "siblings"
    assert told["class_confidence"] < 0.5
    untouched = items["reports/W02.txt"]
    assert (untouched.fields.date, group_of(untouched)) == ("2025-03-10", "ready")


def test_a_contract_without_a_name_of_a_party_asks_whether_it_is_the_client(world: World) -> None:
    text = (
        b"Venue hire agreement\nDate: 4 March 2025\nThe parties agree to the terms below.\nTerm\n"
    )
    batch, items = dropped(world, ("venue hire agreement.txt", text))
    (item,) = items.values()
    assert (item.class_key, item.fields.parties) == ("contract", ("Elm Trust",))
    assert group_of(item) == "look"
    given = ItemChange(fields={"parties": ["Elm Trust", "Quay Hall Ltd"]})
    answered = world.services.intake.change(world.as_("ana"), batch, item.id, given)
    assert group_of(answered) == "ready"
    assert not answered.reasons_for("parties")


def test_a_folder_is_looked_at_when_the_last_of_it_is_read(world: World) -> None:
    """One look for a folder of any size, however its files come: no look a file."""
    asked: list[str] = []
    plain = IntakeRepository.in_folder

    def counted(
        self: IntakeRepository, batch_id: str, folder: str, most: int
    ) -> tuple[FolderItem, ...]:
        asked.append(folder)
        return plain(self, batch_id, folder, most)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(IntakeRepository, "in_folder", counted)
        dropped(world, *(week(number, f"{number} March 2025") for number in range(1, 9)))
    assert asked == ["reports"]
