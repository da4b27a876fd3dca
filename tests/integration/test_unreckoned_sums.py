"""A total that a program left for the spreadsheet to reckon is found, shown and quoted like any other."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from archive.indexer.port import SearchRequest
from tests.support.sample_files import saved
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "LOCKS-26"
NAME = f"{CODE}_COS_lock-festival-settlement_20260302_V1.0.xlsx"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    made.account("mona")
    made.project(CODE, "mona", name="Lock festival", language="en", currency="GBP")
    yield made
    made.close()


def settlement() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Item", "Budget (GBP)", "Actual (GBP)"),
        ("Stage hire", 41_000, 43_210),
        ("Boats", 12_500, 11_980),
        ("Lanterns", 8_400, 8_747),
        ("Total", "=SUM(B2:B4)", "=SUM(C2:C4)"),
    ):
        sheet.append(row)
    for column in ("B", "C"):
        for cell in sheet[column]:
            cell.number_format = "#,##0"
    return saved(book)


def test_a_total_without_its_value_is_found_and_stands_in_the_review_with_its_place(
    world: World,
) -> None:
    mona = world.as_("mona")
    filed = world.services.filing.file_directly(mona, CODE, io.BytesIO(settlement()), NAME)
    world.drain()
    for words in ("63,937", "63937"):
        found = world.services.search.search(mona, SearchRequest(words))
        assert [hit.name for hit in found.hits] == [NAME]
    text = world.services.documents.text(mona, filed.id)
    assert text.segments[-1].rows[-1] == ("Total", "61,900", "63,937")
    world.call("mona", "POST", f"/projects/{CODE}/review", json={})
    world.drain()
    cost = world.call("mona", "GET", f"/projects/{CODE}/review").get_json()["cost"]
    assert (cost["budget_total"], cost["actual_total"]) == ("61900", "63937")
    assert any("63,937" in one["quote"] for one in cost["citations"])
