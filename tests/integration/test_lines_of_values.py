"""A file of lines of values is read as a table, and shown and quoted as the file writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.review.edits import quoted
from archive.review.reading.citations import is_verbatim
from archive.services.reviews.review_sources import sources_of
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "TRAM-26"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="en")
    made.account("mei")
    made.project(CODE, "mei", name="Tram days")
    yield made
    made.close()


FILES = [
    (",", "項目,平均,份數\n車廂整潔,4.7,312"),
    (";", "項目;平均;份數\n車廂整潔;4.7;312"),
    (",", '項目,平均,份數\n"整潔,準點",4.7,"3,120"'),
    (",", '"項目","平均","份數"\n"整潔","4.7","312"'),
]


@pytest.mark.parametrize(("sign", "lines"), FILES)
def test_a_line_is_found_as_the_file_writes_it(world: World, sign: str, lines: str) -> None:
    mei, services = world.as_("mei"), world.services
    batch = services.intake.open_batch(mei, CODE)
    item = services.intake.receive(mei, batch.id, io.BytesIO(lines.encode()), "survey.csv")
    world.drain()
    waiting = world.call("mei", "GET", f"/batches/{batch.id}/items/{item.id}/text").get_json()
    assert waiting["segments"][0]["text"] == lines
    done = services.filing.file_batch(mei, batch.id, "all", accept_suggestions=True)
    world.drain()
    (document,) = (services.documents.get(mei, made) for _, made in done.filed)
    filed = world.call("mei", "GET", f"/documents/{document.id}/text").get_json()
    assert filed["segments"][0]["text"] == lines

    with services.documents._database.read() as work:
        (source,) = sources_of(work, (document,))
    line, cells = lines.split("\n")[1], source.segments[0].rows[1]
    assert cells == tuple(next(csv.reader([line], delimiter=sign)))
    for words in (line, "\t".join(cells)):
        (citation,) = quoted(source, words)
        assert citation["quote"] == line
        assert is_verbatim(citation, {source.document: source})
