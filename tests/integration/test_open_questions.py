"""What only a person can answer is filed by nothing else, whatever door "accept all" is pressed at."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.domain.documents import Decision, ItemState
from archive.domain.intake import Item
from archive.services.intake.intake import BatchView
from archive.services.intake.item_changes import ItemChange
from archive.web.presenters.items import group_of, item_row
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "KILN-25"
TWO_DAYS = """Glaze Workshop Minutes
Date: 03/04/2025
Present: Ana Reyes, Tom Field

Decided: the kiln is fired on Fridays.
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="en")
    made.account("ana")
    made.project(CODE, "ana", name="Glaze Workshop", language="en")
    yield made
    made.close()


def asked(world: World, name: str = "workshop notes.txt") -> tuple[BatchView, Item]:
    batch = world.services.intake.open_batch(world.as_("ana"), CODE)
    world.services.intake.receive(world.as_("ana"), batch.id, io.BytesIO(TWO_DAYS.encode()), name)
    world.drain()
    view = world.services.intake.batch(world.as_("ana"), batch.id)
    return view, view.items[0]


def accept_all(world: World, view: BatchView) -> Item:
    world.services.filing.file_batch(
        world.as_("ana"), view.batch.id, "all", accept_suggestions=True
    )
    return world.services.intake.batch(world.as_("ana"), view.batch.id).items[0]


def changed(world: World, view: BatchView, item: Item, change: ItemChange) -> Item:
    return world.services.intake.change(world.as_("ana"), view.batch.id, item.id, change)


def test_a_date_with_two_readings_waits_for_a_person(world: World) -> None:
    view, item = asked(world)
    assert set(item.date_choices) == {"2025-03-04", "2025-04-03"}
    assert (item.verdict, group_of(item)) == ("held", "look")
    assert ("N06", "content") in {(f.rule, f.component) for f in item.findings}
    held = accept_all(world, view)
    assert (held.state, held.document) == (ItemState.HELD, None)
    assert [act.value for act in item_row(held, {}, "en").acts] == list(held.date_choices)


@pytest.mark.parametrize("which", [0, 1])
def test_either_reading_can_be_chosen_the_likelier_one_too(world: World, which: int) -> None:
    view, item = asked(world)
    day = item.date_choices[which]
    answered = changed(world, view, item, ItemChange(fields={"date": day}))
    assert (answered.date_choices, answered.fields.date) == ((), day)
    assert ("N06", "content") not in {(f.rule, f.component) for f in answered.findings}
    filed = accept_all(world, view)
    assert filed.state is ItemState.FILED
    assert filed.document is not None
    document = world.services.documents.get(world.as_("ana"), filed.document)
    assert document.date == day


def test_other_corrections_and_a_name_that_keeps_the_day_answer_nothing(world: World) -> None:
    view, item = asked(world)
    assert item.proposed_name is not None
    retitled = item.proposed_name.replace("Glaze", "Kiln")
    for change in (ItemChange(fields={"title": "Kiln days"}), ItemChange(name=retitled)):
        item = changed(world, view, item, change)
        assert item.asks_for_day
    assert accept_all(world, view).document is None


def test_a_name_with_the_other_day_is_an_answer(world: World) -> None:
    view, item = asked(world)
    assert item.proposed_name is not None
    other = next(day for day in item.date_choices if day != item.fields.date)
    proposed, wanted = (item.fields.date or "").replace("-", ""), other.replace("-", "")
    name = item.proposed_name.replace(proposed, wanted)
    item = changed(world, view, item, ItemChange(name=name))
    assert (item.date_choices, item.fields.date) == ((), other)
    assert accept_all(world, view).document is not None


def test_two_versions_kept_do_not_answer_for_the_day(world: World) -> None:
    _, item = asked(world)
    kept = replace(item, decision=Decision.KEEP_BOTH, reason="both are needed")
    assert group_of(kept) == "look"
    assert not item_row(kept, {}, "en").ticked
    assert "2025-03-04" in item_row(kept, {}, "en").why
