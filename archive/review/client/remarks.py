"""Remarks in running text: answers of an interview, sentences of a letter, lines below "Comments".

A remark is as long as one says it: a sentence, with the short one behind it that belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.review.client.asides import is_about_itself, is_courtesy, lead_in
from archive.review.client.letters import is_letter
from archive.review.client.opinion_places import is_item
from archive.review.client.quotations import ASKED, LEAST_QUOTED
from archive.review.client.remark_labels import after_labels
from archive.review.client.remark_words import asks_opinion, is_remark, lean_of
from archive.review.client.spoken_places import (
    FIRST_OR_SECOND,
    MANY_LETTERS,
    SpokenPlace,
    spoken_places,
)
from archive.review.papers.papers import Paper
from archive.review.reading.passages import Passage, sentences_of, without_mark
from archive.review.reading.polarity import tone_of
from archive.review.reading.words import word_list

_OF_OTHERS = re.compile(
    r"^\s*(?:(?:she|he|they|both|asked|wants?|yes to|no to|agreed)\b|[他她]们?[^，。]{0,8}(?:说|說|认为|認為|希望|提到)"
    r"|(?:对方|對方|客户|客戶|业主|業主)[^，。]{0,6}(?:说|說|认为|認為|希望|提到|表示|要求))",
    re.IGNORECASE,
)
"""Notes about somebody: the words are the writer's."""
_LONGEST = 260


@dataclass(frozen=True, slots=True)
class Spoken:
    """A remark; `sure` where the place says whose it is, `labelled` behind a label of opinions.

    `lean` is above zero below a question for the good, below zero below one for the bad. `told` is a
    remark of nobody: neither I nor you, and no place that says who speaks.
    """

    passage: Passage
    sure: bool
    labelled: bool
    lean: int
    told: bool = False
    wondered: bool = False
    """A question that stands among listed remarks."""


_CLIENTS_OPINION = word_list("client_words.clients_opinion")
_LABEL = re.compile(r"^(?P<label>[^:：]{3,24})[:：]\s*(?=\S.{5})")


def remarks_labelled(paper: Paper) -> Iterator[Passage]:
    """甲方意見：… in a paper of somebody else, such as the form of acceptance."""
    for paragraph in paper.paragraphs:
        label = _LABEL.match(paragraph.text)
        if label and _CLIENTS_OPINION.within(label["label"]):
            yield from cut_in_remarks(paragraph.cut(label.end(), len(paragraph.text)))


def spoken_in(paper: Paper, *, quoted: Sequence[Passage]) -> Iterator[Spoken]:
    """The remarks of a paper of the client that stand in its running text."""
    letter = is_letter(paper.source)
    noted = set() if letter else {q.ordinal for q in quoted}
    notes = not letter and len(quoted) >= LEAST_QUOTED
    for paragraph, place in spoken_places(paper, letter=letter):
        if paragraph.ordinal in noted or (notes and _OF_OTHERS.match(paragraph.text)):
            continue
        for spoken in _remarks_at(paragraph, place):
            if not (notes and _is_told_about(spoken.passage.text)):
                yield spoken


def _is_told_about(text: str) -> bool:
    """Beside what notes quote, what they tell about somebody, and what nobody says of themselves."""
    plain = tone_of(text) == "neutral" and not FIRST_OR_SECOND.search(text)
    return plain or bool(_OF_OTHERS.match(text))


