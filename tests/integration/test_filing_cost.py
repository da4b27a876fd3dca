"""What filing asks of the database: the same for each item, however many there are."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from archive.domain.access import scope_of
from archive.domain.documents import DocumentState
from archive.services.intake.batch_filing import HANDFUL
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "LANTERN-26"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="zh-Hant")
    made.account("mei")
    made.project(CODE, "mei", name="燈會")
    yield made
    made.close()


def dropped(world: World, number: int, topic: str) -> str:
    batch = world.services.intake.open_batch(world.as_("mei"), CODE)
    for place in range(number):
        text = f"{topic}第{place}區採購報價單\n日期：2026年3月{place % 27 + 1}日\n木作 {place * 731} 元".encode()
        path = f"{topic}{place}.txt"
        world.services.intake.receive(world.as_("mei"), batch.id, io.BytesIO(text), path)
    world.drain()
    return batch.id


@contextmanager
def statements(world: World) -> Iterator[list[str]]:
    """The statements that are sent while the block runs."""
    sent: list[str] = []
    engine = world.services.database._engine

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_an_item_costs_the_same_among_few_and_among_many(world: World) -> None:
    costs = []
    for topic, number in (("河燈", HANDFUL), ("花燈", 2 * HANDFUL)):
        batch = dropped(world, number, topic)
        mei = world.as_("mei")  # once a minute that notes that the token was used
        with statements(world) as sent:
            outcome = world.services.filing.file_batch(mei, batch, "all", accept_suggestions=True)
        assert len(outcome.filed) == number
        costs.append(len(sent) / number)
    assert max(costs) < min(costs) + 1
    assert max(costs) < 14


def test_a_handful_is_one_transaction(world: World) -> None:
    batch, mei = dropped(world, HANDFUL + 1, "河燈"), world.as_("mei")
    with statements(world) as sent:
        world.services.filing.file_batch(mei, batch, "all", accept_suggestions=True)
    assert sum(statement.startswith("BEGIN IMMEDIATE") for statement in sent) == 2


def test_names_taken_in_the_same_handful_are_not_given_twice(world: World) -> None:
    batch = world.services.intake.open_batch(world.as_("mei"), CODE)
    for number in range(3):
        text = (
            f"燈會場佈會議紀錄\n日期：2026年3月2日\n第{number}組：{'佈置' * (number + 5)}".encode()
        )
        path = f"{number}/會議紀錄.txt"
        world.services.intake.receive(world.as_("mei"), batch.id, io.BytesIO(text), path)
    world.drain()
    outcome = world.services.filing.file_batch(
        world.as_("mei"), batch.id, "all", accept_suggestions=True
    )
    names = [world.services.documents.get(world.as_("mei"), d).name for _, d in outcome.filed]
    assert len(set(names)) == 3


def test_a_page_of_a_project_reads_its_documents_once_for_each_transaction(world: World) -> None:
    project = world.services.projects.get(world.as_("mei"), CODE)
    name = f"{CODE}_OTH_燈具點收冊_20260105_V1.0.txt"
    world.document(CODE, "mei", name, "燈具一批")
    world.drain()
    headers = {"Authorization": f"Bearer {world.secrets['mei']}"}
    with statements(world) as sent:
        assert world.client().get(f"/projects/{CODE}", headers=headers).status_code == 200
    assert sum("ORDER BY documents.folder, documents.name" in one for one in sent) == 1
    scope = scope_of(world.as_("mei"))
    with world.services.database.write() as work:  # what it changes it sees
        (document,) = work.documents.of_project(scope, project.id)
        work.documents.set_state(document.id, DocumentState.FAILED)
        assert work.documents.of_project(scope, project.id)[0].state is DocumentState.FAILED
