"""A query as a plan: operators, other words, dates, and what is to be marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.indexer.aspects import ASPECT
from archive.indexer.plan import QueryPlan
from archive.indexer.query import make_plan
from archive.indexer.thesaurus import Thesaurus, load_thesaurus


@pytest.fixture(scope="module")
def thesaurus(tmp_path_factory: pytest.TempPathFactory) -> Thesaurus:
    path: Path = tmp_path_factory.mktemp("words") / "words.txt"
    path.write_text("[contract] 合約 = 合同 = agreement\n項目 = 專案\n", "utf-8")
    return load_thesaurus(path, None)


def shown(plan: QueryPlan) -> list[str]:
    return [a.shown for clause in plan.clauses for a in clause.alternatives if a.shown]


def terms(plan: QueryPlan) -> set[str]:
    return {t.text for clause in plan.clauses for a in clause.alternatives for t in a.terms}


def test_other_words_are_alternatives_of_the_word_typed(thesaurus: Thesaurus) -> None:
    plan = make_plan("服務合同金額", thesaurus)
    assert shown(plan) == ["合約", "agreement"]
    assert {clause.classes for clause in plan.clauses} == {(), ("contract",)}


def test_a_word_of_the_thesaurus_across_two_words_is_none(thesaurus: Thesaurus) -> None:
    assert shown(make_plan("選項目錄", thesaurus)) == []
    assert shown(make_plan("項目目錄", thesaurus)) == ["專案"]


def test_a_whole_word_is_taken_before_a_longer_one_that_cuts_another(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("客戶滿意 = 開心\n客戶 = 甲方\n滿意度 = 好評\n", "utf-8")
    whole = load_thesaurus(path, None)
    assert shown(make_plan("客戶滿意度", whole)) == ["甲方", "好評"]
    assert shown(make_plan("客戶滿意", whole)) == ["開心"]


@pytest.mark.parametrize(
    ("query", "required", "excluded"),
    [
        ('"第二期款"', 1, 0),
        ("“第二期款”", 1, 0),
        ("「第二期款」", 1, 0),
        ("「第二期款」是什麼時候付的", 0, 0),
        ('何時付 "第二期款"', 1, 0),
        ("付款 -罰款 -「違約 金」", 0, 2),
        ("YX-MKT-2025", 0, 0),
        ('"unbalanced', 0, 0),
        ('"。" - "', 0, 0),
    ],
)
def test_quotes_and_minus(thesaurus: Thesaurus, query: str, required: int, excluded: int) -> None:
    plan = make_plan(query, thesaurus)
    assert (len(plan.required), len(plan.excluded)) == (required, excluded)


def test_an_empty_query_and_one_of_exclusions_list_everything(thesaurus: Thesaurus) -> None:
    assert make_plan(" \t", thesaurus).everything
    assert make_plan("-預算", thesaurus).everything
    assert not make_plan("。？", thesaurus).everything


def test_dates_and_amounts_are_sought_by_value(thesaurus: Thesaurus) -> None:
    assert {"d:2025-08-23", "d:--08-23"} <= terms(make_plan("114年8月23日的活動", thesaurus))
    assert "2860000" in terms(make_plan("286萬", thesaurus))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("十四萬八千", "148000"),
        ("14萬8", "148000"),
        ("一萬二", "12000"),
        ("三點五萬", "35000"),
        ("二百万零五千", "2005000"),
        ("三千五百", "3500"),
        ("一億二千萬", "120000000"),
        ("二百八十六萬元", "2860000"),
    ],
)
def test_an_amount_is_sought_as_it_is_said(thesaurus: Thesaurus, typed: str, value: str) -> None:
    assert value in terms(make_plan(f"預算 {typed}", thesaurus))


@pytest.mark.parametrize("typed", ["萬一下雨", "十分滿意", "一百分", "第二十一", "千萬別"])
def test_a_numeral_in_a_word_is_no_amount(thesaurus: Thesaurus, typed: str) -> None:
    assert not any(term.isdecimal() for term in terms(make_plan(typed, thesaurus)))


def test_what_a_question_asks_of_is_not_what_there_still_is(thesaurus: Thesaurus) -> None:
    assert terms(make_plan("場租還有多少", thesaurus)) == terms(make_plan("場租多少", thesaurus))


def test_question_words_are_not_sought_and_not_marked(thesaurus: Thesaurus) -> None:
    plan = make_plan("為什麼退貨率這麼高", thesaurus)
    assert "为什么" not in terms(plan)
    assert plan.words[:2] == ("退货率", "退货")
    assert not {"为什么", "率", "高"} & set(plan.words)


def test_whether_something_is_there_is_asked_with_no_word_to_look_for(
    thesaurus: Thesaurus,
) -> None:
    assert terms(make_plan("攤位有沒有水電", thesaurus)) == terms(make_plan("攤位 水電", thesaurus))


@pytest.mark.parametrize(("typed", "weights"), [("攤位幾家", {1.0, ASPECT}), ("攤位幾何", {1.0})])
def test_what_a_count_is_asked_with_counts_less(
    thesaurus: Thesaurus, typed: str, weights: set[float]
) -> None:
    assert {clause.weight for clause in make_plan(typed, thesaurus).clauses} == weights


def test_the_rest_of_a_word_is_marked_with_what_stands_beside_it(thesaurus: Thesaurus) -> None:
    words = make_plan("快閃店物料", thesaurus).words  # cut as 快 | 闪店 | 物料
    assert words == ("快闪店物料", "快闪店", "闪店", "物料")


def test_dates_are_marked_whole(thesaurus: Thesaurus) -> None:
    assert make_plan("2025年8月23日的活動", thesaurus).words == ("2025年8月23日", "活动")


def test_only_a_short_query_is_sought_as_a_whole(thesaurus: Thesaurus) -> None:
    whole = make_plan("服務合同", thesaurus).short
    assert [phrase.form for phrase in whole] == ["服务合同", "服务合约", "服务agreement"]
    assert whole[0].weight == 1
    assert make_plan("服務合同的總金額是多少", thesaurus).short == ()
    assert len(make_plan("north pier", thesaurus).short) == 1
    assert make_plan("one two three four five", thesaurus).short == ()
