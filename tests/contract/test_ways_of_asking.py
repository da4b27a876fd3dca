"""Amounts, months and days as people ask for them: rounded, by the quarter, counted from today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from archive.domain.access import AccessScope
from archive.indexer.port import IndexEntry, IndexResult, SearchIndex, SearchRequest
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import TEAM, an_entry, some_entries
from tests.support.memory_index import MemoryIndex

EVERYONE = AccessScope(frozenset({TEAM}))
MakeIndex = Callable[[Sequence[IndexEntry]], SearchIndex]


@pytest.fixture(params=["whoosh", "memory"])
def make_index(request: pytest.FixtureRequest, tmp_path: Path) -> MakeIndex:
    def make(entries: Sequence[IndexEntry]) -> SearchIndex:
        whoosh = request.param == "whoosh"
        index: SearchIndex = WhooshIndex(tmp_path / "index") if whoosh else MemoryIndex()
        index.rebuild(entries, lambda _: None)
        return index

    return make


def answer(index: SearchIndex, text: str, **more: object) -> IndexResult:
    return index.search(SearchRequest(text, per_page=50, **more), EVERYONE)  # type: ignore[arg-type]


def ask(index: SearchIndex, text: str, **more: object) -> list[str]:
    return [hit.id for hit in answer(index, text, **more).hits]


# amounts


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ("合約總價3,174,260元", "317萬"),
        ("合約總價3,174,260元", "317.4万"),
        ("合約總價3,174,260元", "317万多"),
        ("合約總價3,174,260元", "三百一十七萬"),
        ("合約總價3,178,900元", "317萬餘元"),
        ("合約總價3,178,900元", "318萬"),
        ("结算金额为317.4万元", "317万"),
        ("结算金额人民币叁佰壹拾柒万肆仟贰佰陆拾元整", "RMB 3.17M"),
        ("Total fee NT$3,174,260 incl. tax", "3.17M"),
        ("Total fee NT$3,174,260 incl. tax", "about 3.2 million"),
        ("Total fee HK$1,204,880", "HK$1.2M"),
        ("Total fee HK$2,960,000", "3 million"),
        ("实付1,204,880元", "120万元"),
        ("項目\t金額\n場地\t3174260", "317萬"),
        ("单位：万元\n项目\t金额\n场地\t317.426", "317万"),
        ("預算約317萬元", "3,174,260"),
        ("預算約317萬元", "3174260"),
        ("預算約320萬元", "about 3.2M"),
    ],
)
def test_an_amount_is_found_by_what_it_comes_to(
    make_index: MakeIndex, body: str, query: str
) -> None:
    index = make_index([an_entry("a", body), *some_entries(20)])
    assert ask(index, query)[0] == "a"


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ("合約總價3,174,260元", "316萬"),
        ("合約總價3,174,260元", "3.3 million"),
        ("合約總價31,742,600元", "317萬"),
        ("付款日20317412", "2032萬"),
        ("電話 0317426012", "3.2億"),
        ("预算的31.7%用于场地", "31.7万"),
    ],
)
def test_another_amount_is_not_found(make_index: MakeIndex, body: str, query: str) -> None:
    assert ask(make_index([an_entry("a", body), *some_entries(20)]), query) == []


def test_the_amount_itself_comes_first_then_what_comes_to_it_the_nearer_first(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry("fewer", "總價3,539,400元，含稅"),
            an_entry("near", "總價3,503,400元，含稅"),
            an_entry("written", "總價350萬元整，含稅"),
            an_entry("out", "總價3,500,000元，含稅"),
            *some_entries(20),
        ]
    )
    found = ask(index, "350萬")
    assert set(found[:2]) == {"written", "out"}
    assert found[2:] == ["near", "fewer"]


def test_an_amount_that_comes_to_what_was_typed_does_not_outweigh_the_words(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry("thing", "帆船碼頭的燈光租金另計"),
            an_entry("figure", "印刷費317,426元"),
            an_entry("both", "帆船碼頭的燈光租金共317,426元"),
            *some_entries(20),
        ]
    )
    assert ask(index, "帆船碼頭 燈光租金 31.7萬") == ["both", "thing"]
    assert set(ask(index, "31.7萬")) == {"both", "figure"}


def test_what_may_be_a_length_is_first_looked_for_as_it_was_typed(make_index: MakeIndex) -> None:
    index = make_index([an_entry("fee", "fee of 3,500,000"), an_entry("mast", "a mast of 3.5m")])
    assert ask(index, "3.5m") == ["mast", "fee"]
