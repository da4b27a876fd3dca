"""Small segments are asked only for terms that they may hold, and nothing they hold is missed."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from archive.domain.access import AccessScope
from archive.indexer import segment_view
from archive.indexer.port import SearchRequest
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.segment_view import SegmentView
from archive.indexer.snapshot import Snapshot
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import TEAM, an_entry

pytestmark = pytest.mark.integration

EVERYONE = AccessScope(frozenset({TEAM}))
TEXTS = ("茶會場地", "teapots and kettles", "場地訂金", "kettles 訂金", "餐點", "teapots")
TERMS = [
    *((WORDS, word) for word in ("茶会", "场地", "teapot", "kettl", "kettle", "nowhere")),
    *((GRAMS, gram) for gram in ("茶会", "订金", "餐点", "无此", "teapots and")),
    ("no such field", "茶会"),
]


def fill(folder: Path) -> WhooshIndex:
    """Six segments: those without a Chinese word number their fields otherwise than the others."""
    index = WhooshIndex(folder)
    for number, text in enumerate(TEXTS):
        entry = an_entry(f"e{number}", text, name="")
        index.apply([entry])
    return index


def read(snapshot: Snapshot) -> list[list[object]]:
    together = snapshot.postings(TERMS)
    return [together.documents.tolist(), together.weights.tolist(), together.ends]


def test_what_small_segments_hold_is_what_they_hold_when_each_is_asked(tmp_path: Path) -> None:
    marked = fill(tmp_path)._current()
    with mock.patch.object(segment_view, "MARKED", 0):
        asked = WhooshIndex(tmp_path)._current()
    assert [view.marks is None for view in asked.views] == [True] * 6
    assert [view.marks is None for view in marked.views] == [False] * 6
    assert len({tuple(view.field_numbers) for view in marked.views}) > 1
    assert read(marked) == read(asked)
    assert len(read(marked)[0]) > 8


def test_a_small_segment_is_not_asked_for_what_it_does_not_hold(tmp_path: Path) -> None:
    index = fill(tmp_path)
    looked_up: list[str] = []
    looked = SegmentView._read

    def noted(view: SegmentView, field: str, term: str) -> bytes:
        looked_up.append(term)
        return looked(view, field, term)

    with mock.patch.object(SegmentView, "_read", noted):
        assert len(index.search(SearchRequest("餐點"), EVERYONE).hits) == 1
        assert not index.search(SearchRequest("花瓶"), EVERYONE).hits
    assert set(looked_up) <= {"餐点", "餐", "点", TEAM}
    assert looked_up.count("餐点") == 2, "in the one segment that has it: the word and the pair"
