"""Those who wait for a scan see which of its pages is being read. The recogniser itself is tested apart."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.domain.documents import ItemState
from archive.domain.segments import Extracted
from archive.services.operations.jobs import RECOGNISE
from archive.web.presenters.items import reason_of
from archive.worker import Worker
from tests.support.sample_files import drawn_page, scanned_pdf
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "FERRY-26"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="zh-Hant", ocr=True)
    made.account("mei")
    made.project(CODE, "mei", name="渡輪")
    yield made
    made.close()


def test_the_page_that_is_read_is_shown_until_all_are(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = world.services
    batch = services.intake.open_batch(world.as_("mei"), CODE)
    pages = scanned_pdf([drawn_page([f"Sheet {n}"]) for n in (1, 2)])
    services.intake.receive(world.as_("mei"), batch.id, io.BytesIO(pages), "scan.pdf")
    worker = Worker(services)
    while worker.step("read"):
        pass
    seen: list[tuple[object, str]] = []

    def one_by_one(
        _path: Path, extracted: Extracted, progress: Callable[[int, int], None]
    ) -> Extracted:
        for done in range(2):
            progress(done, 2)
            answer = world.call("mei", "GET", f"/batches/{batch.id}").json["items"][0]  # type: ignore[index]
            (item,) = services.intake.batch(world.as_("mei"), batch.id).items
            seen.append((answer["progress"], reason_of(item, "en")))
        return replace(extracted, ocr_pages=())

    monkeypatch.setattr(services.recogniser, "recognise", one_by_one)
    assert worker.step(RECOGNISE[0])
    assert [progress for progress, _ in seen] == [{"page": 1, "of": 2}, {"page": 2, "of": 2}]
    assert "page 2 of 2" in seen[1][1]
    (item,) = services.intake.batch(world.as_("mei"), batch.id).items
    assert (item.state, item.progress) == (ItemState.PROPOSED, None)
