"""Text -> index terms. The same functions read documents and queries, so the two always agree.

Two views of a text. `words`: Chinese words (rjieba, search mode), stems of Latin words, numbers whole,
codes closed up (YX-MKT-2025 also as yxmkt2025), amounts by value (286万 is 2860000, and so is 286 in a
table of 万), dates by day.
`grams`: pairs of neighbours, where a neighbour is one Chinese character or one Latin word or number:
客户, 第12, "kitchen tabl". Grams find what segmentation cuts differently and say what stands next to
what. Single characters are kept as grams of one, for queries of one character, and pairs in their own script
where folding loses a difference (頭髮, 出發); these do not count towards a length, and neither do amounts as
they are rounded (`rounding`), years, quarters and months of any year.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from operator import add
from typing import NamedTuple

from whoosh.lang.porter import stem as porter_stem

from archive.domain.folding import fold
from archive.indexer.figures import (
    LONGEST_TOKEN,
    amounts_of,
    codes_of,
    days_of,
    plain_number,
    span_terms,
)
from archive.indexer.letters import HAN
from archive.indexer.rounding import READ, amounts_written, rounded_terms
from archive.indexer.table_units import scaled_figures
from archive.indexer.words import cut_for_search

VERSION = "12"
"""Raise it when the terms of a text change, or what is kept of an entry, or how: an index of another
version is rebuilt."""


_VARIANTS = str.maketrans(
    "著瞭祇藉覆帐彷妳谘壹弌贰弍叁柒捌玖", "着了只借复账仿你咨一一二二三七八九"
)
# Written differently in one region although the meaning is one; not safe for names and rules, so it
# is done here and not in `fold`. One character for one: places in the text stay true. Of the formal
# numerals those that are nothing else: 双十壹 is 双十一.
# The character itself comes first: that is what is looked for quickly. Those that look at others beside them
# come before these change.
_SPELLINGS = (
    ("画", re.compile("画(?<=[计企规策筹]画)(?![面家作册布像质廊展报笔])"), "划"),
    # 参佰万, where the fold has lost the numeral
    ("参", re.compile("参(?:(?=[拾佰仟])|(?<=[拾佰仟万]参)(?=[拾佰仟万亿元圆角分整]))"), "三"),
    ("身", re.compile("身(?=分)分"), "身份"),
    ("份", re.compile("份(?<=[部成]份)"), "分"),
    ("纪", re.compile("纪(?=录)"), "记"),
    ("甚", re.compile("甚(?=么)"), "什"),
    ("布", re.compile("布(?=署)"), "部"),
)
_SPACED = re.compile(f"(?<![{HAN}])[{HAN}](?: {{1,3}}[{HAN}])+(?![{HAN}])")

_TOKEN = re.compile(
    r"(?P<number>(?<![a-z0-9.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+(?![\d.])))"
    rf"|(?P<word>[^\W_{HAN}]+(?:['’]s\b)?)"
)
_UNIT = re.compile(rf"{_TOKEN.pattern}|[{HAN}]")
_HAN_RUN = re.compile(f"[{HAN}]+")
_TOLD_APART = re.compile(
    "[發髮後乾幹裡裏麵雲鬆穀鬥醜餘製鐘鍾錶復複覆歷曆徵係繫捲鬍幾隻捨睏盡儘闆當噹匯彙獲穫瞭彌瀰簽籤瀋"
    "蘇甦壇罈團糰鹹嚮須鬚傭禦鬱緻颱檯薑嚐衝準僕樸術嘆禮願折摺範彆蔔佈採遊週誌註佔係製]"
)
"""Characters that the fold makes one with another of a different meaning."""
_FIGURED = re.compile(r"[\d年月元圆佰万亿]")
_TAILS = (
    "", "able", "al", "ally", "ance", "ant", "ate", "ation", "c", "cs", "e", "ed", "ence",
    "ent", "er", "es", "ful", "g", "ic", "ies", "ing", "ion", "ism", "ist", "ity", "ive", "ize",
    "l", "le", "ly", "ment", "n", "ness", "ng", "nt", "on", "ous", "s", "ss", "t", "tion", "ty",
    "us", "ve", "y",
)  # fmt: skip
"""Ends of English endings: what may be left to type of a word whose stem is typed already."""
_JOINERS = frozenset(" -_/.+&'’:@")


def plain_form(text: str) -> str:
    """NFKC, lower case, in the script it was written in; spaced-out characters closed up.

    Lone surrogates, which no file can hold, become question marks.
    """
    sound = text.encode("utf-8", "replace").decode("utf-8")
    folded = unicodedata.normalize("NFKC", sound).lower()
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), folded)


def normal_form(plain: str) -> str:
    """A plain form in one script and one regional spelling; every character keeps its place."""
    return respelled(fold(plain))


def respelled(folded: str) -> str:
    """Folded text with regional spellings made one; every character keeps its place."""
    return with_spellings(folded.translate(_VARIANTS))


def with_spellings(text: str) -> str:
    """The part of `respelled` that looks at neighbours."""
    for character, pattern, spelled in _SPELLINGS:
        if character in text:
            text = pattern.sub(spelled, text)
    return text


class Token(NamedTuple):
    """A Latin word or number of a normal form, `text[start:end]`, and the term it is found by."""

    term: str
    start: int
    end: int


@dataclass(slots=True)
class TermBag:
    """Weighted counts of one document's terms."""

    words: Counter[str] = field(default_factory=Counter)
    grams: Counter[str] = field(default_factory=Counter)
    extras: Counter[str] = field(default_factory=Counter)

    def add(self, written: str, *, weight: float = 1, near: date | None = None) -> str:
        """Count the terms of a text, each `weight` times, and give its normal form.

        `near` completes days without a year.
        """
        plain = plain_form(written)
        text = normal_form(plain)
        tokens = list(tokens_of(text))
        runs = _HAN_RUN.findall(text)
        figured = bool(_FIGURED.search(text))
        amounts = list(amounts_written(text)) if figured else []
        days = list(days_of(text, near)) if figured else []
        scaled = list(scaled_figures(text))
        _count(self.words, words_of(text, tokens), weight)
        _count(self.words, chain(amounts_of(text, amounts), days, scaled), weight)
        _count(self.grams, grams_of(text, tokens, runs), weight)
        _count(self.extras, "".join(runs), weight)
        _count(self.extras, script_terms(plain, text), weight)
        _count(self.extras, span_terms(text, days), weight)
        values = [*(amount.value for amount in amounts), *map(Decimal, scaled)][:READ]
        _count(self.extras, chain.from_iterable(map(rounded_terms, values)), weight)
        return text

    def add_date(self, terms: Sequence[str]) -> None:
        """Count the terms of a document's date."""
        _count(self.words, terms, 1)
        _count(self.extras, span_terms("", terms), 1)

    @property
    def word_length(self) -> float:
        return sum(self.words.values())

    @property
    def gram_length(self) -> float:
        return sum(self.grams.values())


