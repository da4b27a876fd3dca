"""A query that is the name of a kind of papers and nothing else, under every name the rules know."""

from __future__ import annotations

import pytest

from archive.indexer.query import make_plan
from archive.indexer.thesaurus import shipped_thesaurus
from archive.naming.rulefile import packaged_rules

NO_KIND = "other"
NAMES = [
    (kind.key, name)
    for kind in packaged_rules().classes.values()
    if kind.key != NO_KIND
    for name in (*kind.labels, *kind.aliases)
]


def classes_of(query: str) -> tuple[str, ...]:
    return make_plan(query, shipped_thesaurus()).classes


@pytest.mark.parametrize(("key", "name"), NAMES)
def test_every_name_that_the_rules_give_a_kind_names_it_in_a_query(key: str, name: str) -> None:
    assert key in classes_of(name)


@pytest.mark.parametrize(
    "query", ["全部合約", "合約文件", "合同有哪些", "all contracts", "the contract", "合約 合同"]
)
def test_words_that_say_no_more_leave_the_name_what_it_is(query: str) -> None:
    assert classes_of(query) == ("contract",)


@pytest.mark.parametrize(
    "query", ["合約金額", "contract penalties", "合約 報價單", "物料清點", "文件"]
)
def test_whatever_else_is_said_asks_for_more_than_a_kind(query: str) -> None:
    assert classes_of(query) == ()


def test_what_is_a_name_only_by_itself_is_a_word_like_any_beside_others() -> None:
    alone, beside = (
        make_plan(query, shipped_thesaurus()) for query in ("現場紀錄", "現場紀錄 燈架")
    )
    assert alone.clauses[0].classes == ("execution_record",)
    assert not any(clause.classes for clause in beside.clauses)