def _remarks_at(paragraph: Passage, where: SpokenPlace) -> Iterator[Spoken]:
    start, labelled = after_labels(paragraph.text, sure=where.sure)
    labelled = labelled or where.listed
    announced = left = 0
    pieces = cut_in_remarks(paragraph.cut(start, len(paragraph.text)))
    if len(pieces) > 1 and ASKED.search(pieces[0].text) and asks_opinion(pieces[0].text):
        # a form's question with its answer behind it
        where = SpokenPlace(sure=True, lean=lean_of(pieces[0].text))
        pieces, labelled = pieces[1:], True
    for sentence in pieces:
        plain = without_mark(sentence)
        plain = plain.cut(lead_in(plain.text), len(plain.text))
        text = plain.text
        lean, many = _announced(text)
        if lean:
            announced, left = lean, many
            continue
        announced, left = (announced, left - 1) if left else (0, 0)
        least = _FEW_LETTERS if labelled or where.sure else MANY_LETTERS
        too_short = len(text) < (least if text.isascii() else least // 4 + 1)
        if too_short or len(text) > _LONGEST or (is_courtesy(text) and not where.sure):
            continue
        if is_about_itself(text) or not is_remark(text):
            continue
        placed = bool(where.sure or announced)
        of_somebody = placed or bool(FIRST_OR_SECOND.search(text))
        in_letter = where.written and bool(_ENDS.search(text) or is_item(paragraph))
        told = of_somebody or in_letter or where.copied
        if not placed and tone_of(text) == "neutral" and not (told and _is_plain(text)):
            continue
        lean = announced or (where.lean if where.sure else 0)
        yield Spoken(
            plain, where.sure, labelled, lean, told=not of_somebody, wondered=where.wondered
        )


_FEW_LETTERS = 12
_POINTS_TO_COME = re.compile(
    r"\b(?P<many>two|three|four|five|a few|several)\s+(?:other\s+)?"
    r"(?:points?|things?|matters?|counts?|respects?|issues?)\b"
    r"|(?:^|有|[，,])(?P<han>[二兩两三四五幾几])(?:[點点]|[件個个](?:事|地方|問題|问题))",
    re.IGNORECASE,
)
_LONGEST_ANNOUNCEMENT = 64


_HOW_MANY = {
    "two": 2, "three": 3, "four": 4, "five": 5, "二": 2, "兩": 2, "两": 2, "三": 3, "四": 4, "五": 5,
}  # fmt: skip
_A_FEW = 3


def _announced(text: str) -> tuple[int, int]:
    """We were less happy on two points. 有兩點不太滿意。: which way, and how many of what follows."""
    longest = _LONGEST_ANNOUNCEMENT if text.isascii() else _LONGEST_ANNOUNCEMENT // 3
    points = _POINTS_TO_COME.search(text)
    if len(text) > longest or points is None or re.search(r"[:：]\s*\S", text):
        return 0, 0
    lean = {"positive": 1, "negative": -1}.get(tone_of(text), 0)
    return lean, _HOW_MANY.get((points["many"] or points["han"]).lower(), _A_FEW)


_ENDS = re.compile(r"[。.！!…][」”\"’』）)]*\s*$")
"""A sentence of a letter, and not the name and office at its foot."""


def _is_plain(text: str) -> bool:
    """Said without praise or blame, it is neither a sentence of figures nor a question."""
    return not any(map(str.isdigit, text)) and not ASKED.search(text)


_AFTERTHOUGHT_WIDE, _AFTERTHOUGHT = 12, 34


def cut_in_remarks(paragraph: Passage) -> list[Passage]:
    """Its sentences; a short one goes with the one before it, unless it turns from praise to blame."""
    cuts: list[tuple[int, int]] = []
    at = 0
    for sentence in sentences_of(paragraph):
        start = paragraph.text.index(sentence.text, at)
        at = start + len(sentence.text)
        before = paragraph.text[slice(*cuts[-1])] if cuts else ""
        if before and _is_afterthought(before, sentence.text):
            cuts[-1] = (cuts[-1][0], at)
        else:
            cuts.append((start, at))
    return [paragraph.cut(start, end) for start, end in cuts]


def _is_afterthought(before: str, text: str) -> bool:
    if ASKED.search(before):
        return False
    if len(text) > (_AFTERTHOUGHT if text.isascii() else _AFTERTHOUGHT_WIDE):
        return False
    tones = {tone_of(before), tone_of(text)} - {"neutral"}
    return len(tones) <= 1 and len(before) + len(text) <= _LONGEST
