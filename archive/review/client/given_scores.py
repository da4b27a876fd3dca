"""Scores that people give in running text, each by one person, where nobody tells their mean.

我給 8 分，採購給 7 分; I'd give it an 8 and Tom gave 9; ★★★★☆; a ticked number among others that are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from archive.review.reading.passages import Passage
from archive.review.reading.words import word_list

_NUMBER = r"(?<![\d.,/])(\d{1,2}(?:\.\d{1,2})?)(?![\d%％]|\.\d|\s*[-–~至到]\s*\d)"
_GIVEN = re.compile(
    rf"(?:[给給打评評畀俾][了个個咗出过過]?|(?:打|评|評)(?:分|个|個))\s*{_NUMBER}\s*分?"
    r"|\b(?:gave|gives?|give|giving|scored?|scores|rated?|rates|says?|say|put)\s+"
    rf"(?:(?:it|us|you|them|this|the \w+|everything)\s+)?(?:an?\s+)?{_NUMBER}",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(
    r"(?:[,，、;；]|\band\b)\s*(?!满分|滿分|最高|总分|總分)(?:[一-鿿]{1,6}|[A-Z][\w'’.\-]*(?:\s[A-Z][\w'’.\-]*)?(?:\s(?:in|from)\s\w+)?"
    r"|my \w+|our \w+)"
    rf"\s*(?:[:：是给給打]|gave|said|an?)?\s*{_NUMBER}\s*分?(?=\s*(?:[,，、;；。.!！]|\band\b|$))"
)
_OF_A_PART = re.compile(
    r"(?:给|給|对|對|为|為|帮|幫)(?P<part>[^，,。；;给給打]{1,8})(?:打|评|評)[了个個咗出]?\s*\d"
)
_OF_THE_WHOLE = word_list("satisfaction.whole_work")
_HIGHEST = Decimal(10)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Given:
    """The scores of several people, or of one, with where they stand."""

    scores: tuple[Decimal, ...]
    passages: tuple[Passage, ...]

    @property
    def mean(self) -> Decimal:
        """Their mean, two decimals."""
        whole = sum(self.scores, Decimal(0)) / len(self.scores)
        return whole.quantize(Decimal("0.01"), ROUND_HALF_UP) if len(self.scores) > 1 else whole


def given_scores(sentences: Sequence[Passage]) -> Given | None:
    """What those who speak gave, each once; None where nobody gives a score or somebody scores parts."""
    found = [(score, s) for s in sentences for score in _given(s.text)]
    if not found or any(_is_of_parts(s.text) for _, s in found):
        return None
    passages = tuple(dict.fromkeys(s for _, s in found))
    return Given(tuple(score for score, _ in found), passages)


_ANOTHER = r"\s*(?:[,，、/]|\band\b|和|及|同)\s*(?:and\s+)?"
_IN_A_ROW = re.compile(
    rf"(?P<scores>(?<![\d.,])\d{{1,2}}(?:\.\d)?\s*分?(?:{_ANOTHER}\d{{1,2}}(?:\.\d)?\s*分?){{2,}})(?![\d.]*\d|\s*[%％人份年月日個个])"
)
_TELLS_SCORES = word_list("satisfaction.scores_told")


def _in_a_row(text: str) -> list[Decimal]:
    """Each of the four gave a mark out of five: 5, 4, 4 and 3."""
    told = _IN_A_ROW.search(text) if _TELLS_SCORES.within(text) else None
    return [Decimal(n) for n in re.findall(r"\d{1,2}(?:\.\d)?", told["scores"])] if told else []


def tells_scores(text: str) -> bool:
    """Whether a sentence lists what several people gave, and is no remark itself."""
    return bool(_in_a_row(text))


def _given(text: str) -> Iterator[Decimal]:
    """What is given with a verb, and what goes on behind it: I gave it 8, Joe 9 and Lena 7."""
    if row := _in_a_row(text):
        yield from (score for score in row if 0 < score <= _HIGHEST)
        return
    first = _GIVEN.search(text)
    if first is None:
        return
    at = {
        match.start(group): match[group]
        for pattern in (_GIVEN, _AND_ANOTHER)
        for match in pattern.finditer(text, first.start())
        for group in range(1, pattern.groups + 1)
        if match[group]
    }
    yield from (score for _, told in sorted(at.items()) if 0 < (score := Decimal(told)) <= _HIGHEST)


def _is_of_parts(text: str) -> bool:
    """給設計打 9 分: a score of one side of the work is not one of the whole."""
    return any(not _OF_THE_WHOLE.within(m["part"]) for m in _OF_A_PART.finditer(text))


# ------------------------------------------------------------------ marks
_STARS = re.compile(r"(?P<full>★{1,10})(?P<empty>☆{0,9})")
_TICK, _BOX = "[☑✅✓✔■●◉☒]", "[□☐○〇◯☑✅✓✔■●◉☒]"
_BEFORE = re.compile(rf"(?P<box>{_BOX})\s*(?P<number>\d{{1,2}})(?!\d)")
_BEHIND = re.compile(rf"(?<!\d)(?P<number>\d{{1,2}})\s*(?P<box>{_BOX})")


def marked_score(text: str) -> tuple[Decimal, int] | None:
    """(score, top) of one row of stars or of one ticked number; None for anything else."""
    if len(stars := list(_STARS.finditer(text))) == 1 and len(stars[0].group()) >= _FEWEST_STARS:
        return Decimal(len(stars[0]["full"])), len(stars[0].group())
    before, behind = list(_BEFORE.finditer(text)), list(_BEHIND.finditer(text))
    marks = before if len(before) >= len(behind) else behind
    ticked = [int(m["number"]) for m in marks if re.match(_TICK, m["box"])]
    numbers = sorted(int(m["number"]) for m in marks)
    run = numbers == list(range(numbers[0], numbers[-1] + 1)) if numbers else False
    if len(ticked) != 1 or len(numbers) <= _FEWEST or not run or numbers[0] > 1:
        return None
    return Decimal(ticked[0]), numbers[-1]


_FEWEST_STARS = 3
