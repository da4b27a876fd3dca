"""Remarks in running text: answers of an interview, sentences of a letter, lines below "Comments", quotations.

A remark is as long as one says it: a sentence, with the short one behind it that belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.review.client.asides import is_about_itself, is_courtesy, lead_in
from archive.review.client.letters import MAIL_HEAD, above_forwarded, is_letter
from archive.review.client.opinion_places import (
    OPINION,
    announces_opinions,
    ends_opinions,
    is_item,
    is_one_of_a_list,
    under_opinions,
)
from archive.review.client.remark_tables import asks_opinion, is_blank_form, is_remark, lean_of
from archive.review.papers.papers import Paper
from archive.review.reading.passages import Passage, sentences_of, without_mark
from archive.review.reading.polarity import tone_of
from archive.review.reading.words import word_list

QUOTED = re.compile(r"[“「『\"]([^”」』\"]{6,300})[”」』\"]")
_ANSWER = re.compile(
    r"^(?:答|客户|客戶|业主|業主|甲方|受访者|受訪者|A\d{0,2}|Answer|Client)\s*[:：.、](?!\d)\s*"
)
_WHO_ANSWERED = re.compile(
    r"^(?:[A-Z]{1,2}\d{1,3}|#?\d{1,3}|(?:受[访訪]者|[填回]?[写寫复覆]?人|[问問]卷|店家|店|客[户戶])?\s*[A-Z\d]{1,3}"
    r"|[一-鿿A-Za-z][一-鿿\w .&'’-]{0,20}?)\s*[:：]\s*(?=\S.{3})"
)
_QUESTION = re.compile(r"^(?:问|問|Q|Question|访谈人|訪談人|主持人)\s*\d{0,2}\s*[:：.、]|[？?]\s*$")
_FIRST_OR_SECOND = re.compile(
    r"我|你|您|大家|各位|希望|下次|明年|贵|貴|們|们|哋|\b(?:I|we|you|your|our|us|my|they|nobody|everyone|everybody)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"^\s*(?:(?:she|he|they|both|asked|wants?|yes to|no to|agreed)\b|[他她]们?[^，。]{0,8}(?:说|說|认为|認為|希望|提到)"
    r"|(?:对方|對方|客户|客戶|业主|業主)[^，。]{0,6}(?:说|說|认为|認為|希望|提到|表示|要求))",
    re.IGNORECASE,
)
"""Notes about somebody: the words are the writer's."""
_LEAST_QUOTED = 2
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


# ------------------------------------------------------------------ quotations
_ASKED = re.compile(r"[？?]\s*$")


def answers_in_quotes(paper: Paper) -> list[Passage]:
    """Notes of an interview: questions, and the client's answers between quotation marks."""
    answers = [
        paragraph.cut(match.start(1), match.end(1))
        for paragraph in paper.paragraphs
        for match in QUOTED.finditer(paragraph.text)
        if _ASKED.search(paragraph.text[: match.start()])
    ]
    return answers if len(answers) >= _LEAST_QUOTED else []


def whole_quotes(paper: Paper) -> list[Passage]:
    """Whole remarks between quotation marks in what comes from the client."""
    found = []
    for paragraph in paper.paragraphs:
        for match in QUOTED.finditer(paragraph.text):
            text = match[1]
            opens = not paragraph.text[: match.start()].strip()
            least = _SHORT_QUOTE if opens else 8
            whole = len(text) >= (24 if text.isascii() else least) and not text.istitle()
            if whole and not re.search(r"[《》]", text):
                found.append(paragraph.cut(match.start(1), match.end(1)))
    return found


_SHORT_QUOTE = 6
"""Characters of a quotation that opens its line; one within a sentence may be a name or a slogan."""
_CLIENTS_OPINION = word_list("client_words.clients_opinion")
_LABEL = re.compile(r"^(?P<label>[^:：]{3,24})[:：]\s*(?=\S.{5})")


