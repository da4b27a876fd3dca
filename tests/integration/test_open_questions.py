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
from archive.wording import say
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "KILN-25"
TWO_DAYS = b"""Glaze Workshop Minutes
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


def asked(
    world: World, name: str = "workshop notes.txt", text: bytes = TWO_DAYS
) -> tuple[BatchView, Item]:
    batch = world.services.intake.open_batch(world.as_("ana"), CODE)
    world.services.intake.receive(world.as_("ana"), batch.id, io.BytesIO(text), name)
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


def test_a_version_told_in_two_ways_waits_too_and_its_reasons_are_told(world: World) -> None:
    text = b"# Glaze Workshop Plan\nVersion 2.1\nDate: 4 March 2025\nPlan of the workshop\n"
    view, item = asked(world, "workshop plan v3.txt", text)
    assert item.version_choices == ("3.0", "2.1")
    assert accept_all(world, view).document is None
    answer = world.call("ana", "GET", f"/batches/{view.batch.id}/items/{item.id}").get_json()
    told = {reason["why"]: reason for reason in answer["reasons"] if reason["field"] == "version"}
    assert set(told) == {"The file name says “v3”", "The text says “Version 2.1”"}
    assert told["The text says “Version 2.1”"]["place"]["segment"] > 0
    answered = changed(world, view, item, ItemChange(fields={"version": "2.1"}))
    assert not answered.reasons_for("version")
    assert answered.reasons_for("title")
    filed = accept_all(world, view)
    assert filed.document is not None
    assert "_V2.1" in world.services.documents.get(world.as_("ana"), filed.document).name


def test_a_title_that_cannot_stand_alone_is_kept_and_the_change_is_told(world: World) -> None:
    view, item = asked(world)
    answered = changed(world, view, item, ItemChange(fields={"title": "K"}))
    assert answered.proposed_name is not None
    assert "_K-Minutes" in answered.proposed_name
    (told,) = answered.reasons_for("title")
    assert "“K” cannot be a title alone" in say("en", told.message)
    again = changed(world, view, answered, ItemChange(fields={"title": "Kiln days"}))
    assert not again.reasons_for("title")
