"""Entries cut off at the end of the audit log are noticed by what was noted outside of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.errors import InvalidInput
from archive.services.operations.audit_anchors import FILE, anchor_from
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, clock=lambda: NOON)
    made.account("mona")
    for number in range(3):
        made.project(f"WEIR-{number}", "mona")
    yield made
    made.close()


def cut(world: World, keep: int) -> None:
    """Somebody with the database file takes away what came after an entry."""
    with closing(sqlite3.connect(world.settings.data / "archive.db")) as database:
        database.execute("DROP TRIGGER audit_events_no_delete")
        database.execute("DELETE FROM audit_events WHERE sequence > ?", (keep,))
        database.commit()


def test_what_is_cut_off_is_missed_although_the_chain_is_whole(world: World) -> None:
    anchors = world.services.audit_anchors
    anchors.note(NOON)
    end = anchors.end()
    assert end is not None
    assert anchors.lost() is None
    cut(world, end.number - 1)
    assert world.services.operation.audit_broken_at() is None
    lost = anchors.lost()
    assert lost is not None
    assert (lost.number, lost.noted) == (end.number, "2026-06-10")


def test_new_entries_in_the_place_of_others_are_missed_too(world: World) -> None:
    anchors = world.services.audit_anchors
    anchors.note(NOON)
    end = anchors.end()
    assert end is not None
    cut(world, end.number - 2)
    for number in range(5):
        world.project(f"DAM-{number}", "mona")
    assert world.services.operation.audit_broken_at() is None
    anchors.note(NOON)
    lost = anchors.lost()
    assert lost is not None
    assert lost.number == end.number


def test_what_was_kept_elsewhere_outlives_the_file(world: World) -> None:
    anchors = world.services.audit_anchors
    kept = anchor_from(str(anchors.end()))
    cut(world, kept.number - 1)
    assert anchors.lost() is None  # nothing was noted here
    assert anchors.lost(kept) == kept
    with pytest.raises(InvalidInput):
        anchor_from("the last one")


def test_the_duty_notes_an_end_once_and_a_torn_line_is_no_note(world: World) -> None:
    file = world.settings.data / FILE
    for _ in range(2):
        world.services.audit_anchors.note(NOON)
    assert len(file.read_text().splitlines()) == 1
    file.write_text(file.read_text() + "12:ab")
    assert world.services.audit_anchors.lost() is None
    assert "audit_anchor" in world.services.duties.run_due()