def remarks_labelled(paper: Paper) -> Iterator[Passage]:
    """甲方意見：… in a paper of somebody else, such as the form of acceptance."""
    for paragraph in paper.paragraphs:
        label = _LABEL.match(paragraph.text)
        if label and _CLIENTS_OPINION.within(label["label"]):
            yield from cut_in_remarks(paragraph.cut(label.end(), len(paragraph.text)))


# ------------------------------------------------------------------ paragraphs
def spoken_in(paper: Paper, *, quoted: Sequence[Passage]) -> Iterator[Spoken]:
    """The remarks of a paper of the client that stand in its running text."""
    letter = is_letter(paper.source)
    noted = set() if letter else {q.ordinal for q in quoted}
    notes = not letter and len(quoted) >= _LEAST_QUOTED
    for paragraph, place in _places(paper, letter=letter):
        if paragraph.ordinal in noted or (notes and _OF_OTHERS.match(paragraph.text)):
            continue
        for spoken in _sentences(paragraph, place):
            if not (notes and _is_told_about(spoken.passage.text)):
                yield spoken


def _is_told_about(text: str) -> bool:
    """Beside what notes quote, what they tell about somebody, and what nobody says of themselves."""
    plain = tone_of(text) == "neutral" and not _FIRST_OR_SECOND.search(text)
    return plain or bool(_OF_OTHERS.match(text))


@dataclass(frozen=True, slots=True)
class _Where:
    sure: bool
    lean: int
    listed: bool = False
    """One of a list of remarks: each item is one, whatever its tone."""
    written: bool = False
    """In a letter of the client's, where what is told plainly is meant as well."""
    copied: bool = False
    """In notes of what the client said, point by point or line by line."""


def _places(paper: Paper, *, letter: bool) -> Iterator[tuple[Passage, _Where]]:
    """The paragraphs in which somebody speaks, with what their place says of them."""
    in_tables = {span.segment for table in paper.tables for row in table.rows for span in row.spans}
    labelled = sum(bool(_ANSWER.match(p.text)) for p in paper.paragraphs) >= _LEAST_QUOTED
    asked = not labelled and not letter and _asks_questions(paper.paragraphs)
    named = sum(bool(_BY_OFFICE.match(p.text)) for p in paper.paragraphs) >= _LEAST_QUOTED
    begins = above_forwarded(paper.paragraphs) if letter else 0
    noted = _is_noted(paper)
    opinions = answering = False
    lean = 0
    for paragraph in paper.paragraphs[begins:]:
        text = paragraph.text
        side = _labelled_side(text)
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
        answer = bool(_ANSWER.match(text))
        asked_here = (is_question and not answer and not letter) or is_blank_form(text)
        if paragraph.ordinal in in_tables or asked_here or text.endswith((":", "：")):
            continue
        if letter and (MAIL_HEAD.match(text) or text.startswith(">")):
            continue  # what an answer quotes, others wrote
        if labelled and not answer:
            continue
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
            yield paragraph, _Where(sure, below, listed, letter, copied)


_BY_OFFICE = re.compile(
    r"^\s*[一-鿿A-Za-z]{0,8}(?:店[长長]?|[经經]理|[总總]|主任|部|[处處]|室|科|先生|小姐|女士|老[师師]|[会會][计計]|副理"
    r"|[协協]理|[馆館][长長]|校[长長]|[区區])\s*[:：]\s*(?=\S.{3})"
)
"""永康店長：…: what each of several people said, one a line."""


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
    least = _MANY_LETTERS if text.isascii() else _MANY_LETTERS // 4
    signed = len(text) <= _LONGEST_QUESTION and _FIRM.search(text)
    return len(text) >= least and not signed and not re.search(r"[:：\d]", text)


def _asks_questions(paragraphs: Sequence[Passage]) -> bool:
    """Several questions with something below each: notes of a talk without marks for the answers."""
    lines = [bool(_QUESTION.search(p.text)) for p in paragraphs]
    answered = sum(one and not other for one, other in pairwise(lines))
    return answered >= _LEAST_QUOTED


