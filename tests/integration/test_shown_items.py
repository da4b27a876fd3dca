"""A batch is shown as it is, and what has not changed is not fetched again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.services.intake.intake import BatchGlance, ItemChange
from archive.web.api.item_answers import BatchWithItems
from archive.web.api.shown_items import Known, ShownItems
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "DRUM-26"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="zh-Hant")
    made.account("mei")
    made.project(CODE, "mei", name="鼓樂節")
    yield made
    made.close()


def a_batch(world: World, number: int) -> str:
    batch = world.services.intake.open_batch(world.as_("mei"), CODE)
    for place in range(number):
        text = f"鼓樂節第{place}場會議紀錄\n日期：2026年3月{place + 1}日".encode()
        world.services.intake.receive(world.as_("mei"), batch.id, io.BytesIO(text), f"{place}.txt")
    world.drain()
    return batch.id


class Looks:
    """Looks at a batch through one cache and counts what is fetched."""

    def __init__(self, world: World, batch: str, most: int = 100) -> None:
        self._world = world
        self._batch = batch
        self._shown = ShownItems(most)
        self.fetched = 0

    def look(self, spoken: str = "zh-Hant") -> BatchWithItems:
        def glance(known: Known) -> BatchGlance:
            seen = self._world.services.intake.glance(self._world.as_("mei"), self._batch, known)
            self.fetched = len(seen.news)
            return seen

        return self._shown.look(glance, spoken)


def test_what_was_shown_is_not_fetched_again_until_it_changes(world: World) -> None:
    batch = a_batch(world, 3)
    looks = Looks(world, batch)
    first = looks.look()
    assert (looks.fetched, len(first.items)) == (3, 3)
    assert looks.look() == first
    assert looks.fetched == 0
    change = ItemChange(class_key="contract")
    world.services.intake.change(world.as_("mei"), batch, first.items[1].id, change)
    again = looks.look()
    assert looks.fetched == 1
    assert [item.class_key for item in again.items] == [
        first.items[0].class_key,
        "contract",
        first.items[2].class_key,
    ]


def test_each_language_is_shown_in_its_own_words(world: World) -> None:
    looks = Looks(world, a_batch(world, 1))
    said = [looks.look(spoken).items[0].class_reasons for spoken in ("zh-Hant", "en", "zh-Hant")]
    assert said[0] == said[2] != said[1]


def test_a_batch_larger_than_what_is_kept_is_shown_whole(world: World) -> None:
    looks = Looks(world, a_batch(world, 4), most=2)
    first = looks.look()
    assert looks.look() == first
    assert len(first.items) == 4
