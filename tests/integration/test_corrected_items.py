"""What a person corrects of an item: level, name and fields agree afterwards, and it is filed as it was said."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.domain.documents import Document, Level
from archive.domain.intake import Item
from archive.services.intake.item_changes import ItemChange
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "PIER-26"
NOTE = "碼頭備忘\n日期：2026年3月2日\n纜繩要換。"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="zh-Hant")
    made.account("mei")
    made.project(CODE, "mei", name="碼頭")
    yield made
    made.close()


def dropped(world: World) -> Item:
    caller = world.as_("mei")
    batch = world.services.intake.open_batch(caller, CODE).id
    world.services.intake.receive(caller, batch, io.BytesIO(NOTE.encode()), "雜記.txt")
    world.drain()
    (item,) = world.services.intake.batch(caller, batch).items
    return item


def changed(world: World, item: Item, **wanted: object) -> Item:
    change = ItemChange(**wanted)  # type: ignore[arg-type] # the fields of a change, by name
    return world.services.intake.change(world.as_("mei"), item.batch, item.id, change)


def filed(world: World, item: Item) -> Document:
    caller = world.as_("mei")
    outcome = world.services.filing.file_batch(caller, item.batch, "all", accept_suggestions=True)
    return world.services.documents.get(caller, dict(outcome.filed)[item.id])


def test_another_class_brings_its_level_and_never_lowers_one(world: World) -> None:
    item = dropped(world)
    assert (item.class_key, item.level) == ("other", Level.INTERNAL)
    contract = changed(world, item, class_key="contract")
    assert contract.level is Level.CONFIDENTIAL
    back = changed(world, contract, class_key="minutes")
    assert back.level is Level.CONFIDENTIAL
    assert [reason.key for reason in back.level_reasons] == ["intake.level_kept"]
    told = changed(world, back, class_key="contract", level="internal")
    assert told.level is Level.INTERNAL  # said by a person, so it is
    caller = world.as_("mei")
    document = filed(world, item)
    world.services.documents.edit(caller, document.id, {"class": "minutes"})
    quoted = world.services.documents.edit(caller, document.id, {"class": "quotation"})
    assert quoted.level is Level.CONFIDENTIAL


def test_a_written_name_is_what_the_fields_say_and_what_is_filed(world: World) -> None:
    item = dropped(world)
    caller = world.as_("mei")
    wrong = f"{CODE}_MTG_纜繩會議_20260405_V1.0.pdf"
    live = world.services.names.check_of(caller, item, wrong)
    assert "N10" in {finding.rule for finding in live.findings}  # it is no PDF, typed or kept
    named = changed(world, item, name=wrong)
    assert (named.class_key, named.fields.title) == ("minutes", "纜繩會議")
    assert (named.fields.date, named.verdict) == ("2026-04-05", "held")
    document = filed(world, item)
    assert document.name == f"{CODE}_MTG_纜繩會議_20260405_V1.0.txt"
    assert world.services.intake.item(caller, item.batch, item.id).name == document.name
    assert document.fields["date"] == document.date == "2026-04-05"


def test_a_class_corrected_after_the_name_is_in_the_name(world: World) -> None:
    named = changed(world, dropped(world), name=f"{CODE}_OTH_纜繩報價_20260405_V1.0.txt")
    again = changed(world, named, class_key="quotation")
    assert again.name == f"{CODE}_QUO_纜繩報價_20260405_V1.0.txt"


def test_a_value_that_does_not_fit_leaves_the_form_as_it_was_typed(world: World) -> None:
    item = dropped(world)
    answer = world.client().post(
        f"/batches/{item.batch}/items/{item.id}",
        data={"title": "新的標題", "date": "下週二", "from": "panel"},
        headers={"Authorization": f"Bearer {world.secrets['mei']}", "HX-Request": "true"},
    )
    assert (answer.status_code, answer.headers["HX-Reswap"]) == (422, "none")
    assert "fields." not in answer.text  # a field is called what the page calls it


def test_the_panel_files_what_needs_nothing_else(world: World) -> None:
    item = dropped(world)
    address = f"/batches/{item.batch}/items/{item.id}"
    page = world.client().get(address, headers={"Authorization": f"Bearer {world.secrets['mei']}"})
    assert f'action="{address}/file"' in page.text


def test_what_was_done_to_a_row_stands_at_once_among_the_recent_acts(world: World) -> None:
    item = dropped(world)
    answer = world.client().post(
        f"/batches/{item.batch}/items/{item.id}",
        data={"decision": "hold"},
        headers={"Authorization": f"Bearer {world.secrets['mei']}", "HX-Request": "true"},
    )
    recent = answer.text.partition('id="batch-recent"')[2].partition("</details>")[0]
    assert f"/batches/{item.batch}/undo" in recent
    panel = world.client().get(
        f"/batches/{item.batch}/items/{item.id}",
        headers={"Authorization": f"Bearer {world.secrets['mei']}"},
    )
    assert 'value="none"' in panel.text  # what waits is taken up again, not put aside once more
    assert 'value="hold"' not in panel.text