def _is_sentence(text: str) -> bool:
    """Not the name and office at the foot of a letter."""
    return bool(re.search(r"[。！!；;.，,]", text)) and len(text) >= 8


def _says_something(paragraph: Passage) -> bool:
    """A free remark in a form, told from its printed text by person and tone."""
    return bool(_FIRST_OR_SECOND.search(paragraph.text)) and tone_of(paragraph.text) != "neutral"


# ------------------------------------------------------------------ one remark
def _sentences(paragraph: Passage, where: _Where) -> Iterator[Spoken]:
    start, labelled = _after_labels(paragraph.text, sure=where.sure)
    labelled = labelled or where.listed
    announced = left = 0
    pieces = cut_in_remarks(paragraph.cut(start, len(paragraph.text)))
    if len(pieces) > 1 and _ASKED.search(pieces[0].text) and asks_opinion(pieces[0].text):
        # a form's question with its answer behind it
        where = _Where(sure=True, lean=lean_of(pieces[0].text))
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
        least = _FEW_LETTERS if labelled or where.sure else _MANY_LETTERS
        too_short = len(text) < (least if text.isascii() else least // 4 + 1)
        if too_short or len(text) > _LONGEST or (is_courtesy(text) and not where.sure):
            continue
        if is_about_itself(text) or not is_remark(text):
            continue
        placed = bool(where.sure or announced)
        of_somebody = placed or bool(_FIRST_OR_SECOND.search(text))
        in_letter = where.written and bool(_ENDS.search(text) or is_item(paragraph))
        told = of_somebody or in_letter or where.copied
        if not placed and tone_of(text) == "neutral" and not (told and _is_plain(text)):
            continue
        lean = announced or (where.lean if where.sure else 0)
        yield Spoken(plain, where.sure, labelled, lean, told=not of_somebody)


_FEW_LETTERS, _MANY_LETTERS, _FEW_STARS = 12, 24, 3
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


_OPEN_LABEL = re.compile(r"^(?P<label>[^:：。，,；;?？]{2,16})[:：]\s*(?=\S.{4})")


_STARRED = re.compile(r"^\s*(?P<full>[★⭐🌟]{1,5})(?P<empty>☆{0,4})\s*(?=\S.{5})")


def _labelled_side(text: str) -> tuple[int, int] | None:
    """加分：…, Disliked: …, ★★☆☆☆ … on the line itself: which way it leans and where it begins."""
    if stars := _STARRED.match(text):
        full, empty = len(stars["full"]), len(stars["empty"])
        return (1 if full > empty and full > _FEW_STARS - 1 else -1), stars.end()
    label = _OPEN_LABEL.match(text)
    if label is None or not asks_opinion(label["label"]):
        return None
    lean = lean_of(label["label"])
    return (lean, label.end()) if lean else None


_ENDS = re.compile(r"[。.！!…][」”\"’』）)]*\s*$")
"""A sentence of a letter, and not the name and office at its foot."""


def _is_plain(text: str) -> bool:
    """Said without praise or blame, it is neither a sentence of figures nor a question."""
    return not any(map(str.isdigit, text)) and not _ASKED.search(text)


def _after_labels(text: str, *, sure: bool) -> tuple[int, bool]:
    start = 0
    for mark in (OPINION, _ANSWER):
        if found := mark.match(text[start:]):
            start += found.end()
    if not start and (side := _labelled_side(text)):
        start = side[1]
    if not start and sure and (who := _WHO_ANSWERED.match(text)):
        start = who.end()
    return start, start > 0


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
    if _ASKED.search(before):
        return False
    if len(text) > (_AFTERTHOUGHT if text.isascii() else _AFTERTHOUGHT_WIDE):
        return False
    tones = {tone_of(before), tone_of(text)} - {"neutral"}
    return len(tones) <= 1 and len(before) + len(text) <= _LONGEST