def _count(counter: Counter[str], terms: Iterable[str], weight: float) -> None:
    if weight == 1:
        counter.update(terms)
        return
    for term, times in Counter(terms).items():
        counter[term] += times * weight  # type: ignore[assignment]  # a Counter takes any number


def tokens_of(text: str, first: int = 0, behind: int = sys.maxsize) -> Iterator[Token]:
    """The Latin words and numbers of a normal form, in order; of a part of it that begins outside of any."""
    for match in _TOKEN.finditer(text, first, behind):
        start, end = match.span()
        if end - start <= LONGEST_TOKEN:
            yield Token(_term_of(match), start, end)


def _term_of(match: re.Match[str]) -> str:
    return plain_number(match[0]) if match.lastgroup == "number" else stem(match[0])


def written_form(text: str, term: str) -> str:
    """How a normal form writes the Latin word of a term; empty, where it writes no such word."""
    found = next((token for token in tokens_of(text) if token.term == term), None)
    return text[found.start : found.end] if found else ""


def units_of(text: str) -> list[Token]:
    """Every Chinese character and every Latin word or number of a normal form, in order."""
    units = []
    for match in _UNIT.finditer(text):
        start, end = match.span()
        if match.lastgroup is None:
            units.append(Token(match[0], start, end))
        elif end - start <= LONGEST_TOKEN:
            units.append(Token(_term_of(match), start, end))
    return units


