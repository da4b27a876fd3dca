"""The scores that sentences tell: means, and what one person of the client's gave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.review.client.given_scores import given_scores, marked_score
from archive.review.client.respondents import about_survey
from archive.review.client.scales import OVER_SCALE, SCALES, WORD_SCALES, scale_in
from archive.review.client.score import Score
from archive.review.papers.papers import Paper, Role
from archive.review.reading.citations import Evidence
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list

_OF_FULL = re.compile(
    r"(?<![\d.])(\d{1,2}(?:\.\d{1,2})?)\s*分[^。；;\d]{0,6}(?:满分|滿分)\s*[为為是]?\s*(\d{1,3})"
)
_MEAN_TOLD = word_list("satisfaction.mean_told")
_PART = word_list("satisfaction.part")


def told_scores(paper: Paper) -> Iterator[Score]:
    """The means that sentences tell, then what one person of the client's gave."""
    sentences = [s for s in paper.sentences if not _ASKS.search(s.text)]
    told = [
        (score, _MEAN_TOLD.within(sentence.text) or _BEHIND.search(sentence.text) is not None)
        for sentence in sentences
        if about_survey(paper, sentence.trail, sentence.text)
        and (score := score_told(paper, sentence))
    ]
    yield from (score for score, of_all in sorted(told, key=lambda entry: not entry[1]))
    if not told and paper.role is Role.CLIENT and (given := given_scores(sentences)):
        spans = tuple(span for passage in given.passages for span in passage.evidence.spans)
        text = " ".join(passage.text for passage in given.passages)
        several = len(given.scores) > 1
        yield Score(given.mean, scale_in(text), paper, Evidence(paper.source, spans), several)


_ASKS = re.compile(r"[？?][」”\"）)]*\s*$")
"""What score would you give (out of 10)? is no answer."""


_BEHIND = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:\.\d{1,2})?)\s*(?:points?\s+|分\s*)?(?:on average|overall|的?平均)(?![数數]?\D{0,4}\d)",
    re.IGNORECASE,
)
"""So an 8 on average."""


def score_told(paper: Paper, sentence: Passage) -> Score | None:
    """A score behind the words for a mean; of the client also "8.5 out of 10" alone."""
    text = sentence.text
    if _is_of_others(text):
        return None
    behind, top = _BEHIND.search(text), scale_in(text)
    of_report = top and Decimal(behind[1]) < top if behind else False
    if behind and (paper.role is Role.CLIENT or of_report):
        return Score(Decimal(behind[1]), top, paper, sentence.evidence)
    named = _MEAN_TOLD.search(text)
    if named and (marked := marked_score(text)):
        return Score(marked[0], marked[1], paper, sentence.evidence)
    given = OVER_SCALE.search(text, named.end() if named else 0)
    reach = 26 if text.isascii() else 8
    if given and (given.start() - named.end() <= reach if named else paper.role is Role.CLIENT):
        return Score(Decimal(given[1]), int(given[2]), paper, sentence.evidence)
    if paper.role is Role.CLIENT and (in_words := _IN_WORDS.search(text)):
        value = _told_in_words(in_words)
        return Score(value, WORD_SCALES[in_words["top"].lower()], paper, sentence.evidence)
    if paper.role is Role.CLIENT and (full := _OF_FULL.search(text)) and int(full[2]) in SCALES:
        return Score(Decimal(full[1]), int(full[2]), paper, sentence.evidence)
    return _behind_a_mean(paper, sentence, reach)


_OF_OTHERS = re.compile(
    r"上[届次年]|去年|前[次年]|往年|同[业行]|行业|竞品|目标|及格|[若如]果?(?=平均)"
    r"|\b(?:last (?:year|time)|previous|target|goal|aim(?:ed)?|hoped|sector|industry|benchmark|if (?:we|the|it))\b"
)


def _is_of_others(text: str) -> bool:
    """Before the mean it is said that it is last year's, the trade's or a target: nothing that was given now."""
    plain = folded(text)
    found = [m.start() for m in (_MEAN_TOLD.pattern.search(plain), _BEHIND.search(plain)) if m]
    lead = plain[: max(found)] if found else ""
    return _OF_OTHERS.search(lead) is not None


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_IN_WORDS = re.compile(
    rf"\b(?P<score>{'|'.join(_NUMBERS)})(?P<half> and a half)?\s+out of\s+(?P<top>five|ten)\b",
    re.IGNORECASE,
)
"""Eight out of ten, as people say it."""


def _told_in_words(match: re.Match[str]) -> Decimal:
    whole = Decimal(_NUMBERS.index(match["score"].lower()) + 1)
    return whole + (Decimal("0.5") if match["half"] else 0)


def _behind_a_mean(paper: Paper, sentence: Passage, reach: int) -> Score | None:
    """The first figure close behind words for a mean that is a score of the whole."""
    text = sentence.text
    means = list(_MEAN_TOLD.pattern.finditer(folded(text)))
    scale = scale_in(text)
    for figure in find_quantities(text) if means else ():
        nearest = next((m for m in reversed(means) if m.end() <= figure.start), None)
        if nearest is None or figure.start - nearest.end() > reach:
            continue
        lead = text[max(0, nearest.start() - 8) : figure.start]
        if _NAMES_A_PART.search(text[nearest.end() : figure.start]) and _is_list(text):
            continue
        if not _PART.within(lead) and _is_score(text, figure, scale):
            return Score(figure.value, scale, paper, sentence.evidence)
    return None


_NAMES_A_PART = re.compile(
    r"^\s*(?:scores?|points?|[為为是]|\([^)]*\))?\s*[:：]\s*[^\W\d_]{2,}", re.IGNORECASE
)
_ONE_OF_SEVERAL = re.compile(
    r"[^\W\d_]\s*[:：]?\s*\d{1,2}(?:\.\d{1,2})?\s*分?(?=[，,、；;。.\s]|$)"
)
_SEVERAL = 3


def _is_list(text: str) -> bool:
    """平均分：人流 4.4，宣傳 4.2，… gives the means of parts, and the first of them is not the whole."""
    return len(_ONE_OF_SEVERAL.findall(text)) >= _SEVERAL


_IN_POINTS = ("", "分", "out", "points", "/", "stars", "星", "颗", "顆")


def _is_score(text: str, figure: Quantity, scale: int | None) -> bool:
    """In points and in digits ("the average of the three is 8"), within the scale and not its top."""
    told = figure.unit in _IN_POINTS and figure.written[:1].isdigit() and not figure.currency
    return told and 0 < figure.value <= (scale or 100) and not _is_top_of_scale(text, figure)


def _is_top_of_scale(text: str, figure: Quantity) -> bool:
    behind = text[figure.end :].lstrip()
    before = text[: figure.start].rstrip().lower()
    return before.endswith(("out of", "满分", "滿分", "最高")) or bool(_OF_THE_TOP.match(behind))


_OF_THE_TOP = re.compile(r"分?\s*(?:制|量表|[为為是]?\s*(?:满分|滿分|最高))")
"""以 10 分為滿分: the top of the scale behind the figure."""
