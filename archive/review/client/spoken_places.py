"""Where in a paper somebody speaks, and what the place says of the words there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.review.client.letters import MAIL_HEAD, above_forwarded
from archive.review.client.opinion_places import (
    OPINION,
    announces_opinions,
    ends_opinions,
    is_item,
    is_one_of_a_list,
    under_opinions,
)
from archive.review.client.quotations import LEAST_QUOTED, QUOTED
from archive.review.client.remark_labels import ANSWER, labelled_side
from archive.review.client.remark_words import asks_opinion, is_blank_form, lean_of
from archive.review.papers.papers import Paper
from archive.review.reading.passages import Passage
from archive.review.reading.polarity import tone_of

_QUESTION = re.compile(r"^(?:问|問|Q|Question|访谈人|訪談人|主持人)\s*\d{0,2}\s*[:：.、]|[？?]\s*$")
FIRST_OR_SECOND = re.compile(
    r"我|你|您|大家|各位|希望|下次|明年|贵|貴|們|们|哋|\b(?:I|we|you|your|our|us|my|they|nobody|everyone|everybody)\b",
    re.IGNORECASE,
)
MANY_LETTERS = 24
"""Fewer are no remark where no place says that one stands there; of Han characters a quarter."""


@dataclass(frozen=True, slots=True)
class SpokenPlace:
    """What the place of a paragraph says of its words: whose they surely are, and which way they lean."""

    sure: bool
    lean: int
    listed: bool = False
    """One of a list of remarks: each item is one, whatever its tone."""
    written: bool = False
    """In a letter of the client's, where what is told plainly is meant as well."""
    copied: bool = False
    wondered: bool = False
    """A question among listed remarks: 可以借給學校嗎？ is the client's own."""
    """In notes of what the client said, point by point or line by line."""


def spoken_places(paper: Paper, *, letter: bool) -> Iterator[tuple[Passage, SpokenPlace]]:
    """The paragraphs in which somebody speaks, with what their place says of them."""
    in_tables = {span.segment for table in paper.tables for row in table.rows for span in row.spans}
    labelled = sum(bool(ANSWER.match(p.text)) for p in paper.paragraphs) >= LEAST_QUOTED
    asked = not labelled and not letter and _asks_questions(paper.paragraphs)
    named = sum(bool(_BY_OFFICE.match(p.text)) for p in paper.paragraphs) >= LEAST_QUOTED
    begins = above_forwarded(paper.paragraphs) if letter else 0
    noted = _is_noted(paper)
    opinions = answering = False
    lean = 0
    for paragraph in paper.paragraphs[begins:]:
        text = paragraph.text
        side = labelled_side(text)
        is_question = side is None and _is_question(text)
        if is_question:
            lean = lean_of(text)
        answering = answering or (asked and is_question)
        interview = labelled or answering
        marked = OPINION.match(text) or side is not None
        if announces_opinions(text):
            opinions, lean = True, lean_of(text)
            continue
        begun = (marked and side is None) or under_opinions(paragraph)
        opinions = (begun or opinions) and not ends_opinions(paragraph)
        answer = bool(ANSWER.match(text))
        wondered = is_question and opinions and _is_wondered(paragraph, paper.paragraphs)
        asked_here = is_question and not (answer or letter or wondered)
        if (labelled and not answer) or asked_here or paragraph.ordinal in in_tables:
            continue
        quoted = letter and (MAIL_HEAD.match(text) or text.startswith(">"))
        if quoted or is_blank_form(text) or text.endswith((":", "：")):
            continue  # what an answer quotes, others wrote
        above = lean_of(paragraph.trail[-1]) if paragraph.trail else 0
        asked_above = bool(above) and is_item(paragraph)
        sure = opinions or interview or side is not None or bool(named and _BY_OFFICE.match(text))
        sure = sure or asked_above
        spoken = (letter and (_is_sentence(text) or is_item(paragraph))) or _says_something(
            paragraph
        )
        copied = noted and not letter and (is_item(paragraph) or _is_line_of_talk(text))
        if sure or spoken or copied:
            below = side[0] if side else above if asked_above or not sure else lean
            listed = asked_above or (opinions and not letter and is_one_of_a_list(paragraph))
            yield paragraph, SpokenPlace(sure, below, listed, letter, copied, wondered)


_BY_OFFICE = re.compile(
    r"^\s*[一-鿿A-Za-z]{0,8}(?:店[长長]?|[经經]理|[总總]|主任|部|[处處]|室|科|先生|小姐|女士|老[师師]|[会會][计計]|副理"
    r"|[协協]理|[馆館][长長]|校[长長]|[区區])\s*[:：]\s*(?=\S.{3})"
)
"""永康店長：…: what each of several people said, one a line."""


def _is_wondered(paragraph: Passage, paragraphs: Sequence[Passage]) -> bool:
    """A question among points that are remarks: few of them ask, and this one asks for no opinion."""
    points = [p for p in paragraphs if is_item(p)]
    asking = sum(_is_question(p.text) for p in points)
    mostly_told = asking * _ONE_IN <= len(points)
    return mostly_told and is_item(paragraph) and not asks_opinion(paragraph.text)


_ONE_IN = 3


def _is_noted(paper: Paper) -> bool:
    """What the client said, noted in points or copied line by line: nothing else stands in such a paper."""
    plain = paper.source.class_key == "feedback" and not paper.tables
    return plain and not any(QUOTED.search(p.text) for p in paper.paragraphs)


_NUMBERED = re.compile(
    r"^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十])[)）.、．]|Q\d{1,2})\s*", re.IGNORECASE
)
_LONGEST_QUESTION = 16


def _is_question(text: str) -> bool:
    """Marked as one; or a number with a short phrase that asks for opinions: 3. 其他想說的話."""
    if _QUESTION.search(text):
        return True
    number = _NUMBERED.match(text)
    rest = text[number.end() :] if number else ""
    longest = _LONGEST_QUESTION * (2 if rest.isascii() else 1)
    return 0 < len(rest) <= longest and not re.search(r"[。，,.:：]", rest) and asks_opinion(rest)


_FIRM = re.compile(
    r"(?:公司|基金[會会]|[協协][會会]|委[員员][會会]|中心|[學学]校|[處处]|局|[館馆]|集[團团]|Ltd|Inc|Trust|Council)\.?\s*$"
)


def _is_line_of_talk(text: str) -> bool:
    """No label, no figures: 不過停車場啲燈真係太暗."""
    least = MANY_LETTERS if text.isascii() else MANY_LETTERS // 4
    signed = len(text) <= _LONGEST_QUESTION and _FIRM.search(text)
    return len(text) >= least and not signed and not re.search(r"[:：\d]", text)


def _asks_questions(paragraphs: Sequence[Passage]) -> bool:
    """Several questions with something below each: notes of a talk without marks for the answers."""
    lines = [bool(_QUESTION.search(p.text)) for p in paragraphs]
    answered = sum(one and not other for one, other in pairwise(lines))
    return answered >= LEAST_QUOTED


def _is_sentence(text: str) -> bool:
    """Not the name and office at the foot of a letter."""
    return bool(re.search(r"[。！!；;.，,]", text)) and len(text) >= 8


def _says_something(paragraph: Passage) -> bool:
    """A free remark in a form, told from its printed text by person and tone."""
    return bool(FIRST_OR_SECOND.search(paragraph.text)) and tone_of(paragraph.text) != "neutral"
