"""Which kinds of papers answer a question of that kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.domain.documents import CLASS_CODES
from archive.indexer import leanings
from archive.indexer.plan import QueryPlan
from archive.indexer.query import make_plan
from archive.indexer.thesaurus import shipped_thesaurus


def plan_of(query: str) -> QueryPlan:
    return make_plan(query, shipped_thesaurus())


@pytest.mark.parametrize(
    ("query", "among"),
    [
        ("燈會人潮為什麼不如預期", "retrospective"),
        ("灯会人潮为什么不如预期", "retrospective"),
        ("Why were the lanterns late", "retrospective"),
        ("少掛一盞燈要扣多少", "contract"),
        ("penalties for late lanterns", "contract"),
        ("燈籠還沒付的款項", "settlement"),
        ("居民對燈會的抱怨", "feedback"),
        ("燈籠的款項什麼時候付", "contract"),
        ("燈會花了多少", "settlement"),
        ("誰負責租發電機", "minutes"),
        ("lanterns actually delivered", "final_report"),
        ("猜燈謎的參加人數", "data_report"),
        ("灯谜一共办了几场", "final_report"),
        ("燈會請咗幾多個義工", "data_report"),
        ("how many riddles were solved", "data_report"),
    ],
)
def test_a_question_leans_to_papers_that_answer_its_kind(query: str, among: str) -> None:
    assert any(among in kind for kind in plan_of(query).leaning)


def test_a_question_of_two_kinds_leans_twice_to_what_answers_both() -> None:
    kinds = plan_of("燈會沒達標的原因").leaning
    assert len(kinds) == 2
    assert all("retrospective" in kind for kind in kinds)


@pytest.mark.parametrize("query", ["燈會租金多少錢", "燈會幾時開始"])
def test_what_it_costs_and_when_it_begins_is_no_question_of_how_many(query: str) -> None:
    assert not any("data_report" in kind for kind in plan_of(query).leaning)


@pytest.mark.parametrize("query", ["燈會 發電機", "lantern supplier", "causeway", ""])
def test_most_queries_lean_to_nothing(query: str) -> None:
    assert plan_of(query).leaning == ()


def test_every_line_is_read_and_names_classes_there_are() -> None:
    path = Path(leanings.__file__).with_name("leanings.txt")
    lines = [one for one in path.read_text("utf-8").splitlines() if one and one[0] != "#"]
    named = [re.match(r"\[([a-z_, ]+)\] ", line) for line in lines]
    assert all(named)
    keys = {key for match in named if match for key in re.findall("[a-z_]+", match[1])}
    assert keys <= set(CLASS_CODES)
