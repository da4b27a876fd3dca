"""What is like a text, told by the words they share: the real index and one that looks at everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.domain.access import AccessScope
from archive.indexer.port import IndexEntry, Sample, SearchIndex
from archive.indexer.similar import named
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import TEAM, an_entry, some_entries
from tests.support.memory_index import MemoryIndex

EVERYONE = AccessScope(frozenset({TEAM}))
INSIDER = AccessScope(frozenset({TEAM, "project:9:confidential"}))
BODY = "燈籠步道的夜間導覽由碼頭志工帶領，碼頭志工訓練提前兩週，夜間導覽反應熱烈。"
OTHER = "码头志工训练手册：夜间导览的路线、灯笼的收放与志工排班。"
SAMPLE = Sample("own", "燈籠步道夜間導覽", BODY)


@pytest.fixture(params=["whoosh", "memory"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> SearchIndex:
    made: SearchIndex = WhooshIndex(tmp_path) if request.param == "whoosh" else MemoryIndex()
    made.rebuild([*some_entries(40), an_entry("own", BODY), an_entry("b", OTHER)], lambda _n: None)
    return made


def test_a_text_is_like_what_shares_its_rare_words_in_either_script(index: SearchIndex) -> None:
    found = index.similar(SAMPLE, EVERYONE)
    assert [one.id for one in found] == ["b"]
    assert 0.12 <= found[0].share <= 1
    assert set(found[0].words) >= {"導覽", "燈籠"}  # as the text itself writes them


def test_a_text_is_never_like_itself_and_words_left_out_do_not_count(index: SearchIndex) -> None:
    assert "own" not in {one.id for one in index.similar(SAMPLE, EVERYONE, limit=50)}
    bare = Sample("own", "", BODY, left_out=(OTHER,))
    assert "b" not in {one.id for one in index.similar(bare, EVERYONE)}


def test_what_is_like_a_text_is_the_same_whatever_is_hidden(index: SearchIndex) -> None:
    before = index.similar(SAMPLE, EVERYONE)
    hidden = [
        an_entry(f"h{n}", f"{BODY} 導覽 燈籠 秘密手冊{n}", access=("project:9:confidential",))
        for n in range(30)
    ]
    index.apply(hidden)
    assert index.similar(SAMPLE, EVERYONE) == before
    assert {one.id for one in index.similar(SAMPLE, INSIDER)} >= {"h0", "h1"}
    assert index.similar(SAMPLE, AccessScope(frozenset())) == ()
    assert index.similar(SAMPLE, EVERYONE, hidden={"b"}) == ()


def test_both_indexes_agree(tmp_path: Path) -> None:
    entries: list[IndexEntry] = [*some_entries(60)]
    real, memory = WhooshIndex(tmp_path), MemoryIndex()
    for made in (real, memory):
        made.rebuild(entries, lambda _n: None)
    for entry in entries[:20]:
        sample = Sample(entry.id, entry.title, entry.body)
        one, other = (made.similar(sample, EVERYONE, limit=8) for made in (real, memory))
        assert [round(found.share, 3) for found in one] == [round(f.share, 3) for f in other]
        assert len(one) == len(other)


@pytest.mark.parametrize("body", ["", "12 34", "試", "\ud800\x00", "a" * 9_000, "導覽"])
def test_a_text_that_says_little_is_like_nothing(index: SearchIndex, body: str) -> None:
    assert index.similar(Sample("x", "", body), EVERYONE) == ()


def test_a_reason_names_no_word_inside_another() -> None:
    assert named(["導覽", "夜間導覽", "志工", "導覽"]) == ("夜間導覽", "志工")
