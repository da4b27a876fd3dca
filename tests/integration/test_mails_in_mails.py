"""Mails inside mails: opened three deep and no deeper, whatever somebody forwards."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from archive.domain.documents import BatchState, ItemState
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "HERON-26"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="en")
    made.account("mei")
    made.project(CODE, "mei", name="Heron trail")
    yield made
    made.close()


def forwarded(times: int) -> bytes:
    """A mail with a mail in it as a file, that many times over; the innermost has a note."""
    inside, name = b"Signs for the trail are ready.", "note.txt"
    for depth in range(times):
        mail = EmailMessage()
        mail["Subject"] = f"Forwarded {depth}"
        mail["From"] = "lin@heron.example"
        mail.set_content(f"See below, number {depth}.")
        mail.add_attachment(inside, maintype="application", subtype="octet-stream", filename=name)
        inside, name = mail.as_bytes(), f"letter {depth}.eml"
    return inside


def test_mails_are_opened_three_deep_and_no_deeper(world: World) -> None:
    batch = world.services.intake.open_batch(world.as_("mei"), CODE)
    stream = io.BytesIO(forwarded(5))
    world.services.intake.receive(world.as_("mei"), batch.id, stream, "letter.eml")
    world.drain()
    view = world.services.intake.batch(world.as_("mei"), batch.id)
    assert view.batch.state is BatchState.READY
    assert [item.path.count(".eml") for item in view.items] == [1, 2, 3, 4]
    assert all(item.state is ItemState.PROPOSED for item in view.items)
    assert not any(item.path.endswith("note.txt") for item in view.items)
