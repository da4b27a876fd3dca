"""Latin words in texts: the same marks as by reading every word, without reading them."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.indexer import marked_latin, marked_values
from archive.indexer.analysis import Token, tokens_of
from archive.indexer.marked_latin import Found, LatinWords
from archive.indexer.marked_values import values_asked
from archive.indexer.normal_text import NormalText

PIECES = (
    *"abc12 .,'’-_客〇한é\n\0…",
    *(
        "meeting",
        "meetings",
        "met",
        "marketing's",
        "market",
        "kitchen table",
        "tables",
        "1,250",
        "1250.5",
    ),
    *(
        "don't",
        "'s",
        "2part",
        "1,250part",
        "client's客",
        "client's_",
        "x" * 61,
        "naïve",
        " ",
        " ",
        " ",
    ),
)
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
TERMS = (
    "meet",
    "met",
    "market",
    "tabl",
    "kitchen",
    "1250",
    "1250.5",
    "part",
    "client",
    "s",
    "a",
    "12",
    "c",
)
terms = st.lists(st.sampled_from(TERMS), min_size=1, max_size=3).map(tuple)
beginnings = st.lists(st.sampled_from(("mar", "meet", "1", "a", "s", "x")), max_size=2)


def by_reading_all(words: LatinWords, text: NormalText) -> Iterator[Found]:
    for number, at in enumerate(text.starts):
        normal = text.part(number)
        tokens = list(tokens_of(normal))
        for place, first in enumerate(tokens):
            for begun, word in words.beginnings.items():
                if normal.startswith(begun, first.start):
                    yield at + first.start, at + first.end, word
            for length in range(3, 0, -1):
                part = tokens[place : place + length]
                if len(part) == length and tuple(one.term for one in part) in words.words:
                    found = words.words[tuple(one.term for one in part)]
                    yield at + first.start, at + part[-1].end, found
                    break


@given(st.lists(texts, min_size=1, max_size=3), st.lists(terms, max_size=3), beginnings)
@example(["client's客", "client's"], [("client",)], [])
@example(["1,250part 1,250,part"], [("part",)], [])
@example(["kitchen", "table"], [("kitchen", "tabl")], [])
@example(["don's,s.s a's's"], [("s",)], [])
def test_the_words_are_those_of_reading_every_word(
    written: list[str], sought: list[tuple[str, ...]], begun: list[str]
) -> None:
    words = LatinWords(
        {one: number for number, one in enumerate(sought)},
        {one: number for number, one in enumerate(begun, len(sought))},
    )
    text = NormalText.of(*written)
    assert sorted({*words.found(text)}) == sorted({*by_reading_all(words, text)})


def read_for(text: NormalText, *sought: str) -> tuple[int, int]:
    """How many words are found, and how many are read for that."""
    read = list[str]()

    def noted(*part: object) -> Iterator[Token]:
        for token in tokens_of(*part):  # type: ignore[arg-type]
            read.append(token.term)
            yield token

    with patch.object(marked_latin, "tokens_of", noted):
        found = list(LatinWords({(one,): 0 for one in sought}, {}).found(text))
    return len(found), len(read)


def test_only_words_that_begin_alike_are_read() -> None:
    text = "A remeeting of other words, then 會議 meetings and many more words. "
    assert read_for(NormalText.of(text * 50), "meet") == (50, 50)


def test_a_line_without_end_is_read_once() -> None:
    text = NormalText.of("1,250.1" * 20_000)
    words = list(tokens_of(text.normal))
    there = sum(word.term in ("1", "250") for word in words)
    assert read_for(text, "1", "250") == (there, len(words))


WORDS = st.text(
    st.sampled_from("客户检讨季度上下半年月日三百万亿元肆○正廿〇来约 maymarchq3lastyear12."),
    max_size=8,
)


@given(
    st.one_of(
        WORDS, st.sampled_from(("last quarter", "上半年", "may", "去年三月", "正月", "百分之五"))
    )
)
def test_a_word_without_a_figure_holds_no_other_value(word: str) -> None:
    fast = values_asked(word)
    with patch.object(marked_values, "_ASKED_FIGURE") as always:
        always.search.return_value = True
        slow = values_asked(word)
    assert ({*fast[0]}, fast[1]) == ({*slow[0]}, slow[1])


@pytest.mark.parametrize(
    ("word", "asked"), [("上半年", "d:-h1"), ("march", "d:-03"), ("第三季", "d:-q3")]
)
def test_a_span_needs_no_figure(word: str, asked: str) -> None:
    assert asked in values_asked(word)[0]