def gram_of(text: str, first: Token, second: Token) -> str | None:
    """The gram of two units that follow each other; None when something stands between them."""
    before, _, end = first
    after, start, _ = second
    one, other = is_han(before), is_han(after)
    if one and other:
        return None if start > end else before + after
    gap = text[end:start]
    if one or other:
        return before + after if gap in {"", " "} else None
    return f"{before} {after}" if joined(gap) else None


def is_han(term: str) -> bool:
    """True for a term that begins with a Chinese (or Japanese, Korean) character."""
    first = term[:1]
    return "一" <= first <= "鿿" or (first >= "々" and bool(_HAN_RUN.match(first)))


def words_of(text: str, tokens: Iterable[Token]) -> Iterator[str]:
    """The terms of the field `w` but for figures."""
    for piece in cut_for_search(text):
        if _HAN_RUN.match(piece):
            yield piece
    for token in tokens:
        yield token.term
    yield from codes_of(text)


def grams_of(text: str, tokens: Iterable[Token], runs: Iterable[str]) -> Iterator[str]:
    """The terms of the field `b` that are pairs; `runs` are the text's unbroken Chinese runs."""
    for run in runs:
        yield from map(add, run, run[1:])
    previous: Token | None = None
    for token in tokens:
        before = _neighbour(text, token.start - 1, -1)
        if before:
            yield before + token.term
        after = _neighbour(text, token.end, 1)
        if after:
            yield token.term + after
        if previous and joined(text[previous.end : token.start]):
            yield f"{previous.term} {token.term}"
        previous = token


def script_terms(plain: str, text: str) -> Iterator[str]:
    """Characters and pairs that tell 頭髮 from 出發, which one map makes the same character.

    Only the character in question keeps its script; its neighbours are folded.
    """
    for match in _TOLD_APART.finditer(plain):
        place = match.start()
        yield match[0]
        if place and _HAN_RUN.match(text, place - 1):
            yield text[place - 1] + match[0]
        if _HAN_RUN.match(text, place + 1):
            yield match[0] + text[place + 1]


def tells_scripts_apart(plain: str) -> bool:
    """True when `script_terms` finds anything in a text."""
    return bool(_TOLD_APART.search(plain))


def joined(gap: str) -> bool:
    """True when two Latin words with this between them stand side by side."""
    return not gap or gap in _JOINERS


def _neighbour(text: str, place: int, step: int) -> str | None:
    """The Chinese character next to a Latin word on that side, over one space at most."""
    if 0 <= place < len(text) and text[place] == " ":
        place += step
    if 0 <= place < len(text) and _HAN_RUN.match(text, place):
        return text[place]
    return None


def stems_inside(beginning: str) -> tuple[str, ...]:
    """The stems that end before the beginning of a word does: cerami, of ceramics, has ceram.

    Each is the stem of the beginning with one of the tails of English endings put to it.
    """
    if not (beginning.isascii() and beginning.isalpha()):
        return ()
    stems = {stem(beginning + tail) for tail in _TAILS}
    return tuple(sorted(s for s in stems if s != beginning and beginning.startswith(s)))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of an English word (Porter); other words, short ones and codes stay as they are."""
    word = re.sub(r"['’]s$", "", word)
    if len(word) <= 3 or not (word.isascii() and word.isalpha()):
        return word
    stemmed: str = porter_stem(word)
    return stemmed
