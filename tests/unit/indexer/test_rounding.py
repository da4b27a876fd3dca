"""What amounts come to in few figures, and how few were typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.indexer.analysis import TermBag, normal_form, plain_form
from archive.indexer.figures import asked_amounts
from archive.indexer.marking import mark_spans
from archive.indexer.rounding import READ, asked_roughly, rounded_terms, rounded_values


@pytest.mark.parametrize(
    ("value", "terms"),
    [
        ("3174260", {"~31e5", "~32e5", "~317e4", "~3174e3"}),
        ("3178900", {"~31e5", "~32e5", "~317e4", "~318e4", "~3178e3", "~3179e3"}),
        ("3500000", set()),
        ("3530000", {"~35e5"}),
        ("99960.5", {"~99e3", "~10e4", "~999e2", "~100e3", "~9996e1"}),
        ("9999", set()),
        ("-3174260", set()),
    ],
)
def test_what_an_amount_comes_to(value: str, terms: set[str]) -> None:
    assert set(rounded_terms(Decimal(value))) == terms


def test_what_may_be_said_for_an_amount_that_is_written_out() -> None:
    assert rounded_values(Decimal(3178900)) == ("3179000", "3178000", "3180000", "3170000")
    assert rounded_values(Decimal(8640)) == ()


@pytest.mark.parametrize(
    ("typed", "figures", "terms"),
    [
        ("350萬", 3, ("~350e4", "~35e5")),
        ("約350萬元左右", 3, ("~350e4", "~35e5")),
        ("3.50 million", 3, ("~350e4", "~35e5")),
        ("3 million", 1, ("~30e5",)),
        ("about 1,200,000", 2, ("~12e5",)),
        ("$3,174,260", 0, ()),
        ("317.4268萬", 7, ("~3174e3",)),
        ("1億2,500萬", 3, ("~125e6",)),
        ("0.35亿", 2, ("~35e6",)),
    ],
)
def test_how_many_figures_were_typed(typed: str, figures: int, terms: tuple[str, ...]) -> None:
    text = normal_form(plain_form(typed))
    (asked,) = asked_roughly(text, list(asked_amounts(text)))
    assert asked.figures == figures
    assert asked.terms()[: len(terms)] == terms


def test_words_beside_an_amount_that_make_it_a_rough_one_belong_to_it() -> None:
    text = "预算大约350万元左右吗"
    (asked,) = asked_roughly(text, list(asked_amounts(text)))
    assert text[asked.start : asked.end] == "大约350万元左右"


def test_a_table_of_figures_adds_so_many_terms_and_no_more_and_no_length() -> None:
    cells = [str(1_000_003 + 1_007 * number) for number in range(3 * READ)]
    bag, short = TermBag(), TermBag()
    bag.add("金額\n" + "\n".join(cells))
    short.add("金額\n" + "\n".join(cells[:READ]))
    added = [term for term in bag.extras if term.startswith("~")]
    assert len(added) == len([term for term in short.extras if term.startswith("~")]) <= 6 * READ
    assert bag.gram_length == sum(bag.grams.values())


@pytest.mark.parametrize(
    ("text", "word", "marked"),
    [
        ("總價3,174,260元整", "317萬", "3,174,260元整"),
        ("總價3174260起", "317萬", "3174260"),
        ("about 3,174,260 in all", "3.2 million", "3,174,260"),
        ("預算約317萬元", "3,174,260元", "317萬元"),
        ("預算約317萬元", "3174260", "317萬元"),
    ],
)
def test_an_amount_is_marked_by_what_it_comes_to(text: str, word: str, marked: str) -> None:
    assert [text[start:end] for start, end in mark_spans(text, (word,))] == [marked]
    assert mark_spans("總價9,874,260元", (word,)) == ()
